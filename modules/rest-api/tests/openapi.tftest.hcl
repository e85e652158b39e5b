# An API that is given as an OpenAPI body: what the module leaves to it, what it adds, and what it hashes.

mock_provider "aws" {
  source = "./tests/mocks"
}

variables {
  name = "orders"

  functions = {
    orders = { arn = "arn:aws:lambda:eu-central-1:123456789012:function:orders" }
  }

  openapi = {
    body = {
      openapi = "3.0.1"
      info    = { title = "orders", version = "1" }
      paths   = { "/orders" = { get = { security = [{ iam = [] }] } } }
    }
  }

  stages = { prod = {} }
}

run "object" {
  assert {
    condition     = jsondecode(aws_api_gateway_rest_api.this.body).paths["/orders"].get.security == [{ iam = [] }]
    error_message = "an object is sent as JSON: ${aws_api_gateway_rest_api.this.body}"
  }

  assert {
    condition     = aws_api_gateway_rest_api.this.put_rest_api_mode == "overwrite" && aws_api_gateway_rest_api.this.fail_on_warnings == false
    error_message = "the import's defaults"
  }

  assert {
    condition     = length(aws_api_gateway_method.this) == 0 && length(aws_api_gateway_resource.depth_1) == 0 && length(aws_api_gateway_gateway_response.this) == 0
    error_message = "nothing is made beside the body, the import would take it away again"
  }

  assert {
    condition     = keys(aws_lambda_permission.this) == ["orders"] && aws_lambda_permission.this["orders"].source_arn == "${aws_api_gateway_rest_api.this.execution_arn}/*/*"
    error_message = "every function is permitted: the body may use any"
  }

  assert {
    condition     = aws_api_gateway_stage.this["prod"].deployment_id == aws_api_gateway_deployment.this.id && can(regex("^[0-9a-f]{40}$", aws_api_gateway_deployment.this.triggers.redeployment))
    error_message = "it is deployed"
  }
}

run "yaml" {
  command = plan

  variables {
    openapi = {
      body = <<-EOT
        # The same document, written otherwise.
        openapi: 3.0.1
        paths:
          /orders:
            get:
              security:
                - iam: []
        info: {title: orders, version: "1"}
      EOT
    }
  }

  assert {
    condition     = startswith(aws_api_gateway_rest_api.this.body, "# The same document")
    error_message = "a string is sent as it is"
  }

  assert {
    condition     = aws_api_gateway_deployment.this.triggers.redeployment == run.object.deployment_hash
    error_message = "comments, order and notation must not redeploy"
  }
}

run "settings_of_its_own" {
  variables {
    api_key_source         = "AUTHORIZER"
    binary_media_types     = ["image/png"]
    custom_domain_attached = true
    endpoint               = { type = "PRIVATE", vpc_endpoint_ids = ["vpce-0123456789abcdef0"] }
    openapi = {
      body             = "{\"swagger\": \"2.0\", \"info\": {\"title\": \"orders\", \"version\": \"1\"}, \"paths\": {}}"
      fail_on_warnings = true
      mode             = "merge"
      parameters       = { basepath = "prepend" }
    }
    resource_policy = { json = "{\"Statement\": []}" }
    stages          = { prod = { method_settings = { "GET /orders" = { throttle = { burst_limit = 2, rate_limit = 1 } } } } }
  }

  assert {
    condition     = aws_api_gateway_rest_api.this.policy == "{\"Statement\": []}" && length(aws_api_gateway_rest_api_policy.this) == 0
    error_message = "the policy is an argument of the API"
  }

  assert {
    condition     = aws_api_gateway_rest_api.this.put_rest_api_mode == "merge" && aws_api_gateway_rest_api.this.fail_on_warnings && aws_api_gateway_rest_api.this.parameters == tomap({ basepath = "prepend" })
    error_message = "how it is imported"
  }

  assert {
    condition     = aws_api_gateway_rest_api.this.api_key_source == "AUTHORIZER" && aws_api_gateway_rest_api.this.binary_media_types == tolist(["image/png"]) && aws_api_gateway_rest_api.this.disable_execute_api_endpoint
    error_message = "what the caller sets goes before the body"
  }

  assert {
    condition     = aws_api_gateway_method_settings.this["prod GET /orders"].method_path == "~1orders/GET"
    error_message = "settings of a route of the body"
  }
}

run "the_domain_does_not_unsay_the_body" {
  command = plan

  variables {
    disable_execute_api_endpoint = false
  }

  assert {
    condition     = aws_api_gateway_rest_api.this.disable_execute_api_endpoint == false
    error_message = "the caller's value"
  }

  assert {
    condition     = aws_api_gateway_deployment.this.triggers.redeployment != run.object.deployment_hash
    error_message = "the endpoint's state must redeploy"
  }
}

run "redeploys_by_body" {
  command = plan

  variables {
    openapi = { body = { openapi = "3.0.1", info = { title = "orders", version = "1" }, paths = { "/orders" = { get = { security = [] } } } } }
  }

  assert {
    condition     = aws_api_gateway_deployment.this.triggers.redeployment != run.object.deployment_hash
    error_message = "body must redeploy"
  }
}

run "redeploys_by_parameters" {
  command = plan

  variables {
    openapi = {
      body       = { openapi = "3.0.1", info = { title = "orders", version = "1" }, paths = { "/orders" = { get = { security = [{ iam = [] }] } } } }
      parameters = { basepath = "split" }
    }
  }

  assert {
    condition     = aws_api_gateway_deployment.this.triggers.redeployment != run.object.deployment_hash
    error_message = "parameters must redeploy"
  }
}

run "redeploys_by_resource_policy" {
  command = plan

  variables {
    resource_policy = { json = "{\"Statement\": []}" }
  }

  assert {
    condition     = aws_api_gateway_deployment.this.triggers.redeployment != run.object.deployment_hash
    error_message = "resource_policy must redeploy"
  }
}

run "stays_by_strictness_and_functions" {
  command = plan

  variables {
    functions = {}
    openapi = {
      body             = { openapi = "3.0.1", info = { title = "orders", version = "1" }, paths = { "/orders" = { get = { security = [{ iam = [] }] } } } }
      fail_on_warnings = true
    }
    tags = { team = "orders" }
  }

  assert {
    condition     = aws_api_gateway_deployment.this.triggers.redeployment == run.object.deployment_hash
    error_message = "fail_on_warnings, permissions and tags must not redeploy"
  }
}

run "refuses_what_is_no_document" {
  command = plan

  variables {
    openapi = { body = "paths: {}" }
  }

  expect_failures = [var.openapi]
}

run "refuses_what_cannot_be_read" {
  command = plan

  variables {
    openapi = { body = "{openapi: [" }
  }

  expect_failures = [var.openapi]
}

run "refuses_an_unknown_mode" {
  command = plan

  variables {
    openapi = { body = { openapi = "3.0.1" }, mode = "replace" }
  }

  expect_failures = [var.openapi]
}

run "refuses_routes_beside_the_body" {
  command = plan

  variables {
    integrations = { mock = { type = "MOCK", responses = { "200" = {} } } }
    routes       = { "GET /" = { integration_key = "mock", authorization = "AWS_IAM" } }
  }

  expect_failures = [aws_api_gateway_rest_api.this]
}

run "refuses_cors_beside_the_body" {
  command = plan

  variables {
    cors = { allow_origins = ["https://app.example.com"] }
  }

  expect_failures = [aws_api_gateway_rest_api.this]
}

run "refuses_the_shorthand_in_a_policy" {
  command = plan

  variables {
    resource_policy = { json = "{\"Resource\": \"execute-api:/*\"}" }
  }

  expect_failures = [var.resource_policy]
}

run "refuses_settings_of_what_is_no_route" {
  command = plan

  variables {
    stages = { prod = { method_settings = { "orders/GET" = {} } } }
  }

  expect_failures = [var.stages]
}
