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
  body = jsonencode({
    openapi = "3.0.1"
    info    = { title = "shop", version = "1" }
    servers = [{ url = "https://api.example.com" }, { url = "http://api.example.com/v1" }]
    paths   = {}
  })
}

resource "aws_api_gateway_rest_api" "old" {
  name = "old"
  body = jsonencode({
    swagger = "2.0"
    info    = { title = "old", version = "1" }
    schemes = ["https", "http"]
    paths   = {}
  })
}

resource "aws_apigatewayv2_api" "front" {
  name          = "front"
  protocol_type = "HTTP"
  body = jsonencode({
    openapi = "3.0.1"
    info    = { title = "front", version = "1" }
    servers = [{ url = "{scheme}://api.example.com", variables = { scheme = { default = "http" } } }]
    paths   = {}
  })
}
