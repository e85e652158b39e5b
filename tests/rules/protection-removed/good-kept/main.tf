resource "aws_api_gateway_rest_api" "store" {
  name = "shop"
  disable_execute_api_endpoint = true
}

resource "aws_api_gateway_method" "list" {
  rest_api_id   = aws_api_gateway_rest_api.store.id
  resource_id   = aws_api_gateway_rest_api.store.root_resource_id
  http_method   = "GET"
  authorization = "CUSTOM"
  authorizer_id = "abc123"
}

resource "aws_api_gateway_method" "put" {
  rest_api_id   = aws_api_gateway_rest_api.store.id
  resource_id   = aws_api_gateway_rest_api.store.root_resource_id
  http_method   = "PUT"
  authorization = "NONE"
  api_key_required = true
}

resource "aws_api_gateway_integration" "get" {
  rest_api_id = aws_api_gateway_rest_api.store.id
  resource_id = aws_api_gateway_rest_api.store.root_resource_id
  http_method = aws_api_gateway_method.list.http_method
  type        = "MOCK"
}

resource "aws_api_gateway_integration" "put" {
  rest_api_id = aws_api_gateway_rest_api.store.id
  resource_id = aws_api_gateway_rest_api.store.root_resource_id
  http_method = aws_api_gateway_method.put.http_method
  type        = "MOCK"
}

resource "aws_api_gateway_deployment" "store" {
  rest_api_id = aws_api_gateway_rest_api.store.id
  depends_on  = [aws_api_gateway_integration.get, aws_api_gateway_integration.put]
}

resource "aws_api_gateway_stage" "prod" {
  rest_api_id   = aws_api_gateway_rest_api.store.id
  deployment_id = aws_api_gateway_deployment.store.id
  stage_name    = "prod"

  access_log_settings {
    destination_arn = "arn:aws:logs:eu-west-1:123456789012:log-group:shop"
    format          = "$context.requestId"
  }
}

resource "aws_api_gateway_method_settings" "all" {
  rest_api_id = aws_api_gateway_rest_api.store.id
  stage_name  = aws_api_gateway_stage.prod.stage_name
  method_path = "*/*"

  settings {
    throttling_rate_limit  = 100
    throttling_burst_limit = 50
  }
}

resource "aws_wafv2_web_acl" "shop" {
  name  = "shop"
  scope = "REGIONAL"

  default_action {
    allow {}
  }

  visibility_config {
    cloudwatch_metrics_enabled = true
    metric_name                = "shop"
    sampled_requests_enabled   = true
  }
}

resource "aws_wafv2_web_acl_association" "prod" {
  resource_arn = aws_api_gateway_stage.prod.arn
  web_acl_arn  = aws_wafv2_web_acl.other.arn
}

resource "aws_api_gateway_domain_name" "shop" {
  domain_name              = "shop.example.com"
  regional_certificate_arn = "arn:aws:acm:eu-west-1:123456789012:certificate/11111111-2222-3333-4444-555555555555"
  security_policy          = "TLS_1_2"

  endpoint_configuration {
    types = ["REGIONAL"]
  }
}

resource "aws_wafv2_web_acl" "other" {
  name  = "other"
  scope = "REGIONAL"

  default_action {
    allow {}
  }

  visibility_config {
    cloudwatch_metrics_enabled = true
    metric_name                = "other"
    sampled_requests_enabled   = true
  }
}

moved {
  from = aws_api_gateway_rest_api.shop
  to   = aws_api_gateway_rest_api.store
}

moved {
  from = aws_api_gateway_deployment.shop
  to   = aws_api_gateway_deployment.store
}
