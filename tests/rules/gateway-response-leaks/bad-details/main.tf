terraform {
  required_providers {
    aws = { source = "hashicorp/aws" }
  }
}

provider "aws" {
  region = "eu-central-1"
}

resource "aws_api_gateway_rest_api" "integration" {
  name = "integration"
}

resource "aws_api_gateway_gateway_response" "integration" {
  rest_api_id   = aws_api_gateway_rest_api.integration.id
  response_type = "INTEGRATION_FAILURE"

  response_templates = {
    "application/json" = "{ \"message\": \"$context.integrationErrorMessage\" }"
  }
}

resource "aws_api_gateway_rest_api" "validation" {
  name = "validation"
}

resource "aws_api_gateway_gateway_response" "validation" {
  rest_api_id   = aws_api_gateway_rest_api.validation.id
  response_type = "BAD_REQUEST_BODY"

  response_templates = {
    "application/json" = "{ \"message\": \"$context.error.validationErrorString\" }"
  }
}

resource "aws_api_gateway_rest_api" "header" {
  name = "header"
}

resource "aws_api_gateway_gateway_response" "header" {
  rest_api_id   = aws_api_gateway_rest_api.header.id
  response_type = "UNAUTHORIZED"

  response_parameters = {
    "gatewayresponse.header.x-user" = "context.authorizer.principalId"
  }
}

resource "aws_api_gateway_rest_api" "body" {
  name = "body"
  body = jsonencode({
    swagger = "2.0"
    info    = { title = "body", version = "1" }
    paths   = {}
    x-amazon-apigateway-gateway-responses = {
      DEFAULT_5XX = {
        responseTemplates = { "application/json" = "$${context.integration.error}" }
      }
    }
  })
}
