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

# Who waits for the integration waits for its method.
resource "aws_api_gateway_deployment" "shop" {
  rest_api_id = aws_api_gateway_rest_api.shop.id

  depends_on = [aws_api_gateway_integration.orders]
}

# Ids are enough to wait.
resource "aws_api_gateway_deployment" "ids" {
  rest_api_id = aws_api_gateway_rest_api.shop.id
  triggers = { ids = sha1(local.ids) }
}

locals {
  ids = join("", [aws_api_gateway_method.orders.id, aws_api_gateway_integration.orders.id])
}

# By a resource between, and by the lifecycle.
resource "terraform_data" "routes" {
  input = aws_api_gateway_integration.orders.id
}

resource "aws_api_gateway_deployment" "between" {
  rest_api_id = aws_api_gateway_rest_api.shop.id

  depends_on = [terraform_data.routes]
}

resource "aws_api_gateway_deployment" "lifecycle" {
  rest_api_id = aws_api_gateway_rest_api.shop.id

  lifecycle {
    replace_triggered_by = [aws_api_gateway_integration.orders]
  }
}

# A body comes with its API.
resource "aws_api_gateway_rest_api" "catalogue" {
  name = "catalogue"
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

resource "aws_api_gateway_deployment" "catalogue" {
  rest_api_id = aws_api_gateway_rest_api.catalogue.id
}

resource "aws_apigatewayv2_api" "events" {
  name          = "events"
  protocol_type = "HTTP"
}

resource "aws_apigatewayv2_route" "events" {
  api_id             = aws_apigatewayv2_api.events.id
  route_key          = "GET /events"
  authorization_type = "AWS_IAM"
}

resource "aws_apigatewayv2_deployment" "events" {
  api_id     = aws_apigatewayv2_api.events.id
  depends_on = [aws_apigatewayv2_route.events]
}
