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
    components = { securitySchemes = {
      login = { type = "oauth2", flows = { authorizationCode = { authorizationUrl = "https://login.example.com", tokenUrl = "https://login.example.com", scopes = {} } } }
      token = { type = "http", scheme = "bearer" }
      key   = { type = "apiKey", name = "x-api-key", in = "header" }
    } }
    paths = {}
  })
}

resource "aws_api_gateway_rest_api" "old" {
  name = "old"
  body = jsonencode({
    swagger             = "2.0"
    info                = { title = "old", version = "1" }
    securityDefinitions = { legacy = { type = "oauth2", flow = "accessCode" } }
    paths               = {}
  })
}
