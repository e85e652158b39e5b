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

data "aws_iam_policy_document" "chat" {
  statement {
    actions   = ["execute-api:ManageConnections"]
    resources = ["${aws_apigatewayv2_api.chat.execution_arn}/prod/POST/@connections/*"]
  }
}

resource "aws_iam_policy" "chat" {
  name   = "chat"
  policy = data.aws_iam_policy_document.chat.json
}

resource "aws_iam_policy" "literal" {
  name   = "literal"
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "execute-api:Invoke", Resource = "arn:aws:execute-api:eu-central-1:123456789012:a1b2c3d4e5/*/GET/orders" }] })
}

resource "aws_iam_group_policy" "deny" {
  name   = "deny"
  group  = "staff"
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Deny", Action = "execute-api:Invoke", Resource = "*" }] })
}

# Administrators, with or without APIs.
resource "aws_iam_policy" "admin" {
  name   = "admin"
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "*", Resource = "*" }] })
}

resource "aws_iam_policy" "manage" {
  name   = "manage"
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "apigateway:GET", Resource = "*" }] })
}

resource "aws_iam_policy" "none" {
  count  = 0
  name   = "none"
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "execute-api:Invoke", Resource = "*" }] })
}
