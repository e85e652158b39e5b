terraform {
  required_providers {
    aws = { source = "hashicorp/aws" }
  }
}

provider "aws" {
  region = "eu-central-1"
}

resource "terraform_data" "host" {
  input = "orders.example.com"
}

resource "aws_apigatewayv2_api" "site" {
  name          = "site"
  protocol_type = "HTTP"
}

resource "aws_apigatewayv2_integration" "orders" {
  for_each = toset(["GET", "POST"])

  api_id             = aws_apigatewayv2_api.site.id
  integration_type   = "HTTP_PROXY"
  integration_method = "ANY"
  integration_uri    = "https://${terraform_data.host.output}/${each.value}"
}

resource "aws_apigatewayv2_route" "orders" {
  for_each = { GET = "NONE", POST = "AWS_IAM" }

  api_id             = aws_apigatewayv2_api.site.id
  route_key          = "${each.key} /orders"
  authorization_type = each.value
  target             = "integrations/${aws_apigatewayv2_integration.orders[each.key].id}"
}
