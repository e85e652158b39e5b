output "arn" {
  value = aws_api_gateway_stage.this.arn
}

output "invoke_url" {
  value = aws_api_gateway_stage.this.invoke_url
}
