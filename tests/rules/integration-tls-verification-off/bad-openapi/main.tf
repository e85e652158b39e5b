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
  body = <<-JSON
    {
      "openapi": "3.0.1",
      "info": {"title": "shop", "version": "1"},
      "paths": {
        "/orders": {
          "get": {
            "responses": {"200": {"description": "ok"}},
            "x-amazon-apigateway-integration": {
              "type": "http_proxy",
              "httpMethod": "GET",
              "uri": "https://orders.example.com",
              "tlsConfig": {"insecureSkipVerification": true}
            }
          }
        }
      }
    }
  JSON
}
