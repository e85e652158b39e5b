terraform {
  required_providers {
    aws = { source = "hashicorp/aws" }
  }
}

provider "aws" {
  region = "eu-central-1"
}

resource "aws_apigatewayv2_api" "http" {
  name          = "http"
  protocol_type = "HTTP"
}

resource "aws_apigatewayv2_integration" "arn" {
  api_id             = aws_apigatewayv2_api.http.id
  integration_type   = "HTTP_PROXY"
  integration_method = "ANY"
  integration_uri    = "arn:aws:elasticloadbalancing:eu-central-1:123456789012:listener/app/x/0123456789abcdef/0123456789abcdef"
  connection_type    = "VPC_LINK"
  connection_id      = "abc123"
}

resource "aws_apigatewayv2_integration" "cloudmap" {
  api_id             = aws_apigatewayv2_api.http.id
  integration_type   = "HTTP_PROXY"
  integration_method = "ANY"
  integration_uri    = "arn:aws:servicediscovery:eu-central-1:123456789012:service/srv-id"
  connection_type    = "VPC_LINK"
  connection_id      = "abc123"
}

resource "terraform_data" "later" {
  input = "x"
}

resource "aws_apigatewayv2_integration" "later" {
  api_id             = aws_apigatewayv2_api.http.id
  integration_type   = "HTTP_PROXY"
  integration_method = "ANY"
  integration_uri    = terraform_data.later.output
  connection_type    = "VPC_LINK"
  connection_id      = "abc123"
}

resource "aws_apigatewayv2_api" "body" {
  name          = "body"
  protocol_type = "HTTP"
  body = jsonencode({
    openapi = "3.0.1"
    info    = { title = "body", version = "1" }
    paths = {
      "/orders" = {
        get = {
          x-amazon-apigateway-integration = {
            type                 = "http_proxy"
            httpMethod           = "GET"
            payloadFormatVersion = "1.0"
            connectionType       = "VPC_LINK"
            connectionId         = "abc123"
            uri                  = "arn:aws:elasticloadbalancing:eu-central-1:123456789012:listener/app/x/0123456789abcdef/0123456789abcdef"
          }
        }
        post = {
          x-amazon-apigateway-integration = {
            type                 = "http_proxy"
            httpMethod           = "POST"
            payloadFormatVersion = "1.0"
            connectionType       = "VPC_LINK"
            connectionId         = "abc123"
            uri                  = "arn:aws:elasticloadbalancing:eu-central-1:123456789012:listener/app/x/0123456789abcdef/0123456789abcdef"
            tlsConfig            = { serverNameToVerify = "orders.internal.example.com" }
          }
        }
      }
    }
  })
}
