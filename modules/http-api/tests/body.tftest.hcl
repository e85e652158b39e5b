# An OpenAPI document instead of routes: what is sent, and what is refused.

mock_provider "aws" {
  source = "./tests/mocks"
}

variables {
  name = "orders"

  body = {
    openapi = "3.0.1"
    info    = { title = "something else", version = "1.4", description = "Orders of a shop" }
    paths = {
      "/orders" = {
        parameters = []
        get        = { security = [{ members = ["orders/read"] }] }
        options    = {}
      }
      "/health"   = { get = { x-amazon-apigateway-auth = { type = "AWS_IAM" } } }
      "/$default" = { x-amazon-apigateway-any-method = { security = [{ members = [] }], isDefaultRoute = true } }
    }
  }

  functions = {
    orders = { arn = "arn:aws:lambda:eu-central-1:123456789012:function:orders" }
  }

  stages = {
    prod = { route_settings = { "GET /orders" = { throttle = { burst_limit = 2, rate_limit = 1 } }, "$default" = { detailed_metrics_enabled = false } } }
  }
}

run "document" {
  assert {
    condition     = jsondecode(aws_apigatewayv2_api.this.body).info == { title = "orders", version = "1.4", description = "Orders of a shop" }
    error_message = "the document and the arguments say the same: ${aws_apigatewayv2_api.this.body}"
  }

  assert {
    condition     = aws_apigatewayv2_api.this.version == "1.4" && aws_apigatewayv2_api.this.description == "Orders of a shop" && aws_apigatewayv2_api.this.fail_on_warnings
    error_message = "version and description are the document's"
  }

  assert {
    condition     = jsondecode(aws_apigatewayv2_api.this.body).paths == jsondecode(jsonencode(var.body.paths)) && !contains(keys(jsondecode(aws_apigatewayv2_api.this.body)), "servers")
    error_message = "paths are sent as they are"
  }

  assert {
    condition     = length(aws_apigatewayv2_route.this) + length(aws_apigatewayv2_integration.this) + length(aws_apigatewayv2_authorizer.this) == 0
    error_message = "routes, integrations and authorizers are part of the document"
  }

  assert {
    condition     = keys(aws_lambda_permission.this) == ["orders"]
    error_message = "every function gets its permission"
  }

  assert {
    condition     = local.document_routes == { "GET /health" = true, "GET /orders" = true, "OPTIONS /orders" = false, "$default" = true }
    error_message = "routes of the document: ${jsonencode(local.document_routes)}"
  }
}

run "arguments_win" {
  command = plan

  variables {
    api_version            = "2.0"
    custom_domain_attached = true
    description            = "Mine"
  }

  assert {
    condition     = jsondecode(aws_apigatewayv2_api.this.body).info == { title = "orders", version = "2.0", description = "Mine" }
    error_message = "written into the document: ${aws_apigatewayv2_api.this.body}"
  }

  assert {
    condition     = jsondecode(aws_apigatewayv2_api.this.body).servers[0]["x-amazon-apigateway-endpoint-configuration"].disableExecuteApiEndpoint && aws_apigatewayv2_api.this.disable_execute_api_endpoint
    error_message = "an import does not turn the endpoint on again"
  }
}

run "open_on_the_callers_word" {
  command = plan

  variables {
    authorization = { type = "NONE" }
    body          = { openapi = "3.0.1", paths = { "/orders" = { get = {} } } }
    stages        = { prod = {} }
  }

  assert {
    condition     = jsondecode(aws_apigatewayv2_api.this.body).info == { title = "orders" }
    error_message = "a title is written where there is no info"
  }
}

run "cors_of_the_document" {
  command = plan

  variables {
    cors = { allow_origins = ["https://app.example.com"] }
  }

  assert {
    condition     = aws_apigatewayv2_api.this.cors_configuration[0].allow_methods == toset(["DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT"])
    error_message = "$default takes every method"
  }
}

run "refuses_open_operation" {
  command = plan

  variables {
    body   = { openapi = "3.0.1", security = [{ members = [] }], paths = { "/orders" = { get = {}, put = { security = [{}] } } } }
    stages = { prod = {} }
  }

  expect_failures = [var.authorization]
}

run "refuses_authorization" {
  command = plan

  variables {
    authorization = { type = "AWS_IAM" }
  }

  expect_failures = [var.authorization]
}

run "refuses_swagger" {
  command = plan

  variables {
    body   = { swagger = "2.0", paths = {} }
    stages = { prod = {} }
  }

  expect_failures = [var.body]
}

run "refuses_cors_in_the_document" {
  command = plan

  variables {
    body   = { openapi = "3.0.1", paths = {}, x-amazon-apigateway-cors = { allowOrigins = ["*"] } }
    stages = { prod = {} }
  }

  expect_failures = [var.body]
}

run "refuses_routes" {
  command = plan

  variables {
    routes = { "GET /orders" = { integration_key = "orders", authorization = "AWS_IAM" } }
    stages = { prod = {} }
  }

  expect_failures = [var.routes]
}

run "refuses_integrations" {
  command = plan

  variables {
    integrations = { orders = { type = "AWS_PROXY", function_key = "orders" } }
  }

  expect_failures = [var.integrations]
}

run "refuses_authorizers" {
  command = plan

  variables {
    authorizers = { members = { type = "JWT", issuer = "https://example.com", audience = ["client"] } }
  }

  expect_failures = [var.authorizers]
}

run "refuses_settings_of_unknown_route" {
  command = plan

  variables {
    stages = { prod = { route_settings = { "GET /nothing" = {} } } }
  }

  expect_failures = [var.stages]
}
