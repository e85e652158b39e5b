# Canaries, client certificates and documentation.

mock_provider "aws" {
  source = "./tests/mocks"
}

variables {
  name = "orders"

  integrations = {
    mock = { type = "MOCK", responses = { "200" = {} } }
  }

  routes = {
    "GET /orders" = { integration_key = "mock", authorization = "AWS_IAM" }
  }

  stages = { prod = {}, test = {} }
}

run "before" {
  assert {
    condition     = length(aws_api_gateway_deployment.canary) == 0 && output.canary_deployment_id == null && length(aws_api_gateway_stage.this["prod"].canary_settings) == 0
    error_message = "no canary unless asked for"
  }

  assert {
    condition     = aws_api_gateway_stage.this["prod"].client_certificate_id == null && aws_api_gateway_stage.this["prod"].documentation_version == null
    error_message = "neither certificate nor documentation unless asked for"
  }
}

run "canary" {
  variables {
    deployment_description        = "Release 7"
    stable_deployment_description = "Release 6"
    stable_deployment_hash        = run.before.deployment_hash

    routes = {
      "GET /orders"  = { integration_key = "mock", authorization = "AWS_IAM" }
      "POST /orders" = { integration_key = "mock", authorization = "AWS_IAM" }
    }

    stages = {
      prod = { canary = { percent_traffic = 10, stage_variable_overrides = { backend = "new" }, use_stage_cache = true } }
      test = {}
    }
  }

  assert {
    condition     = aws_api_gateway_deployment.this.triggers.redeployment == run.before.deployment_hash && aws_api_gateway_deployment.canary[0].triggers.redeployment != run.before.deployment_hash
    error_message = "the deployment that is served stays, the change has one of its own"
  }

  assert {
    condition     = aws_api_gateway_deployment.this.description == "Release 6" && aws_api_gateway_deployment.canary[0].description == "Release 7"
    error_message = "each deployment is described by what it is of"
  }

  assert {
    condition     = aws_api_gateway_stage.this["prod"].deployment_id == aws_api_gateway_deployment.this.id && aws_api_gateway_stage.this["prod"].canary_settings[0].deployment_id == aws_api_gateway_deployment.canary[0].id && aws_api_gateway_deployment.canary[0].id != aws_api_gateway_deployment.this.id
    error_message = "the stage serves what it served, its canary the change"
  }

  assert {
    condition     = aws_api_gateway_stage.this["prod"].canary_settings[0].percent_traffic == 10 && aws_api_gateway_stage.this["prod"].canary_settings[0].stage_variable_overrides == tomap({ backend = "new" }) && aws_api_gateway_stage.this["prod"].canary_settings[0].use_stage_cache
    error_message = "settings of the canary"
  }

  assert {
    condition     = aws_api_gateway_stage.this["test"].deployment_id == aws_api_gateway_deployment.canary[0].id && length(aws_api_gateway_stage.this["test"].canary_settings) == 0
    error_message = "a stage without a canary serves the change"
  }

  assert {
    condition     = output.deployment_hash == aws_api_gateway_deployment.canary[0].triggers.redeployment && output.canary_deployment_id == aws_api_gateway_deployment.canary[0].id
    error_message = "the hash is of the present inputs"
  }
}

run "promoted" {
  variables {
    deployment_description = "Release 7"

    routes = {
      "GET /orders"  = { integration_key = "mock", authorization = "AWS_IAM" }
      "POST /orders" = { integration_key = "mock", authorization = "AWS_IAM" }
    }
  }

  assert {
    condition     = aws_api_gateway_deployment.this.triggers.redeployment == run.canary.deployment_hash && aws_api_gateway_deployment.this.description == "Release 7" && length(aws_api_gateway_deployment.canary) == 0
    error_message = "the change is what every stage serves"
  }
}

run "advice_canary_of_nothing" {
  command = plan

  variables {
    stable_deployment_hash = run.before.deployment_hash
    stages                 = { prod = { canary = { percent_traffic = 10 } } }
  }

  expect_failures = [check.canary_is_of_a_change]
}

run "refuses_a_canary_without_what_it_differs_from" {
  command = plan

  variables {
    stages = { prod = { canary = { percent_traffic = 10 } } }
  }

  expect_failures = [var.stable_deployment_hash]
}

run "refuses_to_hold_a_deployment_without_a_canary" {
  command = plan

  variables {
    stable_deployment_hash = run.before.deployment_hash
  }

  expect_failures = [var.stable_deployment_hash]
}

run "refuses_to_describe_a_deployment_that_is_not_held" {
  command = plan

  variables {
    stable_deployment_description = "Release 6"
  }

  expect_failures = [var.stable_deployment_description]
}

run "refuses_what_is_no_hash" {
  command = plan

  variables {
    stable_deployment_hash = "latest"
    stages                 = { prod = { canary = { percent_traffic = 10 } } }
  }

  expect_failures = [var.stable_deployment_hash]
}

run "refuses_a_share_above_100" {
  command = plan

  variables {
    stable_deployment_hash = "0000000000000000000000000000000000000000"
    stages                 = { prod = { canary = { percent_traffic = 101 } } }
  }

  expect_failures = [var.stages]
}

run "client_certificate" {
  variables {
    client_certificates = { backend = {} }
    stages              = { prod = { client_certificate_key = "backend" }, test = { client_certificate_id = "a1b2c3" } }
    tags                = { team = "orders" }
  }

  assert {
    condition     = aws_api_gateway_stage.this["prod"].client_certificate_id == aws_api_gateway_client_certificate.this["backend"].id && aws_api_gateway_stage.this["test"].client_certificate_id == "a1b2c3"
    error_message = "one of its own, or one from elsewhere"
  }

  assert {
    condition     = aws_api_gateway_client_certificate.this["backend"].description == "orders: backend" && aws_api_gateway_client_certificate.this["backend"].tags == tomap({ team = "orders" }) && keys(output.client_certificate_pems) == ["backend"]
    error_message = "described, tagged, and handed out for backends to trust"
  }

  assert {
    condition     = aws_api_gateway_deployment.this.triggers.redeployment == run.before.deployment_hash
    error_message = "a certificate must not redeploy"
  }
}

run "refuses_an_unknown_certificate" {
  command = plan

  variables {
    stages = { prod = { client_certificate_key = "nothing" } }
  }

  expect_failures = [var.stages]
}

run "advice_unused_certificate" {
  command = plan

  variables {
    client_certificates = { backend = {} }
  }

  expect_failures = [check.everything_is_used]
}

run "documentation" {
  variables {
    documentation_parts = {
      api    = { type = "API", properties = "{\"description\": \"Orders\"}" }
      limit  = { type = "QUERY_PARAMETER", path = "/orders", method = "GET", name = "limit", properties = "{\"description\": \"Page size\"}" }
      answer = { type = "RESPONSE", path = "/orders", method = "GET", status_code = "200", properties = "{\"description\": \"A page\"}" }
    }
    documentation_versions = { "2026-11" = { description = "First" } }
    stages                 = { prod = { documentation_version = "2026-11" }, test = {} }
  }

  assert {
    condition     = aws_api_gateway_documentation_part.this["limit"].location[0].name == "limit" && aws_api_gateway_documentation_part.this["limit"].location[0].method == "GET" && aws_api_gateway_documentation_part.this["answer"].location[0].status_code == "200" && aws_api_gateway_documentation_part.this["api"].location[0].path == null
    error_message = "each part is where its type says"
  }

  assert {
    condition     = jsondecode(aws_api_gateway_documentation_part.this["api"].properties).description == "Orders"
    error_message = "what it says"
  }

  assert {
    condition     = aws_api_gateway_stage.this["prod"].documentation_version == aws_api_gateway_documentation_version.this["2026-11"].version && aws_api_gateway_stage.this["test"].documentation_version == null
    error_message = "the stage publishes the version"
  }

  assert {
    condition     = aws_api_gateway_deployment.this.triggers.redeployment == run.before.deployment_hash
    error_message = "documentation must not redeploy"
  }
}

run "advice_documentation_that_nobody_sees" {
  command = plan

  variables {
    documentation_parts = { api = { type = "API", properties = "{}" } }
  }

  expect_failures = [check.documentation_is_published]
}

run "refuses_an_unknown_documentation_type" {
  command = plan

  variables {
    documentation_parts    = { api = { type = "ROUTE", properties = "{}" } }
    documentation_versions = { "1" = {} }
  }

  expect_failures = [var.documentation_parts]
}

run "refuses_a_parameter_without_a_name" {
  command = plan

  variables {
    documentation_parts    = { limit = { type = "QUERY_PARAMETER", properties = "{}" } }
    documentation_versions = { "1" = {} }
  }

  expect_failures = [var.documentation_parts]
}

run "refuses_a_path_of_a_model" {
  command = plan

  variables {
    documentation_parts    = { order = { type = "MODEL", name = "Order", path = "/orders", properties = "{}" } }
    documentation_versions = { "1" = {} }
  }

  expect_failures = [var.documentation_parts]
}

run "refuses_a_status_of_a_request" {
  command = plan

  variables {
    documentation_parts    = { body = { type = "REQUEST_BODY", status_code = "200", properties = "{}" } }
    documentation_versions = { "1" = {} }
  }

  expect_failures = [var.documentation_parts]
}

run "refuses_properties_that_are_no_object" {
  command = plan

  variables {
    documentation_parts    = { api = { type = "API", properties = "[]" } }
    documentation_versions = { "1" = {} }
  }

  expect_failures = [var.documentation_parts]
}

run "refuses_an_unknown_documentation_version" {
  command = plan

  variables {
    stages = { prod = { documentation_version = "1" } }
  }

  expect_failures = [var.stages]
}
