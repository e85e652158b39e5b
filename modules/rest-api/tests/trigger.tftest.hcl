# The deployment's trigger: one run for each input that must redeploy, one for each that must not. `command = plan` is
# enough, since the hash is of the inputs alone.

mock_provider "aws" {
  source = "./tests/mocks"
}

variables {
  name = "orders"

  authorizers = {
    token = { type = "TOKEN", function_key = "authorizer" }
  }

  functions = {
    authorizer = { arn = "arn:aws:lambda:eu-central-1:123456789012:function:authorizer" }
    orders     = { arn = "arn:aws:lambda:eu-central-1:123456789012:function:orders" }
  }

  integrations = {
    orders = { type = "AWS_PROXY", function_key = "orders" }
  }

  models             = { Order = { schema = "{}" } }
  request_validators = { body = { body = true } }

  routes = {
    "GET /orders" = { integration_key = "orders", authorizer_key = "token" }
  }

  stages = { prod = {} }
}

run "first" {
  command = plan

  assert {
    condition     = can(regex("^[0-9a-f]{40}$", aws_api_gateway_deployment.this.triggers.redeployment))
    error_message = "the hash is known when Terraform plans"
  }
}

run "stays_by_tags" {
  command = plan

  variables {
    tags = { team = "orders" }
  }

  assert {
    condition     = aws_api_gateway_deployment.this.triggers.redeployment == run.first.deployment_hash
    error_message = "tags must not redeploy"
  }
}

run "stays_by_api_description" {
  command = plan

  variables {
    description = "Orders"
  }

  assert {
    condition     = aws_api_gateway_deployment.this.triggers.redeployment == run.first.deployment_hash
    error_message = "api_description must not redeploy"
  }
}

run "stays_by_deployment_description" {
  command = plan

  variables {
    deployment_description = "Release 7"
  }

  assert {
    condition     = aws_api_gateway_deployment.this.description == "Release 7" && aws_api_gateway_deployment.this.triggers.redeployment == run.first.deployment_hash
    error_message = "a description says what was deployed, and deploys nothing"
  }
}

run "stays_by_api_name" {
  command = plan

  variables {
    name = "renamed"
  }

  assert {
    condition     = aws_api_gateway_deployment.this.triggers.redeployment == run.first.deployment_hash
    error_message = "api_name must not redeploy"
  }
}

run "stays_by_stage_settings" {
  command = plan

  variables {
    stages = { prod = { default_method_settings = { throttle = { burst_limit = 2, rate_limit = 1 } }, access_log = { retention_in_days = 30 } }, test = {} }
  }

  assert {
    condition     = aws_api_gateway_deployment.this.triggers.redeployment == run.first.deployment_hash
    error_message = "stage_settings must not redeploy"
  }
}

run "stays_by_model_description" {
  command = plan

  variables {
    models = { Order = { schema = "{}", description = "An order" } }
  }

  assert {
    condition     = aws_api_gateway_deployment.this.triggers.redeployment == run.first.deployment_hash
    error_message = "model_description must not redeploy"
  }
}

run "stays_by_permission" {
  command = plan

  variables {
    functions = { authorizer = { arn = "arn:aws:lambda:eu-central-1:123456789012:function:authorizer" }, orders = { arn = "arn:aws:lambda:eu-central-1:123456789012:function:orders", permission = false } }
  }

  assert {
    condition     = aws_api_gateway_deployment.this.triggers.redeployment == run.first.deployment_hash
    error_message = "permission must not redeploy"
  }
}

run "stays_by_defaults_written_out" {
  command = plan

  variables {
    routes = { "GET /orders" = { integration_key = "orders", authorizer_key = "token", authorization = "CUSTOM", api_key_required = false, request_parameters = {} } }
  }

  assert {
    condition     = aws_api_gateway_deployment.this.triggers.redeployment == run.first.deployment_hash
    error_message = "defaults_written_out must not redeploy"
  }
}

run "redeploys_by_route_added" {
  command = plan

  variables {
    routes = { "GET /orders" = { integration_key = "orders", authorizer_key = "token" }, "POST /orders" = { integration_key = "orders", authorizer_key = "token" } }
  }

  assert {
    condition     = aws_api_gateway_deployment.this.triggers.redeployment != run.first.deployment_hash
    error_message = "route_added must redeploy"
  }
}

run "redeploys_by_route_authorization" {
  command = plan

  variables {
    routes = { "GET /orders" = { integration_key = "orders", authorization = "AWS_IAM" }, "GET /token" = { integration_key = "orders", authorizer_key = "token" } }
  }

  assert {
    condition     = aws_api_gateway_deployment.this.triggers.redeployment != run.first.deployment_hash
    error_message = "route_authorization must redeploy"
  }
}

run "redeploys_by_route_api_key" {
  command = plan

  variables {
    routes = { "GET /orders" = { integration_key = "orders", authorizer_key = "token", api_key_required = true } }
  }

  assert {
    condition     = aws_api_gateway_deployment.this.triggers.redeployment != run.first.deployment_hash
    error_message = "route_api_key must redeploy"
  }
}

run "redeploys_by_route_parameters" {
  command = plan

  variables {
    routes = { "GET /orders" = { integration_key = "orders", authorizer_key = "token", request_parameters = { "method.request.querystring.limit" = false } } }
  }

  assert {
    condition     = aws_api_gateway_deployment.this.triggers.redeployment != run.first.deployment_hash
    error_message = "route_parameters must redeploy"
  }
}

run "redeploys_by_route_models" {
  command = plan

  variables {
    routes = { "GET /orders" = { integration_key = "orders", authorizer_key = "token", request_models = { "application/json" = "Order" }, request_validator_key = "body" } }
  }

  assert {
    condition     = aws_api_gateway_deployment.this.triggers.redeployment != run.first.deployment_hash
    error_message = "route_models must redeploy"
  }
}

run "redeploys_by_integration" {
  command = plan

  variables {
    integrations = { orders = { type = "AWS_PROXY", function_key = "orders", timeout_milliseconds = 5000 } }
  }

  assert {
    condition     = aws_api_gateway_deployment.this.triggers.redeployment != run.first.deployment_hash
    error_message = "integration must redeploy"
  }
}

run "redeploys_by_function" {
  command = plan

  variables {
    functions = { authorizer = { arn = "arn:aws:lambda:eu-central-1:123456789012:function:authorizer" }, orders = { arn = "arn:aws:lambda:eu-central-1:123456789012:function:orders", qualifier = "live" } }
  }

  assert {
    condition     = aws_api_gateway_deployment.this.triggers.redeployment != run.first.deployment_hash
    error_message = "function must redeploy"
  }
}

run "redeploys_by_authorizer" {
  command = plan

  variables {
    authorizers = { token = { type = "TOKEN", function_key = "authorizer", result_ttl_in_seconds = 0 } }
  }

  assert {
    condition     = aws_api_gateway_deployment.this.triggers.redeployment != run.first.deployment_hash
    error_message = "authorizer must redeploy"
  }
}

run "redeploys_by_model" {
  command = plan

  variables {
    models = { Order = { schema = "{\"type\": \"object\"}" } }
  }

  assert {
    condition     = aws_api_gateway_deployment.this.triggers.redeployment != run.first.deployment_hash
    error_message = "model must redeploy"
  }
}

run "redeploys_by_validator" {
  command = plan

  variables {
    request_validators = { body = { body = true, parameters = true } }
  }

  assert {
    condition     = aws_api_gateway_deployment.this.triggers.redeployment != run.first.deployment_hash
    error_message = "validator must redeploy"
  }
}

run "redeploys_by_cors" {
  command = plan

  variables {
    cors = { allow_origins = ["https://app.example.com"] }
  }

  assert {
    condition     = aws_api_gateway_deployment.this.triggers.redeployment != run.first.deployment_hash
    error_message = "cors must redeploy"
  }
}

run "redeploys_by_gateway_response" {
  command = plan

  variables {
    gateway_responses = { THROTTLED = { status_code = "429" } }
  }

  assert {
    condition     = aws_api_gateway_deployment.this.triggers.redeployment != run.first.deployment_hash
    error_message = "gateway_response must redeploy"
  }
}

run "redeploys_by_resource_policy" {
  command = plan

  variables {
    resource_policy = { json = "{}" }
  }

  assert {
    condition     = aws_api_gateway_deployment.this.triggers.redeployment != run.first.deployment_hash
    error_message = "resource_policy must redeploy"
  }
}

run "redeploys_by_binary_media_types" {
  command = plan

  variables {
    binary_media_types = ["image/png"]
  }

  assert {
    condition     = aws_api_gateway_deployment.this.triggers.redeployment != run.first.deployment_hash
    error_message = "binary_media_types must redeploy"
  }
}

run "redeploys_by_minimum_compression_size" {
  command = plan

  variables {
    minimum_compression_size = 1024
  }

  assert {
    condition     = aws_api_gateway_deployment.this.triggers.redeployment != run.first.deployment_hash
    error_message = "minimum_compression_size must redeploy"
  }
}

run "redeploys_by_api_key_source" {
  command = plan

  variables {
    api_key_source = "AUTHORIZER"
  }

  assert {
    condition     = aws_api_gateway_deployment.this.triggers.redeployment != run.first.deployment_hash
    error_message = "api_key_source must redeploy"
  }
}

run "redeploys_by_endpoint_off" {
  command = plan

  variables {
    disable_execute_api_endpoint = true
  }

  assert {
    condition     = aws_api_gateway_deployment.this.triggers.redeployment != run.first.deployment_hash
    error_message = "endpoint_off must redeploy"
  }
}

run "redeploys_by_domain_attached" {
  command = plan

  variables {
    custom_domain_attached = true
  }

  assert {
    condition     = aws_api_gateway_deployment.this.triggers.redeployment != run.first.deployment_hash
    error_message = "domain_attached must redeploy"
  }
}

run "redeploys_by_endpoint_type" {
  command = plan

  variables {
    endpoint = { type = "EDGE" }
  }

  assert {
    condition     = aws_api_gateway_deployment.this.triggers.redeployment != run.first.deployment_hash
    error_message = "endpoint_type must redeploy"
  }
}
