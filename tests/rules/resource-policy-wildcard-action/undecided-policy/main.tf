terraform {
  required_providers {
    aws = { source = "hashicorp/aws" }
  }
}

provider "aws" {
  region = "eu-central-1"
}

resource "terraform_data" "action" {
  input = "execute-api:Invoke"
}

resource "aws_api_gateway_rest_api" "text" {
  name = "text"

  endpoint_configuration {
    types = ["PRIVATE"]
  }

  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Principal = "*", Action = terraform_data.action.output, Resource = "execute-api:/*" }]
  })
}

resource "aws_api_gateway_rest_api" "shop" {
  name = "shop"
}

data "aws_iam_policy_document" "shop" {
  statement {
    actions   = [terraform_data.action.output]
    resources = ["execute-api:/*"]

    principals {
      type        = "*"
      identifiers = ["*"]
    }
  }
}

resource "aws_api_gateway_rest_api_policy" "shop" {
  rest_api_id = aws_api_gateway_rest_api.shop.id
  policy      = data.aws_iam_policy_document.shop.json
}
