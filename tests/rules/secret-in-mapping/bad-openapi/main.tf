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
    swagger = "2.0"
    info    = { title = "shop", version = "1" }
    paths = {
      "/orders" = {
        get = {
          x-amazon-apigateway-integration = {
            type              = "http"
            httpMethod        = "GET"
            uri               = "https://backend.example.com"
            requestParameters = { "integration.request.header.x-api-key" = "'k9Xw2mQ7vLp4'" }
          }
        }
      }
    }
  })
}
