terraform {
  required_providers {
    aws = { source = "hashicorp/aws" }
  }
}

provider "aws" {
  region = "eu-central-1"
}

# Restricted to a VPC endpoint: low.
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
  http_method   = "GET"
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

# Any endpoint of any account: as bad as public.
resource "aws_api_gateway_rest_api" "anywhere" {
  name = "anywhere"

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
    }]
  })
}

resource "aws_api_gateway_method" "anywhere" {
  rest_api_id   = aws_api_gateway_rest_api.anywhere.id
  resource_id   = aws_api_gateway_rest_api.anywhere.root_resource_id
  http_method   = "POST"
  authorization = "NONE"
}

resource "aws_api_gateway_integration" "anywhere" {
  rest_api_id             = aws_api_gateway_rest_api.anywhere.id
  resource_id             = aws_api_gateway_rest_api.anywhere.root_resource_id
  http_method             = aws_api_gateway_method.anywhere.http_method
  type                    = "HTTP_PROXY"
  integration_http_method = "GET"
  uri                     = "https://orders.example.com"
}

# The policy is there, what it says is known after apply: low is what is sure.
resource "aws_api_gateway_rest_api" "later" {
  name = "later"

  endpoint_configuration {
    types = ["PRIVATE"]
  }

  policy = terraform_data.policy.output
}

resource "aws_api_gateway_method" "later" {
  rest_api_id   = aws_api_gateway_rest_api.later.id
  resource_id   = aws_api_gateway_rest_api.later.root_resource_id
  http_method   = "PUT"
  authorization = "NONE"
}

resource "aws_api_gateway_integration" "later" {
  rest_api_id             = aws_api_gateway_rest_api.later.id
  resource_id             = aws_api_gateway_rest_api.later.root_resource_id
  http_method             = aws_api_gateway_method.later.http_method
  type                    = "HTTP_PROXY"
  integration_http_method = "GET"
  uri                     = "https://orders.example.com"
}

resource "terraform_data" "policy" {
  input = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = "*"
      Action    = "execute-api:Invoke"
      Resource  = "execute-api:/*"
      Condition = {
        StringEquals = { "aws:SourceVpce" = aws_vpc_endpoint.api.id }
      }
    }]
  })
}

resource "aws_vpc_endpoint" "api" {
  vpc_id            = "vpc-1a2b3c4d"
  service_name      = "com.amazonaws.eu-central-1.execute-api"
  vpc_endpoint_type = "Interface"
}
