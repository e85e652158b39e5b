provider "aws" {
  region = "eu-central-1"
}

resource "aws_api_gateway_rest_api" "shop" {
  name = "shop"
}

resource "terraform_data" "later" {
  input = timestamp()
}

resource "aws_api_gateway_stage" "later" {
  rest_api_id          = aws_api_gateway_rest_api.shop.id
  deployment_id        = "d"
  stage_name           = "later"
  xray_tracing_enabled = terraform_data.later.output == "x"
}

resource "aws_api_gateway_method_settings" "elsewhere" {
  rest_api_id = "a1b2c3"
  stage_name  = "prod"
  method_path = "*/*"

  settings {
    metrics_enabled = true
  }
}
