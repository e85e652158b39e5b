terraform {
  required_providers {
    aws = { source = "hashicorp/aws" }
  }
}

provider "aws" {
  region = "eu-central-1"
}

resource "aws_api_gateway_rest_api" "public" {
  name = "public"
}

resource "aws_api_gateway_method" "public" {
  rest_api_id   = aws_api_gateway_rest_api.public.id
  resource_id   = aws_api_gateway_rest_api.public.root_resource_id
  http_method   = "OPTIONS"
  authorization = "NONE"
}

resource "aws_api_gateway_integration" "public" {
  rest_api_id = aws_api_gateway_rest_api.public.id
  resource_id = aws_api_gateway_rest_api.public.root_resource_id
  http_method = aws_api_gateway_method.public.http_method
  type        = "MOCK"
}

resource "aws_api_gateway_integration_response" "public" {
  rest_api_id = aws_api_gateway_rest_api.public.id
  resource_id = aws_api_gateway_rest_api.public.root_resource_id
  http_method = aws_api_gateway_integration.public.http_method
  status_code = "200"

  response_parameters = {
    "method.response.header.Access-Control-Allow-Origin" = "'*'"
  }
}

resource "aws_api_gateway_rest_api" "named" {
  name = "named"
}

resource "aws_api_gateway_method" "named" {
  rest_api_id   = aws_api_gateway_rest_api.named.id
  resource_id   = aws_api_gateway_rest_api.named.root_resource_id
  http_method   = "OPTIONS"
  authorization = "NONE"
}

resource "aws_api_gateway_integration" "named" {
  rest_api_id = aws_api_gateway_rest_api.named.id
  resource_id = aws_api_gateway_rest_api.named.root_resource_id
  http_method = aws_api_gateway_method.named.http_method
  type        = "MOCK"
}

resource "aws_api_gateway_integration_response" "named" {
  rest_api_id = aws_api_gateway_rest_api.named.id
  resource_id = aws_api_gateway_rest_api.named.root_resource_id
  http_method = aws_api_gateway_integration.named.http_method
  status_code = "200"

  response_parameters = {
    "method.response.header.Access-Control-Allow-Origin"      = "'https://shop.example.com'"
    "method.response.header.Access-Control-Allow-Credentials" = "'true'"
  }
}

# Several origins, compared before one is handed back.
resource "aws_api_gateway_rest_api" "several" {
  name = "several"
}

resource "aws_api_gateway_method" "several" {
  rest_api_id   = aws_api_gateway_rest_api.several.id
  resource_id   = aws_api_gateway_rest_api.several.root_resource_id
  http_method   = "OPTIONS"
  authorization = "NONE"
}

resource "aws_api_gateway_integration" "several" {
  rest_api_id = aws_api_gateway_rest_api.several.id
  resource_id = aws_api_gateway_rest_api.several.root_resource_id
  http_method = aws_api_gateway_method.several.http_method
  type        = "MOCK"
}

resource "aws_api_gateway_integration_response" "several" {
  rest_api_id = aws_api_gateway_rest_api.several.id
  resource_id = aws_api_gateway_rest_api.several.root_resource_id
  http_method = aws_api_gateway_integration.several.http_method
  status_code = "200"

  response_parameters = {
    "method.response.header.Access-Control-Allow-Origin"      = "'https://shop.example.com'"
    "method.response.header.Access-Control-Allow-Credentials" = "'true'"
  }

  response_templates = {
    "application/json" = <<-VTL
      #set($origin = $input.params().header.get("Origin"))
      #if($origin == "")
        #set($origin = $input.params().header.get("origin"))
      #end
      #if($origin == "https://shop.example.com" || $origin == "https://app.example.com")
        #set($context.responseOverride.header.Access-Control-Allow-Origin = $origin)
      #end
    VTL
  }
}

# Answers no CORS.
resource "aws_api_gateway_rest_api" "shop" {
  name = "shop"
}

resource "aws_apigatewayv2_api" "chat" {
  name                       = "chat"
  protocol_type              = "WEBSOCKET"
  route_selection_expression = "$request.body.action"
}
