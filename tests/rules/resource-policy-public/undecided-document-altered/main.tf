terraform {
  required_providers {
    aws = { source = "hashicorp/aws" }
  }
}

provider "aws" {
  region = "eu-central-1"
}

data "aws_iam_policy_document" "open" {
  statement {
    actions   = ["execute-api:Invoke"]
    resources = ["${aws_api_gateway_rest_api.replaced.execution_arn}/*"]
    principals {
      type        = "AWS"
      identifiers = ["*"]
    }
  }
}

# What the function makes of the document is not the document.
resource "aws_api_gateway_rest_api" "replaced" {
  name = "replaced"
}

resource "aws_api_gateway_rest_api_policy" "replaced" {
  rest_api_id = aws_api_gateway_rest_api.replaced.id
  policy      = replace(data.aws_iam_policy_document.open.json, "\"*\"", "\"123456789012\"")
}

locals {
  policy = replace(data.aws_iam_policy_document.open.json, "\"*\"", "\"123456789012\"")
}

resource "aws_api_gateway_rest_api" "named" {
  name = "named"
}

resource "aws_api_gateway_rest_api_policy" "named" {
  rest_api_id = aws_api_gateway_rest_api.named.id
  policy      = local.policy
}
