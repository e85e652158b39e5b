terraform {
  required_providers {
    aws = { source = "hashicorp/aws" }
  }
}

provider "aws" {
  region = "eu-central-1"
}

resource "aws_api_gateway_rest_api" "open" {
  name = "open"
}

resource "aws_api_gateway_rest_api_policy" "open" {
  rest_api_id = aws_api_gateway_rest_api.open.id
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Principal = "*", Action = "execute-api:*", Resource = "${aws_api_gateway_rest_api.open.execution_arn}/*" }]
  })
}

resource "aws_api_gateway_rest_api" "document" {
  name = "document"
}

resource "aws_api_gateway_rest_api_policy" "document" {
  rest_api_id = aws_api_gateway_rest_api.document.id
  policy      = data.aws_iam_policy_document.document.json
}

data "aws_iam_policy_document" "document" {
  source_policy_documents = [data.aws_iam_policy_document.base.json]

  statement {
    actions   = ["execute-api:Invoke"]
    resources = ["${aws_api_gateway_rest_api.document.execution_arn}/*", "${aws_api_gateway_rest_api.open.execution_arn}/*"]

    principals {
      type        = "AWS"
      identifiers = ["123456789012"]
    }
  }
}

data "aws_iam_policy_document" "base" {
  statement {
    sid       = "everybody"
    actions   = ["execute-api:*"]
    resources = ["${aws_api_gateway_rest_api.document.execution_arn}/*"]

    principals {
      type        = "*"
      identifiers = ["*"]
    }
  }
}

resource "aws_iam_policy" "invoke" {
  name   = "invoke"
  policy = <<-EOT
    {
      "Version": "2012-10-17",
      "Statement": [{ "Effect": "Allow", "Action": "execute-api:Invoke", "Resource": ["*", "${aws_api_gateway_rest_api.open.execution_arn}/*"] }]
    }
  EOT
}
