provider "aws" {
  region = "eu-central-1"
}

resource "aws_api_gateway_rest_api" "shop" {
  name = "shop"
}

resource "terraform_data" "later" {
  input = timestamp()
}

resource "aws_api_gateway_stage" "arn" {
  rest_api_id   = aws_api_gateway_rest_api.shop.id
  deployment_id = "d"
  stage_name    = "arn"

  access_log_settings {
    destination_arn = "arn:aws:logs:eu-central-1:123456789012:log-group:shared"
    format          = "$context.requestId"
  }
}

resource "aws_api_gateway_stage" "later" {
  rest_api_id   = aws_api_gateway_rest_api.shop.id
  deployment_id = "d"
  stage_name    = "later"

  access_log_settings {
    destination_arn = terraform_data.later.output
    format          = "$context.requestId"
  }
}
