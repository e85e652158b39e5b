provider "aws" {
  region = "eu-central-1"
}

resource "aws_apigatewayv2_api" "web" {
  name          = "web"
  protocol_type = "HTTP"
}

resource "terraform_data" "later" {
  input = timestamp()
}

resource "aws_apigatewayv2_stage" "later" {
  api_id = aws_apigatewayv2_api.web.id
  name   = "later"

  default_route_settings {
    detailed_metrics_enabled = terraform_data.later.output == "x"
  }
}
