terraform {
  required_providers {
    aws = { source = "hashicorp/aws" }
  }
}

provider "aws" {
  region = "eu-central-1"
}

resource "terraform_data" "condition" {
  input = { "aws:SourceIp" = ["10.0.0.0/8"] }
}

resource "terraform_data" "types" {
  input = ["PRIVATE"]
}

resource "aws_api_gateway_rest_api" "policy" {
  name = "policy"

  endpoint_configuration {
    types = ["PRIVATE"]
  }

  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Principal = "*", Action = "execute-api:Invoke", Resource = "execute-api:/*", Condition = { IpAddress = terraform_data.condition.output } }]
  })
}

resource "aws_api_gateway_rest_api" "type" {
  name = "type"

  dynamic "endpoint_configuration" {
    for_each = terraform_data.types.output

    content {
      types = [endpoint_configuration.value]
    }
  }

  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Principal = "*", Action = "execute-api:Invoke", Resource = "execute-api:/*", Condition = { IpAddress = { "aws:SourceIp" = ["10.0.0.0/8"] } } }]
  })
}
