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
    paths = { "/orders" = {
      post = { x-amazon-apigateway-integration = { type = "aws", httpMethod = "POST", uri = "arn:aws:apigateway:eu-central-1:sqs:path/1/q", requestTemplates = { "application/json" = "Action=SendMessage" } } }
      put  = { x-amazon-apigateway-integration = { type = "aws", httpMethod = "POST", uri = "arn:aws:apigateway:eu-central-1:sqs:path/1/q", passthroughBehavior = "never", requestTemplates = { "application/json" = "Action=SendMessage" } } }
    } }
  })
}
