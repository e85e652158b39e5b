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
    paths = {
      "/orders" = {
        options = {
          responses = { "200" = { description = "ok" } }
          x-amazon-apigateway-integration = {
            type             = "MOCK"
            requestTemplates = { "application/json" = "{\"statusCode\": 200}" }
            responses = {
              default = {
                statusCode = "200"
                responseParameters = {
                  "method.response.header.Access-Control-Allow-Origin"      = "'*'"
                  "method.response.header.Access-Control-Allow-Credentials" = "'true'"
                }
              }
            }
          }
        }
      }
    }
  })
}

resource "aws_api_gateway_rest_api" "errors" {
  name = "errors"
  body = jsonencode({
    openapi = "3.0.1"
    info    = { title = "errors", version = "1" }
    paths   = {}
    x-amazon-apigateway-gateway-responses = {
      DEFAULT_5XX = {
        responseParameters = {
          "gatewayresponse.header.Access-Control-Allow-Origin"      = "'*'"
          "gatewayresponse.header.Access-Control-Allow-Credentials" = "'true'"
        }
      }
    }
  })
}
