terraform {
  required_providers {
    aws = { source = "hashicorp/aws" }
  }
}

provider "aws" {
  region = "eu-central-1"
}

resource "aws_api_gateway_rest_api" "restricted" {
  name = "restricted"

  endpoint_configuration {
    types = ["PRIVATE"]
  }

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = "*"
      Action    = "execute-api:Invoke"
      Resource  = "execute-api:/*"
      Condition = {
        StringEquals = { "aws:SourceVpce" = "vpce-1a2b3c4d" }
      }
    }]
  })
}

resource "aws_api_gateway_method" "restricted" {
  rest_api_id   = aws_api_gateway_rest_api.restricted.id
  resource_id   = aws_api_gateway_rest_api.restricted.root_resource_id
  http_method   = "ANY"
  authorization = "NONE"
}

resource "aws_api_gateway_integration" "restricted" {
  rest_api_id             = aws_api_gateway_rest_api.restricted.id
  resource_id             = aws_api_gateway_rest_api.restricted.root_resource_id
  http_method             = aws_api_gateway_method.restricted.http_method
  type                    = "HTTP_PROXY"
  integration_http_method = "GET"
  uri                     = "https://orders.example.com"
}
