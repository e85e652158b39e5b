provider "aws" {
  region = "eu-central-1"
}

resource "aws_api_gateway_rest_api" "shop" {
  name = "shop"
}

resource "terraform_data" "format" {
  input = timestamp()
}

resource "aws_api_gateway_stage" "prod" {
  rest_api_id   = aws_api_gateway_rest_api.shop.id
  deployment_id = "d"
  stage_name    = "prod"

  access_log_settings {
    destination_arn = "arn:aws:logs:eu-central-1:123456789012:log-group:access"
    format          = terraform_data.format.output
  }
}
