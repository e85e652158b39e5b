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
    components = { securitySchemes = { token = {
      type                           = "apiKey", name = "Authorization", in = "header"
      x-amazon-apigateway-authorizer = { type = "token", authorizerUri = "arn:aws:apigateway:eu-central-1:lambda:path/x" }
    } } }
    paths = {
      "/mine" = {
        get = {
          security                        = [{ token = [] }]
          x-amazon-apigateway-integration = { type = "HTTP_PROXY", httpMethod = "GET", uri = "https://orders.example.com" }
        }
      }
      "/keyed" = {
        get = {
          security                        = [{ token = [] }]
          x-amazon-apigateway-integration = { type = "HTTP_PROXY", httpMethod = "GET", uri = "https://orders.example.com", cacheKeyParameters = ["method.request.header.Authorization"] }
        }
      }
    }
  })
}

resource "aws_api_gateway_deployment" "prod" {
  rest_api_id = aws_api_gateway_rest_api.shop.id
  triggers    = { redeployment = "1" }
}

resource "aws_api_gateway_stage" "prod" {
  rest_api_id           = aws_api_gateway_rest_api.shop.id
  deployment_id         = aws_api_gateway_deployment.prod.id
  stage_name            = "prod"
  cache_cluster_enabled = true
  cache_cluster_size    = "0.5"
}

resource "aws_api_gateway_method_settings" "prod" {
  rest_api_id = aws_api_gateway_rest_api.shop.id
  stage_name  = aws_api_gateway_stage.prod.stage_name
  method_path = "*/*"

  settings {
    caching_enabled = true
  }
}
