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
      "/events" = {
        post = {
          responses = { "200" = { description = "ok" } }
          x-amazon-apigateway-integration = {
            type        = "aws"
            httpMethod  = "POST"
            uri         = "arn:aws:apigateway:eu-central-1:events:action/PutEvents"
            credentials = "arn:aws:iam::123456789012:role/gateway"
          }
        }
      }
    }
  })
}
