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
}

resource "aws_api_gateway_request_validator" "body" {
  rest_api_id           = aws_api_gateway_rest_api.shop.id
  name                  = "body"
  validate_request_body = true
}

resource "aws_api_gateway_model" "order" {
  rest_api_id  = aws_api_gateway_rest_api.shop.id
  name         = "Order"
  content_type = "application/json"
  schema       = jsonencode({ type = "object", additionalProperties = false, properties = { name = { type = "string", maxLength = 9 }, day = { type = "string", format = "date" }, lines = { type = "array", maxItems = 3, items = { type = "integer" } }, labels = { type = "object", additionalProperties = { type = "string", enum = ["a"] } } } })
}

resource "aws_api_gateway_model" "answer" {
  rest_api_id  = aws_api_gateway_rest_api.shop.id
  name         = "Answer"
  content_type = "application/json"
  schema       = jsonencode({ type = "object" })
}

resource "aws_api_gateway_method" "post" {
  rest_api_id          = aws_api_gateway_rest_api.shop.id
  resource_id          = aws_api_gateway_rest_api.shop.root_resource_id
  http_method          = "POST"
  authorization        = "AWS_IAM"
  request_validator_id = aws_api_gateway_request_validator.body.id
  request_models       = { "application/json" = aws_api_gateway_model.order.name }
}

resource "aws_api_gateway_integration" "post" {
  rest_api_id             = aws_api_gateway_rest_api.shop.id
  resource_id             = aws_api_gateway_rest_api.shop.root_resource_id
  http_method             = aws_api_gateway_method.post.http_method
  type                    = "HTTP_PROXY"
  uri                     = "https://orders.example.com"
  integration_http_method = "POST"
}

resource "aws_api_gateway_method" "put" {
  rest_api_id    = aws_api_gateway_rest_api.shop.id
  resource_id    = aws_api_gateway_rest_api.shop.root_resource_id
  http_method    = "PUT"
  authorization  = "AWS_IAM"
  request_models = { "application/json" = aws_api_gateway_model.answer.name }
}

resource "aws_api_gateway_integration" "put" {
  rest_api_id             = aws_api_gateway_rest_api.shop.id
  resource_id             = aws_api_gateway_rest_api.shop.root_resource_id
  http_method             = aws_api_gateway_method.put.http_method
  type                    = "HTTP_PROXY"
  uri                     = "https://orders.example.com"
  integration_http_method = "PUT"
}

resource "aws_api_gateway_rest_api" "body" {
  name = "body"
  body = jsonencode({
    openapi                                = "3.0.1"
    info                                   = { title = "body", version = "1" }
    x-amazon-apigateway-request-validators = { all = { validateRequestBody = true } }
    x-amazon-apigateway-request-validator  = "all"
    paths                                  = { "/orders" = { post = { requestBody = { content = { "application/json" = { schema = { allOf = [{ type = "object", properties = { lines = { type = "array" } } }] } } } }, x-amazon-apigateway-integration = { type = "HTTP_PROXY", httpMethod = "POST", uri = "https://orders.example.com" } } } }
  })
}

resource "aws_api_gateway_rest_api" "unchecked" {
  name = "unchecked"
  body = jsonencode({
    openapi = "3.0.1"
    info    = { title = "unchecked", version = "1" }
    paths   = { "/orders" = { post = { requestBody = { content = { "application/json" = { schema = { type = "object" } } } }, x-amazon-apigateway-integration = { type = "HTTP_PROXY", httpMethod = "POST", uri = "https://orders.example.com" } } } }
  })
}
