resource "aws_apigatewayv2_stage" "this" {
  for_each = var.stages

  api_id                = aws_apigatewayv2_api.this.id
  name                  = each.key
  client_certificate_id = each.value.client_certificate_id
  deployment_id         = aws_apigatewayv2_deployment.this.id
  description           = each.value.description
  stage_variables       = each.value.variables
  tags                  = merge(var.tags, each.value.tags)

  dynamic "access_log_settings" {
    for_each = each.value.access_log.enabled ? [each.value.access_log] : []

    content {
      destination_arn = access_log_settings.value.destination == null ? aws_cloudwatch_log_group.access[each.key].arn : access_log_settings.value.destination.arn
      format          = access_log_settings.value.format == null ? local.access_log_format : access_log_settings.value.format
    }
  }

  # The provider sends 0 for a limit that is left out, and 0 refuses every message: both limits are always written.
  default_route_settings {
    data_trace_enabled       = each.value.default_route_settings.data_trace_enabled
    detailed_metrics_enabled = each.value.default_route_settings.detailed_metrics_enabled
    logging_level            = each.value.default_route_settings.logging_level
    throttling_burst_limit   = each.value.default_route_settings.throttle.burst_limit
    throttling_rate_limit    = each.value.default_route_settings.throttle.rate_limit
  }

  # What a route leaves unset comes from the stage's default, since the service would take its own.
  dynamic "route_settings" {
    for_each = each.value.route_settings

    content {
      data_trace_enabled       = route_settings.value.data_trace_enabled == null ? each.value.default_route_settings.data_trace_enabled : route_settings.value.data_trace_enabled
      detailed_metrics_enabled = route_settings.value.detailed_metrics_enabled == null ? each.value.default_route_settings.detailed_metrics_enabled : route_settings.value.detailed_metrics_enabled
      logging_level            = route_settings.value.logging_level == null ? each.value.default_route_settings.logging_level : route_settings.value.logging_level
      route_key                = route_settings.key
      throttling_burst_limit   = route_settings.value.throttle == null ? each.value.default_route_settings.throttle.burst_limit : route_settings.value.throttle.burst_limit
      throttling_rate_limit    = route_settings.value.throttle == null ? each.value.default_route_settings.throttle.rate_limit : route_settings.value.throttle.rate_limit
    }
  }

  lifecycle {
    # No validation of the variable: what a function is told about stages would then depend on the function.
    precondition {
      condition     = alltrue([for route in keys(each.value.route_settings) : contains(keys(var.routes), route)])
      error_message = "stages: ${each.key} (${join(", ", [for route in keys(each.value.route_settings) : route if !contains(keys(var.routes), route)])}): the keys of route_settings must be keys of routes (${join(", ", keys(var.routes))}); settings of every route are default_route_settings."
    }
  }

  # The service makes the group itself, to keep for ever, where a stage comes first.
  depends_on = [aws_cloudwatch_log_group.execution]
}

resource "aws_cloudwatch_log_group" "access" {
  for_each = { for name, stage in var.stages : name => stage.access_log if stage.access_log.enabled && stage.access_log.destination == null }

  name              = "/aws/vendedlogs/apigateway/${replace(var.name, "/[^A-Za-z0-9_.#-]/", "-")}/${each.key}"
  kms_key_id        = each.value.kms_key_arn
  retention_in_days = each.value.retention_in_days
  tags              = var.tags
}

resource "aws_cloudwatch_log_group" "execution" {
  for_each = { for name, stage in var.stages : name => stage.execution_log if stage.execution_log.enabled }

  name              = "/aws/apigateway/${aws_apigatewayv2_api.this.id}/${each.key}"
  kms_key_id        = each.value.kms_key_arn
  retention_in_days = each.value.retention_in_days
  tags              = var.tags
}

locals {
  access_log_format = jsonencode({
    apiId              = "$context.apiId"
    authenticateError  = "$context.authenticate.error"
    authorizeError     = "$context.authorize.error"
    authorizerError    = "$context.authorizer.error"
    authorizerLatency  = "$context.authorizer.integrationLatency"
    authorizerStatus   = "$context.authorizer.integrationStatus"
    caller             = "$context.identity.caller"
    connectedAt        = "$context.connectedAt"
    connectionId       = "$context.connectionId"
    domainName         = "$context.domainName"
    errorMessage       = "$context.error.message"
    errorType          = "$context.error.responseType"
    eventType          = "$context.eventType"
    extendedRequestId  = "$context.extendedRequestId"
    integrationError   = "$context.integration.error"
    integrationLatency = "$context.integration.latency"
    integrationStatus  = "$context.integration.status"
    ip                 = "$context.identity.sourceIp"
    messageId          = "$context.messageId"
    principalId        = "$context.authorizer.principalId"
    requestId          = "$context.requestId"
    requestTime        = "$context.requestTime"
    requestTimeEpoch   = "$context.requestTimeEpoch"
    routeKey           = "$context.routeKey"
    stage              = "$context.stage"
    status             = "$context.status"
    user               = "$context.identity.user"
    userAgent          = "$context.identity.userAgent"
    userArn            = "$context.identity.userArn"
    validationError    = "$context.error.validationErrorString"
  })
}
