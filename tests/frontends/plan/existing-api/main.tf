# APIs that are defined elsewhere: by an input variable, and by data sources that are read during apply.
variable "rest_api_id" {
  type    = string
  default = "abc123def4"
}

variable "root_resource_id" {
  type    = string
  default = "roo7roo7ro"
}

variable "http_api_id" {
  type    = string
  default = "htt9htt9ht"
}

resource "terraform_data" "first" {}

data "aws_api_gateway_rest_api" "later" {
  name = "later"

  depends_on = [terraform_data.first]
}

data "aws_apigatewayv2_api" "later" {
  api_id = "lat3lat3la"

  depends_on = [terraform_data.first]
}

data "aws_api_gateway_resource" "later" {
  rest_api_id = data.aws_api_gateway_rest_api.later.id
  path        = "/v1/orders"
}

resource "aws_api_gateway_resource" "given" {
  rest_api_id = var.rest_api_id
  parent_id   = var.root_resource_id
  path_part   = "given"
}

resource "aws_api_gateway_method" "given" {
  rest_api_id   = var.rest_api_id
  resource_id   = aws_api_gateway_resource.given.id
  http_method   = "GET"
  authorization = "NONE"
}

resource "aws_api_gateway_method" "given_root" {
  rest_api_id   = var.rest_api_id
  resource_id   = var.root_resource_id
  http_method   = "GET"
  authorization = "AWS_IAM"
}

resource "aws_api_gateway_resource" "later" {
  rest_api_id = data.aws_api_gateway_rest_api.later.id
  parent_id   = data.aws_api_gateway_resource.later.id
  path_part   = "open"
}

resource "aws_api_gateway_method" "later" {
  rest_api_id   = data.aws_api_gateway_rest_api.later.id
  resource_id   = aws_api_gateway_resource.later.id
  http_method   = "GET"
  authorization = "NONE"
}

resource "aws_api_gateway_method" "later_root" {
  rest_api_id   = data.aws_api_gateway_rest_api.later.id
  resource_id   = data.aws_api_gateway_rest_api.later.root_resource_id
  http_method   = "GET"
  authorization = "NONE"
}

resource "aws_api_gateway_stage" "later" {
  rest_api_id   = data.aws_api_gateway_rest_api.later.id
  deployment_id = "dep10y"
  stage_name    = "live"
}

resource "aws_apigatewayv2_route" "given" {
  api_id    = var.http_api_id
  route_key = "GET /orders"
}

resource "aws_apigatewayv2_route" "later" {
  api_id    = data.aws_apigatewayv2_api.later.id
  route_key = "$connect"
}

resource "aws_apigatewayv2_stage" "given" {
  api_id = var.http_api_id
  name   = "$default"
}
