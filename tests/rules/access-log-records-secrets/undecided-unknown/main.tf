provider "aws" {
  region = "eu-central-1"
}

resource "terraform_data" "format" {
  input = timestamp()
}

resource "aws_apigatewayv2_stage" "elsewhere" {
  api_id = "a1b2c3"
  name   = "elsewhere"

  access_log_settings {
    destination_arn = "arn:aws:logs:eu-central-1:123456789012:log-group:access"
    format          = "$context.requestId $context.identity.apiKey"
  }
}

resource "aws_apigatewayv2_stage" "later" {
  api_id = "a1b2c3"
  name   = "later"

  access_log_settings {
    destination_arn = "arn:aws:logs:eu-central-1:123456789012:log-group:access"
    format          = terraform_data.format.output
  }
}
