terraform {
  required_providers {
    aws = { source = "hashicorp/aws" }
  }
}

provider "aws" {
  region = "eu-central-1"
}

resource "aws_api_gateway_rest_api" "star" {
  name = "star"
}

resource "aws_api_gateway_method" "star" {
  rest_api_id   = aws_api_gateway_rest_api.star.id
  resource_id   = aws_api_gateway_rest_api.star.root_resource_id
  http_method   = "OPTIONS"
  authorization = "NONE"
}

resource "aws_api_gateway_integration" "star" {
  rest_api_id = aws_api_gateway_rest_api.star.id
  resource_id = aws_api_gateway_rest_api.star.root_resource_id
  http_method = aws_api_gateway_method.star.http_method
  type        = "MOCK"
}

resource "aws_api_gateway_integration_response" "star" {
  rest_api_id = aws_api_gateway_rest_api.star.id
  resource_id = aws_api_gateway_rest_api.star.root_resource_id
  http_method = aws_api_gateway_integration.star.http_method
  status_code = "200"

  response_parameters = {
    "method.response.header.Access-Control-Allow-Origin"      = "'*'"
    "method.response.header.Access-Control-Allow-Credentials" = "'true'"
  }
}

resource "aws_api_gateway_rest_api" "lower" {
  name = "lower"
}

resource "aws_api_gateway_method" "lower" {
  rest_api_id   = aws_api_gateway_rest_api.lower.id
  resource_id   = aws_api_gateway_rest_api.lower.root_resource_id
  http_method   = "OPTIONS"
  authorization = "NONE"
}

resource "aws_api_gateway_integration" "lower" {
  rest_api_id = aws_api_gateway_rest_api.lower.id
  resource_id = aws_api_gateway_rest_api.lower.root_resource_id
  http_method = aws_api_gateway_method.lower.http_method
  type        = "MOCK"
}

resource "aws_api_gateway_integration_response" "lower" {
  rest_api_id = aws_api_gateway_rest_api.lower.id
  resource_id = aws_api_gateway_rest_api.lower.root_resource_id
  http_method = aws_api_gateway_integration.lower.http_method
  status_code = "200"

  response_parameters = {
    "method.response.header.access-control-allow-origin"      = "'*'"
    "method.response.header.access-control-allow-credentials" = "'true'"
  }
}

# Whoever asks is allowed.
resource "aws_api_gateway_rest_api" "reflected" {
  name = "reflected"
}

resource "aws_api_gateway_method" "reflected" {
  rest_api_id   = aws_api_gateway_rest_api.reflected.id
  resource_id   = aws_api_gateway_rest_api.reflected.root_resource_id
  http_method   = "OPTIONS"
  authorization = "NONE"
}

resource "aws_api_gateway_integration" "reflected" {
  rest_api_id = aws_api_gateway_rest_api.reflected.id
  resource_id = aws_api_gateway_rest_api.reflected.root_resource_id
  http_method = aws_api_gateway_method.reflected.http_method
  type        = "MOCK"
}

resource "aws_api_gateway_integration_response" "reflected" {
  rest_api_id = aws_api_gateway_rest_api.reflected.id
  resource_id = aws_api_gateway_rest_api.reflected.root_resource_id
  http_method = aws_api_gateway_integration.reflected.http_method
  status_code = "200"

  response_templates = {
    "application/json" = <<-VTL
      #set($origin = $input.params().header.get("Origin"))
      #if($origin == "")
        #set($origin = $input.params().header.get("origin"))
      #end
      #set($context.responseOverride.header.Access-Control-Allow-Origin = $origin)
      #set($context.responseOverride.header.Access-Control-Allow-Credentials = "true")
      {}
    VTL
  }
}

# Errors are read by every site, too.
resource "aws_api_gateway_rest_api" "errors" {
  name = "errors"
}

resource "aws_api_gateway_gateway_response" "errors" {
  rest_api_id   = aws_api_gateway_rest_api.errors.id
  response_type = "DEFAULT_4XX"

  response_parameters = {
    "gatewayresponse.header.Access-Control-Allow-Origin"      = "method.request.header.origin"
    "gatewayresponse.header.Access-Control-Allow-Credentials" = "'true'"
  }
}
