provider "aws" {
  region = "eu-central-1"
}

resource "aws_api_gateway_rest_api" "shop" {
  name = "shop"
}

resource "aws_api_gateway_stage" "unset" {
  rest_api_id   = aws_api_gateway_rest_api.shop.id
  deployment_id = "d"
  stage_name    = "unset"
}

resource "aws_api_gateway_stage" "off" {
  rest_api_id          = aws_api_gateway_rest_api.shop.id
  deployment_id        = "d"
  stage_name           = "off"
  xray_tracing_enabled = false
}
