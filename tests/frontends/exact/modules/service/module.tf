variable "api_id" {}
variable "arn" {}
variable "guarded" {}
variable "catalogue" {}
variable "listed" {}

resource "aws_apigatewayv2_integration" "given" {
  api_id           = var.api_id
  integration_type = "AWS_PROXY"
  integration_uri  = var.arn
}

resource "aws_apigatewayv2_integration" "guarded" {
  api_id           = var.api_id
  integration_type = "AWS_PROXY"
  integration_uri  = var.guarded
}

resource "aws_apigatewayv2_integration" "listed" {
  api_id           = var.api_id
  integration_type = "AWS_PROXY"
  integration_uri  = var.catalogue[var.listed]
}
