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

resource "aws_api_gateway_method" "root" {
  rest_api_id   = aws_api_gateway_rest_api.shop.id
  resource_id   = aws_api_gateway_rest_api.shop.root_resource_id
  http_method   = "GET"
  authorization = "AWS_IAM"
}

resource "aws_api_gateway_integration" "root" {
  rest_api_id             = aws_api_gateway_rest_api.shop.id
  resource_id             = aws_api_gateway_rest_api.shop.root_resource_id
  http_method             = aws_api_gateway_method.root.http_method
  type                    = "HTTP_PROXY"
  uri                     = "https://orders.example.com"
  integration_http_method = "GET"
}

resource "aws_api_gateway_method" "post" {
  rest_api_id   = aws_api_gateway_rest_api.shop.id
  resource_id   = aws_api_gateway_rest_api.shop.root_resource_id
  http_method   = "POST"
  authorization = "AWS_IAM"
}

resource "aws_api_gateway_integration" "post" {
  rest_api_id             = aws_api_gateway_rest_api.shop.id
  resource_id             = aws_api_gateway_rest_api.shop.root_resource_id
  http_method             = aws_api_gateway_method.post.http_method
  type                    = "HTTP_PROXY"
  uri                     = "https://orders.example.com"
  integration_http_method = "POST"
}

resource "aws_api_gateway_deployment" "prod" {
  rest_api_id = aws_api_gateway_rest_api.shop.id
  triggers    = { redeployment = "1" }
}

resource "aws_api_gateway_stage" "prod" {
  rest_api_id           = aws_api_gateway_rest_api.shop.id
  deployment_id         = aws_api_gateway_deployment.prod.id
  stage_name            = "prod"
  cache_cluster_enabled = true
  cache_cluster_size    = "0.5"
}

resource "aws_api_gateway_method_settings" "prod" {
  rest_api_id = aws_api_gateway_rest_api.shop.id
  stage_name  = aws_api_gateway_stage.prod.stage_name
  method_path = "*/*"

  settings {
    caching_enabled = true
  }
}

resource "aws_api_gateway_rest_api" "write" {
  name = "write"
}

resource "aws_api_gateway_method" "only" {
  rest_api_id   = aws_api_gateway_rest_api.write.id
  resource_id   = aws_api_gateway_rest_api.write.root_resource_id
  http_method   = "POST"
  authorization = "AWS_IAM"
}

resource "aws_api_gateway_integration" "only" {
  rest_api_id             = aws_api_gateway_rest_api.write.id
  resource_id             = aws_api_gateway_rest_api.write.root_resource_id
  http_method             = aws_api_gateway_method.only.http_method
  type                    = "HTTP_PROXY"
  uri                     = "https://orders.example.com"
  integration_http_method = "POST"
}

resource "aws_api_gateway_deployment" "write" {
  rest_api_id = aws_api_gateway_rest_api.write.id
  triggers    = { redeployment = "1" }
}

resource "aws_api_gateway_stage" "write" {
  rest_api_id   = aws_api_gateway_rest_api.write.id
  deployment_id = aws_api_gateway_deployment.write.id
  stage_name    = "write"
}

resource "aws_apigatewayv2_api" "front" {
  name          = "front"
  protocol_type = "HTTP"
}

resource "aws_apigatewayv2_route" "front" {
  api_id    = aws_apigatewayv2_api.front.id
  route_key = "GET /orders"
}

resource "aws_apigatewayv2_stage" "front" {
  api_id = aws_apigatewayv2_api.front.id
  name   = "front"
}
