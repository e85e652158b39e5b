# Stages: logs, limits; the endpoint.

mock_provider "aws" {
  source = "./tests/mocks"
}

variables {
  name = "Team chat"

  functions    = { chat = { arn = "arn:aws:lambda:eu-central-1:123456789012:function:chat" } }
  integrations = { chat = { type = "AWS_PROXY", function_key = "chat" } }

  routes = {
    "$connect" = { integration_key = "chat", authorization = "AWS_IAM" }
    message    = { integration_key = "chat" }
  }

  stages = { prod = {} }
}

run "secure_by_default" {
  assert {
    condition     = aws_cloudwatch_log_group.access["prod"].name == "/aws/vendedlogs/apigateway/Team-chat/prod" && aws_cloudwatch_log_group.access["prod"].retention_in_days == 365 && aws_apigatewayv2_stage.this["prod"].access_log_settings[0].destination_arn == aws_cloudwatch_log_group.access["prod"].arn
    error_message = "access logs are on: ${aws_cloudwatch_log_group.access["prod"].name}"
  }

  assert {
    condition = alltrue([
      for variable in ["$context.requestId", "$context.requestTime", "$context.identity.sourceIp", "$context.routeKey", "$context.eventType", "$context.connectionId", "$context.status", "$context.authorizer.principalId", "$context.integration.latency", "$context.authorizer.error"] :
      contains(values(jsondecode(aws_apigatewayv2_stage.this["prod"].access_log_settings[0].format)), variable)
    ])
    error_message = "the format is JSON and complete"
  }

  assert {
    condition     = aws_cloudwatch_log_group.execution["prod"].name == "/aws/apigateway/a1b2c3d4e5/prod" && aws_cloudwatch_log_group.execution["prod"].retention_in_days == 365
    error_message = "the group of the execution log is managed: ${aws_cloudwatch_log_group.execution["prod"].name}"
  }

  assert {
    condition = alltrue([
      aws_apigatewayv2_stage.this["prod"].default_route_settings[0].throttling_rate_limit == 100,
      aws_apigatewayv2_stage.this["prod"].default_route_settings[0].throttling_burst_limit == 200,
      aws_apigatewayv2_stage.this["prod"].default_route_settings[0].detailed_metrics_enabled,
      aws_apigatewayv2_stage.this["prod"].default_route_settings[0].data_trace_enabled == false,
      aws_apigatewayv2_stage.this["prod"].default_route_settings[0].logging_level == "ERROR",
    ])
    error_message = "default settings: ${jsonencode(aws_apigatewayv2_stage.this["prod"].default_route_settings[0])}"
  }

  assert {
    condition     = aws_apigatewayv2_stage.this["prod"].deployment_id == aws_apigatewayv2_deployment.this.id && aws_apigatewayv2_api.this.disable_execute_api_endpoint == false && aws_apigatewayv2_api.this.route_selection_expression == "$request.body.action"
    error_message = "the stage serves the deployment; the endpoint is on where no domain is attached"
  }
}

run "several_stages" {
  variables {
    stages = {
      prod = {
        access_log             = { destination = { arn = "arn:aws:logs:eu-central-1:123456789012:log-group:mine" }, format = "$context.requestId" }
        client_certificate_id  = "abc123"
        default_route_settings = { throttle = { burst_limit = 20, rate_limit = 10 }, logging_level = "INFO" }
        route_settings = {
          "$connect" = { throttle = { burst_limit = 2, rate_limit = 1 } }
          message    = { detailed_metrics_enabled = false, logging_level = "OFF" }
        }
      }
      test = { access_log = { enabled = false }, execution_log = { enabled = false } }
    }
  }

  assert {
    condition     = length(aws_cloudwatch_log_group.access) == 0 && keys(aws_cloudwatch_log_group.execution) == ["prod"] && length(aws_apigatewayv2_stage.this["test"].access_log_settings) == 0
    error_message = "no group where the destination is given or logging is off"
  }

  assert {
    condition = jsonencode({ for settings in aws_apigatewayv2_stage.this["prod"].route_settings : settings.route_key => [settings.throttling_rate_limit, settings.throttling_burst_limit, settings.detailed_metrics_enabled, settings.logging_level, settings.data_trace_enabled] }) == jsonencode({
      "$connect" = [1, 2, true, "INFO", false]
      message    = [10, 20, false, "OFF", false]
    })
    error_message = "a route takes what it leaves unset from the default of its stage, and both limits are always written"
  }

  assert {
    condition     = aws_apigatewayv2_stage.this["prod"].client_certificate_id == "abc123"
    error_message = "client certificate"
  }

  expect_failures = [check.stages_are_protected]
}

run "data_trace" {
  command = plan

  variables {
    stages = { prod = { route_settings = { message = { data_trace_enabled = true } } } }
  }

  expect_failures = [check.stages_are_protected]
}

run "settings_of_unknown_route" {
  command = plan

  variables {
    stages = { prod = { route_settings = { nothing = {} } } }
  }

  expect_failures = [aws_apigatewayv2_stage.this]
}

run "endpoint_is_off_with_a_domain" {
  command = plan

  variables {
    custom_domain_attached = true
  }

  assert {
    condition     = aws_apigatewayv2_api.this.disable_execute_api_endpoint
    error_message = "callers use the domain"
  }
}

run "endpoint_as_the_caller_says" {
  command = plan

  variables {
    custom_domain_attached       = true
    disable_execute_api_endpoint = false
  }

  assert {
    condition     = !aws_apigatewayv2_api.this.disable_execute_api_endpoint
    error_message = "the caller's value wins"
  }
}

run "unused_function" {
  command = plan

  variables {
    functions = {
      chat   = { arn = "arn:aws:lambda:eu-central-1:123456789012:function:chat" }
      unused = { arn = "arn:aws:lambda:eu-central-1:123456789012:function:unused" }
    }
  }

  expect_failures = [check.everything_is_used]
}
