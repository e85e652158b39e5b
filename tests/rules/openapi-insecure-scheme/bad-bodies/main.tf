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
    components = { securitySchemes = {
      login = { type = "oauth2", flows = { implicit = { authorizationUrl = "https://login.example.com", scopes = {} }, password = { tokenUrl = "https://login.example.com", scopes = {} } } }
      basic = { type = "http", scheme = "Basic" }
    } }
    paths = {}
  })
}

resource "aws_api_gateway_rest_api" "old" {
  name = "old"
  body = jsonencode({
    swagger             = "2.0"
    info                = { title = "old", version = "1" }
    securityDefinitions = { basic = { type = "basic" }, legacy = { type = "oauth2", flow = "implicit", authorizationUrl = "https://login.example.com" } }
    paths               = {}
  })
}

resource "aws_apigatewayv2_api" "front" {
  name          = "front"
  protocol_type = "HTTP"
  body = jsonencode({
    openapi    = "3.0.1"
    info       = { title = "front", version = "1" }
    components = { securitySchemes = { person = { type = "oauth2", flows = { password = { tokenUrl = "https://login.example.com", scopes = {} } } } } }
    paths      = {}
  })
}
