resource "aws_api_gateway_deployment" "this" {
  rest_api_id = var.rest_api_id

  triggers = {
    redeployment = sha1(jsonencode(var.triggers))
  }

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_cloudwatch_log_group" "access" {
  count = var.access_logs ? 1 : 0

  name              = "/apigateway/${var.api_name}/${var.stage_name}"
  retention_in_days = var.log_retention
}

resource "aws_api_gateway_stage" "this" {
  rest_api_id          = var.rest_api_id
  deployment_id        = aws_api_gateway_deployment.this.id
  stage_name           = var.stage_name
  xray_tracing_enabled = var.tracing
  variables            = var.stage_variables

  dynamic "access_log_settings" {
    for_each = aws_cloudwatch_log_group.access
    content {
      destination_arn = access_log_settings.value.arn
      format          = var.log_format
    }
  }
}

resource "aws_api_gateway_method_settings" "all" {
  rest_api_id = var.rest_api_id
  stage_name  = aws_api_gateway_stage.this.stage_name
  method_path = "*/*"

  settings {
    metrics_enabled        = true
    logging_level          = var.logging_level
    data_trace_enabled     = var.data_trace
    throttling_burst_limit = lookup(var.throttling, "burst", -1)
    throttling_rate_limit  = lookup(var.throttling, "rate", -1)
  }
}

resource "aws_api_gateway_base_path_mapping" "this" {
  count = var.domain_name == "" ? 0 : 1

  api_id      = var.rest_api_id
  stage_name  = aws_api_gateway_stage.this.stage_name
  domain_name = var.domain_name
}
