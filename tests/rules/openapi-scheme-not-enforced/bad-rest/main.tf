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
        get = {
          security                        = [{ oauth = [] }]
          x-amazon-apigateway-integration = local.integration
        }
        post = {
          security                        = [{ basic = [] }, { oauth = ["write"] }]
          x-amazon-apigateway-integration = local.integration
        }
        put = {
          security                        = [{ key = [], oauth = [] }]
          x-amazon-apigateway-integration = local.integration
        }
        delete = {
          security                        = [{ missing = [] }]
          x-amazon-apigateway-integration = local.integration
        }
        patch = {
          security                        = [{ users = [], csrf = [] }]
          x-amazon-apigateway-integration = local.integration
        }
        head = {
          security                        = [{ oauth = [] }]
          x-amazon-apigateway-auth        = { type = "NONE" }
          x-amazon-apigateway-integration = local.integration
        }
      }
    }
    components = {
      securitySchemes = {
        oauth = { type = "oauth2" }
        basic = { type = "http", scheme = "basic", x-amazon-apigateway-authtype = "custom" }
        key   = { type = "apiKey", name = "x-api-key", in = "header" }
        csrf  = { type = "apiKey", name = "X-CSRF", in = "header" }
        users = {
          type = "apiKey"
          name = "Authorization"
          in   = "header"
          x-amazon-apigateway-authorizer = {
            type         = "cognito_user_pools"
            providerARNs = ["arn:aws:cognito-idp:eu-central-1:123456789012:userpool/eu-central-1_a1b2c3d4e"]
          }
        }
      }
    }
  })
}
