resource "aws_apigatewayv2_api" "shop" {
  name          = "shop"
  protocol_type = "HTTP"
}

resource "aws_apigatewayv2_deployment" "shop" {
  api_id = aws_apigatewayv2_api.shop.id
}

resource "aws_apigatewayv2_stage" "default" {
  api_id        = aws_apigatewayv2_api.shop.id
  name          = "$default"
  deployment_id = aws_apigatewayv2_deployment.shop.id
}

resource "aws_apigatewayv2_stage" "test" {
  api_id      = aws_apigatewayv2_api.shop.id
  name        = "test"
  auto_deploy = true
}

resource "aws_apigatewayv2_api" "chat" {
  name          = "chat"
  protocol_type = "WEBSOCKET"
  route_selection_expression = "$request.body.action"
}

resource "aws_apigatewayv2_stage" "chat" {
  api_id      = aws_apigatewayv2_api.chat.id
  name        = "chat"
  auto_deploy = true
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
