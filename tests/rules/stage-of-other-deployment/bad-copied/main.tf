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

resource "aws_api_gateway_deployment" "other" {
  rest_api_id = aws_api_gateway_rest_api.other.id
}

resource "aws_api_gateway_stage" "prod" {
  rest_api_id   = aws_api_gateway_rest_api.shop.id
  deployment_id = aws_api_gateway_deployment.other.id
  stage_name    = "prod"
}

module "live" {
  source = "./live"

  api_id        = aws_api_gateway_rest_api.other.id
  deployment_id = aws_api_gateway_deployment.shop.id
}

resource "aws_apigatewayv2_api" "a" {
  name          = "a"
  protocol_type = "HTTP"
}

resource "aws_apigatewayv2_api" "b" {
  name          = "b"
  protocol_type = "HTTP"
}

resource "aws_apigatewayv2_deployment" "b" {
  api_id = aws_apigatewayv2_api.b.id
}

resource "aws_apigatewayv2_stage" "a" {
  api_id        = aws_apigatewayv2_api.a.id
  name          = "live"
  deployment_id = aws_apigatewayv2_deployment.b.id
}
