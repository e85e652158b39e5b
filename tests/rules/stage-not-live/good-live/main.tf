resource "aws_apigatewayv2_api" "shop" {
  name          = "shop"
  protocol_type = "HTTP"
}

variable "release" {
  type    = string
  default = null
}

resource "aws_apigatewayv2_deployment" "shop" {
  api_id = aws_apigatewayv2_api.shop.id
}

resource "aws_apigatewayv2_stage" "auto" {
  api_id        = aws_apigatewayv2_api.shop.id
  name          = "auto"
  auto_deploy   = true
  deployment_id = var.release
}

resource "aws_apigatewayv2_stage" "manual" {
  api_id        = aws_apigatewayv2_api.shop.id
  name          = "manual"
  deployment_id = aws_apigatewayv2_deployment.shop.id
}

resource "aws_apigatewayv2_stage" "fixed" {
  api_id        = aws_apigatewayv2_api.shop.id
  name          = "fixed"
  deployment_id = "abc123"
}

resource "aws_apigatewayv2_api" "quick" {
  name          = "quick"
  protocol_type = "HTTP"
  target        = "https://shop.example.com"
}

resource "aws_api_gateway_rest_api" "old" {
  name = "old"
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

resource "aws_api_gateway_deployment" "old" {
  rest_api_id = aws_api_gateway_rest_api.old.id
}

resource "aws_api_gateway_stage" "old" {
  rest_api_id   = aws_api_gateway_rest_api.old.id
  deployment_id = aws_api_gateway_deployment.old.id
  stage_name    = "prod"
}
