terraform {
  required_providers {
    aws = { source = "hashicorp/aws" }
  }
}

provider "aws" {
  region = "eu-central-1"
}

resource "aws_vpc_endpoint" "api" {
  vpc_id            = "vpc-1a2b3c4d"
  service_name      = "com.amazonaws.eu-central-1.execute-api"
  vpc_endpoint_type = "Interface"
}

# One unknown part makes the whole text unknown.
resource "aws_api_gateway_rest_api" "text" {
  name = "text"

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
        Condition = {
          StringEquals = { "aws:SourceVpce" = aws_vpc_endpoint.api.id }
        }
      },
    ]
  })
}
