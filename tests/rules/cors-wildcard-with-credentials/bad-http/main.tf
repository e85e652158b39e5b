terraform {
  required_providers {
    aws = { source = "hashicorp/aws" }
  }
}

provider "aws" {
  region = "eu-central-1"
}

resource "aws_apigatewayv2_api" "star" {
  name          = "star"
  protocol_type = "HTTP"

  cors_configuration {
    allow_origins     = ["*"]
    allow_methods     = ["GET"]
    allow_credentials = true
  }
}

# Any site with a certificate: the service hands its origin back.
resource "aws_apigatewayv2_api" "scheme" {
  name          = "scheme"
  protocol_type = "HTTP"

  cors_configuration {
    allow_origins     = ["https://shop.example.com", "https://*"]
    allow_methods     = ["GET"]
    allow_credentials = true
  }
}

resource "aws_apigatewayv2_api" "named" {
  name          = "named"
  protocol_type = "HTTP"

  cors_configuration {
    allow_origins     = ["https://shop.example.com"]
    allow_methods     = ["GET"]
    allow_credentials = true
  }
}

resource "aws_apigatewayv2_api" "open" {
  name          = "open"
  protocol_type = "HTTP"

  cors_configuration {
    allow_origins     = ["*"]
    allow_methods     = ["GET"]
    allow_credentials = false
  }
}

resource "aws_apigatewayv2_api" "openapi" {
  name          = "openapi"
  protocol_type = "HTTP"
  body = jsonencode({
    openapi = "3.0.1"
    info    = { title = "openapi", version = "1" }
    paths   = {}
    x-amazon-apigateway-cors = {
      allowOrigins     = ["*"]
      allowCredentials = true
    }
  })
}
