terraform {
  required_providers {
    aws = { source = "hashicorp/aws" }
  }
}

provider "aws" {
  region = "eu-central-1"
}

locals {
  integration = { type = "HTTP_PROXY", httpMethod = "ANY", uri = "https://orders.example.com" }
}

resource "aws_api_gateway_rest_api" "shop" {
  name = "shop"
  body = jsonencode({
    openapi = "3.0.1"
    info    = { title = "shop", version = "1" }
    paths = {
      "/orders" = {
        get    = { security = [{ token = [] }], x-amazon-apigateway-integration = local.integration }
        post   = { security = [{ aws = [] }], x-amazon-apigateway-integration = local.integration }
        put    = { security = [{ token = [] }, { oauth = [] }], x-amazon-apigateway-integration = local.integration }
        patch  = { security = [{ token = [], key = [] }], x-amazon-apigateway-integration = local.integration }
        delete = { security = [{ oauth = [] }, {}], x-amazon-apigateway-integration = local.integration }
        head   = { security = [{ oauth = [] }], x-amazon-apigateway-auth = { type = "AWS_IAM" } }
        options = {
          security                        = [{ oauth = [] }]
          x-amazon-apigateway-integration = { type = "MOCK" }
        }
        x-amazon-apigateway-any-method = { security = [{ key = [] }] }
      }
      "/health" = { get = { security = [], x-amazon-apigateway-integration = local.integration } }
      "/status" = { get = { x-amazon-apigateway-integration = local.integration } }
    }
    components = {
      securitySchemes = {
        oauth = { type = "oauth2" }
        key   = { type = "apiKey", name = "X-Api-Key", in = "header" }
        aws   = { type = "apiKey", name = "Authorization", in = "header", x-amazon-apigateway-authtype = "awsSigv4" }
        token = {
          type = "apiKey"
          name = "Authorization"
          in   = "header"
          x-amazon-apigateway-authorizer = {
            type          = "token"
            authorizerUri = "arn:aws:apigateway:eu-central-1:lambda:path/2015-03-31/functions/arn:aws:lambda:eu-central-1:123456789012:function:authorizer/invocations"
          }
        }
      }
    }
  })
}

resource "aws_api_gateway_rest_api" "plain" {
  name = "plain"
}

resource "aws_api_gateway_method" "open" {
  rest_api_id   = aws_api_gateway_rest_api.plain.id
  resource_id   = aws_api_gateway_rest_api.plain.root_resource_id
  http_method   = "GET"
  authorization = "NONE"
}
