terraform {
  required_providers {
    aws = { source = "hashicorp/aws" }
  }
}

provider "aws" {
  region = "eu-central-1"
}

# As a heredoc.
resource "aws_api_gateway_rest_api" "heredoc" {
  name   = "heredoc"
  policy = <<-JSON
    {
      "Version": "2012-10-17",
      "Statement": {
        "Effect": "Allow",
        "Principal": {"AWS": ["arn:aws:iam::123456789012:root", "*"]},
        "Action": ["execute-api:*"],
        "Resource": ["*"]
      }
    }
  JSON
}

# As a file.
resource "aws_api_gateway_rest_api" "file" {
  name   = "file"
  policy = file("${path.module}/policy.json")
}

# As a data source, on a resource of its own, whose resources are known after apply.
resource "aws_api_gateway_rest_api" "document" {
  name = "document"
}

data "aws_iam_policy_document" "open" {
  statement {
    actions   = ["execute-api:Invoke"]
    resources = ["${aws_api_gateway_rest_api.document.execution_arn}/*"]

    principals {
      type        = "*"
      identifiers = ["*"]
    }
  }
}

resource "aws_api_gateway_rest_api_policy" "document" {
  rest_api_id = aws_api_gateway_rest_api.document.id
  policy      = data.aws_iam_policy_document.open.json
}

# In an OpenAPI body.
resource "aws_api_gateway_rest_api" "openapi" {
  name = "openapi"
  body = jsonencode({
    openapi = "3.0.1"
    info    = { title = "openapi", version = "1" }
    paths   = {}
    x-amazon-apigateway-policy = {
      Version = "2012-10-17"
      Statement = [{
        Effect    = "Allow"
        Principal = "*"
        Action    = "execute-api:Invoke"
        Resource  = "execute-api:/*"
      }]
    }
  })
}
