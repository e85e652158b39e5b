resource "aws_api_gateway_rest_api" "shop" {
  name = "shop"
}

resource "aws_api_gateway_method" "orders" {
  rest_api_id   = aws_api_gateway_rest_api.shop.id
  resource_id   = aws_api_gateway_rest_api.shop.root_resource_id
  http_method   = "GET"
  authorization = "AWS_IAM"
}

resource "aws_api_gateway_integration" "orders" {
  rest_api_id = aws_api_gateway_rest_api.shop.id
  resource_id = aws_api_gateway_rest_api.shop.root_resource_id
  http_method = aws_api_gateway_method.orders.http_method
  type        = "MOCK"
}

# The API alone: the method may come after it.
resource "aws_api_gateway_deployment" "shop" {
  rest_api_id = aws_api_gateway_rest_api.shop.id
}

# The method, but not its integration.
resource "aws_api_gateway_deployment" "half" {
  rest_api_id = aws_api_gateway_rest_api.shop.id
  triggers = { method = sha1(jsonencode(aws_api_gateway_method.orders)) }
}

resource "aws_apigatewayv2_api" "events" {
  name          = "events"
  protocol_type = "HTTP"
}

resource "aws_apigatewayv2_integration" "events" {
  api_id             = aws_apigatewayv2_api.events.id
  integration_type   = "HTTP_PROXY"
  integration_method = "GET"
  integration_uri    = "https://events.example.com"
}

resource "aws_apigatewayv2_route" "events" {
  api_id             = aws_apigatewayv2_api.events.id
  route_key          = "GET /events"
  authorization_type = "AWS_IAM"
  target             = "integrations/${aws_apigatewayv2_integration.events.id}"
}

resource "aws_apigatewayv2_deployment" "events" {
  api_id = aws_apigatewayv2_api.events.id
}
