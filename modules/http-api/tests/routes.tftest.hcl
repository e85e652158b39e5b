# What is made of a routes map: routes, integrations, authorizers, VPC links, permissions.

mock_provider "aws" {
  source = "./tests/mocks"
}

variables {
  name = "orders"

  authorization = { authorizer_key = "members", scopes = ["orders/read"] }

  authorizers = {
    members  = { type = "JWT", issuer = "https://cognito-idp.eu-central-1.amazonaws.com/eu-central-1_abc", audience = ["client"] }
    partners = { type = "REQUEST", function_key = "authorizer" }
    legacy   = { type = "REQUEST", function_key = "authorizer", name = "old", payload_format_version = "1.0", identity_sources = [], result_ttl_in_seconds = 0 }
  }

  functions = {
    authorizer = { arn = "arn:aws:lambda:eu-central-1:123456789012:function:authorizer" }
    elsewhere  = { arn = "arn:aws:lambda:eu-central-1:123456789012:function:elsewhere", permission = false }
    orders     = { arn = "arn:aws:lambda:eu-central-1:123456789012:function:orders", qualifier = "live" }
  }

  integrations = {
    elsewhere = { type = "AWS_PROXY", function_key = "elsewhere" }
    inside    = { type = "HTTP_PROXY", uri = "arn:aws:elasticloadbalancing:eu-central-1:123456789012:listener/app/main/0123456789abcdef/0123456789abcdef", vpc_link_key = "main", server_name_to_verify = "orders.internal" }
    mapped    = { type = "AWS_PROXY", function_key = "orders", credentials_arn = "arn:aws:iam::123456789012:role/caller", payload_format_version = "1.0" }
    orders    = { type = "AWS_PROXY", function_key = "orders" }
    queue = {
      type               = "AWS_PROXY"
      subtype            = "SQS-SendMessage"
      credentials_arn    = "arn:aws:iam::123456789012:role/orders"
      request_parameters = { MessageBody = "$request.body", QueueUrl = "https://sqs.eu-central-1.amazonaws.com/123456789012/orders" }
    }
    site = {
      type                 = "HTTP_PROXY"
      uri                  = "https://example.com/{proxy}"
      http_method          = "GET"
      request_parameters   = { "append:header.x-sub" = "$context.authorizer.claims.sub" }
      response_parameters  = { "404" = { "overwrite:statuscode" = "410" }, "500" = { "remove:header.server" = "''" } }
      timeout_milliseconds = 5000
    }
  }

  routes = {
    "$default"          = { integration_key = "site", authorization = "NONE" }
    "GET /orders"       = { integration_key = "orders" }
    "POST /orders"      = { integration_key = "queue", authorization_scopes = ["orders/write"] }
    "GET /orders/{id}"  = { integration_key = "orders", authorizer_key = "partners" }
    "PUT /orders/{id}"  = { integration_key = "inside", authorization = "AWS_IAM" }
    "GET /old"          = { integration_key = "mapped", authorizer_key = "legacy" }
    "ANY /any/{proxy+}" = { integration_key = "elsewhere", authorization = "JWT", authorizer_id = "a1b2c3", authorization_scopes = ["any"] }
  }

  stages = { "$default" = {} }

  vpc_links = { main = { subnet_ids = ["subnet-1", "subnet-2"], security_group_ids = ["sg-1"] } }
}

run "routes" {
  assert {
    condition     = tomap({ for key, route in aws_apigatewayv2_route.this : key => route.authorization_type }) == tomap({ "$default" = "NONE", "GET /orders" = "JWT", "POST /orders" = "JWT", "GET /orders/{id}" = "CUSTOM", "PUT /orders/{id}" = "AWS_IAM", "GET /old" = "CUSTOM", "ANY /any/{proxy+}" = "JWT" })
    error_message = "authorization: ${jsonencode({ for key, route in aws_apigatewayv2_route.this : key => route.authorization_type })}"
  }

  assert {
    condition     = aws_apigatewayv2_route.this["GET /orders"].authorizer_id == aws_apigatewayv2_authorizer.this["members"].id && aws_apigatewayv2_route.this["GET /orders"].authorization_scopes == toset(["orders/read"])
    error_message = "the default's authorizer and scopes"
  }

  assert {
    condition     = aws_apigatewayv2_route.this["POST /orders"].authorization_scopes == toset(["orders/write"]) && aws_apigatewayv2_route.this["POST /orders"].authorizer_id == aws_apigatewayv2_authorizer.this["members"].id
    error_message = "scopes of its own, with the default's authorizer"
  }

  assert {
    condition     = aws_apigatewayv2_route.this["GET /orders/{id}"].authorizer_id == aws_apigatewayv2_authorizer.this["partners"].id && aws_apigatewayv2_route.this["GET /orders/{id}"].authorization_scopes == null
    error_message = "an authorizer of its own leaves the default's scopes out"
  }

  assert {
    condition     = aws_apigatewayv2_route.this["ANY /any/{proxy+}"].authorizer_id == "a1b2c3"
    error_message = "an authorizer from elsewhere"
  }

  assert {
    condition     = alltrue([for key, route in var.routes : aws_apigatewayv2_route.this[key].target == "integrations/${aws_apigatewayv2_integration.this[route.integration_key].id}"])
    error_message = "every route has its integration"
  }

  assert {
    condition     = length(aws_apigatewayv2_integration.this) == 6 && aws_apigatewayv2_route.this["GET /orders"].target == aws_apigatewayv2_route.this["GET /orders/{id}"].target
    error_message = "one integration serves many routes"
  }
}

run "integrations" {
  assert {
    condition = alltrue([
      aws_apigatewayv2_integration.this["orders"].integration_uri == "arn:aws:apigateway:eu-central-1:lambda:path/2015-03-31/functions/arn:aws:lambda:eu-central-1:123456789012:function:orders:live/invocations",
      aws_apigatewayv2_integration.this["orders"].payload_format_version == "2.0",
      aws_apigatewayv2_integration.this["orders"].integration_method == "POST",
      aws_apigatewayv2_integration.this["orders"].connection_type == "INTERNET",
      aws_apigatewayv2_integration.this["orders"].timeout_milliseconds == 30000,
    ])
    error_message = "a function: ${jsonencode(aws_apigatewayv2_integration.this["orders"])}"
  }

  assert {
    condition     = aws_apigatewayv2_integration.this["mapped"].payload_format_version == "1.0" && aws_apigatewayv2_integration.this["mapped"].credentials_arn == "arn:aws:iam::123456789012:role/caller"
    error_message = "payload 1.0 and a role where they are written"
  }

  assert {
    condition = alltrue([
      aws_apigatewayv2_integration.this["queue"].integration_subtype == "SQS-SendMessage",
      aws_apigatewayv2_integration.this["queue"].integration_uri == null,
      aws_apigatewayv2_integration.this["queue"].integration_method == null,
      aws_apigatewayv2_integration.this["queue"].payload_format_version == "1.0",
      aws_apigatewayv2_integration.this["queue"].request_parameters["MessageBody"] == "$request.body",
    ])
    error_message = "a service takes neither URI nor method, and payload 1.0 alone"
  }

  assert {
    condition = alltrue([
      aws_apigatewayv2_integration.this["site"].integration_method == "GET",
      aws_apigatewayv2_integration.this["site"].payload_format_version == "1.0",
      jsonencode({ for response in aws_apigatewayv2_integration.this["site"].response_parameters : response.status_code => response.mappings }) == jsonencode({ "404" = { "overwrite:statuscode" = "410" }, "500" = { "remove:header.server" = "''" } }),
    ])
    error_message = "an HTTP proxy with mappings"
  }

  assert {
    condition = alltrue([
      aws_apigatewayv2_integration.this["inside"].connection_type == "VPC_LINK",
      aws_apigatewayv2_integration.this["inside"].connection_id == aws_apigatewayv2_vpc_link.this["main"].id,
      aws_apigatewayv2_integration.this["inside"].tls_config[0].server_name_to_verify == "orders.internal",
      aws_apigatewayv2_integration.this["inside"].integration_method == "ANY",
    ])
    error_message = "over a VPC link"
  }

  assert {
    condition     = aws_apigatewayv2_vpc_link.this["main"].name == "orders-main"
    error_message = "a link is named after the API"
  }
}

run "authorizers" {
  assert {
    condition = alltrue([
      aws_apigatewayv2_authorizer.this["members"].jwt_configuration[0].audience == toset(["client"]),
      aws_apigatewayv2_authorizer.this["members"].identity_sources == toset(["$request.header.Authorization"]),
      aws_apigatewayv2_authorizer.this["members"].authorizer_payload_format_version == null,
      aws_apigatewayv2_authorizer.this["members"].authorizer_uri == null,
    ])
    error_message = "JWT: ${jsonencode(aws_apigatewayv2_authorizer.this["members"])}"
  }

  assert {
    condition = alltrue([
      aws_apigatewayv2_authorizer.this["partners"].authorizer_uri == "arn:aws:apigateway:eu-central-1:lambda:path/2015-03-31/functions/arn:aws:lambda:eu-central-1:123456789012:function:authorizer/invocations",
      aws_apigatewayv2_authorizer.this["partners"].identity_sources == toset(["$context.routeKey", "$request.header.Authorization"]),
      aws_apigatewayv2_authorizer.this["partners"].enable_simple_responses,
      aws_apigatewayv2_authorizer.this["partners"].authorizer_payload_format_version == "2.0",
      aws_apigatewayv2_authorizer.this["partners"].authorizer_result_ttl_in_seconds == 300,
      length(aws_apigatewayv2_authorizer.this["partners"].jwt_configuration) == 0,
    ])
    error_message = "an answer is cached by route: ${jsonencode(aws_apigatewayv2_authorizer.this["partners"])}"
  }

  assert {
    condition     = aws_apigatewayv2_authorizer.this["legacy"].name == "old" && aws_apigatewayv2_authorizer.this["legacy"].enable_simple_responses == false && length(aws_apigatewayv2_authorizer.this["legacy"].identity_sources) == 0
    error_message = "payload 1.0 has no simple responses"
  }
}

run "permissions" {
  assert {
    condition     = tolist(keys(aws_lambda_permission.this)) == tolist(["authorizer", "orders"])
    error_message = "one a function, none where the caller said so: ${jsonencode(keys(aws_lambda_permission.this))}"
  }

  assert {
    condition     = aws_lambda_permission.this["orders"].source_arn == "arn:aws:execute-api:eu-central-1:123456789012:a1b2c3d4e5/*/*" && aws_lambda_permission.this["orders"].qualifier == "live" && aws_lambda_permission.this["orders"].principal == "apigateway.amazonaws.com"
    error_message = "pinned to this API"
  }
}

run "unused" {
  command = plan

  variables {
    authorization = null
    routes        = { "GET /orders" = { integration_key = "orders", authorization = "AWS_IAM" } }
  }

  expect_failures = [check.everything_is_used]
}

run "too_many_authorizers" {
  command = plan

  variables {
    authorizers = { for number in range(11) : number == 0 ? "members" : "more-${number}" => { type = "JWT", issuer = "https://example.com", audience = ["client"] } }
    routes      = { "GET /orders" = { integration_key = "orders" } }
  }

  expect_failures = [aws_apigatewayv2_api.this, check.everything_is_used]
}

run "too_many_routes" {
  command = plan

  variables {
    routes = { for number in range(301) : "GET /orders/${number}" => { integration_key = "orders" } }
  }

  expect_failures = [aws_apigatewayv2_api.this, check.everything_is_used]
}

run "scopes_without_jwt" {
  command = plan

  variables {
    routes = {
      "GET /orders" = { integration_key = "orders", authorizer_key = "partners", authorization_scopes = ["orders/read"] }
    }
  }

  expect_failures = [aws_apigatewayv2_api.this, check.everything_is_used]
}
