resource "aws_apigatewayv2_api" "shop" {
  name          = "shop"
  protocol_type = "HTTP"
}

resource "aws_apigatewayv2_authorizer" "version" {
  api_id           = aws_apigatewayv2_api.shop.id
  name             = "version"
  authorizer_type  = "REQUEST"
  identity_sources = ["$request.header.Authorization"]
  authorizer_uri   = "arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/arn:aws:lambda:eu-west-1:123456789012:function:callers/invocations"
  enable_simple_responses = true

  authorizer_payload_format_version = terraform_data.version.output
}

resource "aws_apigatewayv2_authorizer" "simple" {
  api_id           = aws_apigatewayv2_api.shop.id
  name             = "simple"
  authorizer_type  = "REQUEST"
  identity_sources = ["$request.header.Authorization"]
  authorizer_uri   = "arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/arn:aws:lambda:eu-west-1:123456789012:function:callers/invocations"
  enable_simple_responses = terraform_data.simple.output

  authorizer_payload_format_version = "1.0"
}

resource "terraform_data" "version" {
  input = "1.0"
}

resource "terraform_data" "simple" {
  input = true
}
