terraform {
  required_providers {
    aws = { source = "hashicorp/aws" }
  }
}

provider "aws" {
  region = "eu-central-1"
}

locals {
  function = "arn:aws:apigateway:eu-central-1:lambda:path/2015-03-31/functions/arn:aws:lambda:eu-central-1:123456789012:function:authorizer/invocations"
  authorizers = {
    keyed  = { simple = true, sources = ["$context.routeKey", "$request.header.Authorization"], ttl = 300 }
    path   = { simple = true, sources = ["$context.httpMethod", "$context.path", "$request.header.A"], ttl = 300 }
    policy = { simple = false, sources = ["$request.header.Authorization"], ttl = 300 }
    off    = { simple = true, sources = ["$request.header.Authorization"], ttl = 0 }
    single = { simple = true, sources = ["$request.header.Authorization"], ttl = 300 }
  }
}

resource "aws_apigatewayv2_api" "shop" {
  name          = "shop"
  protocol_type = "HTTP"
}

resource "aws_apigatewayv2_authorizer" "all" {
  for_each = local.authorizers

  api_id                            = aws_apigatewayv2_api.shop.id
  name                              = each.key
  authorizer_type                   = "REQUEST"
  authorizer_uri                    = local.function
  authorizer_payload_format_version = "2.0"
  enable_simple_responses           = each.value.simple
  identity_sources                  = each.value.sources
  authorizer_result_ttl_in_seconds  = each.value.ttl
}

resource "aws_apigatewayv2_route" "get" {
  for_each = local.authorizers

  api_id             = aws_apigatewayv2_api.shop.id
  route_key          = "GET /${each.key}"
  authorization_type = "CUSTOM"
  authorizer_id      = aws_apigatewayv2_authorizer.all[each.key].id
}

resource "aws_apigatewayv2_route" "put" {
  for_each = toset(["keyed", "path", "policy", "off"])

  api_id             = aws_apigatewayv2_api.shop.id
  route_key          = "PUT /${each.key}"
  authorization_type = "CUSTOM"
  authorizer_id      = aws_apigatewayv2_authorizer.all[each.key].id
}
