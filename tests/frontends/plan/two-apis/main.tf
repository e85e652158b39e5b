# Names that begin alike, and are alike: nothing may go to the wrong one.
resource "aws_api_gateway_rest_api" "shop" {
  name = "shop"
}

resource "aws_api_gateway_rest_api" "shop_v2" {
  name = "shop"
}

resource "aws_apigatewayv2_api" "shop" {
  name          = "shop"
  protocol_type = "HTTP"
}

resource "aws_api_gateway_resource" "orders" {
  rest_api_id = aws_api_gateway_rest_api.shop.id
  parent_id   = aws_api_gateway_rest_api.shop.root_resource_id
  path_part   = "orders"
}

resource "aws_api_gateway_resource" "orders_v2" {
  rest_api_id = aws_api_gateway_rest_api.shop_v2.id
  parent_id   = aws_api_gateway_rest_api.shop_v2.root_resource_id
  path_part   = "orders"
}

resource "aws_api_gateway_authorizer" "users" {
  rest_api_id    = aws_api_gateway_rest_api.shop.id
  name           = "users"
  authorizer_uri = "arn:aws:apigateway:eu-central-1:lambda:path/2015-03-31/functions/arn:aws:lambda:eu-central-1:123456789012:function:one/invocations"
}

resource "aws_api_gateway_authorizer" "users_v2" {
  rest_api_id   = aws_api_gateway_rest_api.shop_v2.id
  name          = "users"
  type          = "COGNITO_USER_POOLS"
  provider_arns = ["arn:aws:cognito-idp:eu-central-1:123456789012:userpool/eu-central-1_abc"]
}

resource "aws_api_gateway_method" "orders" {
  rest_api_id   = aws_api_gateway_rest_api.shop.id
  resource_id   = aws_api_gateway_resource.orders.id
  http_method   = "GET"
  authorization = "CUSTOM"
  authorizer_id = aws_api_gateway_authorizer.users.id
}

resource "aws_api_gateway_method" "orders_v2" {
  rest_api_id   = aws_api_gateway_rest_api.shop_v2.id
  resource_id   = aws_api_gateway_resource.orders_v2.id
  http_method   = "GET"
  authorization = "COGNITO_USER_POOLS"
  authorizer_id = aws_api_gateway_authorizer.users_v2.id
}

resource "aws_api_gateway_integration" "orders" {
  rest_api_id = aws_api_gateway_rest_api.shop.id
  resource_id = aws_api_gateway_resource.orders.id
  http_method = "GET"
  type        = "MOCK"
}

resource "aws_api_gateway_integration" "orders_v2" {
  rest_api_id             = aws_api_gateway_rest_api.shop_v2.id
  resource_id             = aws_api_gateway_resource.orders_v2.id
  http_method             = "GET"
  type                    = "HTTP_PROXY"
  integration_http_method = "GET"
  uri                     = "https://v2.example.com/orders"
}

resource "aws_api_gateway_deployment" "live" {
  rest_api_id = aws_api_gateway_rest_api.shop.id
}

resource "aws_api_gateway_deployment" "live_v2" {
  rest_api_id = aws_api_gateway_rest_api.shop_v2.id
}

resource "aws_api_gateway_stage" "live" {
  rest_api_id   = aws_api_gateway_rest_api.shop.id
  deployment_id = aws_api_gateway_deployment.live.id
  stage_name    = "live"
}

resource "aws_api_gateway_stage" "live_v2" {
  rest_api_id   = aws_api_gateway_rest_api.shop_v2.id
  deployment_id = aws_api_gateway_deployment.live_v2.id
  stage_name    = "live"
}

resource "aws_apigatewayv2_stage" "live" {
  api_id = aws_apigatewayv2_api.shop.id
  name   = "live"
}

# The stage's name is a text here: only the API tells the two stages apart.
resource "aws_api_gateway_method_settings" "live" {
  rest_api_id = aws_api_gateway_rest_api.shop.id
  stage_name  = "live"
  method_path = "*/*"

  settings {
    logging_level = "INFO"
  }

  depends_on = [aws_api_gateway_stage.live]
}

resource "aws_api_gateway_method_settings" "live_v2" {
  rest_api_id = aws_api_gateway_rest_api.shop_v2.id
  stage_name  = aws_api_gateway_stage.live_v2.stage_name
  method_path = "orders/GET"

  settings {
    logging_level = "ERROR"
  }
}

resource "aws_api_gateway_base_path_mapping" "v2" {
  api_id      = aws_api_gateway_rest_api.shop_v2.id
  stage_name  = "live"
  domain_name = "api.example.com"
  base_path   = "v2"

  depends_on = [aws_api_gateway_stage.live_v2]
}

resource "aws_apigatewayv2_api_mapping" "v1" {
  api_id          = aws_api_gateway_rest_api.shop.id
  stage           = aws_api_gateway_stage.live.stage_name
  domain_name     = "api.example.com"
  api_mapping_key = "v1"
}
