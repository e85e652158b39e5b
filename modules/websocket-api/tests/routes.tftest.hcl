# What is made of a routes map: routes, two-way responses, integrations, models, the authorizer, permissions.

mock_provider "aws" {
  source = "./tests/mocks"
}

variables {
  name = "chat"

  authorizers = {
    token = { function_key = "authorizer", identity_sources = ["route.request.querystring.token"] }
  }

  functions = {
    authorizer = { arn = "arn:aws:lambda:eu-central-1:123456789012:function:authorizer" }
    chat       = { arn = "arn:aws:lambda:eu-central-1:123456789012:function:chat", qualifier = "live" }
    elsewhere  = { arn = "arn:aws:lambda:eu-central-1:123456789012:function:elsewhere", permission = false }
  }

  integrations = {
    chat      = { type = "AWS_PROXY", function_key = "chat" }
    elsewhere = { type = "AWS", function_key = "elsewhere", request_templates = { "$default" = "{}" }, template_selection_expression = "\\$default" }
    history   = { type = "HTTP", uri = "https://example.com/history", responses = { "$default" = {}, "/4\\d{2}/" = { response_templates = { "$default" = "{\"error\": true}" }, template_selection_expression = "\\$default", content_handling_strategy = "CONVERT_TO_TEXT" } } }
    pong      = { type = "MOCK", request_templates = { "200" = "{\"statusCode\": 200}" }, template_selection_expression = "200", responses = { "$default" = { response_templates = { "$default" = "{\"pong\": true}" } } } }
    queue     = { type = "AWS", uri = "arn:aws:apigateway:eu-central-1:sqs:path/123456789012/chat", credentials_arn = "arn:aws:iam::123456789012:role/chat", passthrough_behavior = "WHEN_NO_MATCH", request_parameters = { "integration.request.header.Content-Type" = "'application/json'" } }
    site      = { type = "HTTP_PROXY", uri = "https://example.com/chat", http_method = "PUT" }
  }

  models = { Message = { schema = "{\"type\": \"object\"}" } }

  routes = {
    "$connect"    = { integration_key = "chat", authorizer_key = "token", request_parameters = { "route.request.querystring.token" = true } }
    "$default"    = { integration_key = "site" }
    "$disconnect" = { integration_key = "chat" }
    archive       = { integration_key = "queue", api_key_required = true }
    history       = { integration_key = "history", response = { models = { "$default" = "Message" }, model_selection_expression = "$default" } }
    message       = { integration_key = "chat", request_models = { "$default" = "Message" }, model_selection_expression = "$default", operation_name = "send" }
    other         = { integration_key = "elsewhere" }
    ping          = { integration_key = "pong", response = {} }
  }

  stages = { prod = {}, test = {} }
}

run "routes" {
  assert {
    condition     = { for key, route in aws_apigatewayv2_route.this : key => route.authorization_type if route.authorization_type != "NONE" } == { "$connect" = "CUSTOM" }
    error_message = "authorization is asked for at $connect"
  }

  assert {
    condition     = aws_apigatewayv2_route.this["$connect"].authorizer_id == aws_apigatewayv2_authorizer.this["token"].id && aws_apigatewayv2_route.this["$default"].authorizer_id == null
    error_message = "the authorizer of $connect"
  }

  assert {
    condition     = alltrue([for key, route in var.routes : aws_apigatewayv2_route.this[key].target == "integrations/${aws_apigatewayv2_integration.this[route.integration_key].id}"])
    error_message = "every route has its integration"
  }

  assert {
    condition     = aws_apigatewayv2_route.this["$connect"].target == aws_apigatewayv2_route.this["message"].target && length(aws_apigatewayv2_integration.this) == 6
    error_message = "one integration serves many routes"
  }

  assert {
    condition     = tolist(keys(aws_apigatewayv2_route_response.this)) == tolist(["history", "ping"]) && { for key, route in aws_apigatewayv2_route.this : key => route.route_response_selection_expression if route.route_response_selection_expression != null } == { history = "$default", ping = "$default" }
    error_message = "two-way routes: ${jsonencode(keys(aws_apigatewayv2_route_response.this))}"
  }

  assert {
    condition = alltrue([
      aws_apigatewayv2_route_response.this["history"].route_id == aws_apigatewayv2_route.this["history"].id,
      aws_apigatewayv2_route_response.this["history"].response_models == tomap({ "$default" = "Message" }),
      aws_apigatewayv2_route_response.this["ping"].response_models == null,
      aws_apigatewayv2_route_response.this["ping"].route_response_key == "$default",
    ])
    error_message = "route responses"
  }

  assert {
    condition     = aws_apigatewayv2_route.this["message"].request_models == tomap({ "$default" = "Message" }) && aws_apigatewayv2_route.this["ping"].request_models == null
    error_message = "request models by name"
  }

  assert {
    condition     = aws_apigatewayv2_route.this["archive"].api_key_required && { for parameter in aws_apigatewayv2_route.this["$connect"].request_parameter : parameter.request_parameter_key => parameter.required } == { "route.request.querystring.token" = true }
    error_message = "keys and required parameters"
  }
}

run "integrations" {
  assert {
    condition     = aws_apigatewayv2_integration.this["chat"].integration_uri == "arn:aws:apigateway:eu-central-1:lambda:path/2015-03-31/functions/arn:aws:lambda:eu-central-1:123456789012:function:chat:live/invocations"
    error_message = "a function: ${aws_apigatewayv2_integration.this["chat"].integration_uri}"
  }

  assert {
    condition     = tomap({ for key, integration in aws_apigatewayv2_integration.this : key => integration.passthrough_behavior }) == tomap({ chat = "WHEN_NO_MATCH", elsewhere = "NEVER", history = "WHEN_NO_TEMPLATES", pong = "WHEN_NO_TEMPLATES", queue = "WHEN_NO_MATCH", site = "WHEN_NO_MATCH" })
    error_message = "what no template takes is refused unless the caller says otherwise: ${jsonencode({ for key, integration in aws_apigatewayv2_integration.this : key => integration.passthrough_behavior })}"
  }

  assert {
    condition     = jsonencode({ for key, integration in aws_apigatewayv2_integration.this : key => integration.integration_method }) == jsonencode({ chat = "POST", elsewhere = "POST", history = "POST", pong = null, queue = "POST", site = "PUT" })
    error_message = "methods: ${jsonencode({ for key, integration in aws_apigatewayv2_integration.this : key => integration.integration_method })}"
  }

  assert {
    condition     = tolist(keys(aws_apigatewayv2_integration_response.this)) == tolist(["history $default", "history /4\\d{2}/", "pong $default"])
    error_message = "responses: ${jsonencode(keys(aws_apigatewayv2_integration_response.this))}"
  }

  assert {
    condition = alltrue([
      aws_apigatewayv2_integration_response.this["history /4\\d{2}/"].integration_id == aws_apigatewayv2_integration.this["history"].id,
      aws_apigatewayv2_integration_response.this["history /4\\d{2}/"].integration_response_key == "/4\\d{2}/",
      aws_apigatewayv2_integration_response.this["history /4\\d{2}/"].content_handling_strategy == "CONVERT_TO_TEXT",
      aws_apigatewayv2_integration_response.this["history $default"].response_templates == null,
    ])
    error_message = "responses belong to their integration"
  }

  assert {
    condition     = aws_apigatewayv2_model.this["Message"].content_type == "application/json"
    error_message = "models"
  }
}

run "authorizer_and_permissions" {
  assert {
    condition = alltrue([
      aws_apigatewayv2_authorizer.this["token"].authorizer_type == "REQUEST",
      aws_apigatewayv2_authorizer.this["token"].authorizer_uri == "arn:aws:apigateway:eu-central-1:lambda:path/2015-03-31/functions/arn:aws:lambda:eu-central-1:123456789012:function:authorizer/invocations",
      aws_apigatewayv2_authorizer.this["token"].identity_sources == toset(["route.request.querystring.token"]),
    ])
    error_message = "authorizer: ${jsonencode(aws_apigatewayv2_authorizer.this["token"])}"
  }

  assert {
    condition     = tolist(keys(aws_lambda_permission.this)) == tolist(["authorizer", "chat"]) && aws_lambda_permission.this["chat"].source_arn == "arn:aws:execute-api:eu-central-1:123456789012:a1b2c3d4e5/*/*" && aws_lambda_permission.this["chat"].qualifier == "live"
    error_message = "one permission a function, pinned to this API"
  }
}

run "posting_to_connections" {
  assert {
    condition = jsondecode(output.post_to_connections_policies["prod"]).Statement == [{
      Sid      = "PostToConnections"
      Effect   = "Allow"
      Action   = ["execute-api:ManageConnections"]
      Resource = ["arn:aws:execute-api:eu-central-1:123456789012:a1b2c3d4e5/prod/POST/@connections/*"]
    }]
    error_message = "policy: ${output.post_to_connections_policies["prod"]}"
  }

  assert {
    condition     = output.stage_management_urls["test"] == "https://a1b2c3d4e5.execute-api.eu-central-1.amazonaws.com/test" && output.post_to_connections_arns["test"] == "arn:aws:execute-api:eu-central-1:123456789012:a1b2c3d4e5/test/POST/@connections/*"
    error_message = "the URL that a function posts to: ${output.stage_management_urls["test"]}"
  }
}

run "answers_that_reach_nobody" {
  command = plan

  variables {
    routes = {
      "$connect" = { integration_key = "chat", authorization = "AWS_IAM" }
      ping       = { integration_key = "pong" }
    }
  }

  expect_failures = [check.answers_are_delivered, check.everything_is_used]
}

run "authorizer_from_elsewhere" {
  command = plan

  variables {
    authorizers  = {}
    functions    = { chat = { arn = "arn:aws:lambda:eu-central-1:123456789012:function:chat" } }
    integrations = { chat = { type = "AWS_PROXY", function_key = "chat" } }
    routes       = { "$connect" = { integration_key = "chat", authorization = "CUSTOM", authorizer_id = "a1b2c3" } }
  }

  assert {
    condition     = aws_apigatewayv2_route.this["$connect"].authorizer_id == "a1b2c3" && aws_apigatewayv2_route.this["$connect"].authorization_type == "CUSTOM"
    error_message = "by its id"
  }
}

run "anyone_on_the_callers_word" {
  command = plan

  variables {
    authorizers  = {}
    functions    = { chat = { arn = "arn:aws:lambda:eu-central-1:123456789012:function:chat" } }
    integrations = { chat = { type = "AWS_PROXY", function_key = "chat" } }
    routes       = { "$connect" = { integration_key = "chat", authorization = "NONE" } }
  }

  assert {
    condition     = aws_apigatewayv2_route.this["$connect"].authorization_type == "NONE"
    error_message = "NONE where it is written"
  }
}

run "too_many_authorizers" {
  command = plan

  variables {
    authorizers = { for number in range(11) : number == 0 ? "token" : "more-${number}" => { function_key = "authorizer" } }
  }

  expect_failures = [aws_apigatewayv2_deployment.this, check.everything_is_used]
}
