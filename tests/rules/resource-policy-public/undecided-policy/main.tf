terraform {
  required_providers {
    aws = { source = "hashicorp/aws" }
  }
}

provider "aws" {
  region = "eu-central-1"
}

resource "terraform_data" "key" {
  input = "aws:Referer"
}

resource "terraform_data" "principal" {
  input = "*"
}

resource "aws_api_gateway_rest_api" "shop" {
  name = "shop"

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Effect    = "Allow"
        Principal = "*"
        Action    = "execute-api:Invoke"
        Resource  = "execute-api:/*"
        Condition = {
          StringEquals = { (terraform_data.key.output) = "x" }
        }
      },
    ]
  })
}

# A part of the document is known after apply, and decides.
resource "aws_api_gateway_rest_api" "document" {
  name = "document"
}

data "aws_iam_policy_document" "some" {
  statement {
    actions   = ["execute-api:Invoke"]
    resources = ["execute-api:/*"]

    principals {
      type        = "AWS"
      identifiers = [terraform_data.principal.output]
    }
  }
}

resource "aws_api_gateway_rest_api_policy" "document" {
  rest_api_id = aws_api_gateway_rest_api.document.id
  policy      = data.aws_iam_policy_document.some.json
}

# A JSON text that is no policy document.
resource "aws_api_gateway_rest_api" "broken" {
  name   = "broken"
  policy = jsonencode({ Version = "2012-10-17" })
}
