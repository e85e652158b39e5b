resource "aws_lambda_function" "orders" {
  function_name = "orders"
  role          = "arn:aws:iam::123456789012:role/orders"
  handler       = "index.handler"
  runtime       = "nodejs22.x"
  filename      = "main.tf"
}

resource "aws_lambda_alias" "live" {
  name             = "live"
  function_name    = aws_lambda_function.orders.function_name
  function_version = "1"
}

resource "aws_apigatewayv2_api" "shop" {
  name          = "shop"
  protocol_type = "HTTP"

  cors_configuration {
    allow_origins = ["https://shop.example.com"]
    allow_methods = ["GET"]
  }
}

resource "aws_apigatewayv2_integration" "orders" {
  api_id                 = aws_apigatewayv2_api.shop.id
  integration_type       = "AWS_PROXY"
  integration_uri        = aws_lambda_function.orders.invoke_arn
  payload_format_version = "2.0"
}

resource "aws_apigatewayv2_integration" "alias" {
  api_id                 = aws_apigatewayv2_api.shop.id
  integration_type       = "AWS_PROXY"
  integration_uri        = aws_lambda_alias.live.invoke_arn
  payload_format_version = "2.0"
}

resource "aws_apigatewayv2_integration" "queue" {
  api_id              = aws_apigatewayv2_api.shop.id
  integration_type    = "AWS_PROXY"
  integration_subtype = "SQS-SendMessage"
  credentials_arn     = "arn:aws:iam::123456789012:role/queue"

  request_parameters = {
    QueueUrl    = "https://sqs.eu-central-1.amazonaws.com/123456789012/orders"
    MessageBody = "$request.body"
  }
}

resource "aws_apigatewayv2_integration" "unused" {
  api_id             = aws_apigatewayv2_api.shop.id
  integration_type   = "HTTP_PROXY"
  integration_method = "GET"
  integration_uri    = "http://backend.example.com"
}

resource "aws_apigatewayv2_authorizer" "jwt" {
  api_id           = aws_apigatewayv2_api.shop.id
  name             = "users"
  authorizer_type  = "JWT"
  identity_sources = ["$request.header.Authorization"]

  jwt_configuration {
    issuer   = "https://login.example.com"
    audience = ["shop"]
  }
}

resource "aws_apigatewayv2_authorizer" "function" {
  api_id                            = aws_apigatewayv2_api.shop.id
  name                              = "partners"
  authorizer_type                   = "REQUEST"
  authorizer_uri                    = aws_lambda_function.orders.invoke_arn
  authorizer_payload_format_version = "2.0"
}

resource "aws_apigatewayv2_route" "get" {
  api_id               = aws_apigatewayv2_api.shop.id
  route_key            = "GET /orders/{id}"
  target               = "integrations/${aws_apigatewayv2_integration.orders.id}"
  authorization_type   = "JWT"
  authorizer_id        = aws_apigatewayv2_authorizer.jwt.id
  authorization_scopes = ["orders/read"]
}

resource "aws_apigatewayv2_route" "post" {
  api_id             = aws_apigatewayv2_api.shop.id
  route_key          = "POST /orders"
  target             = join("/", ["integrations", aws_apigatewayv2_integration.queue.id])
  authorization_type = "CUSTOM"
  authorizer_id      = aws_apigatewayv2_authorizer.function.id
}

resource "aws_apigatewayv2_route" "default" {
  api_id    = aws_apigatewayv2_api.shop.id
  route_key = "$default"
  target    = "integrations/${aws_apigatewayv2_integration.alias.id}"
}

resource "aws_apigatewayv2_route" "elsewhere" {
  api_id             = aws_apigatewayv2_api.shop.id
  route_key          = "ANY /legacy/{proxy+}"
  target             = "integrations/abc1234"
  authorization_type = "AWS_IAM"
}

resource "aws_apigatewayv2_stage" "default" {
  api_id      = aws_apigatewayv2_api.shop.id
  name        = "$default"
  auto_deploy = true

  access_log_settings {
    destination_arn = "arn:aws:logs:eu-central-1:123456789012:log-group:shop"
    format          = "$context.requestId"
  }

  default_route_settings {
    throttling_rate_limit  = 100
    throttling_burst_limit = 200
  }

  route_settings {
    route_key             = "POST /orders"
    throttling_rate_limit = 10
  }
}

# Quick create makes an integration, a route and a stage that stand in no plan.
resource "aws_apigatewayv2_api" "quick" {
  name          = "quick"
  protocol_type = "HTTP"
  target        = "https://backend.example.com"
}

resource "aws_apigatewayv2_api" "quick_function" {
  name            = "quick-function"
  protocol_type   = "HTTP"
  route_key       = "GET /hello"
  target          = aws_lambda_function.orders.arn
  credentials_arn = "arn:aws:iam::123456789012:role/quick"
}
