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
    openapi  = "3.0.1"
    info     = { title = "shop", version = "1" }
    security = [{ token = [] }]
    paths = {
      "/orders" = {
        get = {
          security  = [{ token = [] }]
          responses = { "200" = { description = "ok" } }
          x-amazon-apigateway-integration = {
            type                 = "HTTP_PROXY"
            httpMethod           = "GET"
            payloadFormatVersion = "1.0"
            uri                  = "https://orders.example.com"
          }
        }
        post = {
          security  = [{ token = [] }]
          responses = { "200" = { description = "ok" } }
          x-amazon-apigateway-integration = {
            type                 = "HTTP_PROXY"
            httpMethod           = "POST"
            payloadFormatVersion = "1.0"
            uri                  = "https://orders.example.com"
          }
        }
        put = {
          x-amazon-apigateway-auth = { type = "AWS_IAM" }
          responses                = { "200" = { description = "ok" } }
          x-amazon-apigateway-integration = {
            type       = "HTTP_PROXY"
            httpMethod = "PUT"
            uri        = "https://orders.example.com"
          }
        }
        options = {
          responses = { "200" = { description = "ok" } }
          x-amazon-apigateway-integration = {
            type             = "MOCK"
            requestTemplates = { "application/json" = "{\"statusCode\": 200}" }
            responses        = { default = { statusCode = "200" } }
          }
        }
        # Open on purpose, and it says so.
        head = {
          security  = []
          responses = { "200" = { description = "ok" } }
          x-amazon-apigateway-integration = {
            type       = "HTTP_PROXY"
            httpMethod = "HEAD"
            uri        = "https://orders.example.com"
          }
        }
      }
    }
    components = {
      securitySchemes = {
        token = {
          type                         = "apiKey"
          name                         = "Authorization"
          in                           = "header"
          x-amazon-apigateway-authtype = "custom"
          x-amazon-apigateway-authorizer = {
            type          = "token"
            authorizerUri = "arn:aws:apigateway:eu-central-1:lambda:path/2015-03-31/functions/arn:aws:lambda:eu-central-1:123456789012:function:authorizer/invocations"
          }
        }
      }
    }
  })
}
