terraform {
  required_providers {
    aws = { source = "hashicorp/aws" }
  }
}

provider "aws" {
  region = "eu-central-1"
}

resource "aws_api_gateway_rest_api" "allow" {
  name = "allow"

  endpoint_configuration {
    types = ["PRIVATE"]
  }

  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Principal = "*", Action = "execute-api:Invoke", Resource = "execute-api:/*", Condition = { IpAddress = { "aws:SourceIp" = ["10.0.0.0/8"] } } }]
  })
}

resource "aws_api_gateway_rest_api" "deny" {
  name = "deny"

  endpoint_configuration {
    types = ["PRIVATE"]
  }

  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Principal = "*", Action = "execute-api:Invoke", Resource = "execute-api:/*" }, { Effect = "Deny", Principal = "*", Action = "execute-api:Invoke", Resource = "execute-api:/*", Condition = { NotIpAddress = { "AWS:sourceip" = ["10.0.0.0/8"] } } }]
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
      Statement = [{ Effect = "Allow", Principal = "*", Action = "execute-api:Invoke", Resource = "execute-api:/*", Condition = { IpAddress = { "aws:SourceIp" = ["10.0.0.0/8"] } } }]
    }
  })

  endpoint_configuration {
    types = ["PRIVATE"]
  }
}
