provider "aws" {
  region = "eu-central-1"
}

resource "aws_apigatewayv2_api" "shop" {
  name          = "shop"
  protocol_type = "HTTP"
}

module "m" {
  source = "./modules/api"
  api_id = aws_apigatewayv2_api.shop.id
  routes = {
    "GET /x" = { auth = "NONE" } # apigw-check: ignore[APIGW-101] reason="entry"
    "GET /y" = { auth = "NONE" }
  }
}

locals {
  routes = {
    "GET /v" = { auth = "NONE" }
    "GET /w" = { auth = "NONE" }
  }
}

# apigw-check: ignore[APIGW-101] reason="call"
module "n" {
  source = "./modules/api"
  api_id = aws_apigatewayv2_api.shop.id
  routes = local.routes
}
