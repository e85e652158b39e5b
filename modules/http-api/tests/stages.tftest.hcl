# Stages: logs, limits, deployments; CORS and the endpoint.

mock_provider "aws" {
  source = "./tests/mocks"
}

variables {
  name = "Orders API"

  functions    = { orders = { arn = "arn:aws:lambda:eu-central-1:123456789012:function:orders" } }
  integrations = { orders = { type = "AWS_PROXY", function_key = "orders" } }

  routes = {
    "GET /orders"      = { integration_key = "orders", authorization = "AWS_IAM" }
    "POST /orders"     = { integration_key = "orders", authorization = "AWS_IAM" }
    "GET /orders/{id}" = { integration_key = "orders", authorization = "AWS_IAM" }
  }

  stages = { "$default" = {} }
}

run "secure_by_default" {
  assert {
    condition     = aws_cloudwatch_log_group.access["$default"].name == "/aws/vendedlogs/apigateway/Orders-API/default" && aws_cloudwatch_log_group.access["$default"].retention_in_days == 365 && aws_apigatewayv2_stage.this["$default"].access_log_settings[0].destination_arn == aws_cloudwatch_log_group.access["$default"].arn
    error_message = "access logs are on: ${aws_cloudwatch_log_group.access["$default"].name}"
  }

  assert {
    condition = alltrue([
      for variable in ["$context.requestId", "$context.requestTime", "$context.identity.sourceIp", "$context.httpMethod", "$context.routeKey", "$context.path", "$context.status", "$context.authorizer.claims.sub", "$context.responseLatency", "$context.authorizer.error", "$context.integration.error"] :
      contains(values(jsondecode(aws_apigatewayv2_stage.this["$default"].access_log_settings[0].format)), variable)
    ])
    error_message = "the format is JSON and complete"
  }

  assert {
    condition = alltrue([
      aws_apigatewayv2_stage.this["$default"].default_route_settings[0].throttling_rate_limit == 100,
      aws_apigatewayv2_stage.this["$default"].default_route_settings[0].throttling_burst_limit == 200,
      aws_apigatewayv2_stage.this["$default"].default_route_settings[0].detailed_metrics_enabled,
      aws_apigatewayv2_stage.this["$default"].auto_deploy,
    ])
    error_message = "default settings: ${jsonencode(aws_apigatewayv2_stage.this["$default"].default_route_settings[0])}"
  }

  assert {
    condition     = length(aws_apigatewayv2_deployment.this) == 0 && output.deployment_id == null
    error_message = "no deployment where every stage deploys by itself"
  }

  assert {
    condition     = aws_apigatewayv2_api.this.disable_execute_api_endpoint == false && length(aws_apigatewayv2_api.this.cors_configuration) == 0 && aws_apigatewayv2_api.this.body == null
    error_message = "the endpoint is on where no domain is attached; no CORS unless asked for"
  }

  assert {
    condition     = output.stage_invoke_urls["$default"] == "https://a1b2c3d4e5.execute-api.eu-central-1.amazonaws.com"
    error_message = "no slash at the end, a path follows: ${output.stage_invoke_urls["$default"]}"
  }
}

run "several_stages" {
  variables {
    stages = {
      prod = {
        access_log             = { destination = { arn = "arn:aws:logs:eu-central-1:123456789012:log-group:mine" }, format = "$context.requestId" }
        auto_deploy            = false
        default_route_settings = { throttle = { burst_limit = 20, rate_limit = 10 } }
        route_settings = {
          "GET /orders"  = { detailed_metrics_enabled = false }
          "POST /orders" = { throttle = { burst_limit = 2, rate_limit = 1 } }
        }
        tags      = { stage = "prod" }
        variables = { table = "orders" }
      }
      test = { access_log = { enabled = false } }
    }
    tags = { team = "orders" }
  }

  assert {
    condition     = length(aws_cloudwatch_log_group.access) == 0 && length(aws_apigatewayv2_stage.this["test"].access_log_settings) == 0 && aws_apigatewayv2_stage.this["prod"].access_log_settings[0].format == "$context.requestId"
    error_message = "no group where the destination is given or logging is off"
  }

  assert {
    condition = { for settings in aws_apigatewayv2_stage.this["prod"].route_settings : settings.route_key => [settings.throttling_rate_limit, settings.throttling_burst_limit, settings.detailed_metrics_enabled] } == {
      "GET /orders"  = [10, 20, false]
      "POST /orders" = [1, 2, true]
    }
    error_message = "a route takes what it leaves unset from the default of its stage, and both limits are always written"
  }

  assert {
    condition     = length(aws_apigatewayv2_deployment.this) == 1 && aws_apigatewayv2_stage.this["prod"].deployment_id == aws_apigatewayv2_deployment.this[0].id && !aws_apigatewayv2_stage.this["prod"].auto_deploy && aws_apigatewayv2_stage.this["test"].auto_deploy
    error_message = "the module deploys the stage that does not by itself"
  }

  assert {
    condition     = aws_apigatewayv2_stage.this["prod"].tags == tomap({ stage = "prod", team = "orders" }) && aws_apigatewayv2_stage.this["prod"].stage_variables == tomap({ table = "orders" })
    error_message = "tags are merged"
  }

  expect_failures = [check.stages_are_protected]
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

run "cors" {
  command = plan

  variables {
    cors = { allow_origins = ["https://app.example.com"], allow_credentials = true, expose_headers = ["etag"] }
  }

  assert {
    condition = alltrue([
      aws_apigatewayv2_api.this.cors_configuration[0].allow_origins == toset(["https://app.example.com"]),
      aws_apigatewayv2_api.this.cors_configuration[0].allow_methods == toset(["GET", "POST"]),
      aws_apigatewayv2_api.this.cors_configuration[0].allow_headers == toset(["authorization", "content-type"]),
      aws_apigatewayv2_api.this.cors_configuration[0].allow_credentials,
      aws_apigatewayv2_api.this.cors_configuration[0].max_age == 3600,
    ])
    error_message = "cors: ${jsonencode(aws_apigatewayv2_api.this.cors_configuration[0])}"
  }
}

run "cors_with_a_catch_all" {
  command = plan

  variables {
    cors   = { allow_origins = ["*"] }
    routes = { "ANY /{proxy+}" = { integration_key = "orders", authorization = "AWS_IAM" } }
  }

  expect_failures = [check.preflight_is_answered]
}

run "cors_with_a_catch_all_and_preflight" {
  command = plan

  variables {
    cors = { allow_origins = ["*"] }
    routes = {
      "$default"          = { integration_key = "orders", authorization = "AWS_IAM" }
      "OPTIONS /{proxy+}" = { integration_key = "orders", authorization = "NONE" }
    }
  }

  assert {
    condition     = aws_apigatewayv2_route.this["OPTIONS /{proxy+}"].authorization_type == "NONE"
    error_message = "preflight without credentials"
  }
}
