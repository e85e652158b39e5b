resource "aws_apigatewayv2_stage" "this" {
  for_each = var.stages

  api_id          = aws_apigatewayv2_api.this.id
  name            = each.key
  auto_deploy     = each.value.auto_deploy
  deployment_id   = each.value.auto_deploy ? null : aws_apigatewayv2_deployment.this[0].id
  description     = each.value.description
  stage_variables = each.value.variables
  tags            = merge(var.tags, each.value.tags)

  dynamic "access_log_settings" {
    for_each = each.value.access_log.enabled ? [each.value.access_log] : []

    content {
      destination_arn = access_log_settings.value.destination == null ? aws_cloudwatch_log_group.access[each.key].arn : access_log_settings.value.destination.arn
      format          = access_log_settings.value.format == null ? local.access_log_format : access_log_settings.value.format
    }
  }

  # The provider sends 0 for a limit that is left out, and 0 refuses every request: both limits are always written.
  default_route_settings {
    detailed_metrics_enabled = each.value.default_route_settings.detailed_metrics_enabled
    throttling_burst_limit   = each.value.default_route_settings.throttle.burst_limit
    throttling_rate_limit    = each.value.default_route_settings.throttle.rate_limit
  }

  # What a route leaves unset comes from the stage's default, since the service would take its own.
  dynamic "route_settings" {
    for_each = each.value.route_settings

    content {
      detailed_metrics_enabled = route_settings.value.detailed_metrics_enabled == null ? each.value.default_route_settings.detailed_metrics_enabled : route_settings.value.detailed_metrics_enabled
      route_key                = route_settings.key
      throttling_burst_limit   = route_settings.value.throttle == null ? each.value.default_route_settings.throttle.burst_limit : route_settings.value.throttle.burst_limit
      throttling_rate_limit    = route_settings.value.throttle == null ? each.value.default_route_settings.throttle.rate_limit : route_settings.value.throttle.rate_limit
    }
  }

  # Settings are refused for a route that is not there yet.
  depends_on = [aws_apigatewayv2_route.this]
}

resource "aws_cloudwatch_log_group" "access" {
  for_each = { for name, stage in var.stages : name => stage.access_log if stage.access_log.enabled && stage.access_log.destination == null }

  name              = "/aws/vendedlogs/apigateway/${replace(var.name, "/[^A-Za-z0-9_.#-]/", "-")}/${trimprefix(each.key, "$")}"
  kms_key_id        = each.value.kms_key_arn
  retention_in_days = each.value.retention_in_days
  tags              = var.tags
}

locals {
  access_log_format = jsonencode({
    apiId                = "$context.apiId"
    authorizerError      = "$context.authorizer.error"
    awsEndpointRequestId = "$context.awsEndpointRequestId"
    caller               = "$context.identity.caller"
    claimsClientId       = "$context.authorizer.claims.client_id"
    claimsSub            = "$context.authorizer.claims.sub"
    clientCertSubject    = "$context.identity.clientCert.subjectDN"
    domainName           = "$context.domainName"
    errorMessage         = "$context.error.message"
    errorType            = "$context.error.responseType"
    extendedRequestId    = "$context.extendedRequestId"
    httpMethod           = "$context.httpMethod"
    integrationError     = "$context.integration.error"
    integrationLatency   = "$context.integration.latency"
    integrationRequestId = "$context.integration.requestId"
    integrationStatus    = "$context.integration.integrationStatus"
    ip                   = "$context.identity.sourceIp"
    path                 = "$context.path"
    principalId          = "$context.authorizer.principalId"
    protocol             = "$context.protocol"
    requestId            = "$context.requestId"
    requestTime          = "$context.requestTime"
    requestTimeEpoch     = "$context.requestTimeEpoch"
    responseLatency      = "$context.responseLatency"
    responseLength       = "$context.responseLength"
    routeKey             = "$context.routeKey"
    stage                = "$context.stage"
    status               = "$context.status"
    user                 = "$context.identity.user"
    userAgent            = "$context.identity.userAgent"
    userArn              = "$context.identity.userArn"
  })
}
