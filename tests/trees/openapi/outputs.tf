output "catalogue_url" {
  value = aws_api_gateway_stage.catalogue.invoke_url
}

output "shop_url" {
  value = aws_apigatewayv2_api.shop.api_endpoint
}

output "partner_key" {
  value     = aws_api_gateway_api_key.partner[0].value
  sensitive = true
}
