resource "aws_api_gateway_rest_api" "shop" {
  name = "shop"
  body = jsonencode({
    openapi = "3.0.1"
    info    = { title = "catalogue", version = "1" }
    paths = {
      "/items" = {
        get = {
          x-amazon-apigateway-auth        = { type = "AWS_IAM" }
          x-amazon-apigateway-integration = { type = "mock" }
        }
      }
    }
  })
}

resource "aws_api_gateway_deployment" "shop" {
  rest_api_id = aws_api_gateway_rest_api.shop.id
}

resource "aws_api_gateway_rest_api" "other" {
  name = "other"
  body = jsonencode({
    openapi = "3.0.1"
    info    = { title = "catalogue", version = "1" }
    paths = {
      "/items" = {
        get = {
          x-amazon-apigateway-auth        = { type = "AWS_IAM" }
          x-amazon-apigateway-integration = { type = "mock" }
        }
      }
    }
  })
}

resource "aws_api_gateway_stage" "prod" {
  rest_api_id   = aws_api_gateway_rest_api.shop.id
  deployment_id = aws_api_gateway_deployment.shop.id
  stage_name    = "prod"
}

module "live" {
  source = "./live"

  api_id        = aws_api_gateway_rest_api.shop.id
  deployment_id = aws_api_gateway_deployment.shop.id
}

locals {
  names = toset(["a", "b"])
}

resource "aws_apigatewayv2_api" "each" {
  for_each = local.names

  name          = each.key
  protocol_type = "HTTP"
}

resource "aws_apigatewayv2_deployment" "each" {
  for_each = aws_apigatewayv2_api.each

  api_id = each.value.id
}

resource "aws_apigatewayv2_stage" "each" {
  for_each = local.names

  api_id        = aws_apigatewayv2_api.each[each.key].id
  name          = "live"
  deployment_id = aws_apigatewayv2_deployment.each[each.key].id
}

resource "aws_apigatewayv2_stage" "auto" {
  for_each = local.names

  api_id      = aws_apigatewayv2_api.each[each.key].id
  name        = "auto"
  auto_deploy = true
}
