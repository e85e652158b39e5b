terraform {
  required_providers {
    aws = { source = "hashicorp/aws" }
  }
}

provider "aws" {
  region = "eu-central-1"
}

resource "terraform_data" "type" {
  input = "JWT"
}

resource "aws_apigatewayv2_api" "site" {
  name          = "site"
  protocol_type = "HTTP"
}

resource "aws_apigatewayv2_route" "any" {
  api_id             = aws_apigatewayv2_api.site.id
  route_key          = "GET /any"
  authorization_type = terraform_data.type.output
  authorizer_id      = "abc123"
}
