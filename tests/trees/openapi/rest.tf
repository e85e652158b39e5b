# The public catalogue: one template, everything in it.

resource "aws_api_gateway_rest_api" "catalogue" {
  name = "${local.name}-catalogue"

  body = templatefile("${path.module}/api/catalogue.yaml.tftpl", {
    title         = "${local.name} catalogue"
    lambda_prefix = local.lambda_prefix
    cors_origin   = "https://www.bookshop.example"
    validators    = { all = true, params = false }
    admin_paths   = ["/admin/books", "/admin/prices"]
  })

  put_rest_api_mode = "overwrite"
  fail_on_warnings  = true

  endpoint_configuration {
    types = ["REGIONAL"]
  }
}

resource "aws_api_gateway_rest_api_policy" "catalogue" {
  rest_api_id = aws_api_gateway_rest_api.catalogue.id
  policy      = templatefile("${path.module}/policies/catalogue.json.tftpl", { cidrs = var.office_cidrs })
}

resource "aws_api_gateway_deployment" "catalogue" {
  rest_api_id = aws_api_gateway_rest_api.catalogue.id

  triggers = {
    redeployment = sha1(jsonencode([
      aws_api_gateway_rest_api.catalogue.body,
      aws_api_gateway_rest_api_policy.catalogue.policy,
    ]))
  }

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_cloudwatch_log_group" "catalogue" {
  name              = "/api/${local.name}/catalogue"
  retention_in_days = 90
}

resource "aws_api_gateway_stage" "catalogue" {
  rest_api_id           = aws_api_gateway_rest_api.catalogue.id
  deployment_id         = aws_api_gateway_deployment.catalogue.id
  stage_name            = var.stage
  cache_cluster_enabled = true
  cache_cluster_size    = "0.5"

  access_log_settings {
    destination_arn = aws_cloudwatch_log_group.catalogue.arn
    format          = replace(file("${path.module}/api/access-log.json"), "/\\s+/", "")
  }

  variables = {
    environment = var.environment
    db_password = "correct-horse-battery-staple"
  }
}

resource "aws_api_gateway_method_settings" "catalogue" {
  for_each = {
    "*/*"       = { rate = 500, burst = 1000, cache = false }
    "books/GET" = { rate = 100, burst = 200, cache = true }
  }

  rest_api_id = aws_api_gateway_rest_api.catalogue.id
  stage_name  = aws_api_gateway_stage.catalogue.stage_name
  method_path = each.key

  settings {
    metrics_enabled        = true
    logging_level          = "ERROR"
    throttling_rate_limit  = each.value.rate
    throttling_burst_limit = each.value.burst
    caching_enabled        = each.value.cache
    cache_data_encrypted   = false
    cache_ttl_in_seconds   = 300
  }
}

resource "aws_api_gateway_gateway_response" "unauthorized" {
  rest_api_id   = aws_api_gateway_rest_api.catalogue.id
  response_type = "UNAUTHORIZED"
  status_code   = "401"

  response_templates = {
    "application/json" = "{\"message\": $context.error.messageString, \"detail\": \"$context.authorizer.error\"}"
  }
}
