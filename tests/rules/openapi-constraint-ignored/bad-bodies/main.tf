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
    openapi                                = "3.0.1"
    info                                   = { title = "shop", version = "1" }
    x-amazon-apigateway-request-validators = { all = { validateRequestBody = true }, parameters = { validateRequestParameters = true } }
    paths                                  = { "/orders" = { post = { x-amazon-apigateway-request-validator = "all", requestBody = { content = { "application/json" = { schema = { "$ref" = "#/components/schemas/Order" } } } }, x-amazon-apigateway-integration = { type = "HTTP_PROXY", httpMethod = "POST", uri = "https://orders.example.com" } } } }
    components = { schemas = {
      Order = { type = "object", properties = { parent = { "$ref" = "#/components/schemas/Order" }, lines = { type = "array", items = { "$ref" = "#/components/schemas/Line" } } } }
      Line  = { type = "object", properties = { count = { type = "integer", exclusiveMinimum = true, minimum = 0 } } }
    } }
  })
}

resource "aws_api_gateway_rest_api" "inline" {
  name = "inline"
  body = jsonencode({
    openapi                                = "3.0.1"
    info                                   = { title = "inline", version = "1" }
    x-amazon-apigateway-request-validators = { all = { validateRequestBody = true }, parameters = { validateRequestParameters = true } }
    paths                                  = { "/orders" = { post = { x-amazon-apigateway-request-validator = "all", requestBody = { content = { "application/json" = { schema = { type = "array", maxItems = 10 } } } }, x-amazon-apigateway-integration = { type = "HTTP_PROXY", httpMethod = "POST", uri = "https://orders.example.com" } } } }
  })
}

resource "aws_api_gateway_rest_api" "old" {
  name = "old"
  body = jsonencode({
    swagger                                = "2.0"
    info                                   = { title = "old", version = "1" }
    x-amazon-apigateway-request-validators = { all = { validateRequestBody = true }, parameters = { validateRequestParameters = true } }
    consumes                               = ["application/json"]
    paths = { "/orders" = { post = {
      x-amazon-apigateway-request-validator = "all"
      parameters                            = [{ in = "body", name = "order", schema = { "$ref" = "#/definitions/Order" } }]
      x-amazon-apigateway-integration       = { type = "HTTP_PROXY", httpMethod = "POST", uri = "https://orders.example.com" }
    } } }
    definitions = { Order = { oneOf = [{ type = "object" }] } }
  })
}
