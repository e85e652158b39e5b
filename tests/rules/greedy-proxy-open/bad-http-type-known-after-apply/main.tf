terraform {
  required_providers {
    aws = { source = "hashicorp/aws" }
  }
}

provider "aws" {
  region = "eu-central-1"
}

resource "aws_apigatewayv2_api" "shop" {
  name          = "shop"
  protocol_type = "HTTP"
}

resource "aws_apigatewayv2_route" "default" {
  api_id    = aws_apigatewayv2_api.shop.id
  route_key = "$default"
  target    = "integrations/${aws_apigatewayv2_integration.backend.id}"
}

resource "terraform_data" "backend" {
  input = "HTTP_PROXY"
}

# Whatever the type is: an HTTP API has no integration without a backend.
resource "aws_apigatewayv2_integration" "backend" {
  api_id             = aws_apigatewayv2_api.shop.id
  integration_type   = terraform_data.backend.output
  integration_method = "ANY"
  integration_uri    = "https://backend.example.com"
}
