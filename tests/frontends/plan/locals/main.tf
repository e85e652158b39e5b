resource "aws_api_gateway_rest_api" "orders" {
  name = "orders"
}

resource "aws_api_gateway_rest_api" "users" {
  name = "users"
}

locals {
  orders_id = aws_api_gateway_rest_api.orders.id
  again     = local.orders_id

  apis = {
    orders = { id = aws_api_gateway_rest_api.orders.id, root = aws_api_gateway_rest_api.orders.root_resource_id }
    users  = { id = aws_api_gateway_rest_api.users.id, root = aws_api_gateway_rest_api.users.root_resource_id }
  }

  stage_arn = aws_api_gateway_stage.orders.arn
}

resource "aws_api_gateway_method" "orders" {
  rest_api_id   = local.again
  resource_id   = aws_api_gateway_rest_api.orders.root_resource_id
  http_method   = "GET"
  authorization = "NONE"
}

# A local with both: which of them is not in the plan, and in the sources only for who evaluates expressions.
resource "aws_api_gateway_method" "either" {
  rest_api_id   = local.apis["users"].id
  resource_id   = local.apis["users"].root
  http_method   = "GET"
  authorization = "NONE"
}

resource "aws_api_gateway_method" "each" {
  for_each = local.apis

  rest_api_id   = each.value.id
  resource_id   = each.value.root
  http_method   = "POST"
  authorization = "AWS_IAM"
}

resource "aws_api_gateway_deployment" "orders" {
  rest_api_id = local.orders_id
}

resource "aws_api_gateway_stage" "orders" {
  rest_api_id   = local.orders_id
  deployment_id = aws_api_gateway_deployment.orders.id
  stage_name    = "live"
}

resource "aws_wafv2_web_acl" "this" {
  name  = "shop"
  scope = "REGIONAL"

  default_action {
    allow {}
  }

  visibility_config {
    cloudwatch_metrics_enabled = true
    metric_name                = "shop"
    sampled_requests_enabled   = false
  }
}

resource "aws_wafv2_web_acl_association" "this" {
  resource_arn = local.stage_arn
  web_acl_arn  = aws_wafv2_web_acl.this.arn
}
