resource "aws_api_gateway_stage" "this" {
  for_each = var.stages

  rest_api_id           = aws_api_gateway_rest_api.this.id
  stage_name            = each.key
  cache_cluster_enabled = each.value.cache != null
  cache_cluster_size    = each.value.cache == null ? null : each.value.cache.size_gb
  client_certificate_id = each.value.client_certificate_key == null ? each.value.client_certificate_id : aws_api_gateway_client_certificate.this[each.value.client_certificate_key].id
  deployment_id         = each.value.canary != null || var.stable_deployment_hash == null ? aws_api_gateway_deployment.this.id : aws_api_gateway_deployment.canary[0].id
  description           = each.value.description
  documentation_version = each.value.documentation_version == null ? null : aws_api_gateway_documentation_version.this[each.value.documentation_version].version
  tags                  = merge(var.tags, each.value.tags)
  variables             = each.value.variables
  xray_tracing_enabled  = each.value.xray_tracing_enabled

  dynamic "access_log_settings" {
    for_each = each.value.access_log.enabled ? [each.value.access_log] : []

    content {
      destination_arn = access_log_settings.value.destination == null ? aws_cloudwatch_log_group.access[each.key].arn : access_log_settings.value.destination.arn
      format          = access_log_settings.value.format == null ? local.access_log_format : access_log_settings.value.format
    }
  }

  dynamic "canary_settings" {
    for_each = each.value.canary == null ? [] : [each.value.canary]

    content {
      deployment_id            = aws_api_gateway_deployment.canary[0].id
      percent_traffic          = canary_settings.value.percent_traffic
      stage_variable_overrides = canary_settings.value.stage_variable_overrides
      use_stage_cache          = canary_settings.value.use_stage_cache
    }
  }

  # The service makes the group itself, to keep for ever, where a stage comes first.
  depends_on = [aws_cloudwatch_log_group.execution]
}

resource "aws_api_gateway_client_certificate" "this" {
  for_each = var.client_certificates

  description = coalesce(each.value.description, "${var.name}: ${each.key}")
  tags        = var.tags
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

  name              = "API-Gateway-Execution-Logs_${aws_api_gateway_rest_api.this.id}/${each.key}"
  kms_key_id        = each.value.kms_key_arn
  retention_in_days = each.value.retention_in_days
  tags              = var.tags
}

resource "aws_api_gateway_method_settings" "this" {
  for_each = local.method_settings

  rest_api_id = aws_api_gateway_rest_api.this.id
  stage_name  = aws_api_gateway_stage.this[each.value.stage].stage_name
  method_path = each.value.method_path

  settings {
    cache_data_encrypted                       = each.value.caching ? each.value.cache_data_encrypted : null
    cache_ttl_in_seconds                       = each.value.caching ? each.value.cache_ttl_in_seconds : null
    caching_enabled                            = each.value.caching_enabled
    data_trace_enabled                         = each.value.data_trace_enabled
    logging_level                              = each.value.logging_level
    metrics_enabled                            = each.value.metrics_enabled
    require_authorization_for_cache_control    = each.value.caching ? each.value.require_authorization_for_cache_control : null
    throttling_burst_limit                     = each.value.throttle.burst_limit
    throttling_rate_limit                      = each.value.throttle.rate_limit
    unauthorized_cache_control_header_strategy = each.value.caching ? each.value.unauthorized_cache_control_header_strategy : null
  }
}

resource "aws_wafv2_web_acl_association" "this" {
  for_each = { for name, stage in var.stages : name => stage.web_acl if stage.web_acl != null }

  resource_arn = aws_api_gateway_stage.this[each.key].arn
  web_acl_arn  = each.value.arn
}

locals {
  # "prod */*", "prod GET /orders/{id}". What a route leaves unset comes from the stage's default, so that the outcome does
  # not hang on how the service merges the two: but for the cache, since "*/*" caches GET alone and an entry of its own any
  # method, so that one which changes the log of a POST would have its answers cached.
  method_settings = merge([
    for name, stage in var.stages : {
      for key, settings in merge({ "*/*" = stage.default_method_settings }, stage.method_settings) : "${name} ${key}" => merge(
        stage.default_method_settings,
        { for method in [split(" ", key)[0]] : "caching_enabled" => false if !contains(["*/*", "GET"], method) },
        { for setting, value in settings : setting => value if value != null },
        {
          caching = stage.cache != null
          # The service writes every slash of the path as ~1, the first one too.
          method_path = key == "*/*" ? key : "${replace(split(" ", key)[1], "/", "~1")}/${split(" ", key)[0]}"
          stage       = name
        },
      )
    }
  ]...)

  access_log_format = jsonencode({
    apiId              = "$context.apiId"
    apiKeyId           = "$context.identity.apiKeyId"
    authorizeError     = "$context.authorize.error"
    authorizerError    = "$context.authorizer.error"
    authorizerLatency  = "$context.authorizer.integrationLatency"
    authorizerStatus   = "$context.authorizer.integrationStatus"
    caller             = "$context.identity.caller"
    claimsSub          = "$context.authorizer.claims.sub"
    domainName         = "$context.domainName"
    errorMessage       = "$context.error.message"
    errorType          = "$context.error.responseType"
    extendedRequestId  = "$context.extendedRequestId"
    httpMethod         = "$context.httpMethod"
    integrationError   = "$context.integration.error"
    integrationLatency = "$context.integration.latency"
    integrationStatus  = "$context.integration.integrationStatus"
    ip                 = "$context.identity.sourceIp"
    path               = "$context.path"
    principalId        = "$context.authorizer.principalId"
    protocol           = "$context.protocol"
    requestId          = "$context.requestId"
    requestTime        = "$context.requestTime"
    requestTimeEpoch   = "$context.requestTimeEpoch"
    resourcePath       = "$context.resourcePath"
    responseLatency    = "$context.responseLatency"
    responseLength     = "$context.responseLength"
    stage              = "$context.stage"
    status             = "$context.status"
    user               = "$context.identity.user"
    userAgent          = "$context.identity.userAgent"
    wafResponseCode    = "$context.wafResponseCode"
    wafStatus          = "$context.waf.status"
    xrayTraceId        = "$context.xrayTraceId"
  })
}
