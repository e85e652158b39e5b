resource "aws_api_gateway_rest_api" "shop" {
  name = "shop"

  endpoint_configuration {
    types = ["REGIONAL"]
  }
}

# On the root.
resource "aws_api_gateway_method" "root" {
  rest_api_id   = aws_api_gateway_rest_api.shop.id
  resource_id   = aws_api_gateway_rest_api.shop.root_resource_id
  http_method   = "GET"
  authorization = "AWS_IAM"
}

resource "aws_api_gateway_integration" "root" {
  rest_api_id = aws_api_gateway_rest_api.shop.id
  resource_id = aws_api_gateway_rest_api.shop.root_resource_id
  http_method = aws_api_gateway_method.root.http_method
  type        = "MOCK"
}

# Four levels down.
resource "aws_api_gateway_resource" "customers" {
  rest_api_id = aws_api_gateway_rest_api.shop.id
  parent_id   = aws_api_gateway_rest_api.shop.root_resource_id
  path_part   = "customers"
}

resource "aws_api_gateway_resource" "customer" {
  rest_api_id = aws_api_gateway_resource.customers.rest_api_id
  parent_id   = aws_api_gateway_resource.customers.id
  path_part   = "{customer}"
}

resource "aws_api_gateway_resource" "orders" {
  rest_api_id = aws_api_gateway_resource.customer.rest_api_id
  parent_id   = aws_api_gateway_resource.customer.id
  path_part   = "orders"
}

resource "aws_api_gateway_resource" "rest" {
  rest_api_id = aws_api_gateway_resource.orders.rest_api_id
  parent_id   = aws_api_gateway_resource.orders.id
  path_part   = "{rest+}"
}

resource "aws_api_gateway_method" "rest" {
  rest_api_id   = aws_api_gateway_resource.rest.rest_api_id
  resource_id   = aws_api_gateway_resource.rest.id
  http_method   = "ANY"
  authorization = "NONE"
}

resource "aws_api_gateway_integration" "rest" {
  rest_api_id             = aws_api_gateway_method.rest.rest_api_id
  resource_id             = aws_api_gateway_method.rest.resource_id
  http_method             = aws_api_gateway_method.rest.http_method
  type                    = "HTTP_PROXY"
  integration_http_method = "ANY"
  uri                     = "https://backend.example.com/{rest}"
}

# Two methods on one resource, the integration of one without the other's name.
resource "aws_api_gateway_method" "customers_options" {
  rest_api_id   = aws_api_gateway_rest_api.shop.id
  resource_id   = aws_api_gateway_resource.customers.id
  http_method   = "OPTIONS"
  authorization = "NONE"
}

resource "aws_api_gateway_integration" "customers_options" {
  rest_api_id = aws_api_gateway_rest_api.shop.id
  resource_id = aws_api_gateway_resource.customers.id
  http_method = "OPTIONS"
  type        = "MOCK"
}

resource "aws_api_gateway_integration_response" "customers_options" {
  rest_api_id = aws_api_gateway_rest_api.shop.id
  resource_id = aws_api_gateway_resource.customers.id
  http_method = "OPTIONS"
  status_code = "204"

  response_parameters = {
    "method.response.header.Access-Control-Allow-Origin" = "'https://shop.example.com'"
  }

  depends_on = [aws_api_gateway_integration.customers_options]
}

resource "aws_api_gateway_method" "customers_post" {
  rest_api_id      = aws_api_gateway_rest_api.shop.id
  resource_id      = aws_api_gateway_resource.customers.id
  http_method      = "POST"
  authorization    = "NONE"
  api_key_required = true
}

resource "aws_api_gateway_integration" "customers_post" {
  rest_api_id             = aws_api_gateway_rest_api.shop.id
  resource_id             = aws_api_gateway_resource.customers.id
  http_method             = "POST"
  type                    = "AWS"
  integration_http_method = "POST"
  uri                     = "arn:aws:apigateway:eu-central-1:dynamodb:action/PutItem"
  credentials             = "arn:aws:iam::123456789012:role/gateway"
}

# Nothing of this is made.
resource "aws_api_gateway_resource" "never" {
  count = 0

  rest_api_id = aws_api_gateway_rest_api.shop.id
  parent_id   = aws_api_gateway_rest_api.shop.root_resource_id
  path_part   = "never"
}

resource "aws_api_gateway_method" "never" {
  count = 0

  rest_api_id   = aws_api_gateway_rest_api.shop.id
  resource_id   = aws_api_gateway_resource.never[0].id
  http_method   = "GET"
  authorization = "NONE"
}
