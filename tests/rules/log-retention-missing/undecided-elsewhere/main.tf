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

variable "destination" {
  default = "arn:aws:logs:eu-central-1:123456789012:log-group:given"
}

data "aws_cloudwatch_log_group" "shared" {
  name = terraform_data.later.output
}

resource "aws_api_gateway_stage" "var" {
  rest_api_id   = aws_api_gateway_rest_api.shop.id
  deployment_id = "d"
  stage_name    = "var"

  access_log_settings {
    destination_arn = var.destination
    format          = "$context.requestId"
  }
}

resource "aws_api_gateway_stage" "data" {
  rest_api_id   = aws_api_gateway_rest_api.shop.id
  deployment_id = "d"
  stage_name    = "data"

  access_log_settings {
    destination_arn = data.aws_cloudwatch_log_group.shared.arn
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

resource "aws_cloudwatch_log_group" "days" {
  name              = "days"
  retention_in_days = terraform_data.later.output == "x" ? 1 : 30
}

resource "aws_api_gateway_stage" "days" {
  rest_api_id   = aws_api_gateway_rest_api.shop.id
  deployment_id = "d"
  stage_name    = "days"

  access_log_settings {
    destination_arn = aws_cloudwatch_log_group.days.arn
    format          = "$context.requestId"
  }
}
