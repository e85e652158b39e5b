terraform {
  required_providers {
    aws = { source = "hashicorp/aws" }
  }
}

provider "aws" {
  region = "eu-central-1"
}

resource "aws_apigatewayv2_api" "chat" {
  name                       = "chat"
  protocol_type              = "WEBSOCKET"
  route_selection_expression = "$request.body.action"
}

resource "terraform_data" "actions" {
  input = "execute-api:Invoke"
}

resource "aws_iam_policy" "chat" {
  name   = "chat"
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "execute-api:Invoke", Resource = aws_apigatewayv2_api.chat.execution_arn }] })
}

data "aws_iam_policy_document" "actions" {
  statement {
    actions   = [terraform_data.actions.output]
    resources = ["*"]
  }
}

resource "aws_iam_policy" "actions" {
  name   = "actions"
  policy = data.aws_iam_policy_document.actions.json
}
