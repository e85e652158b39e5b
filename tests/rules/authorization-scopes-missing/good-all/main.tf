terraform {
  required_providers {
    aws = { source = "hashicorp/aws" }
  }
}

provider "aws" {
  region = "eu-central-1"
}

resource "terraform_data" "scope" {
  input = "orders.read"
}

resource "aws_apigatewayv2_api" "site" {
  name          = "site"
  protocol_type = "HTTP"
}

resource "aws_apigatewayv2_route" "all" {
  for_each = { "GET /known" = ["orders.read"], "GET /later" = [terraform_data.scope.output] }

  api_id               = aws_apigatewayv2_api.site.id
  route_key            = each.key
  authorization_type   = "JWT"
  authorizer_id        = "abc123"
  authorization_scopes = each.value
}

resource "aws_apigatewayv2_route" "iam" {
  api_id             = aws_apigatewayv2_api.site.id
  route_key          = "GET /iam"
  authorization_type = "AWS_IAM"
}

resource "aws_apigatewayv2_route" "open" {
  api_id    = aws_apigatewayv2_api.site.id
  route_key = "GET /open"
}
