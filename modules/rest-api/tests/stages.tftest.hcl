# Stages: logs, settings, cache, web ACL, endpoint.

mock_provider "aws" {
  source = "./tests/mocks"
}

variables {
  name = "Orders API"

  integrations = {
    mock = { type = "MOCK", responses = { "200" = {} } }
  }

  routes = {
    "GET /"            = { integration_key = "mock", authorization = "AWS_IAM" }
    "GET /orders/{id}" = { integration_key = "mock", authorization = "AWS_IAM" }
  }

  stages = { prod = {} }
}

run "secure_by_default" {
  assert {
    condition     = aws_api_gateway_stage.this["prod"].access_log_settings[0].destination_arn == aws_cloudwatch_log_group.access["prod"].arn && aws_cloudwatch_log_group.access["prod"].name == "/aws/vendedlogs/apigateway/Orders-API/prod" && aws_cloudwatch_log_group.access["prod"].retention_in_days == 365
    error_message = "access logs are on: ${aws_cloudwatch_log_group.access["prod"].name}"
  }

  assert {
    condition = alltrue([
      for variable in ["$context.requestId", "$context.requestTime", "$context.identity.sourceIp", "$context.httpMethod", "$context.resourcePath", "$context.path", "$context.status", "$context.identity.caller", "$context.responseLatency"] :
      contains(values(jsondecode(aws_api_gateway_stage.this["prod"].access_log_settings[0].format)), variable)
    ])
    error_message = "the format is JSON and complete"
  }

  assert {
    condition     = aws_cloudwatch_log_group.execution["prod"].name == "API-Gateway-Execution-Logs_${aws_api_gateway_rest_api.this.id}/prod"
    error_message = "the group of the execution log is managed"
  }

  assert {
    condition     = aws_api_gateway_stage.this["prod"].xray_tracing_enabled && !aws_api_gateway_stage.this["prod"].cache_cluster_enabled && aws_api_gateway_stage.this["prod"].cache_cluster_size == null
    error_message = "tracing on, cache off and without a size"
  }

  assert {
    condition     = keys(aws_api_gateway_method_settings.this) == ["prod */*"] && aws_api_gateway_method_settings.this["prod */*"].method_path == "*/*"
    error_message = "settings of every method"
  }

  assert {
    condition = alltrue([
      aws_api_gateway_method_settings.this["prod */*"].settings[0].logging_level == "ERROR",
      aws_api_gateway_method_settings.this["prod */*"].settings[0].data_trace_enabled == false,
      aws_api_gateway_method_settings.this["prod */*"].settings[0].metrics_enabled,
      aws_api_gateway_method_settings.this["prod */*"].settings[0].throttling_rate_limit == 100,
      aws_api_gateway_method_settings.this["prod */*"].settings[0].throttling_burst_limit == 200,
      aws_api_gateway_method_settings.this["prod */*"].settings[0].caching_enabled == false,
    ])
    error_message = "default settings: ${jsonencode(aws_api_gateway_method_settings.this["prod */*"].settings[0])}"
  }

  assert {
    condition     = aws_api_gateway_rest_api.this.endpoint_configuration[0].types == tolist(["REGIONAL"]) && aws_api_gateway_rest_api.this.disable_execute_api_endpoint == false
    error_message = "regional; the endpoint is on where no domain is attached"
  }
}

run "several_stages" {
  variables {
    stages = {
      prod = {
        access_log              = { destination = { arn = "arn:aws:logs:eu-central-1:123456789012:log-group:mine" } }
        cache                   = {}
        default_method_settings = { throttle = { burst_limit = 20, rate_limit = 10 }, logging_level = "INFO" }
        method_settings = {
          "GET /"            = { data_trace_enabled = false, throttle = { burst_limit = 2, rate_limit = 1 } }
          "GET /orders/{id}" = { caching_enabled = true }
        }
        web_acl = { arn = "arn:aws:wafv2:eu-central-1:123456789012:regional/webacl/main/0123" }
      }
      test = { access_log = { enabled = false }, execution_log = { enabled = false } }
    }
  }

  assert {
    condition     = length(aws_cloudwatch_log_group.access) == 0 && keys(aws_cloudwatch_log_group.execution) == ["prod"] && length(aws_api_gateway_stage.this["test"].access_log_settings) == 0
    error_message = "no group where the destination is given or logging is off"
  }

  assert {
    condition     = keys(aws_wafv2_web_acl_association.this) == ["prod"] && aws_wafv2_web_acl_association.this["prod"].resource_arn == aws_api_gateway_stage.this["prod"].arn
    error_message = "the web ACL protects the stage that names it"
  }

  assert {
    condition     = tomap({ for key, settings in aws_api_gateway_method_settings.this : key => settings.method_path }) == tomap({ "prod */*" = "*/*", "prod GET /" = "~1/GET", "prod GET /orders/{id}" = "~1orders~1{id}/GET", "test */*" = "*/*" })
    error_message = "method paths: ${jsonencode({ for key, settings in aws_api_gateway_method_settings.this : key => settings.method_path })}"
  }

  assert {
    condition = alltrue([
      aws_api_gateway_method_settings.this["prod GET /"].settings[0].logging_level == "INFO",
      aws_api_gateway_method_settings.this["prod GET /"].settings[0].throttling_rate_limit == 1,
      aws_api_gateway_method_settings.this["prod GET /orders/{id}"].settings[0].throttling_rate_limit == 10,
      aws_api_gateway_method_settings.this["prod GET /orders/{id}"].settings[0].cache_data_encrypted,
      aws_api_gateway_method_settings.this["prod GET /orders/{id}"].settings[0].require_authorization_for_cache_control,
      aws_api_gateway_method_settings.this["prod GET /"].settings[0].caching_enabled == false,
    ])
    error_message = "a route takes what it leaves unset from the default of its stage"
  }

  assert {
    condition     = aws_api_gateway_stage.this["prod"].cache_cluster_size == "0.5" && aws_api_gateway_stage.this["prod"].deployment_id == aws_api_gateway_deployment.this.id && aws_api_gateway_stage.this["test"].deployment_id == aws_api_gateway_deployment.this.id
    error_message = "the stages share a deployment"
  }

  expect_failures = [check.stages_are_protected]
}

run "endpoint_is_off_with_a_domain" {
  command = plan

  variables {
    custom_domain_attached = true
  }

  assert {
    condition     = aws_api_gateway_rest_api.this.disable_execute_api_endpoint
    error_message = "unset means off when a domain is attached"
  }
}

run "the_callers_endpoint_wins" {
  command = plan

  variables {
    custom_domain_attached       = true
    disable_execute_api_endpoint = false
  }

  assert {
    condition     = !aws_api_gateway_rest_api.this.disable_execute_api_endpoint
    error_message = "false stays false"
  }
}

run "private" {
  variables {
    endpoint = { type = "PRIVATE", vpc_endpoint_ids = ["vpce-0123456789abcdef0"] }
    resource_policy = {
      json = <<-EOT
        {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Principal": "*", "Action": "execute-api:Invoke",
          "Resource": ["execute-api:/*"], "Condition": {"StringEquals": {"aws:SourceVpce": "vpce-0123456789abcdef0"}}}]}
      EOT
    }
  }

  assert {
    condition     = aws_api_gateway_rest_api.this.endpoint_configuration[0].vpc_endpoint_ids == toset(["vpce-0123456789abcdef0"])
    error_message = "endpoint ids"
  }

  assert {
    condition     = jsondecode(aws_api_gateway_rest_api_policy.this[0].policy).Statement[0].Resource == ["${aws_api_gateway_rest_api.this.execution_arn}/*"] && jsondecode(aws_api_gateway_rest_api_policy.this[0].policy).Statement[0].Action == "execute-api:Invoke"
    error_message = "the shorthand is written out: ${aws_api_gateway_rest_api_policy.this[0].policy}"
  }
}

run "advice_no_access_log" {
  command = plan

  variables {
    stages = { prod = { access_log = { enabled = false } } }
  }

  expect_failures = [check.stages_are_protected]
}

run "advice_data_trace" {
  command = plan

  variables {
    stages = { prod = { method_settings = { "GET /" = { data_trace_enabled = true } } } }
  }

  expect_failures = [check.stages_are_protected]
}

run "advice_no_limit" {
  command = plan

  variables {
    stages = { prod = { method_settings = { "GET /" = { throttle = { burst_limit = -1, rate_limit = -1 } } } } }
  }

  expect_failures = [check.stages_are_protected]
}

run "advice_unused_authorizer" {
  command = plan

  variables {
    authorizers = { members = { type = "COGNITO_USER_POOLS", provider_arns = ["arn:aws:cognito-idp:eu-central-1:123456789012:userpool/eu-central-1_Abc123"] } }
  }

  expect_failures = [check.everything_is_used]
}

run "cache_of_get_alone" {
  variables {
    routes = {
      "GET /orders"  = { integration_key = "mock", authorization = "AWS_IAM" }
      "HEAD /orders" = { integration_key = "mock", authorization = "AWS_IAM" }
      "POST /orders" = { integration_key = "mock", authorization = "AWS_IAM" }
    }
    stages = {
      prod = {
        cache                   = {}
        default_method_settings = { caching_enabled = true }
        method_settings = {
          "GET /orders"  = { logging_level = "INFO" }
          "HEAD /orders" = { caching_enabled = true }
          "POST /orders" = { logging_level = "INFO" }
        }
      }
    }
  }

  assert {
    condition     = { for key, settings in aws_api_gateway_method_settings.this : key => settings.settings[0].caching_enabled } == { "prod */*" = true, "prod GET /orders" = true, "prod HEAD /orders" = true, "prod POST /orders" = false }
    error_message = "the default caches GET; another method only where its own entry says so: ${jsonencode({ for key, settings in aws_api_gateway_method_settings.this : key => settings.settings[0].caching_enabled })}"
  }
}
