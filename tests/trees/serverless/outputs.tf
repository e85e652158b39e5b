output "site" {
  value = "https://${aws_cloudfront_distribution.site.domain_name}"
}

output "chat" {
  value = "${aws_apigatewayv2_stage.chat.invoke_url}"
}

output "account" {
  value = data.aws_caller_identity.me.account_id
}
