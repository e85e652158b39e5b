terraform {
  required_providers {
    aws = { source = "hashicorp/aws" }
  }
}

provider "aws" {
  region = "eu-central-1"
}

resource "aws_apigatewayv2_api" "web" {
  name          = "web"
  protocol_type = "HTTP"
}

module "function" {
  source   = "./modules/function"
  for_each = { orders = "AWS_IAM", reports = null }

  name          = each.key
  authorization = each.value
}

resource "aws_apigatewayv2_integration" "this" {
  for_each = module.function

  api_id           = aws_apigatewayv2_api.web.id
  integration_type = "AWS_PROXY"
  integration_uri  = each.value.invoke_arn
}
