provider "aws" {
  region = "eu-central-1"
}

resource "aws_api_gateway_rest_api" "shop" {
  name = "shop"
}

variable "fields" {
  default = { id = "$context.requestId", ip = "$context.identity.sourceIp" }
}

locals {
  format = <<-EOT
    {
      "id": "$context.requestId",
      "status": $context.status,
      "latency": $context.responseLatency,
      "error": $context.error.messageString,
      "user": "$context.authorizer.claims.cognito:username"
    }
  EOT
}

resource "aws_api_gateway_stage" "this" {
  for_each = { lines = local.format, encoded = jsonencode(var.fields), spaced = " ${jsonencode(var.fields)}\n" }

  rest_api_id   = aws_api_gateway_rest_api.shop.id
  deployment_id = "d"
  stage_name    = each.key

  access_log_settings {
    destination_arn = "arn:aws:logs:eu-central-1:123456789012:log-group:access"
    format          = each.value
  }
}

resource "aws_api_gateway_stage" "silent" {
  rest_api_id   = aws_api_gateway_rest_api.shop.id
  deployment_id = "d"
  stage_name    = "silent"
}

resource "aws_api_gateway_stage" "none" {
  count = 0

  rest_api_id   = aws_api_gateway_rest_api.shop.id
  deployment_id = "d"
  stage_name    = "none"

  access_log_settings {
    destination_arn = "arn:aws:logs:eu-central-1:123456789012:log-group:access"
    format          = "$context.requestId"
  }
}
