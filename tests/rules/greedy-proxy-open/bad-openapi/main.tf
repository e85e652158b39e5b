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
      "/{proxy+}" = {
        x-amazon-apigateway-any-method = {
          parameters = [{ name = "proxy", in = "path", required = true, schema = { type = "string" } }]
          responses  = {}
          x-amazon-apigateway-integration = {
            type              = "HTTP_PROXY"
            httpMethod        = "ANY"
            uri               = "https://backend.example.com/{proxy}"
            requestParameters = { "integration.request.path.proxy" = "method.request.path.proxy" }
          }
        }
      }
    }
  })
}
