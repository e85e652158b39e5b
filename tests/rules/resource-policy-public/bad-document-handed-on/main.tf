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
    resources = ["${aws_api_gateway_rest_api.quoted.execution_arn}/*"]
    principals {
      type        = "AWS"
      identifiers = ["*"]
    }
  }
}

resource "aws_api_gateway_rest_api" "quoted" {
  name = "quoted"
}

resource "aws_api_gateway_rest_api_policy" "quoted" {
  rest_api_id = aws_api_gateway_rest_api.quoted.id
  policy      = "${data.aws_iam_policy_document.open.json}"
}

resource "aws_api_gateway_rest_api" "again" {
  name = "again"
}

resource "aws_api_gateway_rest_api_policy" "again" {
  rest_api_id = aws_api_gateway_rest_api.again.id
  policy      = jsonencode(jsondecode(data.aws_iam_policy_document.open.json))
}

locals {
  policy = one(data.aws_iam_policy_document.open[*].json)
}

resource "aws_api_gateway_rest_api" "named" {
  name = "named"
}

resource "aws_api_gateway_rest_api_policy" "named" {
  rest_api_id = aws_api_gateway_rest_api.named.id
  policy      = local.policy
}
