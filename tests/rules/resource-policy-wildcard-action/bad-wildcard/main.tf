terraform {
  required_providers {
    aws = { source = "hashicorp/aws" }
  }
}

provider "aws" {
  region = "eu-central-1"
}

resource "aws_api_gateway_rest_api" "service" {
  name = "service"

  endpoint_configuration {
    types = ["PRIVATE"]
  }

  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Principal = "*", Action = "execute-api:*", Resource = "execute-api:/*" }]
  })
}

resource "aws_api_gateway_rest_api" "all" {
  name = "all"

  endpoint_configuration {
    types = ["REGIONAL"]
  }

  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Principal = "*", Action = ["*"], Resource = "execute-api:/*" }]
  })
}

resource "aws_api_gateway_rest_api" "negated" {
  name = "negated"

  endpoint_configuration {
    types = ["PRIVATE"]
  }

  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Principal = "*", NotAction = "execute-api:InvalidateCache", Resource = "execute-api:/*" }]
  })
}

resource "aws_api_gateway_rest_api" "prefix" {
  name = "prefix"

  endpoint_configuration {
    types = ["PRIVATE"]
  }

  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Principal = "*", Action = "execute-api:In*", Resource = "execute-api:/*" }]
  })
}

resource "aws_api_gateway_rest_api" "body" {
  name = "body"
  body = jsonencode({
    swagger = "2.0"
    info    = { title = "body", version = "1" }
    paths   = {}
    x-amazon-apigateway-policy = {
      Version   = "2012-10-17"
      Statement = [{ Effect = "Allow", Principal = "*", Action = "execute-api:*", Resource = "execute-api:/*" }]
    }
  })

  endpoint_configuration {
    types = ["PRIVATE"]
  }
}
