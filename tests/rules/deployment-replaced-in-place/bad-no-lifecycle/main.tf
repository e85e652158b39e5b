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
  triggers = { body = sha1(aws_api_gateway_rest_api.shop.body) }
}

resource "aws_api_gateway_deployment" "off" {
  rest_api_id = aws_api_gateway_rest_api.shop.id
  triggers = { body = sha1(aws_api_gateway_rest_api.shop.body) }

  lifecycle {
    create_before_destroy = false
  }
}

resource "aws_api_gateway_deployment" "triggered" {
  rest_api_id = aws_api_gateway_rest_api.shop.id

  lifecycle {
    replace_triggered_by = [aws_api_gateway_rest_api.shop]
  }
}

resource "aws_apigatewayv2_api" "events" {
  name          = "events"
  protocol_type = "HTTP"
}

resource "aws_apigatewayv2_deployment" "events" {
  api_id = aws_apigatewayv2_api.events.id
}
