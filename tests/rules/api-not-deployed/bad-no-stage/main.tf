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

resource "aws_apigatewayv2_api" "events" {
  name          = "events"
  protocol_type = "HTTP"
}

resource "aws_apigatewayv2_stage" "events" {
  count = 0

  api_id      = aws_apigatewayv2_api.events.id
  name        = "events"
  auto_deploy = true
}
