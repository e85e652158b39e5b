terraform {
  required_providers {
    aws = { source = "hashicorp/aws" }
  }
}

provider "aws" {
  region = "eu-central-1"
}

resource "aws_api_gateway_rest_api" "invoke" {
  name = "invoke"

  endpoint_configuration {
    types = ["PRIVATE"]
  }

  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Principal = "*", Action = "execute-api:Invoke", Resource = "execute-api:/*" }]
  })
}

resource "aws_api_gateway_rest_api" "both" {
  name = "both"

  endpoint_configuration {
    types = ["REGIONAL"]
  }

  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Principal = "*", Action = ["execute-api:Invoke", "execute-api:InvalidateCache"], Resource = "execute-api:/*" }, { Effect = "Deny", Principal = "*", Action = "execute-api:*", Resource = "execute-api:/*", Condition = { NotIpAddress = { "aws:SourceIp" = ["10.0.0.0/8"] } } }]
  })
}

resource "aws_api_gateway_rest_api" "shop" {
  name = "shop"
}

resource "aws_apigatewayv2_api" "web" {
  name          = "web"
  protocol_type = "HTTP"
}
