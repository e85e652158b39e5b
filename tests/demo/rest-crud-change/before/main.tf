# The gateway as it was applied. ../state.json is its state; ../main.tf is the change.

module "api" {
  source = "../../../../modules/rest-api"

  name = "users"

  authorizers = {
    members = {
      type          = "COGNITO_USER_POOLS"
      provider_arns = [aws_cognito_user_pool.this.arn]
    }
  }

  custom_domain_attached = true

  functions = {
    users = { arn = module.users.function_arn }
  }

  integrations = {
    legacy = { type = "HTTP_PROXY", uri = "http://legacy.example.com/reports" }
    users  = { type = "AWS_PROXY", function_key = "users" }
  }

  routes = {
    "GET /export"     = { integration_key = "users", authorizer_key = "members" }
    "GET /reports"    = { integration_key = "legacy", authorizer_key = "members" }
    "GET /users"      = { integration_key = "users", authorizer_key = "members" }
    "POST /users"     = { integration_key = "users", authorizer_key = "members" }
    "GET /users/{id}" = { integration_key = "users", authorizer_key = "members" }
  }

  stages = {
    prod = {
      default_method_settings = { data_trace_enabled = true }
      execution_log           = { enabled = false }
      web_acl                 = { arn = aws_wafv2_web_acl.this.arn }
    }
  }
}

module "users" {
  source = "../../../../modules/lambda-function"

  name            = "users"
  handler         = "users.handler.handle"
  source_dir      = "${path.module}/../src"
  source_patterns = ["users/*.py"]
}

resource "aws_cognito_user_pool" "this" {
  name = "users"
}

resource "aws_api_gateway_domain_name" "this" {
  domain_name              = "api.example.com"
  regional_certificate_arn = aws_acm_certificate.this.arn
  security_policy          = "TLS_1_2"

  endpoint_configuration {
    types = ["REGIONAL"]
  }
}

resource "aws_api_gateway_base_path_mapping" "users" {
  api_id      = module.api.api_id
  base_path   = "users"
  domain_name = aws_api_gateway_domain_name.this.domain_name
  stage_name  = module.api.stage_names["prod"]
}

resource "aws_acm_certificate" "this" {
  domain_name       = "api.example.com"
  validation_method = "DNS"
}

resource "aws_wafv2_web_acl" "this" {
  name  = "users"
  scope = "REGIONAL"

  default_action {
    allow {}
  }

  rule {
    name     = "rate"
    priority = 0

    action {
      block {}
    }

    statement {
      rate_based_statement {
        limit = 1000
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
    metric_name                = "users"
    sampled_requests_enabled   = true
  }
}

resource "aws_cloudwatch_log_group" "audit" {
  name              = "/aws/vendedlogs/apigateway/users-audit"
  retention_in_days = 365
}
