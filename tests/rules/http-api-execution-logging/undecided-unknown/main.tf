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

resource "aws_apigatewayv2_stage" "level" {
  api_id = aws_apigatewayv2_api.web.id
  name   = "level"

  default_route_settings {
    logging_level = terraform_data.later.output
  }
}

resource "aws_apigatewayv2_stage" "elsewhere" {
  api_id = "a1b2c3"
  name   = "elsewhere"

  default_route_settings {
    logging_level = "INFO"
  }
}
