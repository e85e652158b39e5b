# Every validation refuses what it is for. The base variables are valid, each run breaks one thing.

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

run "valid" {
  command = plan
}

run "api_key_selection_expression" {
  command = plan

  variables {
    api_key_selection_expression = "$request.header.key"
  }

  expect_failures = [var.api_key_selection_expression]
}

run "api_version" {
  command = plan

  variables {
    api_version = ""
  }

  expect_failures = [var.api_version]
}

run "authorizer_unknown_function" {
  command = plan

  variables {
    authorizers = { token = { function_key = "nobody" } }
  }

  expect_failures = [var.authorizers]
}

run "authorizer_identity_source" {
  command = plan

  variables {
    authorizers = { token = { function_key = "authorizer", identity_sources = ["method.request.header.Authorization"] } }
  }

  expect_failures = [var.authorizers]
}

run "authorizer_without_identity_source" {
  command = plan

  variables {
    authorizers = { token = { function_key = "authorizer", identity_sources = [] } }
  }

  expect_failures = [var.authorizers]
}

run "function_arn_with_qualifier" {
  command = plan

  variables {
    functions = { authorizer = { arn = "arn:aws:lambda:eu-central-1:123456789012:function:authorizer" }, chat = { arn = "arn:aws:lambda:eu-central-1:123456789012:function:chat:live" } }
  }

  expect_failures = [var.functions]
}

run "integration_type" {
  command = plan

  variables {
    integrations = {
      bad  = { type = "LAMBDA" }
      chat = { type = "AWS_PROXY", function_key = "chat" }
      pong = { type = "MOCK", responses = { "$default" = {} } }
    }
  }

  expect_failures = [var.integrations]
}

run "integration_without_function" {
  command = plan

  variables {
    integrations = {
      bad  = { type = "AWS_PROXY" }
      chat = { type = "AWS_PROXY", function_key = "chat" }
      pong = { type = "MOCK", responses = { "$default" = {} } }
    }
  }

  expect_failures = [var.integrations]
}

run "integration_unknown_function" {
  command = plan

  variables {
    integrations = {
      bad  = { type = "AWS_PROXY", function_key = "nobody" }
      chat = { type = "AWS_PROXY", function_key = "chat" }
      pong = { type = "MOCK", responses = { "$default" = {} } }
    }
  }

  expect_failures = [var.integrations]
}

run "integration_mock_with_function" {
  command = plan

  variables {
    integrations = {
      bad  = { type = "MOCK", function_key = "chat" }
      chat = { type = "AWS_PROXY", function_key = "chat" }
      pong = { type = "MOCK", responses = { "$default" = {} } }
    }
  }

  expect_failures = [var.integrations]
}

run "integration_http_without_uri" {
  command = plan

  variables {
    integrations = {
      bad  = { type = "HTTP" }
      chat = { type = "AWS_PROXY", function_key = "chat" }
      pong = { type = "MOCK", responses = { "$default" = {} } }
    }
  }

  expect_failures = [var.integrations]
}

run "integration_http_uri" {
  command = plan

  variables {
    integrations = {
      bad  = { type = "HTTP_PROXY", uri = "example.com" }
      chat = { type = "AWS_PROXY", function_key = "chat" }
      pong = { type = "MOCK", responses = { "$default" = {} } }
    }
  }

  expect_failures = [var.integrations]
}

run "integration_service_uri" {
  command = plan

  variables {
    integrations = {
      bad  = { type = "AWS", uri = "https://sqs.eu-central-1.amazonaws.com", credentials_arn = "arn:aws:iam::123456789012:role/chat" }
      chat = { type = "AWS_PROXY", function_key = "chat" }
      pong = { type = "MOCK", responses = { "$default" = {} } }
    }
  }

  expect_failures = [var.integrations]
}

run "integration_service_without_role" {
  command = plan

  variables {
    integrations = {
      bad  = { type = "AWS", uri = "arn:aws:apigateway:eu-central-1:sqs:path/123456789012/chat" }
      chat = { type = "AWS_PROXY", function_key = "chat" }
      pong = { type = "MOCK", responses = { "$default" = {} } }
    }
  }

  expect_failures = [var.integrations]
}

run "integration_mock_with_uri" {
  command = plan

  variables {
    integrations = {
      bad  = { type = "MOCK", uri = "https://example.com" }
      chat = { type = "AWS_PROXY", function_key = "chat" }
      pong = { type = "MOCK", responses = { "$default" = {} } }
    }
  }

  expect_failures = [var.integrations]
}

run "integration_method" {
  command = plan

  variables {
    integrations = {
      bad  = { type = "HTTP", uri = "https://example.com", http_method = "FETCH" }
      chat = { type = "AWS_PROXY", function_key = "chat" }
      pong = { type = "MOCK", responses = { "$default" = {} } }
    }
  }

  expect_failures = [var.integrations]
}

run "integration_timeout" {
  command = plan

  variables {
    integrations = {
      bad  = { type = "MOCK", timeout_milliseconds = 29001 }
      chat = { type = "AWS_PROXY", function_key = "chat" }
      pong = { type = "MOCK", responses = { "$default" = {} } }
    }
  }

  expect_failures = [var.integrations]
}

run "integration_passthrough" {
  command = plan

  variables {
    integrations = {
      bad  = { type = "MOCK", passthrough_behavior = "ALWAYS" }
      chat = { type = "AWS_PROXY", function_key = "chat" }
      pong = { type = "MOCK", responses = { "$default" = {} } }
    }
  }

  expect_failures = [var.integrations]
}

run "integration_content_handling" {
  command = plan

  variables {
    integrations = {
      bad  = { type = "MOCK", content_handling_strategy = "TEXT" }
      chat = { type = "AWS_PROXY", function_key = "chat" }
      pong = { type = "MOCK", responses = { "$default" = {} } }
    }
  }

  expect_failures = [var.integrations]
}

run "integration_response_content_handling" {
  command = plan

  variables {
    integrations = {
      bad  = { type = "MOCK", responses = { "$default" = { content_handling_strategy = "TEXT" } } }
      chat = { type = "AWS_PROXY", function_key = "chat" }
      pong = { type = "MOCK", responses = { "$default" = {} } }
    }
  }

  expect_failures = [var.integrations]
}

run "integration_request_parameter" {
  command = plan

  variables {
    integrations = {
      bad  = { type = "HTTP", uri = "https://example.com", request_parameters = { "overwrite:header.a" = "b" } }
      chat = { type = "AWS_PROXY", function_key = "chat" }
      pong = { type = "MOCK", responses = { "$default" = {} } }
    }
  }

  expect_failures = [var.integrations]
}

run "integration_proxy_with_responses" {
  command = plan

  variables {
    integrations = {
      bad  = { type = "AWS_PROXY", function_key = "chat", responses = { "$default" = {} } }
      chat = { type = "AWS_PROXY", function_key = "chat" }
      pong = { type = "MOCK", responses = { "$default" = {} } }
    }
  }

  expect_failures = [var.integrations]
}

run "integration_response_key" {
  command = plan

  variables {
    integrations = {
      bad  = { type = "MOCK", responses = { "200" = {} } }
      chat = { type = "AWS_PROXY", function_key = "chat" }
      pong = { type = "MOCK", responses = { "$default" = {} } }
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

run "model_name" {
  command = plan

  variables {
    models = { "a-message" = { schema = "{}" } }
  }

  expect_failures = [var.models]
}

run "model_schema" {
  command = plan

  variables {
    models = { Message = { schema = "{" } }
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

run "route_selection_expression" {
  command = plan

  variables {
    route_selection_expression = "$request.header.action"
  }

  expect_failures = [var.route_selection_expression]
}

run "routes_without_connect" {
  command = plan

  variables {
    routes = { ping = { integration_key = "pong", response = {} } }
  }

  expect_failures = [var.routes]
}

run "route_key_with_space" {
  command = plan

  variables {
    routes = {
      "$connect"  = { integration_key = "chat", authorizer_key = "token" }
      ping        = { integration_key = "pong", response = {} }
      "a message" = { integration_key = "chat" }
    }
  }

  expect_failures = [var.routes]
}

run "route_key_with_dollar" {
  command = plan

  variables {
    routes = {
      "$connect" = { integration_key = "chat", authorizer_key = "token" }
      ping       = { integration_key = "pong", response = {} }
      "$other"   = { integration_key = "chat" }
    }
  }

  expect_failures = [var.routes]
}

run "route_unknown_integration" {
  command = plan

  variables {
    routes = {
      "$connect" = { integration_key = "chat", authorizer_key = "token" }
      ping       = { integration_key = "pong", response = {} }
      "other"    = { integration_key = "nobody" }
    }
  }

  expect_failures = [var.routes]
}

run "route_with_authorizer" {
  command = plan

  variables {
    routes = {
      "$connect" = { integration_key = "chat", authorizer_key = "token" }
      ping       = { integration_key = "pong", response = {} }
      "other"    = { integration_key = "chat", authorizer_key = "token" }
    }
  }

  expect_failures = [var.routes]
}

run "route_with_authorization" {
  command = plan

  variables {
    routes = {
      "$connect" = { integration_key = "chat", authorizer_key = "token" }
      ping       = { integration_key = "pong", response = {} }
      "other"    = { integration_key = "chat", authorization = "NONE" }
    }
  }

  expect_failures = [var.routes]
}

run "connect_without_authorization" {
  command = plan

  variables {
    routes = {
      "$connect" = { integration_key = "chat" }
      ping       = { integration_key = "pong", response = {} }
    }
  }

  expect_failures = [var.routes]
}

run "connect_jwt" {
  command = plan

  variables {
    routes = {
      "$connect" = { integration_key = "chat", authorization = "JWT" }
      ping       = { integration_key = "pong", response = {} }
    }
  }

  expect_failures = [var.routes]
}

run "connect_unknown_authorizer" {
  command = plan

  variables {
    routes = {
      "$connect" = { integration_key = "chat", authorizer_key = "nobody" }
      ping       = { integration_key = "pong", response = {} }
    }
  }

  expect_failures = [var.routes]
}

run "connect_authorizer_and_iam" {
  command = plan

  variables {
    routes = {
      "$connect" = { integration_key = "chat", authorizer_key = "token", authorization = "AWS_IAM" }
      ping       = { integration_key = "pong", response = {} }
    }
  }

  expect_failures = [var.routes]
}

run "connect_custom_without_authorizer" {
  command = plan

  variables {
    routes = {
      "$connect" = { integration_key = "chat", authorization = "CUSTOM" }
      ping       = { integration_key = "pong", response = {} }
    }
  }

  expect_failures = [var.routes]
}

run "connect_authorizer_id_without_custom" {
  command = plan

  variables {
    routes = {
      "$connect" = { integration_key = "chat", authorization = "AWS_IAM", authorizer_id = "a1b2c3" }
      ping       = { integration_key = "pong", response = {} }
    }
  }

  expect_failures = [var.routes]
}

run "route_unknown_model" {
  command = plan

  variables {
    routes = {
      "$connect" = { integration_key = "chat", authorizer_key = "token" }
      ping       = { integration_key = "pong", response = {} }
      "other"    = { integration_key = "chat", request_models = { "$default" = "Nothing" }, model_selection_expression = "$default" }
    }
  }

  expect_failures = [var.routes]
}

run "route_unknown_response_model" {
  command = plan

  variables {
    routes = {
      "$connect" = { integration_key = "chat", authorizer_key = "token" }
      ping       = { integration_key = "pong", response = {} }
      "other"    = { integration_key = "chat", response = { models = { "$default" = "Nothing" } } }
    }
  }

  expect_failures = [var.routes]
}

run "route_models_without_selection" {
  command = plan

  variables {
    routes = {
      "$connect" = { integration_key = "chat", authorizer_key = "token" }
      ping       = { integration_key = "pong", response = {} }
      "other"    = { integration_key = "chat", request_models = { "$default" = "Message" } }
    }
  }

  expect_failures = [var.routes]
}

run "route_request_parameter" {
  command = plan

  variables {
    routes = {
      "$connect" = { integration_key = "chat", authorizer_key = "token" }
      ping       = { integration_key = "pong", response = {} }
      "other"    = { integration_key = "chat", request_parameters = { "method.request.header.a" = true } }
    }
  }

  expect_failures = [var.routes]
}

run "disconnect_two_way" {
  command = plan

  variables {
    routes = {
      "$connect"    = { integration_key = "chat", authorizer_key = "token" }
      ping          = { integration_key = "pong", response = {} }
      "$disconnect" = { integration_key = "chat", response = {} }
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

run "stage_execution_log_retention" {
  command = plan

  variables {
    stages = { "prod" = { execution_log = { retention_in_days = 2 } } }
  }

  expect_failures = [var.stages]
}

run "stage_logging_level" {
  command = plan

  variables {
    stages = { "prod" = { route_settings = { message = { logging_level = "DEBUG" } } } }
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
    stages = { "prod" = { route_settings = { message = { throttle = { burst_limit = 0, rate_limit = 1 } } } } }
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
