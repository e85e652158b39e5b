# Blocks that repeat over other blocks, and over what they are given.
variable "stages" {
  type = map(object({ level = string, rate = number }))
  default = {
    beta = { level = "ERROR", rate = 10 }
    live = { level = "INFO", rate = 100 }
  }
}

variable "routes" {
  type = map(object({ method = string, resource = string, authorizer = string }))
  default = {
    list   = { method = "GET", resource = "orders", authorizer = "staff" }
    create = { method = "POST", resource = "orders", authorizer = "customers" }
    users  = { method = "GET", resource = "users", authorizer = "staff" }
  }
}

locals {
  # The same as literals in the sources.
  more_routes = {
    items = { method = "GET", resource = "items", authorizer = "customers" }
    staff = { method = "GET", resource = "staff", authorizer = "staff" }
  }
}

resource "aws_api_gateway_rest_api" "shop" {
  name = "shop"
}

resource "aws_api_gateway_resource" "this" {
  for_each = toset(["orders", "users", "items", "staff"])

  rest_api_id = aws_api_gateway_rest_api.shop.id
  parent_id   = aws_api_gateway_rest_api.shop.root_resource_id
  path_part   = each.value
}

resource "aws_api_gateway_authorizer" "this" {
  for_each = toset(["customers", "staff"])

  rest_api_id   = aws_api_gateway_rest_api.shop.id
  name          = each.key
  type          = "COGNITO_USER_POOLS"
  provider_arns = ["arn:aws:cognito-idp:eu-central-1:123456789012:userpool/eu-central-1_${each.key}"]
}

# The resource and the authorizer by a value that a variable holds.
resource "aws_api_gateway_method" "this" {
  for_each = var.routes

  rest_api_id   = aws_api_gateway_rest_api.shop.id
  resource_id   = aws_api_gateway_resource.this[each.value.resource].id
  http_method   = each.value.method
  authorization = "COGNITO_USER_POOLS"
  authorizer_id = aws_api_gateway_authorizer.this[each.value.authorizer].id
}

resource "aws_api_gateway_integration" "this" {
  for_each = aws_api_gateway_method.this

  rest_api_id = each.value.rest_api_id
  resource_id = each.value.resource_id
  http_method = each.value.http_method
  type        = "MOCK"
}

resource "aws_api_gateway_integration_response" "this" {
  for_each = aws_api_gateway_integration.this

  rest_api_id = each.value.rest_api_id
  resource_id = each.value.resource_id
  http_method = each.value.http_method
  status_code = "200"
}

# By a value that only the sources hold.
resource "aws_api_gateway_method" "more" {
  for_each = local.more_routes

  rest_api_id   = aws_api_gateway_rest_api.shop.id
  resource_id   = aws_api_gateway_resource.this[each.value.resource].id
  http_method   = each.value.method
  authorization = "COGNITO_USER_POOLS"
  authorizer_id = aws_api_gateway_authorizer.this[each.value.authorizer].id
}

resource "aws_api_gateway_integration" "more" {
  for_each = local.more_routes

  rest_api_id = aws_api_gateway_rest_api.shop.id
  resource_id = aws_api_gateway_resource.this[each.value.resource].id
  http_method = aws_api_gateway_method.more[each.key].http_method
  type        = "MOCK"
}

resource "aws_api_gateway_deployment" "shop" {
  rest_api_id = aws_api_gateway_rest_api.shop.id

  depends_on = [aws_api_gateway_integration.this, aws_api_gateway_integration.more]
}

resource "aws_api_gateway_stage" "this" {
  for_each = var.stages

  rest_api_id   = aws_api_gateway_rest_api.shop.id
  deployment_id = aws_api_gateway_deployment.shop.id
  stage_name    = each.key
}

resource "aws_api_gateway_method_settings" "this" {
  for_each = aws_api_gateway_stage.this

  rest_api_id = each.value.rest_api_id
  stage_name  = each.value.stage_name
  method_path = "*/*"

  settings {
    logging_level          = var.stages[each.key].level
    throttling_rate_limit  = var.stages[each.key].rate
    throttling_burst_limit = 50
  }
}

resource "aws_api_gateway_method_settings" "orders" {
  for_each = { for name, stage in aws_api_gateway_stage.this : name => stage if name == "live" }

  rest_api_id = aws_api_gateway_rest_api.shop.id
  stage_name  = each.value.stage_name
  method_path = "orders/GET"

  settings {
    logging_level = "ERROR"
  }
}

resource "aws_wafv2_web_acl" "this" {
  for_each = var.stages

  name  = each.key
  scope = "REGIONAL"

  default_action {
    allow {}
  }

  visibility_config {
    cloudwatch_metrics_enabled = true
    metric_name                = each.key
    sampled_requests_enabled   = false
  }
}

resource "aws_wafv2_web_acl_association" "this" {
  for_each = aws_api_gateway_stage.this

  resource_arn = each.value.arn
  web_acl_arn  = aws_wafv2_web_acl.this[each.key].arn
}
