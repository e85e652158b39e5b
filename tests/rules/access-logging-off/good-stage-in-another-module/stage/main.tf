variable "api_id" {
  type = string
}

variable "deployment_id" {
  type = string
}

resource "aws_cloudwatch_log_group" "access" {
  name = "/apigateway/shop"
}

resource "aws_api_gateway_stage" "this" {
  rest_api_id   = var.api_id
  deployment_id = var.deployment_id
  stage_name    = "prod"

  access_log_settings {
    destination_arn = aws_cloudwatch_log_group.access.arn
    format          = "$context.requestId"
  }
}
