# What is made of a routes map: resources, methods, integrations, responses, authorizers, permissions.

mock_provider "aws" {
  source = "./tests/mocks"
}

variables {
  name = "orders"

  authorization = { authorizer_key = "members", scopes = ["orders/read"] }

  authorizers = {
    members = { type = "COGNITO_USER_POOLS", provider_arns = ["arn:aws:cognito-idp:eu-central-1:123456789012:userpool/eu-central-1_abc"] }
    partner = { type = "REQUEST", function_key = "authorizer", identity_sources = ["method.request.header.Authorization", "context.path"] }
    token   = { type = "TOKEN", function_key = "authorizer" }
  }

  functions = {
    authorizer = { arn = "arn:aws:lambda:eu-central-1:123456789012:function:authorizer" }
    orders     = { arn = "arn:aws:lambda:eu-central-1:123456789012:function:orders", qualifier = "live" }
  }

  integrations = {
    health = {
      type              = "MOCK"
      request_templates = { "application/json" = "{\"statusCode\": 200}" }
      responses         = { "200" = { response_templates = { "application/json" = "{}" } } }
    }
    legacy = { type = "HTTP_PROXY", uri = "https://legacy.example.com/{proxy}", request_parameters = { "integration.request.path.proxy" = "method.request.path.proxy" } }
    nlb    = { type = "HTTP_PROXY", uri = "https://internal.example.com", vpc_link_key = "main", http_method = "POST" }
    orders = { type = "AWS_PROXY", function_key = "orders" }
    queue = {
      type            = "AWS"
      uri             = "arn:aws:apigateway:eu-central-1:sqs:path/123456789012/orders"
      credentials_arn = "arn:aws:iam::123456789012:role/orders"
      responses = {
        "200" = {}
        "502" = { selection_pattern = "5\\d{2}", response_parameters = { "method.response.header.Retry-After" = "'5'" } }
      }
    }
  }

  models             = { Order = { schema = "{\"type\": \"object\"}" } }
  request_validators = { body = { body = true }, parameters = { parameters = true } }

  routes = {
    "GET /"                               = { integration_key = "health", authorization = "NONE" }
    "GET /orders"                         = { integration_key = "orders" }
    "POST /orders"                        = { integration_key = "orders", request_models = { "application/json" = "Order" }, request_validator_key = "body" }
    "GET /orders/{id}/lines/{line}/notes" = { integration_key = "orders", authorizer_key = "token" }
    "PUT /orders/{id}"                    = { integration_key = "queue", authorization = "AWS_IAM", request_models = { "application/json" = "Empty" }, request_validator_key = "parameters" }
    "DELETE /orders/{id}"                 = { integration_key = "nlb", authorizer_key = "partner" }
    "ANY /legacy/{proxy+}"                = { integration_key = "legacy", authorization = "CUSTOM", authorizer_id = "a1b2c3" }
  }

  stages = { prod = {} }

  vpc_links = { main = { target_arn = "arn:aws:elasticloadbalancing:eu-central-1:123456789012:loadbalancer/net/main/0123456789abcdef" } }
}

run "resources" {
  assert {
    condition     = tolist(keys(aws_api_gateway_resource.depth_1)) == tolist(["/legacy", "/orders"])
    error_message = "first level: ${jsonencode(keys(aws_api_gateway_resource.depth_1))}"
  }

  assert {
    condition     = tolist(keys(aws_api_gateway_resource.depth_2)) == tolist(["/legacy/{proxy+}", "/orders/{id}"])
    error_message = "second level: ${jsonencode(keys(aws_api_gateway_resource.depth_2))}"
  }

  assert {
    condition     = tolist(keys(aws_api_gateway_resource.depth_5)) == tolist(["/orders/{id}/lines/{line}/notes"]) && length(aws_api_gateway_resource.depth_6) == 0
    error_message = "fifth level: ${jsonencode(keys(aws_api_gateway_resource.depth_5))}"
  }

  assert {
    condition     = aws_api_gateway_resource.depth_1["/orders"].parent_id == aws_api_gateway_rest_api.this.root_resource_id
    error_message = "the first level hangs on the root"
  }

  assert {
    condition = alltrue([
      aws_api_gateway_resource.depth_2["/orders/{id}"].parent_id == aws_api_gateway_resource.depth_1["/orders"].id,
      aws_api_gateway_resource.depth_3["/orders/{id}/lines"].parent_id == aws_api_gateway_resource.depth_2["/orders/{id}"].id,
      aws_api_gateway_resource.depth_4["/orders/{id}/lines/{line}"].parent_id == aws_api_gateway_resource.depth_3["/orders/{id}/lines"].id,
      aws_api_gateway_resource.depth_5["/orders/{id}/lines/{line}/notes"].parent_id == aws_api_gateway_resource.depth_4["/orders/{id}/lines/{line}"].id,
    ])
    error_message = "each level hangs on the one above"
  }

  assert {
    condition     = aws_api_gateway_resource.depth_4["/orders/{id}/lines/{line}"].path_part == "{line}"
    error_message = "path_part is the last part of the path"
  }
}

run "methods" {
  assert {
    condition     = length(aws_api_gateway_method.this) == length(var.routes) && length(aws_api_gateway_integration.this) == length(var.routes)
    error_message = "one method and one integration a route"
  }

  assert {
    condition     = aws_api_gateway_method.this["GET /"].resource_id == aws_api_gateway_rest_api.this.root_resource_id
    error_message = "a method on the root"
  }

  assert {
    condition     = aws_api_gateway_method.this["GET /orders/{id}/lines/{line}/notes"].resource_id == aws_api_gateway_resource.depth_5["/orders/{id}/lines/{line}/notes"].id
    error_message = "a method on the deepest resource"
  }

  assert {
    condition     = tomap({ for key, method in aws_api_gateway_method.this : key => method.authorization }) == tomap({ "GET /" = "NONE", "GET /orders" = "COGNITO_USER_POOLS", "POST /orders" = "COGNITO_USER_POOLS", "GET /orders/{id}/lines/{line}/notes" = "CUSTOM", "PUT /orders/{id}" = "AWS_IAM", "DELETE /orders/{id}" = "CUSTOM", "ANY /legacy/{proxy+}" = "CUSTOM" })
    error_message = "authorization: ${jsonencode({ for key, method in aws_api_gateway_method.this : key => method.authorization })}"
  }

  assert {
    condition     = aws_api_gateway_method.this["GET /orders"].authorizer_id == aws_api_gateway_authorizer.this["members"].id && aws_api_gateway_method.this["GET /orders"].authorization_scopes == toset(["orders/read"])
    error_message = "the default's authorizer and scopes"
  }

  assert {
    condition     = aws_api_gateway_method.this["DELETE /orders/{id}"].authorizer_id == aws_api_gateway_authorizer.this["partner"].id && aws_api_gateway_method.this["DELETE /orders/{id}"].authorization_scopes == null
    error_message = "an authorizer of its own leaves the default's scopes out"
  }

  assert {
    condition     = aws_api_gateway_method.this["ANY /legacy/{proxy+}"].authorizer_id == "a1b2c3"
    error_message = "an authorizer from elsewhere"
  }

  assert {
    condition     = aws_api_gateway_method.this["PUT /orders/{id}"].request_parameters == tomap({ "method.request.path.id" = true })
    error_message = "path parameters are declared"
  }

  assert {
    condition     = aws_api_gateway_method.this["ANY /legacy/{proxy+}"].request_parameters == tomap({ "method.request.path.proxy" = true })
    error_message = "a greedy path parameter is declared without its plus sign"
  }

  assert {
    condition     = aws_api_gateway_method.this["POST /orders"].request_models == tomap({ "application/json" = "Order" }) && aws_api_gateway_method.this["POST /orders"].request_validator_id == aws_api_gateway_request_validator.this["body"].id
    error_message = "model and validator"
  }

  assert {
    condition     = aws_api_gateway_method.this["PUT /orders/{id}"].request_models == tomap({ "application/json" = "Empty" })
    error_message = "a built-in model"
  }
}

run "integrations" {
  assert {
    condition     = aws_api_gateway_integration.this["GET /orders"].uri == "arn:aws:apigateway:eu-central-1:lambda:path/2015-03-31/functions/arn:aws:lambda:eu-central-1:123456789012:function:orders:live/invocations"
    error_message = "uri of an alias: ${aws_api_gateway_integration.this["GET /orders"].uri}"
  }

  assert {
    condition     = tomap({ for key, integration in aws_api_gateway_integration.this : key => coalesce(integration.integration_http_method, "none") }) == tomap({ "GET /" = "none", "GET /orders" = "POST", "POST /orders" = "POST", "GET /orders/{id}/lines/{line}/notes" = "POST", "PUT /orders/{id}" = "POST", "DELETE /orders/{id}" = "POST", "ANY /legacy/{proxy+}" = "ANY" })
    error_message = "a function takes POST, HTTP the route's method or its own, MOCK none"
  }

  assert {
    condition     = aws_api_gateway_integration.this["PUT /orders/{id}"].passthrough_behavior == "NEVER"
    error_message = "a service integration passes nothing by its templates"
  }

  assert {
    condition     = aws_api_gateway_integration.this["DELETE /orders/{id}"].connection_type == "VPC_LINK" && aws_api_gateway_integration.this["DELETE /orders/{id}"].connection_id == aws_api_gateway_vpc_link.this["main"].id && aws_api_gateway_integration.this["GET /orders"].connection_type == "INTERNET"
    error_message = "connections"
  }

  assert {
    condition     = length(aws_api_gateway_integration.this["ANY /legacy/{proxy+}"].tls_config) == 0
    error_message = "certificates are verified"
  }

  assert {
    condition     = tolist(keys(aws_api_gateway_integration_response.this)) == tolist(["GET / 200", "PUT /orders/{id} 200", "PUT /orders/{id} 502"]) && keys(aws_api_gateway_method_response.this) == keys(aws_api_gateway_integration_response.this)
    error_message = "responses: ${jsonencode(keys(aws_api_gateway_integration_response.this))}"
  }

  assert {
    condition     = aws_api_gateway_method_response.this["PUT /orders/{id} 502"].response_parameters == tomap({ "method.response.header.Retry-After" = false })
    error_message = "what an integration response sets is declared by the method response"
  }
}

run "authorizers" {
  assert {
    condition     = aws_api_gateway_authorizer.this["partner"].identity_source == "method.request.header.Authorization,context.path"
    error_message = "identity sources are joined"
  }

  assert {
    condition     = aws_api_gateway_authorizer.this["token"].identity_source == "method.request.header.Authorization" && aws_api_gateway_authorizer.this["token"].authorizer_result_ttl_in_seconds == 300
    error_message = "a TOKEN authorizer reads the Authorization header"
  }

  assert {
    condition     = aws_api_gateway_authorizer.this["members"].authorizer_uri == null && length(aws_api_gateway_authorizer.this["members"].provider_arns) == 1
    error_message = "a Cognito authorizer calls no function"
  }
}

run "permissions" {
  variables {
    functions = {
      authorizer = { arn = "arn:aws:lambda:eu-central-1:123456789012:function:authorizer" }
      orders     = { arn = "arn:aws:lambda:eu-central-1:123456789012:function:orders", qualifier = "live" }
      unused     = { arn = "arn:aws:lambda:eu-central-1:123456789012:function:unused" }
    }
  }

  expect_failures = [check.everything_is_used]

  assert {
    condition     = tolist(keys(aws_lambda_permission.this)) == tolist(["authorizer", "orders"])
    error_message = "one permission a used function: ${jsonencode(keys(aws_lambda_permission.this))}"
  }

  assert {
    condition     = aws_lambda_permission.this["orders"].source_arn == "${aws_api_gateway_rest_api.this.execution_arn}/*/*" && aws_lambda_permission.this["orders"].qualifier == "live"
    error_message = "pinned to this API and to the alias"
  }
}

run "own_permission" {
  variables {
    functions = {
      authorizer = { arn = "arn:aws:lambda:eu-central-1:123456789012:function:authorizer", permission = false }
      orders     = { arn = "arn:aws:lambda:eu-central-1:123456789012:function:orders", qualifier = "live" }
    }
  }

  assert {
    condition     = keys(aws_lambda_permission.this) == ["orders"]
    error_message = "no permission where the caller sees to it"
  }
}

run "outputs" {
  assert {
    condition     = output.resource_ids["/"] == aws_api_gateway_rest_api.this.root_resource_id && length(output.resource_ids) == 8
    error_message = "resource_ids: ${jsonencode(keys(output.resource_ids))}"
  }

  assert {
    condition     = keys(output.stage_invoke_urls) == ["prod"] && tolist(keys(output.authorizer_ids)) == tolist(["members", "partner", "token"])
    error_message = "outputs are keyed by the caller's keys"
  }
}
