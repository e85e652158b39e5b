terraform {
  required_providers {
    aws = { source = "hashicorp/aws" }
  }
}

provider "aws" {
  region = "eu-central-1"
}

resource "aws_api_gateway_rest_api" "plain" {
  name = "plain"
}

resource "aws_api_gateway_rest_api" "shop" {
  name = "shop"
  body = jsonencode({
    openapi = "3.0.1"
    info    = { title = "shop", version = "1" }
    servers = [{ url = "/v1" }, { url = "http://localhost:3000/v1" }, { url = "wss://api.example.com" }]
    paths   = {}
  })
}

resource "aws_api_gateway_rest_api" "old" {
  name = "old"
  body = jsonencode({
    swagger = "2.0"
    info    = { title = "old", version = "1" }
    schemes = ["https"]
    paths   = {}
  })
}

resource "aws_apigatewayv2_api" "front" {
  name          = "front"
  protocol_type = "HTTP"
  body = jsonencode({
    openapi = "3.0.1"
    info    = { title = "front", version = "1" }
    servers = [{ url = "{scheme}://api.example.com", variables = { scheme = { default = "https", enum = ["https"] } } }]
    paths   = {}
  })
}
