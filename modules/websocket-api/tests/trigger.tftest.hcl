# The deployment's trigger: one run for each input that must redeploy, one for each that must not. `command = plan` is
# enough, since the hash is of the inputs alone.

mock_provider "aws" {
  source = "./tests/mocks"
}

variables {
  name = "chat"

  authorizers = {
    token = { function_key = "authorizer" }
  }

  functions = {
    authorizer = { arn = "arn:aws:lambda:eu-central-1:123456789012:function:authorizer" }
    chat       = { arn = "arn:aws:lambda:eu-central-1:123456789012:function:chat" }
  }

  integrations = {
    chat = { type = "AWS_PROXY", function_key = "chat" }
    pong = { type = "MOCK", request_templates = { "200" = "{\"statusCode\": 200}" }, template_selection_expression = "200", responses = { "$default" = {} } }
  }

  models = { Message = { schema = "{}" } }

  routes = {
    "$connect" = { integration_key = "chat", authorizer_key = "token" }
    message    = { integration_key = "chat" }
    ping       = { integration_key = "pong", response = {} }
  }

  stages = { prod = {} }
}

run "first" {
  command = plan

  assert {
    condition     = can(regex("^[0-9a-f]{40}$", aws_apigatewayv2_deployment.this.triggers.redeployment))
    error_message = "the hash is known when Terraform plans"
  }
}

run "stays_by_tags" {
  command = plan

  variables {
    tags = { team = "chat" }
  }

  assert {
    condition     = aws_apigatewayv2_deployment.this.triggers.redeployment == run.first.deployment_hash
    error_message = "tags must not redeploy"
  }
}

run "stays_by_description" {
  command = plan

  variables {
    description = "Chat"
  }

  assert {
    condition     = aws_apigatewayv2_deployment.this.triggers.redeployment == run.first.deployment_hash
    error_message = "description must not redeploy"
  }
}

run "stays_by_name" {
  command = plan

  variables {
    name = "renamed"
  }

  assert {
    condition     = aws_apigatewayv2_deployment.this.triggers.redeployment == run.first.deployment_hash
    error_message = "name must not redeploy"
  }
}

run "stays_by_api_version" {
  command = plan

  variables {
    api_version = "2"
  }

  assert {
    condition     = aws_apigatewayv2_deployment.this.triggers.redeployment == run.first.deployment_hash
    error_message = "api_version must not redeploy"
  }
}

run "stays_by_ip_address_type" {
  command = plan

  variables {
    ip_address_type = "dualstack"
  }

  assert {
    condition     = aws_apigatewayv2_deployment.this.triggers.redeployment == run.first.deployment_hash
    error_message = "ip_address_type must not redeploy"
  }
}

run "stays_by_stage_settings" {
  command = plan

  variables {
    stages = { prod = { default_route_settings = { throttle = { burst_limit = 2, rate_limit = 1 } }, access_log = { retention_in_days = 30 } }, test = {} }
  }

  assert {
    condition     = aws_apigatewayv2_deployment.this.triggers.redeployment == run.first.deployment_hash
    error_message = "stage_settings must not redeploy"
  }
}

run "stays_by_permission" {
  command = plan

  variables {
    functions = {
      authorizer = { arn = "arn:aws:lambda:eu-central-1:123456789012:function:authorizer" }
      chat       = { arn = "arn:aws:lambda:eu-central-1:123456789012:function:chat", permission = false }
    }
  }

  assert {
    condition     = aws_apigatewayv2_deployment.this.triggers.redeployment == run.first.deployment_hash
    error_message = "permission must not redeploy"
  }
}

run "stays_by_integration_description" {
  command = plan

  variables {
    integrations = {
      chat = { type = "AWS_PROXY", function_key = "chat", description = "Chat" }
      pong = { type = "MOCK", request_templates = { "200" = "{\"statusCode\": 200}" }, template_selection_expression = "200", responses = { "$default" = {} } }
    }
  }

  assert {
    condition     = aws_apigatewayv2_deployment.this.triggers.redeployment == run.first.deployment_hash
    error_message = "integration_description must not redeploy"
  }
}

run "stays_by_model_description" {
  command = plan

  variables {
    models = { Message = { schema = "{}", description = "A message" } }
  }

  assert {
    condition     = aws_apigatewayv2_deployment.this.triggers.redeployment == run.first.deployment_hash
    error_message = "model_description must not redeploy"
  }
}

run "redeploys_by_route_added" {
  command = plan

  variables {
    routes = {
      "$connect" = { integration_key = "chat", authorizer_key = "token" }
      message    = { integration_key = "chat" }
      ping       = { integration_key = "pong", response = {} }
      "$default" = { integration_key = "chat" }
    }
  }

  assert {
    condition     = aws_apigatewayv2_deployment.this.triggers.redeployment != run.first.deployment_hash
    error_message = "route_added must redeploy"
  }
}

run "redeploys_by_route_removed" {
  command = plan

  variables {
    integrations = { chat = { type = "AWS_PROXY", function_key = "chat" } }
    routes       = { "$connect" = { integration_key = "chat", authorizer_key = "token" } }
  }

  assert {
    condition     = aws_apigatewayv2_deployment.this.triggers.redeployment != run.first.deployment_hash
    error_message = "route_removed must redeploy"
  }
}

run "redeploys_by_route_opened" {
  command = plan

  variables {
    authorizers = {}
    functions   = { chat = { arn = "arn:aws:lambda:eu-central-1:123456789012:function:chat" } }
    routes = {
      "$connect" = { integration_key = "chat", authorization = "NONE" }
      message    = { integration_key = "chat" }
      ping       = { integration_key = "pong", response = {} }
    }
  }

  assert {
    condition     = aws_apigatewayv2_deployment.this.triggers.redeployment != run.first.deployment_hash
    error_message = "route_opened must redeploy"
  }
}

run "redeploys_by_route_api_key" {
  command = plan

  variables {
    routes = {
      "$connect" = { integration_key = "chat", authorizer_key = "token", api_key_required = true }
      message    = { integration_key = "chat" }
      ping       = { integration_key = "pong", response = {} }
    }
  }

  assert {
    condition     = aws_apigatewayv2_deployment.this.triggers.redeployment != run.first.deployment_hash
    error_message = "route_api_key must redeploy"
  }
}

run "redeploys_by_route_made_two_way" {
  command = plan

  variables {
    routes = {
      "$connect" = { integration_key = "chat", authorizer_key = "token" }
      message    = { integration_key = "chat", response = {} }
      ping       = { integration_key = "pong", response = {} }
    }
  }

  assert {
    condition     = aws_apigatewayv2_deployment.this.triggers.redeployment != run.first.deployment_hash
    error_message = "route_made_two_way must redeploy"
  }
}

run "redeploys_by_route_model" {
  command = plan

  variables {
    routes = {
      "$connect" = { integration_key = "chat", authorizer_key = "token" }
      message    = { integration_key = "chat", request_models = { "$default" = "Message" }, model_selection_expression = "$default" }
      ping       = { integration_key = "pong", response = {} }
    }
  }

  assert {
    condition     = aws_apigatewayv2_deployment.this.triggers.redeployment != run.first.deployment_hash
    error_message = "route_model must redeploy"
  }
}

run "redeploys_by_route_parameters" {
  command = plan

  variables {
    routes = {
      "$connect" = { integration_key = "chat", authorizer_key = "token", request_parameters = { "route.request.querystring.token" = true } }
      message    = { integration_key = "chat" }
      ping       = { integration_key = "pong", response = {} }
    }
  }

  assert {
    condition     = aws_apigatewayv2_deployment.this.triggers.redeployment != run.first.deployment_hash
    error_message = "route_parameters must redeploy"
  }
}

run "redeploys_by_authorizer_identity_sources" {
  command = plan

  variables {
    authorizers = { token = { function_key = "authorizer", identity_sources = ["route.request.querystring.token"] } }
  }

  assert {
    condition     = aws_apigatewayv2_deployment.this.triggers.redeployment != run.first.deployment_hash
    error_message = "authorizer_identity_sources must redeploy"
  }
}

run "redeploys_by_authorizer_role" {
  command = plan

  variables {
    authorizers = { token = { function_key = "authorizer", credentials_arn = "arn:aws:iam::123456789012:role/caller" } }
  }

  assert {
    condition     = aws_apigatewayv2_deployment.this.triggers.redeployment != run.first.deployment_hash
    error_message = "authorizer_role must redeploy"
  }
}

run "redeploys_by_function_arn" {
  command = plan

  variables {
    functions = {
      authorizer = { arn = "arn:aws:lambda:eu-central-1:123456789012:function:authorizer" }
      chat       = { arn = "arn:aws:lambda:eu-central-1:123456789012:function:other" }
    }
  }

  assert {
    condition     = aws_apigatewayv2_deployment.this.triggers.redeployment != run.first.deployment_hash
    error_message = "function_arn must redeploy"
  }
}

run "redeploys_by_function_qualifier" {
  command = plan

  variables {
    functions = {
      authorizer = { arn = "arn:aws:lambda:eu-central-1:123456789012:function:authorizer" }
      chat       = { arn = "arn:aws:lambda:eu-central-1:123456789012:function:chat", qualifier = "live" }
    }
  }

  assert {
    condition     = aws_apigatewayv2_deployment.this.triggers.redeployment != run.first.deployment_hash
    error_message = "function_qualifier must redeploy"
  }
}

run "redeploys_by_integration_timeout" {
  command = plan

  variables {
    integrations = {
      chat = { type = "AWS_PROXY", function_key = "chat", timeout_milliseconds = 1000 }
      pong = { type = "MOCK", request_templates = { "200" = "{\"statusCode\": 200}" }, template_selection_expression = "200", responses = { "$default" = {} } }
    }
  }

  assert {
    condition     = aws_apigatewayv2_deployment.this.triggers.redeployment != run.first.deployment_hash
    error_message = "integration_timeout must redeploy"
  }
}

run "redeploys_by_integration_response" {
  command = plan

  variables {
    integrations = {
      chat = { type = "AWS_PROXY", function_key = "chat" }
      pong = { type = "MOCK", request_templates = { "200" = "{\"statusCode\": 200}" }, template_selection_expression = "200", responses = { "$default" = { response_templates = { "$default" = "{}" } } } }
    }
  }

  assert {
    condition     = aws_apigatewayv2_deployment.this.triggers.redeployment != run.first.deployment_hash
    error_message = "integration_response must redeploy"
  }
}

run "redeploys_by_model_schema" {
  command = plan

  variables {
    models = { Message = { schema = "{\"type\": \"object\"}" } }
  }

  assert {
    condition     = aws_apigatewayv2_deployment.this.triggers.redeployment != run.first.deployment_hash
    error_message = "model_schema must redeploy"
  }
}

run "redeploys_by_route_selection" {
  command = plan

  variables {
    route_selection_expression = "$request.body.type"
  }

  assert {
    condition     = aws_apigatewayv2_deployment.this.triggers.redeployment != run.first.deployment_hash
    error_message = "route_selection must redeploy"
  }
}

run "redeploys_by_api_key_selection" {
  command = plan

  variables {
    api_key_selection_expression = "$context.authorizer.usageIdentifierKey"
  }

  assert {
    condition     = aws_apigatewayv2_deployment.this.triggers.redeployment != run.first.deployment_hash
    error_message = "api_key_selection must redeploy"
  }
}

run "redeploys_by_endpoint" {
  command = plan

  variables {
    disable_execute_api_endpoint = true
  }

  assert {
    condition     = aws_apigatewayv2_deployment.this.triggers.redeployment != run.first.deployment_hash
    error_message = "endpoint must redeploy"
  }
}

run "redeploys_by_domain" {
  command = plan

  variables {
    custom_domain_attached = true
  }

  assert {
    condition     = aws_apigatewayv2_deployment.this.triggers.redeployment != run.first.deployment_hash
    error_message = "domain must redeploy"
  }
}
