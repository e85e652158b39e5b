# The deployment's trigger: one run for each input that must redeploy, one for each that must not. `command = plan` is
# enough, since the hash is of the inputs alone.

mock_provider "aws" {
  source = "./tests/mocks"
}

variables {
  name = "orders"

  authorizers = {
    members  = { type = "JWT", issuer = "https://example.com", audience = ["client"] }
    partners = { type = "REQUEST", function_key = "authorizer" }
  }

  functions = {
    authorizer = { arn = "arn:aws:lambda:eu-central-1:123456789012:function:authorizer" }
    orders     = { arn = "arn:aws:lambda:eu-central-1:123456789012:function:orders" }
  }

  integrations = {
    orders = { type = "AWS_PROXY", function_key = "orders" }
  }

  routes = {
    "GET /orders"      = { integration_key = "orders", authorizer_key = "members" }
    "GET /orders/{id}" = { integration_key = "orders", authorizer_key = "partners" }
  }

  stages = { prod = { auto_deploy = false } }
}

run "first" {
  command = plan

  assert {
    condition     = can(regex("^[0-9a-f]{40}$", aws_apigatewayv2_deployment.this[0].triggers.redeployment))
    error_message = "the hash is known when Terraform plans"
  }
}

run "stays_by_tags" {
  command = plan

  variables {
    tags = { team = "orders" }
  }

  assert {
    condition     = aws_apigatewayv2_deployment.this[0].triggers.redeployment == run.first.deployment_hash
    error_message = "tags must not redeploy"
  }
}

run "stays_by_description" {
  command = plan

  variables {
    description = "Orders"
  }

  assert {
    condition     = aws_apigatewayv2_deployment.this[0].triggers.redeployment == run.first.deployment_hash
    error_message = "description must not redeploy"
  }
}

run "stays_by_name" {
  command = plan

  variables {
    name = "renamed"
  }

  assert {
    condition     = aws_apigatewayv2_deployment.this[0].triggers.redeployment == run.first.deployment_hash
    error_message = "name must not redeploy"
  }
}

run "stays_by_api_version" {
  command = plan

  variables {
    api_version = "2"
  }

  assert {
    condition     = aws_apigatewayv2_deployment.this[0].triggers.redeployment == run.first.deployment_hash
    error_message = "api_version must not redeploy"
  }
}

run "stays_by_ip_address_type" {
  command = plan

  variables {
    ip_address_type = "dualstack"
  }

  assert {
    condition     = aws_apigatewayv2_deployment.this[0].triggers.redeployment == run.first.deployment_hash
    error_message = "ip_address_type must not redeploy"
  }
}

run "stays_by_stage_settings" {
  command = plan

  variables {
    stages = { prod = { auto_deploy = false, default_route_settings = { throttle = { burst_limit = 2, rate_limit = 1 } }, access_log = { retention_in_days = 30 } }, test = {} }
  }

  assert {
    condition     = aws_apigatewayv2_deployment.this[0].triggers.redeployment == run.first.deployment_hash
    error_message = "stage_settings must not redeploy"
  }
}

run "stays_by_permission" {
  command = plan

  variables {
    functions = { authorizer = { arn = "arn:aws:lambda:eu-central-1:123456789012:function:authorizer" }, orders = { arn = "arn:aws:lambda:eu-central-1:123456789012:function:orders", permission = false } }
  }

  assert {
    condition     = aws_apigatewayv2_deployment.this[0].triggers.redeployment == run.first.deployment_hash
    error_message = "permission must not redeploy"
  }
}

run "stays_by_integration_description" {
  command = plan

  variables {
    integrations = { orders = { type = "AWS_PROXY", function_key = "orders", description = "Orders" } }
  }

  assert {
    condition     = aws_apigatewayv2_deployment.this[0].triggers.redeployment == run.first.deployment_hash
    error_message = "integration_description must not redeploy"
  }
}

run "stays_by_the_default_written_out" {
  command = plan

  variables {
    disable_execute_api_endpoint = false
  }

  assert {
    condition     = aws_apigatewayv2_deployment.this[0].triggers.redeployment == run.first.deployment_hash
    error_message = "the_default_written_out must not redeploy"
  }
}

run "redeploys_by_route_added" {
  command = plan

  variables {
    routes = {
      "GET /orders"      = { integration_key = "orders", authorizer_key = "members" }
      "GET /orders/{id}" = { integration_key = "orders", authorizer_key = "partners" }
      "PUT /orders"      = { integration_key = "orders", authorizer_key = "members" }
    }
  }

  assert {
    condition     = aws_apigatewayv2_deployment.this[0].triggers.redeployment != run.first.deployment_hash
    error_message = "route_added must redeploy"
  }
}

run "redeploys_by_route_removed" {
  command = plan

  variables {
    authorizers = { members = { type = "JWT", issuer = "https://example.com", audience = ["client"] } }
    functions   = { orders = { arn = "arn:aws:lambda:eu-central-1:123456789012:function:orders" } }
    routes      = { "GET /orders" = { integration_key = "orders", authorizer_key = "members" } }
  }

  assert {
    condition     = aws_apigatewayv2_deployment.this[0].triggers.redeployment != run.first.deployment_hash
    error_message = "route_removed must redeploy"
  }
}

run "redeploys_by_route_opened" {
  command = plan

  variables {
    routes = {
      "GET /orders"      = { integration_key = "orders", authorization = "NONE" }
      "GET /orders/{id}" = { integration_key = "orders", authorizer_key = "members" }
      "GET /partners"    = { integration_key = "orders", authorizer_key = "partners" }
    }
  }

  assert {
    condition     = aws_apigatewayv2_deployment.this[0].triggers.redeployment != run.first.deployment_hash
    error_message = "route_opened must redeploy"
  }
}

run "redeploys_by_route_scopes" {
  command = plan

  variables {
    routes = {
      "GET /orders"      = { integration_key = "orders", authorizer_key = "members", authorization_scopes = ["read"] }
      "GET /orders/{id}" = { integration_key = "orders", authorizer_key = "partners" }
    }
  }

  assert {
    condition     = aws_apigatewayv2_deployment.this[0].triggers.redeployment != run.first.deployment_hash
    error_message = "route_scopes must redeploy"
  }
}

run "redeploys_by_route_operation_name" {
  command = plan

  variables {
    routes = {
      "GET /orders"      = { integration_key = "orders", authorizer_key = "members", operation_name = "listOrders" }
      "GET /orders/{id}" = { integration_key = "orders", authorizer_key = "partners" }
    }
  }

  assert {
    condition     = aws_apigatewayv2_deployment.this[0].triggers.redeployment != run.first.deployment_hash
    error_message = "route_operation_name must redeploy"
  }
}

run "redeploys_by_authorizer_audience" {
  command = plan

  variables {
    authorizers = {
      members  = { type = "JWT", issuer = "https://example.com", audience = ["client", "other"] }
      partners = { type = "REQUEST", function_key = "authorizer" }
    }
  }

  assert {
    condition     = aws_apigatewayv2_deployment.this[0].triggers.redeployment != run.first.deployment_hash
    error_message = "authorizer_audience must redeploy"
  }
}

run "redeploys_by_authorizer_issuer" {
  command = plan

  variables {
    authorizers = {
      members  = { type = "JWT", issuer = "https://example.org", audience = ["client"] }
      partners = { type = "REQUEST", function_key = "authorizer" }
    }
  }

  assert {
    condition     = aws_apigatewayv2_deployment.this[0].triggers.redeployment != run.first.deployment_hash
    error_message = "authorizer_issuer must redeploy"
  }
}

run "redeploys_by_authorizer_ttl" {
  command = plan

  variables {
    authorizers = {
      members  = { type = "JWT", issuer = "https://example.com", audience = ["client"] }
      partners = { type = "REQUEST", function_key = "authorizer", result_ttl_in_seconds = 60 }
    }
  }

  assert {
    condition     = aws_apigatewayv2_deployment.this[0].triggers.redeployment != run.first.deployment_hash
    error_message = "authorizer_ttl must redeploy"
  }
}

run "redeploys_by_authorizer_identity_sources" {
  command = plan

  variables {
    authorizers = {
      members  = { type = "JWT", issuer = "https://example.com", audience = ["client"] }
      partners = { type = "REQUEST", function_key = "authorizer", identity_sources = ["$request.header.X-Key"] }
    }
  }

  assert {
    condition     = aws_apigatewayv2_deployment.this[0].triggers.redeployment != run.first.deployment_hash
    error_message = "authorizer_identity_sources must redeploy"
  }
}

run "redeploys_by_authorizer_simple_responses" {
  command = plan

  variables {
    authorizers = {
      members  = { type = "JWT", issuer = "https://example.com", audience = ["client"] }
      partners = { type = "REQUEST", function_key = "authorizer", enable_simple_responses = false }
    }
  }

  assert {
    condition     = aws_apigatewayv2_deployment.this[0].triggers.redeployment != run.first.deployment_hash
    error_message = "authorizer_simple_responses must redeploy"
  }
}

run "redeploys_by_function_arn" {
  command = plan

  variables {
    functions = { authorizer = { arn = "arn:aws:lambda:eu-central-1:123456789012:function:authorizer" }, orders = { arn = "arn:aws:lambda:eu-central-1:123456789012:function:other" } }
  }

  assert {
    condition     = aws_apigatewayv2_deployment.this[0].triggers.redeployment != run.first.deployment_hash
    error_message = "function_arn must redeploy"
  }
}

run "redeploys_by_function_qualifier" {
  command = plan

  variables {
    functions = { authorizer = { arn = "arn:aws:lambda:eu-central-1:123456789012:function:authorizer" }, orders = { arn = "arn:aws:lambda:eu-central-1:123456789012:function:orders", qualifier = "live" } }
  }

  assert {
    condition     = aws_apigatewayv2_deployment.this[0].triggers.redeployment != run.first.deployment_hash
    error_message = "function_qualifier must redeploy"
  }
}

run "redeploys_by_integration_timeout" {
  command = plan

  variables {
    integrations = { orders = { type = "AWS_PROXY", function_key = "orders", timeout_milliseconds = 1000 } }
  }

  assert {
    condition     = aws_apigatewayv2_deployment.this[0].triggers.redeployment != run.first.deployment_hash
    error_message = "integration_timeout must redeploy"
  }
}

run "redeploys_by_integration_payload" {
  command = plan

  variables {
    integrations = { orders = { type = "AWS_PROXY", function_key = "orders", payload_format_version = "1.0" } }
  }

  assert {
    condition     = aws_apigatewayv2_deployment.this[0].triggers.redeployment != run.first.deployment_hash
    error_message = "integration_payload must redeploy"
  }
}

run "redeploys_by_integration_response_parameters" {
  command = plan

  variables {
    integrations = { orders = { type = "AWS_PROXY", function_key = "orders", response_parameters = { "404" = { "overwrite:statuscode" = "410" } } } }
  }

  assert {
    condition     = aws_apigatewayv2_deployment.this[0].triggers.redeployment != run.first.deployment_hash
    error_message = "integration_response_parameters must redeploy"
  }
}

run "redeploys_by_cors" {
  command = plan

  variables {
    cors = { allow_origins = ["https://app.example.com"] }
  }

  assert {
    condition     = aws_apigatewayv2_deployment.this[0].triggers.redeployment != run.first.deployment_hash
    error_message = "cors must redeploy"
  }
}

run "redeploys_by_endpoint" {
  command = plan

  variables {
    disable_execute_api_endpoint = true
  }

  assert {
    condition     = aws_apigatewayv2_deployment.this[0].triggers.redeployment != run.first.deployment_hash
    error_message = "endpoint must redeploy"
  }
}

run "redeploys_by_domain" {
  command = plan

  variables {
    custom_domain_attached = true
  }

  assert {
    condition     = aws_apigatewayv2_deployment.this[0].triggers.redeployment != run.first.deployment_hash
    error_message = "domain must redeploy"
  }
}

run "body" {
  command = plan

  variables {
    authorizers  = {}
    body         = { openapi = "3.0.1", paths = { "/orders" = { get = { security = [{ members = [] }] } } } }
    integrations = {}
    routes       = {}
  }

  assert {
    condition     = aws_apigatewayv2_deployment.this[0].triggers.redeployment != run.first.deployment_hash
    error_message = "a document instead of routes must redeploy"
  }
}

run "redeploys_by_body" {
  command = plan

  variables {
    authorizers  = {}
    body         = { openapi = "3.0.1", paths = { "/orders" = { get = { security = [{ others = [] }] } } } }
    integrations = {}
    routes       = {}
  }

  assert {
    condition     = aws_apigatewayv2_deployment.this[0].triggers.redeployment != run.body.deployment_hash
    error_message = "a change of the document must redeploy"
  }
}

run "stays_by_the_title_of_body" {
  command = plan

  variables {
    authorizers  = {}
    body         = { openapi = "3.0.1", paths = { "/orders" = { get = { security = [{ members = [] }] } } } }
    integrations = {}
    routes       = {}
    name         = "renamed"
  }

  assert {
    condition     = aws_apigatewayv2_deployment.this[0].triggers.redeployment == run.body.deployment_hash
    error_message = "the name of the API must not redeploy"
  }
}

run "vpc_link" {
  command = plan

  variables {
    integrations = {
      inside = { type = "HTTP_PROXY", vpc_link_key = "main", uri = "arn:aws:elasticloadbalancing:eu-central-1:123456789012:listener/app/main/0123456789abcdef/0123456789abcdef" }
      orders = { type = "AWS_PROXY", function_key = "orders" }
    }
    routes = {
      "GET /inside"      = { integration_key = "inside", authorizer_key = "members" }
      "GET /orders/{id}" = { integration_key = "orders", authorizer_key = "partners" }
    }
    vpc_links = { main = { subnet_ids = ["subnet-1", "subnet-2"], security_group_ids = ["sg-1"] } }
  }

  assert {
    condition     = aws_apigatewayv2_deployment.this[0].triggers.redeployment != run.first.deployment_hash
    error_message = "a route over a link must redeploy"
  }
}

run "redeploys_by_vpc_link" {
  command = plan

  variables {
    integrations = {
      inside = { type = "HTTP_PROXY", vpc_link_key = "main", uri = "arn:aws:elasticloadbalancing:eu-central-1:123456789012:listener/app/main/0123456789abcdef/0123456789abcdef" }
      orders = { type = "AWS_PROXY", function_key = "orders" }
    }
    routes = {
      "GET /inside"      = { integration_key = "inside", authorizer_key = "members" }
      "GET /orders/{id}" = { integration_key = "orders", authorizer_key = "partners" }
    }
    vpc_links = { main = { subnet_ids = ["subnet-1", "subnet-3"], security_group_ids = ["sg-1"] } }
  }

  assert {
    condition     = aws_apigatewayv2_deployment.this[0].triggers.redeployment != run.vpc_link.deployment_hash
    error_message = "other subnets make another link"
  }
}

run "stays_by_order_of_subnets" {
  command = plan

  variables {
    integrations = {
      inside = { type = "HTTP_PROXY", vpc_link_key = "main", uri = "arn:aws:elasticloadbalancing:eu-central-1:123456789012:listener/app/main/0123456789abcdef/0123456789abcdef" }
      orders = { type = "AWS_PROXY", function_key = "orders" }
    }
    routes = {
      "GET /inside"      = { integration_key = "inside", authorizer_key = "members" }
      "GET /orders/{id}" = { integration_key = "orders", authorizer_key = "partners" }
    }
    vpc_links = { main = { name = "main", subnet_ids = ["subnet-2", "subnet-1"], security_group_ids = ["sg-1"] } }
  }

  assert {
    condition     = aws_apigatewayv2_deployment.this[0].triggers.redeployment == run.vpc_link.deployment_hash
    error_message = "the order of subnets and the link's name must not redeploy"
  }
}
