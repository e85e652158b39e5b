# Every validation refuses what it is for. The base variables are valid, each run breaks one thing.

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

  stages = { prod = {} }
}

run "valid" {
  command = plan
}

run "issuer_on_loopback" {
  command = plan

  variables {
    authorizers = {
      members  = { type = "JWT", issuer = "http://127.0.0.1:8080/pool", audience = ["client"] }
      partners = { type = "REQUEST", function_key = "authorizer" }
    }
  }
}

run "api_key_source" {
  command = plan

  variables {
    api_key_source = "HEADER"
  }

  expect_failures = [var.api_key_source]
}

run "api_version" {
  command = plan

  variables {
    api_version = ""
  }

  expect_failures = [var.api_version]
}

run "authorization_api_key" {
  command = plan

  variables {
    authorization = { type = "API_KEY" }
  }

  expect_failures = [var.authorization]
}

run "authorization_unset" {
  command = plan

  variables {
    authorization = {}
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

run "authorization_jwt_without_authorizer" {
  command = plan

  variables {
    authorization = { type = "JWT" }
  }

  expect_failures = [var.authorization]
}

run "authorizer_type" {
  command = plan

  variables {
    authorizers = {
      members  = { type = "JWT", issuer = "https://example.com", audience = ["client"] }
      partners = { type = "REQUEST", function_key = "authorizer" }
      bad      = { type = "TOKEN", function_key = "authorizer" }
    }
  }

  expect_failures = [var.authorizers]
}

run "authorizer_jwt_without_audience" {
  command = plan

  variables {
    authorizers = {
      members  = { type = "JWT", issuer = "https://example.com", audience = ["client"] }
      partners = { type = "REQUEST", function_key = "authorizer" }
      bad      = { type = "JWT", issuer = "https://example.com" }
    }
  }

  expect_failures = [var.authorizers]
}

run "authorizer_jwt_without_issuer" {
  command = plan

  variables {
    authorizers = {
      members  = { type = "JWT", issuer = "https://example.com", audience = ["client"] }
      partners = { type = "REQUEST", function_key = "authorizer" }
      bad      = { type = "JWT", audience = ["client"] }
    }
  }

  expect_failures = [var.authorizers]
}

run "authorizer_request_with_audience" {
  command = plan

  variables {
    authorizers = {
      members  = { type = "JWT", issuer = "https://example.com", audience = ["client"] }
      partners = { type = "REQUEST", function_key = "authorizer" }
      bad      = { type = "REQUEST", function_key = "authorizer", audience = ["client"] }
    }
  }

  expect_failures = [var.authorizers]
}

run "authorizer_plain_issuer" {
  command = plan

  variables {
    authorizers = {
      members  = { type = "JWT", issuer = "https://example.com", audience = ["client"] }
      partners = { type = "REQUEST", function_key = "authorizer" }
      bad      = { type = "JWT", issuer = "http://example.com", audience = ["client"] }
    }
  }

  expect_failures = [var.authorizers]
}

run "authorizer_request_without_function" {
  command = plan

  variables {
    authorizers = {
      members  = { type = "JWT", issuer = "https://example.com", audience = ["client"] }
      partners = { type = "REQUEST", function_key = "authorizer" }
      bad      = { type = "REQUEST" }
    }
  }

  expect_failures = [var.authorizers]
}

run "authorizer_unknown_function" {
  command = plan

  variables {
    authorizers = {
      members  = { type = "JWT", issuer = "https://example.com", audience = ["client"] }
      partners = { type = "REQUEST", function_key = "authorizer" }
      bad      = { type = "REQUEST", function_key = "nobody" }
    }
  }

  expect_failures = [var.authorizers]
}

run "authorizer_jwt_with_function" {
  command = plan

  variables {
    authorizers = {
      members  = { type = "JWT", issuer = "https://example.com", audience = ["client"] }
      partners = { type = "REQUEST", function_key = "authorizer" }
      bad      = { type = "JWT", issuer = "https://example.com", audience = ["client"], function_key = "authorizer" }
    }
  }

  expect_failures = [var.authorizers]
}

run "authorizer_payload" {
  command = plan

  variables {
    authorizers = {
      members  = { type = "JWT", issuer = "https://example.com", audience = ["client"] }
      partners = { type = "REQUEST", function_key = "authorizer" }
      bad      = { type = "REQUEST", function_key = "authorizer", payload_format_version = "3.0" }
    }
  }

  expect_failures = [var.authorizers]
}

run "authorizer_ttl" {
  command = plan

  variables {
    authorizers = {
      members  = { type = "JWT", issuer = "https://example.com", audience = ["client"] }
      partners = { type = "REQUEST", function_key = "authorizer" }
      bad      = { type = "REQUEST", function_key = "authorizer", result_ttl_in_seconds = 3601 }
    }
  }

  expect_failures = [var.authorizers]
}

run "authorizer_identity_source" {
  command = plan

  variables {
    authorizers = {
      members  = { type = "JWT", issuer = "https://example.com", audience = ["client"] }
      partners = { type = "REQUEST", function_key = "authorizer" }
      bad      = { type = "REQUEST", function_key = "authorizer", identity_sources = ["method.request.header.Authorization"] }
    }
  }

  expect_failures = [var.authorizers]
}

run "authorizer_cached_without_identity" {
  command = plan

  variables {
    authorizers = {
      members  = { type = "JWT", issuer = "https://example.com", audience = ["client"] }
      partners = { type = "REQUEST", function_key = "authorizer" }
      bad      = { type = "REQUEST", function_key = "authorizer", identity_sources = [] }
    }
  }

  expect_failures = [var.authorizers]
}

run "authorizer_jwt_two_identities" {
  command = plan

  variables {
    authorizers = {
      members  = { type = "JWT", issuer = "https://example.com", audience = ["client"] }
      partners = { type = "REQUEST", function_key = "authorizer" }
      bad      = { type = "JWT", issuer = "https://example.com", audience = ["client"], identity_sources = ["$request.header.a", "$request.header.b"] }
    }
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

run "cors_credentials_with_any_origin" {
  command = plan

  variables {
    cors = { allow_origins = ["*"], allow_credentials = true }
  }

  expect_failures = [var.cors]
}

run "cors_credentials_with_any_https_origin" {
  command = plan

  variables {
    cors = { allow_origins = ["https://*"], allow_credentials = true }
  }

  expect_failures = [var.cors]
}

run "cors_credentials_with_any_header" {
  command = plan

  variables {
    cors = { allow_origins = ["https://app.example.com"], allow_headers = ["*"], allow_credentials = true }
  }

  expect_failures = [var.cors]
}

run "cors_credentials_with_any_method" {
  command = plan

  variables {
    cors = { allow_origins = ["https://app.example.com"], allow_methods = ["*"], allow_credentials = true }
  }

  expect_failures = [var.cors]
}

run "cors_method" {
  command = plan

  variables {
    cors = { allow_origins = ["https://app.example.com"], allow_methods = ["ANY"] }
  }

  expect_failures = [var.cors]
}

run "cors_header" {
  command = plan

  variables {
    cors = { allow_origins = ["https://app.example.com"], allow_headers = ["X Custom"] }
  }

  expect_failures = [var.cors]
}

run "cors_max_age" {
  command = plan

  variables {
    cors = { allow_origins = ["https://app.example.com"], max_age = 86401 }
  }

  expect_failures = [var.cors]
}

run "function_arn_with_qualifier" {
  command = plan

  variables {
    functions = { authorizer = { arn = "arn:aws:lambda:eu-central-1:123456789012:function:authorizer" }, orders = { arn = "arn:aws:lambda:eu-central-1:123456789012:function:orders:live" } }
  }

  expect_failures = [var.functions]
}

run "integration_type" {
  command = plan

  variables {
    integrations = {
      orders = { type = "AWS_PROXY", function_key = "orders" }
      bad    = { type = "MOCK" }
    }
  }

  expect_failures = [var.integrations]
}

run "integration_without_function" {
  command = plan

  variables {
    integrations = {
      orders = { type = "AWS_PROXY", function_key = "orders" }
      bad    = { type = "AWS_PROXY" }
    }
  }

  expect_failures = [var.integrations]
}

run "integration_function_and_subtype" {
  command = plan

  variables {
    integrations = {
      orders = { type = "AWS_PROXY", function_key = "orders" }
      bad    = { type = "AWS_PROXY", function_key = "orders", subtype = "SQS-PurgeQueue", credentials_arn = "arn:aws:iam::123456789012:role/orders", request_parameters = { QueueUrl = "q" } }
    }
  }

  expect_failures = [var.integrations]
}

run "integration_http_with_function" {
  command = plan

  variables {
    integrations = {
      orders = { type = "AWS_PROXY", function_key = "orders" }
      bad    = { type = "HTTP_PROXY", function_key = "orders", uri = "https://example.com" }
    }
  }

  expect_failures = [var.integrations]
}

run "integration_http_with_subtype" {
  command = plan

  variables {
    integrations = {
      orders = { type = "AWS_PROXY", function_key = "orders" }
      bad    = { type = "HTTP_PROXY", subtype = "SQS-PurgeQueue", uri = "https://example.com" }
    }
  }

  expect_failures = [var.integrations]
}

run "integration_unknown_function" {
  command = plan

  variables {
    integrations = {
      orders = { type = "AWS_PROXY", function_key = "orders" }
      bad    = { type = "AWS_PROXY", function_key = "nobody" }
    }
  }

  expect_failures = [var.integrations]
}

run "integration_subtype" {
  command = plan

  variables {
    integrations = {
      orders = { type = "AWS_PROXY", function_key = "orders" }
      bad    = { type = "AWS_PROXY", subtype = "SNS-Publish", credentials_arn = "arn:aws:iam::123456789012:role/orders" }
    }
  }

  expect_failures = [var.integrations]
}

run "integration_subtype_without_role" {
  command = plan

  variables {
    integrations = {
      orders = { type = "AWS_PROXY", function_key = "orders" }
      bad    = { type = "AWS_PROXY", subtype = "SQS-PurgeQueue", request_parameters = { QueueUrl = "q" } }
    }
  }

  expect_failures = [var.integrations]
}

run "integration_subtype_without_parameter" {
  command = plan

  variables {
    integrations = {
      orders = { type = "AWS_PROXY", function_key = "orders" }
      bad    = { type = "AWS_PROXY", subtype = "SQS-SendMessage", credentials_arn = "arn:aws:iam::123456789012:role/orders", request_parameters = { QueueUrl = "q" } }
    }
  }

  expect_failures = [var.integrations]
}

run "integration_http_without_uri" {
  command = plan

  variables {
    integrations = {
      orders = { type = "AWS_PROXY", function_key = "orders" }
      bad    = { type = "HTTP_PROXY" }
    }
  }

  expect_failures = [var.integrations]
}

run "integration_http_uri" {
  command = plan

  variables {
    integrations = {
      orders = { type = "AWS_PROXY", function_key = "orders" }
      bad    = { type = "HTTP_PROXY", uri = "example.com" }
    }
  }

  expect_failures = [var.integrations]
}

run "integration_function_with_uri" {
  command = plan

  variables {
    integrations = {
      orders = { type = "AWS_PROXY", function_key = "orders" }
      bad    = { type = "AWS_PROXY", function_key = "orders", uri = "https://example.com" }
    }
  }

  expect_failures = [var.integrations]
}

run "integration_url_over_link" {
  command = plan

  variables {
    integrations = {
      orders = { type = "AWS_PROXY", function_key = "orders" }
      bad    = { type = "HTTP_PROXY", uri = "https://example.com", vpc_link_id = "link" }
    }
  }

  expect_failures = [var.integrations]
}

run "integration_unknown_link" {
  command = plan

  variables {
    integrations = {
      orders = { type = "AWS_PROXY", function_key = "orders" }
      bad    = { type = "HTTP_PROXY", uri = "arn:aws:elasticloadbalancing:eu-central-1:123456789012:listener/app/main/1/2", vpc_link_key = "nobody" }
    }
  }

  expect_failures = [var.integrations]
}

run "integration_function_over_link" {
  command = plan

  variables {
    integrations = {
      orders = { type = "AWS_PROXY", function_key = "orders" }
      bad    = { type = "AWS_PROXY", function_key = "orders", vpc_link_id = "link" }
    }
  }

  expect_failures = [var.integrations]
}

run "integration_server_name_without_link" {
  command = plan

  variables {
    integrations = {
      orders = { type = "AWS_PROXY", function_key = "orders" }
      bad    = { type = "HTTP_PROXY", uri = "https://example.com", server_name_to_verify = "example.com" }
    }
  }

  expect_failures = [var.integrations]
}

run "integration_method" {
  command = plan

  variables {
    integrations = {
      orders = { type = "AWS_PROXY", function_key = "orders" }
      bad    = { type = "HTTP_PROXY", uri = "https://example.com", http_method = "FETCH" }
    }
  }

  expect_failures = [var.integrations]
}

run "integration_payload" {
  command = plan

  variables {
    integrations = {
      orders = { type = "AWS_PROXY", function_key = "orders" }
      bad    = { type = "AWS_PROXY", function_key = "orders", payload_format_version = "3.0" }
    }
  }

  expect_failures = [var.integrations]
}

run "integration_timeout" {
  command = plan

  variables {
    integrations = {
      orders = { type = "AWS_PROXY", function_key = "orders" }
      bad    = { type = "AWS_PROXY", function_key = "orders", timeout_milliseconds = 30001 }
    }
  }

  expect_failures = [var.integrations]
}

run "integration_request_parameter" {
  command = plan

  variables {
    integrations = {
      orders = { type = "AWS_PROXY", function_key = "orders" }
      bad    = { type = "HTTP_PROXY", uri = "https://example.com", request_parameters = { "integration.request.header.a" = "b" } }
    }
  }

  expect_failures = [var.integrations]
}

run "integration_response_status" {
  command = plan

  variables {
    integrations = {
      orders = { type = "AWS_PROXY", function_key = "orders" }
      bad    = { type = "HTTP_PROXY", uri = "https://example.com", response_parameters = { "4XX" = { "overwrite:statuscode" = "404" } } }
    }
  }

  expect_failures = [var.integrations]
}

run "integration_response_parameter" {
  command = plan

  variables {
    integrations = {
      orders = { type = "AWS_PROXY", function_key = "orders" }
      bad    = { type = "HTTP_PROXY", uri = "https://example.com", response_parameters = { "404" = { "header.server" = "x" } } }
    }
  }

  expect_failures = [var.integrations]
}

run "ip_address_type" {
  command = plan

  variables {
    ip_address_type = "ipv6"
  }

  expect_failures = [var.ip_address_type]
}

run "name_empty" {
  command = plan

  variables {
    name = ""
  }

  expect_failures = [var.name]
}

run "request_validators" {
  command = plan

  variables {
    request_validators = { body = { body = true } }
  }

  expect_failures = [var.request_validators]
}

run "resource_policy" {
  command = plan

  variables {
    resource_policy = { json = "{}" }
  }

  expect_failures = [var.resource_policy]
}

run "routes_empty" {
  command = plan

  variables {
    routes = {}
  }

  expect_failures = [var.routes]
}

run "route_key" {
  command = plan

  variables {
    routes = {
      "GET /orders"  = { integration_key = "orders", authorizer_key = "members" }
      "GET /orders/" = { integration_key = "orders", authorizer_key = "members" }
    }
  }

  expect_failures = [var.routes]
}

run "route_method" {
  command = plan

  variables {
    routes = {
      "GET /orders"   = { integration_key = "orders", authorizer_key = "members" }
      "FETCH /orders" = { integration_key = "orders", authorizer_key = "members" }
    }
  }

  expect_failures = [var.routes]
}

run "route_greedy_in_the_middle" {
  command = plan

  variables {
    routes = {
      "GET /orders"          = { integration_key = "orders", authorizer_key = "members" }
      "GET /{proxy+}/orders" = { integration_key = "orders", authorizer_key = "members" }
    }
  }

  expect_failures = [var.routes]
}

run "route_unknown_integration" {
  command = plan

  variables {
    routes = {
      "GET /orders" = { integration_key = "orders", authorizer_key = "members" }
      "PUT /orders" = { integration_key = "nobody", authorizer_key = "members" }
    }
  }

  expect_failures = [var.routes]
}

run "route_authorization" {
  command = plan

  variables {
    routes = {
      "GET /orders" = { integration_key = "orders", authorizer_key = "members" }
      "PUT /orders" = { integration_key = "orders", authorization = "COGNITO_USER_POOLS" }
    }
  }

  expect_failures = [var.routes]
}

run "route_without_authorization" {
  command = plan

  variables {
    routes = {
      "GET /orders" = { integration_key = "orders", authorizer_key = "members" }
      "PUT /orders" = { integration_key = "orders" }
    }
  }

  expect_failures = [var.routes]
}

run "route_unknown_authorizer" {
  command = plan

  variables {
    routes = {
      "GET /orders" = { integration_key = "orders", authorizer_key = "members" }
      "PUT /orders" = { integration_key = "orders", authorizer_key = "nobody" }
    }
  }

  expect_failures = [var.routes]
}

run "route_authorization_of_other_type" {
  command = plan

  variables {
    routes = {
      "GET /orders" = { integration_key = "orders", authorizer_key = "members" }
      "PUT /orders" = { integration_key = "orders", authorization = "CUSTOM", authorizer_key = "members" }
    }
  }

  expect_failures = [var.routes]
}

run "route_authorizer_id_alone" {
  command = plan

  variables {
    routes = {
      "GET /orders" = { integration_key = "orders", authorizer_key = "members" }
      "PUT /orders" = { integration_key = "orders", authorization = "AWS_IAM", authorizer_id = "a1b2c3" }
    }
  }

  expect_failures = [var.routes]
}

run "route_jwt_without_authorizer" {
  command = plan

  variables {
    routes = {
      "GET /orders" = { integration_key = "orders", authorizer_key = "members" }
      "PUT /orders" = { integration_key = "orders", authorization = "JWT" }
    }
  }

  expect_failures = [var.routes]
}

run "route_api_key" {
  command = plan

  variables {
    routes = {
      "GET /orders" = { integration_key = "orders", authorizer_key = "members" }
      "PUT /orders" = { integration_key = "orders", authorizer_key = "members", api_key_required = true }
    }
  }

  expect_failures = [var.routes]
}

run "route_validator" {
  command = plan

  variables {
    routes = {
      "GET /orders" = { integration_key = "orders", authorizer_key = "members" }
      "PUT /orders" = { integration_key = "orders", authorizer_key = "members", request_validator_key = "body" }
    }
  }

  expect_failures = [var.routes]
}

run "route_model" {
  command = plan

  variables {
    routes = {
      "GET /orders" = { integration_key = "orders", authorizer_key = "members" }
      "PUT /orders" = { integration_key = "orders", authorizer_key = "members", request_models = { "application/json" = "Order" } }
    }
  }

  expect_failures = [var.routes]
}

run "stage_name" {
  command = plan

  variables {
    stages = { "v1.0" = {} }
  }

  expect_failures = [var.stages]
}

run "stage_default_twice" {
  command = plan

  variables {
    stages = { "$default" = {}, default = {} }
  }

  expect_failures = [var.stages]
}

run "stage_log_format" {
  command = plan

  variables {
    stages = { "prod" = { access_log = { format = "$context.status" } } }
  }

  expect_failures = [var.stages]
}

run "stage_log_retention" {
  command = plan

  variables {
    stages = { "prod" = { access_log = { retention_in_days = 2 } } }
  }

  expect_failures = [var.stages]
}

run "stage_settings_of_unknown_route" {
  command = plan

  variables {
    stages = { "prod" = { route_settings = { "GET /nothing" = {} } } }
  }

  expect_failures = [var.stages]
}

run "stage_no_limit" {
  command = plan

  variables {
    stages = { "prod" = { default_route_settings = { throttle = { burst_limit = -1, rate_limit = -1 } } } }
  }

  expect_failures = [var.stages]
}

run "stage_limit_zero" {
  command = plan

  variables {
    stages = { "prod" = { route_settings = { "GET /orders" = { throttle = { burst_limit = 0, rate_limit = 1 } } } } }
  }

  expect_failures = [var.stages]
}

run "stage_web_acl" {
  command = plan

  variables {
    stages = { "prod" = { web_acl = { arn = "arn:aws:wafv2:eu-central-1:123456789012:regional/webacl/main/0123" } } }
  }

  expect_failures = [var.stages]
}

run "stage_tracing" {
  command = plan

  variables {
    stages = { "prod" = { xray_tracing_enabled = true } }
  }

  expect_failures = [var.stages]
}

run "stage_cache" {
  command = plan

  variables {
    stages = { "prod" = { cache = {} } }
  }

  expect_failures = [var.stages]
}

run "stage_execution_log" {
  command = plan

  variables {
    stages = { "prod" = { execution_log = {} } }
  }

  expect_failures = [var.stages]
}

run "vpc_link_one_subnet" {
  command = plan

  variables {
    vpc_links = { main = { subnet_ids = ["subnet-1"], security_group_ids = ["sg-1"] } }
  }

  expect_failures = [var.vpc_links]
}

run "vpc_link_without_security_group" {
  command = plan

  variables {
    vpc_links = { main = { subnet_ids = ["subnet-1", "subnet-2"], security_group_ids = [] } }
  }

  expect_failures = [var.vpc_links]
}
