# Every validation refuses what it is for. The base variables are valid, each run breaks one thing.

mock_provider "aws" {
  source = "./tests/mocks"
}

variables {
  name = "orders"

  authorizers = {
    members = { type = "COGNITO_USER_POOLS", provider_arns = ["arn:aws:cognito-idp:eu-central-1:123456789012:userpool/eu-central-1_abc"] }
  }

  functions = {
    orders = { arn = "arn:aws:lambda:eu-central-1:123456789012:function:orders" }
  }

  integrations = {
    orders = { type = "AWS_PROXY", function_key = "orders" }
  }

  routes = {
    "GET /orders" = { integration_key = "orders", authorizer_key = "members" }
  }

  stages = { prod = {} }
}

run "valid" {
  command = plan
}

run "api_key_source_unknown" {
  command = plan

  variables {
    api_key_source = "QUERY"
  }

  expect_failures = [var.api_key_source]
}

run "authorization_api_key_is_none" {
  command = plan

  variables {
    authorization = { type = "API_KEY" }
  }

  expect_failures = [var.authorization]
}

run "authorization_unknown_authorizer" {
  command = plan

  variables {
    authorization = { authorizer_key = "nobody" }
  }

  expect_failures = [var.authorization]
}

run "authorizers_unknown_type" {
  command = plan

  variables {
    authorizers = { members = { type = "JWT" } }
  }

  expect_failures = [var.authorizers]
}

run "authorizers_ttl" {
  command = plan

  variables {
    authorizers = { members = { type = "COGNITO_USER_POOLS", provider_arns = ["arn:aws:cognito-idp:eu-central-1:123456789012:userpool/x"], result_ttl_in_seconds = 3601 } }
  }

  expect_failures = [var.authorizers]
}

run "authorizers_cognito_without_pool" {
  command = plan

  variables {
    authorizers = { members = { type = "COGNITO_USER_POOLS" } }
  }

  expect_failures = [var.authorizers]
}

run "authorizers_token_without_function" {
  command = plan

  variables {
    authorizers = { members = { type = "TOKEN" } }
  }

  expect_failures = [var.authorizers]
}

run "authorizers_unknown_function" {
  command = plan

  variables {
    authorizers = { members = { type = "TOKEN", function_key = "nobody" } }
  }

  expect_failures = [var.authorizers]
}

run "authorizers_request_without_identity" {
  command = plan

  variables {
    authorizers = { members = { type = "REQUEST", function_key = "orders" } }
  }

  expect_failures = [var.authorizers]
}

run "authorizers_identity_source_form" {
  command = plan

  variables {
    authorizers = { members = { type = "REQUEST", function_key = "orders", identity_sources = ["$request.header.Authorization"] } }
  }

  expect_failures = [var.authorizers]
}

run "authorizers_token_identity_sources" {
  command = plan

  variables {
    authorizers = { members = { type = "TOKEN", function_key = "orders", identity_sources = ["method.request.header.A", "method.request.header.B"] } }
  }

  expect_failures = [var.authorizers]
}

run "authorizers_expression_of_request" {
  command = plan

  variables {
    authorizers = { members = { type = "REQUEST", function_key = "orders", identity_sources = ["method.request.header.A"], identity_validation_expression = "." } }
  }

  expect_failures = [var.authorizers]
}

run "cors_origin_with_path" {
  command = plan

  variables {
    cors = { allow_origins = ["https://app.example.com/"] }
  }

  expect_failures = [var.cors]
}

run "cors_no_origin" {
  command = plan

  variables {
    cors = { allow_origins = [] }
  }

  expect_failures = [var.cors]
}

run "cors_star_and_origin" {
  command = plan

  variables {
    cors = { allow_origins = ["*", "https://app.example.com"] }
  }

  expect_failures = [var.cors]
}

run "cors_credentials_with_star" {
  command = plan

  variables {
    cors = { allow_origins = ["*"], allow_credentials = true }
  }

  expect_failures = [var.cors]
}

run "cors_credentials_with_star_header" {
  command = plan

  variables {
    cors = { allow_origins = ["https://app.example.com"], allow_headers = ["*"], allow_credentials = true }
  }

  expect_failures = [var.cors]
}

run "cors_unknown_method" {
  command = plan

  variables {
    cors = { allow_origins = ["*"], allow_methods = ["FETCH"] }
  }

  expect_failures = [var.cors]
}

run "cors_header_name" {
  command = plan

  variables {
    cors = { allow_origins = ["*"], allow_headers = ["X Bad"] }
  }

  expect_failures = [var.cors]
}

run "cors_max_age" {
  command = plan

  variables {
    cors = { allow_origins = ["*"], max_age = 86401 }
  }

  expect_failures = [var.cors]
}

run "endpoint_unknown_type" {
  command = plan

  variables {
    endpoint = { type = "GLOBAL" }
  }

  expect_failures = [var.endpoint]
}

run "endpoint_unknown_address_type" {
  command = plan

  variables {
    endpoint = { ip_address_type = "ipv6" }
  }

  expect_failures = [var.endpoint]
}

run "endpoint_vpc_endpoint_of_regional" {
  command = plan

  variables {
    endpoint = { vpc_endpoint_ids = ["vpce-1"] }
  }

  expect_failures = [var.endpoint]
}

run "endpoint_private_without_policy" {
  command = plan

  variables {
    endpoint = { type = "PRIVATE" }
  }

  expect_failures = [var.endpoint]
}

run "functions_invoke_arn" {
  command = plan

  variables {
    functions = { orders = { arn = "arn:aws:lambda:eu-central-1:123456789012:function:orders:live" } }
  }

  expect_failures = [var.functions]
}

run "gateway_responses_unknown_type" {
  command = plan

  variables {
    gateway_responses = { TEAPOT = {} }
  }

  expect_failures = [var.gateway_responses]
}

run "gateway_responses_status" {
  command = plan

  variables {
    gateway_responses = { THROTTLED = { status_code = "4xx" } }
  }

  expect_failures = [var.gateway_responses]
}

run "gateway_responses_parameter_name" {
  command = plan

  variables {
    gateway_responses = { THROTTLED = { response_parameters = { "method.response.header.A" = "'x'" } } }
  }

  expect_failures = [var.gateway_responses]
}

run "integrations_unknown_type" {
  command = plan

  variables {
    integrations = { orders = { type = "LAMBDA" } }
  }

  expect_failures = [var.integrations]
}

run "integrations_proxy_without_function" {
  command = plan

  variables {
    integrations = { orders = { type = "AWS_PROXY" } }
  }

  expect_failures = [var.integrations]
}

run "integrations_unknown_function" {
  command = plan

  variables {
    integrations = { orders = { type = "AWS_PROXY", function_key = "nobody" } }
  }

  expect_failures = [var.integrations]
}

run "integrations_http_without_uri" {
  command = plan

  variables {
    integrations = { orders = { type = "HTTP_PROXY" } }
  }

  expect_failures = [var.integrations]
}

run "integrations_service_uri" {
  command = plan

  variables {
    integrations = { orders = { type = "AWS", uri = "arn:aws:sqs:eu-central-1:123456789012:orders", responses = { "200" = {} } } }
  }

  expect_failures = [var.integrations]
}

run "integrations_mock_with_uri" {
  command = plan

  variables {
    integrations = { orders = { type = "MOCK", uri = "https://example.com", responses = { "200" = {} } } }
  }

  expect_failures = [var.integrations]
}

run "integrations_timeout" {
  command = plan

  variables {
    integrations = { orders = { type = "AWS_PROXY", function_key = "orders", timeout_milliseconds = 10 } }
  }

  expect_failures = [var.integrations]
}

run "integrations_passthrough" {
  command = plan

  variables {
    integrations = { orders = { type = "AWS_PROXY", function_key = "orders", passthrough_behavior = "ALWAYS" } }
  }

  expect_failures = [var.integrations]
}

run "integrations_content_handling" {
  command = plan

  variables {
    integrations = { orders = { type = "AWS_PROXY", function_key = "orders", content_handling = "TEXT" } }
  }

  expect_failures = [var.integrations]
}

run "integrations_http_method" {
  command = plan

  variables {
    integrations = { orders = { type = "HTTP_PROXY", uri = "https://example.com", http_method = "FETCH" } }
  }

  expect_failures = [var.integrations]
}

run "integrations_mock_without_responses" {
  command = plan

  variables {
    integrations = { orders = { type = "MOCK" } }
  }

  expect_failures = [var.integrations]
}

run "integrations_proxy_with_responses" {
  command = plan

  variables {
    integrations = { orders = { type = "AWS_PROXY", function_key = "orders", responses = { "200" = {} } } }
  }

  expect_failures = [var.integrations]
}

run "integrations_response_status" {
  command = plan

  variables {
    integrations = { orders = { type = "MOCK", responses = { "2xx" = {} } } }
  }

  expect_failures = [var.integrations]
}

run "integrations_two_defaults" {
  command = plan

  variables {
    integrations = { orders = { type = "MOCK", responses = { "200" = {}, "201" = {} } } }
  }

  expect_failures = [var.integrations]
}

run "integrations_response_parameter" {
  command = plan

  variables {
    integrations = { orders = { type = "MOCK", responses = { "200" = { response_parameters = { "Retry-After" = "'5'" } } } } }
  }

  expect_failures = [var.integrations]
}

run "integrations_unknown_vpc_link" {
  command = plan

  variables {
    integrations = { orders = { type = "HTTP_PROXY", uri = "https://example.com", vpc_link_key = "main" } }
  }

  expect_failures = [var.integrations]
}

run "integrations_verify_of_function" {
  command = plan

  variables {
    integrations = { orders = { type = "AWS_PROXY", function_key = "orders", insecure_skip_verify = true } }
  }

  expect_failures = [var.integrations]
}

run "minimum_compression_size_range" {
  command = plan

  variables {
    minimum_compression_size = -1
  }

  expect_failures = [var.minimum_compression_size]
}

run "models_name" {
  command = plan

  variables {
    models = { "an-order" = { schema = "{}" } }
  }

  expect_failures = [var.models]
}

run "models_schema" {
  command = plan

  variables {
    models = { Order = { schema = "type: object" } }
  }

  expect_failures = [var.models]
}

run "name_empty" {
  command = plan

  variables {
    name = ""
  }

  expect_failures = [var.name]
}

run "request_validators_nothing" {
  command = plan

  variables {
    request_validators = { none = {} }
  }

  expect_failures = [var.request_validators]
}

run "resource_policy_not_json" {
  command = plan

  variables {
    resource_policy = { json = "Allow" }
  }

  expect_failures = [var.resource_policy]
}

run "routes_none" {
  command = plan

  variables {
    routes = {}
  }

  expect_failures = [var.routes]
}

run "routes_key_without_method" {
  command = plan

  variables {
    routes = { "/orders" = { integration_key = "orders", authorizer_key = "members" } }
  }

  expect_failures = [var.routes]
}

run "routes_unknown_method" {
  command = plan

  variables {
    routes = { "FETCH /orders" = { integration_key = "orders", authorizer_key = "members" } }
  }

  expect_failures = [var.routes]
}

run "routes_trailing_slash" {
  command = plan

  variables {
    routes = { "GET /orders/" = { integration_key = "orders", authorizer_key = "members" } }
  }

  expect_failures = [var.routes]
}

run "routes_greedy_in_the_middle" {
  command = plan

  variables {
    routes = { "GET /{proxy+}/orders" = { integration_key = "orders", authorizer_key = "members" } }
  }

  expect_failures = [var.routes]
}

run "routes_too_deep" {
  command = plan

  variables {
    routes = { "GET /1/2/3/4/5/6/7/8/9/10/11" = { integration_key = "orders", authorizer_key = "members" } }
  }

  expect_failures = [var.routes]
}

run "routes_unknown_integration" {
  command = plan

  variables {
    routes = { "GET /orders" = { integration_key = "nothing", authorizer_key = "members" } }
  }

  expect_failures = [var.routes]
}

run "routes_api_key_as_authorization" {
  command = plan

  variables {
    routes = { "GET /orders" = { integration_key = "orders", authorization = "API_KEY" } }
  }

  expect_failures = [var.routes]
}

run "routes_no_authorization" {
  command = plan

  variables {
    routes = { "GET /orders" = { integration_key = "orders" } }
  }

  expect_failures = [var.routes]
}

run "routes_unknown_authorizer" {
  command = plan

  variables {
    routes = { "GET /orders" = { integration_key = "orders", authorizer_key = "nobody" } }
  }

  expect_failures = [var.routes]
}

run "routes_mismatch" {
  command = plan

  variables {
    routes = { "GET /orders" = { integration_key = "orders", authorization = "CUSTOM", authorizer_key = "members" } }
  }

  expect_failures = [var.routes]
}

run "routes_none_with_authorizer" {
  command = plan

  variables {
    routes = { "GET /orders" = { integration_key = "orders", authorization = "NONE", authorizer_key = "members" } }
  }

  expect_failures = [var.routes]
}

run "routes_authorizer_id_alone" {
  command = plan

  variables {
    routes = { "GET /orders" = { integration_key = "orders", authorizer_id = "a1b2c3" } }
  }

  expect_failures = [var.routes]
}

run "routes_custom_without_authorizer" {
  command = plan

  variables {
    routes = { "GET /orders" = { integration_key = "orders", authorization = "CUSTOM" } }
  }

  expect_failures = [var.routes]
}

run "routes_unknown_validator" {
  command = plan

  variables {
    routes = { "GET /orders" = { integration_key = "orders", authorizer_key = "members", request_validator_key = "all" } }
  }

  expect_failures = [var.routes]
}

run "routes_unknown_model" {
  command = plan

  variables {
    routes = { "GET /orders" = { integration_key = "orders", authorizer_key = "members", request_models = { "application/json" = "Order" } } }
  }

  expect_failures = [var.routes]
}

run "routes_parameter_name" {
  command = plan

  variables {
    routes = { "GET /orders" = { integration_key = "orders", authorizer_key = "members", request_parameters = { "limit" = false } } }
  }

  expect_failures = [var.routes]
}

run "routes_two_names_of_a_parameter" {
  command = plan

  variables {
    routes = { "GET /{id}" = { integration_key = "orders", authorizer_key = "members" }, "PUT /{key}" = { integration_key = "orders", authorizer_key = "members" } }
  }

  expect_failures = [aws_api_gateway_rest_api.this]
}

run "routes_scopes_of_iam" {
  command = plan

  variables {
    routes = { "GET /orders" = { integration_key = "orders", authorization = "AWS_IAM", authorization_scopes = ["read"] }, "PUT /orders" = { integration_key = "orders", authorizer_key = "members" } }
  }

  expect_failures = [aws_api_gateway_rest_api.this]
}

run "stages_name" {
  command = plan

  variables {
    stages = { "prod env" = {} }
  }

  expect_failures = [var.stages]
}

run "stages_format_without_id" {
  command = plan

  variables {
    stages = { prod = { access_log = { format = "$context.status" } } }
  }

  expect_failures = [var.stages]
}

run "stages_retention" {
  command = plan

  variables {
    stages = { prod = { access_log = { retention_in_days = 2 } } }
  }

  expect_failures = [var.stages]
}

run "stages_execution_log_retention" {
  command = plan

  variables {
    stages = { prod = { execution_log = { retention_in_days = 2 } } }
  }

  expect_failures = [var.stages]
}

run "stages_cache_size" {
  command = plan

  variables {
    stages = { prod = { cache = { size_gb = "2" } } }
  }

  expect_failures = [var.stages]
}

run "stages_caching_without_cache" {
  command = plan

  variables {
    stages = { prod = { method_settings = { "GET /orders" = { caching_enabled = true } } } }
  }

  expect_failures = [var.stages]
}

run "stages_settings_of_no_route" {
  command = plan

  variables {
    stages = { prod = { method_settings = { "GET /nothing" = {} } } }
  }

  expect_failures = [var.stages]
}

run "stages_logging_level" {
  command = plan

  variables {
    stages = { prod = { default_method_settings = { logging_level = "WARN" } } }
  }

  expect_failures = [var.stages]
}

run "stages_cache_control" {
  command = plan

  variables {
    stages = { prod = { default_method_settings = { unauthorized_cache_control_header_strategy = "IGNORE" } } }
  }

  expect_failures = [var.stages]
}

run "stages_cache_ttl" {
  command = plan

  variables {
    stages = { prod = { default_method_settings = { cache_ttl_in_seconds = 3601 } } }
  }

  expect_failures = [var.stages]
}

run "stages_throttle_zero" {
  command = plan

  variables {
    stages = { prod = { default_method_settings = { throttle = { burst_limit = 0, rate_limit = 0 } } } }
  }

  expect_failures = [var.stages]
}

run "stages_throttle_half" {
  command = plan

  variables {
    stages = { prod = { default_method_settings = { throttle = { burst_limit = -1, rate_limit = 10 } } } }
  }

  expect_failures = [var.stages]
}

run "vpc_links_not_a_network_load_balancer" {
  command = plan

  variables {
    vpc_links = { main = { target_arn = "arn:aws:elasticloadbalancing:eu-central-1:123456789012:loadbalancer/app/main/1" } }
  }

  expect_failures = [var.vpc_links]
}

run "advice_model_without_validator" {
  command = plan

  variables {
    models = { Order = { schema = "{}" } }
    routes = { "POST /orders" = { integration_key = "orders", authorizer_key = "members", request_models = { "application/json" = "Order" } } }
  }

  expect_failures = [check.validation_is_enforced]
}

run "advice_unused_integration" {
  command = plan

  variables {
    integrations = {
      orders = { type = "AWS_PROXY", function_key = "orders" }
      unused = { type = "HTTP_PROXY", uri = "https://example.com" }
    }
  }

  expect_failures = [check.everything_is_used]
}
