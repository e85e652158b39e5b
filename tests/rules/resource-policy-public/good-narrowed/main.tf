terraform {
  required_providers {
    aws = { source = "hashicorp/aws" }
  }
}

provider "aws" {
  region = "eu-central-1"
}

resource "aws_api_gateway_rest_api" "address" {
  name = "address"

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Effect    = "Allow"
        Principal = "*"
        Action    = "execute-api:Invoke"
        Resource  = "execute-api:/*"
        Condition = {
          IpAddress = { "aws:SourceIp" = ["203.0.113.0/24"] }
        }
      },
    ]
  })
}

# The documented pattern: everyone, but for those outside.
resource "aws_api_gateway_rest_api" "deny" {
  name = "deny"

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Effect    = "Allow"
        Principal = "*"
        Action    = "execute-api:Invoke"
        Resource  = "execute-api:/*"
      },
      {
        Effect    = "Deny"
        Principal = "*"
        Action    = "execute-api:Invoke"
        Resource  = "execute-api:/*"
        Condition = {
          NotIpAddress = { "aws:SourceIp" = ["203.0.113.0/24"] }
        }
      },
    ]
  })
}

resource "aws_api_gateway_rest_api" "endpoint" {
  name = "endpoint"

  endpoint_configuration {
    types = ["PRIVATE"]
  }

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Effect    = "Allow"
        Principal = "*"
        Action    = "execute-api:Invoke"
        Resource  = "execute-api:/*"
      },
      {
        Effect    = "Deny"
        Principal = "*"
        Action    = "execute-api:Invoke"
        Resource  = "execute-api:/*"
        Condition = {
          StringNotEquals = { "aws:SourceVpce" = "vpce-1a2b3c4d" }
        }
      },
    ]
  })
}

resource "aws_api_gateway_rest_api" "organisation" {
  name = "organisation"

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Effect    = "Allow"
        Principal = "*"
        Action    = "execute-api:Invoke"
        Resource  = "execute-api:/*"
        Condition = {
          StringEquals = { "aws:PrincipalOrgID" = "o-a1b2c3d4e5" }
        }
      },
    ]
  })
}

resource "aws_api_gateway_rest_api" "account" {
  name = "account"

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Effect    = "Allow"
        Principal = { AWS = "arn:aws:iam::123456789012:root" }
        Action    = "execute-api:Invoke"
        Resource  = "execute-api:/*"
      },
    ]
  })
}

# Public APIs need no policy.
resource "aws_api_gateway_rest_api" "none" {
  name = "none"
}

module "policy" {
  source = "./modules/policy"
}

resource "aws_api_gateway_rest_api" "module" {
  name = "module"
}

locals {
  policy = module.policy.json
}

resource "aws_api_gateway_rest_api_policy" "module" {
  rest_api_id = aws_api_gateway_rest_api.module.id
  policy      = local.policy
}

resource "aws_apigatewayv2_api" "shop" {
  name          = "shop"
  protocol_type = "HTTP"
}
