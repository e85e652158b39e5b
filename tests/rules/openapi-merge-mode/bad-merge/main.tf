resource "aws_api_gateway_rest_api" "catalogue" {
  name = "catalogue"
  body = jsonencode({
    openapi = "3.0.1"
    info    = { title = "catalogue", version = "1" }
    paths = {
      "/items" = {
        get = {
          x-amazon-apigateway-auth        = { type = "AWS_IAM" }
          x-amazon-apigateway-integration = { type = "mock" }
        }
      }
    }
  })
  put_rest_api_mode = "merge"
}

locals {
  mode = "merge"
}

resource "aws_api_gateway_rest_api" "edge" {
  name = "edge"
  body = jsonencode({
    openapi = "3.0.1"
    info    = { title = "catalogue", version = "1" }
    paths = {
      "/items" = {
        get = {
          x-amazon-apigateway-auth        = { type = "AWS_IAM" }
          x-amazon-apigateway-integration = { type = "mock" }
        }
      }
    }
  })
  put_rest_api_mode = local.mode

  endpoint_configuration {
    types = ["EDGE"]
  }
}
