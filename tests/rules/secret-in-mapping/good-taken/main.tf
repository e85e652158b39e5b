terraform {
  required_providers {
    aws = { source = "hashicorp/aws" }
  }
}

provider "aws" {
  region = "eu-central-1"
}

resource "aws_api_gateway_rest_api" "shop" {
  name = "shop"
}

resource "aws_apigatewayv2_api" "web" {
  name          = "web"
  protocol_type = "HTTP"
}

resource "aws_api_gateway_method" "header" {
  rest_api_id   = aws_api_gateway_rest_api.shop.id
  resource_id   = aws_api_gateway_rest_api.shop.root_resource_id
  http_method   = "GET"
  authorization = "AWS_IAM"
}

resource "aws_api_gateway_integration" "header" {
  rest_api_id             = aws_api_gateway_rest_api.shop.id
  resource_id             = aws_api_gateway_rest_api.shop.root_resource_id
  http_method             = aws_api_gateway_method.header.http_method
  type                    = "HTTP"
  integration_http_method = "GET"
  uri                     = "https://backend.example.com"

  request_parameters = {
    "integration.request.header.Authorization" = "method.request.header.Authorization"
  }
}

resource "aws_api_gateway_method" "variable" {
  rest_api_id   = aws_api_gateway_rest_api.shop.id
  resource_id   = aws_api_gateway_rest_api.shop.root_resource_id
  http_method   = "PUT"
  authorization = "AWS_IAM"
}

resource "aws_api_gateway_integration" "variable" {
  rest_api_id             = aws_api_gateway_rest_api.shop.id
  resource_id             = aws_api_gateway_rest_api.shop.root_resource_id
  http_method             = aws_api_gateway_method.variable.http_method
  type                    = "HTTP"
  integration_http_method = "GET"
  uri                     = "https://backend.example.com"

  request_parameters = {
    "integration.request.header.x-api-key" = "stageVariables.key"
  }
}

resource "aws_api_gateway_method" "static" {
  rest_api_id   = aws_api_gateway_rest_api.shop.id
  resource_id   = aws_api_gateway_rest_api.shop.root_resource_id
  http_method   = "POST"
  authorization = "AWS_IAM"
}

resource "aws_api_gateway_integration" "static" {
  rest_api_id             = aws_api_gateway_rest_api.shop.id
  resource_id             = aws_api_gateway_rest_api.shop.root_resource_id
  http_method             = aws_api_gateway_method.static.http_method
  type                    = "HTTP"
  integration_http_method = "GET"
  uri                     = "https://backend.example.com"

  request_parameters = {
    "integration.request.header.Content-Type" = "'application/json'"
  }
}

# Shows the backend that the request came through the gateway.
resource "aws_api_gateway_method" "origin" {
  rest_api_id   = aws_api_gateway_rest_api.shop.id
  resource_id   = aws_api_gateway_rest_api.shop.root_resource_id
  http_method   = "PATCH"
  authorization = "AWS_IAM"
}

resource "aws_api_gateway_integration" "origin" {
  rest_api_id             = aws_api_gateway_rest_api.shop.id
  resource_id             = aws_api_gateway_rest_api.shop.root_resource_id
  http_method             = aws_api_gateway_method.origin.http_method
  type                    = "HTTP"
  integration_http_method = "GET"
  uri                     = "https://backend.example.com"

  request_parameters = {
    "integration.request.header.X-Origin-Verify" = "'f3a9c07be1d24486'"
  }
}

resource "aws_api_gateway_method" "template" {
  rest_api_id   = aws_api_gateway_rest_api.shop.id
  resource_id   = aws_api_gateway_rest_api.shop.root_resource_id
  http_method   = "DELETE"
  authorization = "AWS_IAM"
}

resource "aws_api_gateway_integration" "template" {
  rest_api_id             = aws_api_gateway_rest_api.shop.id
  resource_id             = aws_api_gateway_rest_api.shop.root_resource_id
  http_method             = aws_api_gateway_method.template.http_method
  type                    = "HTTP"
  integration_http_method = "GET"
  uri                     = "https://backend.example.com"

  request_templates = {
    "application/json" = <<-EOT
      #set($token = $context.authorizer.token)
      { "table": "orders", "token": "$token", "name": "$input.params('name')", "kind": "password-reset" }
    EOT
  }
}

resource "aws_apigatewayv2_integration" "context" {
  api_id             = aws_apigatewayv2_api.web.id
  integration_type   = "HTTP_PROXY"
  integration_method = "GET"
  integration_uri    = "https://backend.example.com"

  request_parameters = {
    "overwrite:header.Authorization" = "Bearer $${context.authorizer.token}"
  }
}

resource "aws_apigatewayv2_integration" "none" {
  api_id             = aws_apigatewayv2_api.web.id
  integration_type   = "HTTP_PROXY"
  integration_method = "GET"
  integration_uri    = "https://backend.example.com"
}
