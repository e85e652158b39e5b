terraform {
  required_providers {
    aws = { source = "hashicorp/aws" }
  }
}

provider "aws" {
  region = "eu-central-1"
}

resource "terraform_data" "settings" {
  input = { origins = ["https://shop.example.com"], credentials = false }
}

resource "aws_apigatewayv2_api" "origins" {
  name          = "origins"
  protocol_type = "HTTP"

  cors_configuration {
    allow_origins     = terraform_data.settings.output.origins
    allow_methods     = ["GET"]
    allow_credentials = true
  }
}

resource "aws_apigatewayv2_api" "credentials" {
  name          = "credentials"
  protocol_type = "HTTP"

  cors_configuration {
    allow_origins     = ["*"]
    allow_methods     = ["GET"]
    allow_credentials = terraform_data.settings.output.credentials
  }
}

resource "aws_apigatewayv2_api" "harmless" {
  name          = "harmless"
  protocol_type = "HTTP"

  cors_configuration {
    allow_origins     = terraform_data.settings.output.origins
    allow_methods     = ["GET"]
    allow_credentials = false
  }
}

# The backend chooses.
resource "aws_api_gateway_rest_api" "backend" {
  name = "backend"
}

resource "aws_api_gateway_method" "backend" {
  rest_api_id   = aws_api_gateway_rest_api.backend.id
  resource_id   = aws_api_gateway_rest_api.backend.root_resource_id
  http_method   = "GET"
  authorization = "NONE"
}

resource "aws_api_gateway_integration" "backend" {
  rest_api_id = aws_api_gateway_rest_api.backend.id
  resource_id = aws_api_gateway_rest_api.backend.root_resource_id
  http_method = aws_api_gateway_method.backend.http_method
  type        = "HTTP"
  uri         = "https://orders.example.com"
}

resource "aws_api_gateway_integration_response" "backend" {
  rest_api_id = aws_api_gateway_rest_api.backend.id
  resource_id = aws_api_gateway_rest_api.backend.root_resource_id
  http_method = aws_api_gateway_integration.backend.http_method
  status_code = "200"

  response_parameters = {
    "method.response.header.Access-Control-Allow-Origin"      = "integration.response.header.Access-Control-Allow-Origin"
    "method.response.header.Access-Control-Allow-Credentials" = "'true'"
  }
}
