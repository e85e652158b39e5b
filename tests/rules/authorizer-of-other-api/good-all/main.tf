terraform {
  required_providers {
    aws = { source = "hashicorp/aws" }
  }
}

provider "aws" {
  region = "eu-central-1"
}

locals {
  apis = toset(["shop", "site"])
}

resource "aws_apigatewayv2_api" "api" {
  for_each = local.apis

  name          = each.value
  protocol_type = "HTTP"
}

resource "aws_apigatewayv2_authorizer" "users" {
  for_each = aws_apigatewayv2_api.api

  api_id           = each.value.id
  name             = "users"
  authorizer_type  = "REQUEST"
  authorizer_uri   = "arn:aws:apigateway:eu-central-1:lambda:path/2015-03-31/functions/arn:aws:lambda:eu-central-1:123456789012:function:authorizer/invocations"
  identity_sources = ["$request.header.Authorization"]
}

resource "aws_apigatewayv2_route" "orders" {
  for_each = local.apis

  api_id             = aws_apigatewayv2_api.api[each.key].id
  route_key          = "GET /${each.key}"
  authorization_type = "CUSTOM"
  authorizer_id      = aws_apigatewayv2_authorizer.users[each.key].id
}

resource "aws_apigatewayv2_route" "iam" {
  api_id             = aws_apigatewayv2_api.api["shop"].id
  route_key          = "GET /iam"
  authorization_type = "AWS_IAM"
  authorizer_id      = aws_apigatewayv2_authorizer.users["site"].id
}

resource "aws_apigatewayv2_authorizer" "none" {
  count = 0

  api_id          = aws_apigatewayv2_api.api["shop"].id
  name            = "none"
  authorizer_type = "REQUEST"
}

resource "aws_apigatewayv2_route" "none" {
  api_id             = aws_apigatewayv2_api.api["shop"].id
  route_key          = "GET /none"
  authorization_type = "CUSTOM"
  authorizer_id      = one(aws_apigatewayv2_authorizer.none[*].id)
}
