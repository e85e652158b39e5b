terraform {
  required_providers {
    aws = { source = "hashicorp/aws" }
  }
}

provider "aws" {
  region = "eu-central-1"
}

resource "terraform_data" "condition" {
  input = { StringEquals = { "aws:SourceVpce" = "vpce-1a2b3c4d" } }
}

# What its conditions are is known only after apply.
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
        Condition = terraform_data.condition.output
      },
    ]
  })
}
