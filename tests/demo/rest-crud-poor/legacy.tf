# An API of raw resources, as many are found: written by hand, deployed once.

resource "aws_api_gateway_rest_api" "orders" {
  name = "orders-poor"

  endpoint_configuration {
    types = ["REGIONAL"]
  }
}

resource "aws_api_gateway_resource" "orders" {
  rest_api_id = aws_api_gateway_rest_api.orders.id
  parent_id   = aws_api_gateway_rest_api.orders.root_resource_id
  path_part   = "orders"
}

resource "aws_api_gateway_authorizer" "orders" {
  name          = "members"
  rest_api_id   = aws_api_gateway_rest_api.orders.id
  type          = "COGNITO_USER_POOLS"
  provider_arns = [aws_cognito_user_pool.this.arn]
}

resource "aws_api_gateway_method" "get_orders" {
  rest_api_id   = aws_api_gateway_rest_api.orders.id
  resource_id   = aws_api_gateway_resource.orders.id
  http_method   = "GET"
  authorization = "CUSTOM" # APIGW-110: the authorizer is one of Cognito
  authorizer_id = aws_api_gateway_authorizer.orders.id
}

resource "aws_api_gateway_integration" "get_orders" {
  rest_api_id             = aws_api_gateway_rest_api.orders.id
  resource_id             = aws_api_gateway_method.get_orders.resource_id
  http_method             = aws_api_gateway_method.get_orders.http_method
  type                    = "AWS_PROXY"
  integration_http_method = "POST"
  uri                     = module.users.invoke_arn
}

resource "aws_api_gateway_method" "options_orders" {
  rest_api_id   = aws_api_gateway_rest_api.orders.id
  resource_id   = aws_api_gateway_resource.orders.id
  http_method   = "OPTIONS"
  authorization = "NONE"
}

resource "aws_api_gateway_integration" "options_orders" {
  rest_api_id       = aws_api_gateway_rest_api.orders.id
  resource_id       = aws_api_gateway_method.options_orders.resource_id
  http_method       = aws_api_gateway_method.options_orders.http_method
  type              = "MOCK"
  request_templates = { "application/json" = jsonencode({ statusCode = 200 }) }
}

resource "aws_api_gateway_method_response" "options_orders" {
  rest_api_id = aws_api_gateway_rest_api.orders.id
  resource_id = aws_api_gateway_method.options_orders.resource_id
  http_method = aws_api_gateway_method.options_orders.http_method
  status_code = "200"
  response_parameters = {
    "method.response.header.Access-Control-Allow-Credentials" = true
    "method.response.header.Access-Control-Allow-Origin"      = true
  }
}

resource "aws_api_gateway_integration_response" "options_orders" {
  rest_api_id = aws_api_gateway_rest_api.orders.id
  resource_id = aws_api_gateway_integration.options_orders.resource_id
  http_method = aws_api_gateway_integration.options_orders.http_method
  status_code = aws_api_gateway_method_response.options_orders.status_code
  response_parameters = {
    "method.response.header.Access-Control-Allow-Credentials" = "'true'"
    "method.response.header.Access-Control-Allow-Origin"      = "'*'" # APIGW-610
  }
}

# APIGW-801: no triggers, so no change of the API is ever deployed.
resource "aws_api_gateway_deployment" "orders" {
  rest_api_id = aws_api_gateway_rest_api.orders.id
  stage_name  = "live" # APIGW-804

  depends_on = [aws_api_gateway_integration.get_orders, aws_api_gateway_integration_response.options_orders]
}

resource "aws_api_gateway_stage" "orders" {
  rest_api_id   = aws_api_gateway_rest_api.orders.id
  deployment_id = aws_api_gateway_deployment.orders.id
  stage_name    = "prod"

  access_log_settings {
    destination_arn = aws_cloudwatch_log_group.orders.arn
    format          = "$context.requestId $context.status" # APIGW-303
  }
}

resource "aws_cloudwatch_log_group" "orders" {
  name              = "/aws/vendedlogs/apigateway/orders-poor"
  retention_in_days = 365
}

# APIGW-404: of one method only, APIGW-401: without limits.
resource "aws_api_gateway_method_settings" "get_orders" {
  rest_api_id = aws_api_gateway_rest_api.orders.id
  stage_name  = aws_api_gateway_stage.orders.stage_name
  method_path = "orders/GET"

  settings {
    logging_level   = "ERROR"
    metrics_enabled = true
  }
}

resource "aws_wafv2_web_acl_association" "orders" {
  resource_arn = aws_api_gateway_stage.orders.arn
  web_acl_arn  = aws_wafv2_web_acl.orders.arn
}

resource "aws_wafv2_web_acl" "orders" {
  name  = "orders-poor"
  scope = "REGIONAL"

  default_action {
    allow {}
  }

  rule {
    name     = "rate"
    priority = 0

    action {
      count {} # APIGW-507: counts, and blocks nobody
    }

    statement {
      rate_based_statement {
        limit = 2000
      }
    }

    visibility_config {
      cloudwatch_metrics_enabled = true
      metric_name                = "rate"
      sampled_requests_enabled   = true
    }
  }

  visibility_config {
    cloudwatch_metrics_enabled = true
    metric_name                = "orders-poor"
    sampled_requests_enabled   = true
  }
}

# APIGW-602: private, and no policy says from which VPC endpoint it may be called.
resource "aws_api_gateway_rest_api" "internal" {
  name = "internal-poor"

  endpoint_configuration {
    types = ["PRIVATE"]
  }
}

resource "aws_api_gateway_rest_api" "catalogue" {
  name = "catalogue-poor"
  body = jsonencode({
    openapi = "3.0.1"
    info    = { title = "catalogue", version = "1" }
    paths = {
      "/items" = {
        get = { # APIGW-103: the root's security does not reach it
          x-amazon-apigateway-integration = {
            httpMethod = "GET"
            type       = "HTTP_PROXY"
            uri        = "https://catalogue.example.com/items"
          }
        }
      }
    }
    security   = [{ members = [] }]
    components = { securitySchemes = { members = { type = "apiKey", name = "Authorization", in = "header" } } }
  })
}
