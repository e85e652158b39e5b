# Cross-origin access: preflight, the headers of responses, the gateway's own errors.

mock_provider "aws" {
  source = "./tests/mocks"
}

variables {
  name = "orders"

  integrations = {
    mock = {
      type      = "MOCK"
      responses = { "200" = { response_templates = { "application/json" = "{}" } } }
    }
  }

  routes = {
    "GET /orders"      = { integration_key = "mock", authorization = "AWS_IAM" }
    "POST /orders"     = { integration_key = "mock", authorization = "AWS_IAM" }
    "ANY /orders/{id}" = { integration_key = "mock", authorization = "AWS_IAM" }
    "OPTIONS /own"     = { integration_key = "mock", authorization = "AWS_IAM" }
  }

  stages = { prod = {} }
}

run "off_by_default" {
  command = plan

  assert {
    condition     = length(aws_api_gateway_method.this) == 4 && length(aws_api_gateway_gateway_response.this) == 0
    error_message = "no preflight and no gateway response without cors"
  }
}

run "one_origin" {
  variables {
    cors = { allow_origins = ["https://app.example.com"], allow_credentials = true, expose_headers = ["ETag"] }
  }

  assert {
    condition     = tolist([for key, method in aws_api_gateway_method.this : key if method.http_method == "OPTIONS" && method.authorization == "NONE"]) == tolist(["OPTIONS /orders", "OPTIONS /orders/{id}"])
    error_message = "every path without an OPTIONS route of its own"
  }

  assert {
    condition     = aws_api_gateway_method.this["OPTIONS /own"].authorization == "AWS_IAM"
    error_message = "the caller's own OPTIONS route stays"
  }

  assert {
    condition     = aws_api_gateway_integration.this["OPTIONS /orders"].type == "MOCK" && jsondecode(aws_api_gateway_integration.this["OPTIONS /orders"].request_templates["application/json"]).statusCode == 204
    error_message = "204 from a mock"
  }

  assert {
    condition = aws_api_gateway_integration_response.this["OPTIONS /orders 204"].response_parameters == tomap({
      "method.response.header.Access-Control-Allow-Credentials" = "'true'"
      "method.response.header.Access-Control-Allow-Headers"     = "'Authorization,Content-Type,X-Amz-Date,X-Amz-Security-Token,X-Api-Key'"
      "method.response.header.Access-Control-Allow-Methods"     = "'GET,OPTIONS,POST'"
      "method.response.header.Access-Control-Allow-Origin"      = "'https://app.example.com'"
      "method.response.header.Access-Control-Expose-Headers"    = "'ETag'"
      "method.response.header.Access-Control-Max-Age"           = "'3600'"
    })
    error_message = "preflight: ${jsonencode(aws_api_gateway_integration_response.this["OPTIONS /orders 204"].response_parameters)}"
  }

  assert {
    condition     = aws_api_gateway_integration_response.this["OPTIONS /orders/{id} 204"].response_parameters["method.response.header.Access-Control-Allow-Methods"] == "'DELETE,GET,HEAD,OPTIONS,PATCH,POST,PUT'"
    error_message = "ANY allows every method"
  }

  assert {
    condition     = aws_api_gateway_integration_response.this["GET /orders 200"].response_parameters["method.response.header.Access-Control-Allow-Origin"] == "'https://app.example.com'" && aws_api_gateway_method_response.this["GET /orders 200"].response_parameters["method.response.header.Access-Control-Allow-Origin"] == false
    error_message = "a non-proxy response carries the header, and declares it"
  }

  assert {
    condition     = tolist(keys(aws_api_gateway_gateway_response.this)) == tolist(["DEFAULT_4XX", "DEFAULT_5XX"]) && aws_api_gateway_gateway_response.this["DEFAULT_4XX"].response_parameters["gatewayresponse.header.Access-Control-Allow-Origin"] == "'https://app.example.com'"
    error_message = "the gateway's own errors are readable in a browser"
  }

  assert {
    condition     = aws_api_gateway_gateway_response.this["DEFAULT_4XX"].response_templates == tomap({ "application/json" = "{\"message\":$context.error.messageString}" })
    error_message = "the body stays what the service writes"
  }
}

run "several_origins" {
  variables {
    cors = { allow_origins = ["https://app.example.com", "https://admin.example.com"], allow_credentials = true }
    gateway_responses = {
      UNAUTHORIZED = { status_code = "401", response_parameters = { "gatewayresponse.header.WWW-Authenticate" = "'Bearer'" } }
    }
  }

  assert {
    condition     = !contains(keys(aws_api_gateway_integration_response.this["OPTIONS /orders 204"].response_parameters), "method.response.header.Access-Control-Allow-Origin")
    error_message = "no fixed origin"
  }

  assert {
    condition = alltrue([
      for part in ["$origin == \"https://app.example.com\" || $origin == \"https://admin.example.com\"", "responseOverride.header.Access-Control-Allow-Origin = $origin", "Access-Control-Allow-Credentials = \"true\""] :
      strcontains(aws_api_gateway_integration_response.this["OPTIONS /orders 204"].response_templates["application/json"], part)
    ])
    error_message = "the origin that asks is answered by a template: ${aws_api_gateway_integration_response.this["OPTIONS /orders 204"].response_templates["application/json"]}"
  }

  assert {
    condition     = startswith(aws_api_gateway_integration_response.this["GET /orders 200"].response_templates["application/json"], "#set(") && endswith(aws_api_gateway_integration_response.this["GET /orders 200"].response_templates["application/json"], "#end{}")
    error_message = "before the caller's template"
  }

  assert {
    condition     = alltrue([for response in values(aws_api_gateway_gateway_response.this) : !contains(keys(response.response_parameters), "gatewayresponse.header.Access-Control-Allow-Credentials")])
    error_message = "a gateway error reflects the origin, so never with credentials"
  }

  assert {
    condition     = aws_api_gateway_gateway_response.this["UNAUTHORIZED"].response_parameters["gatewayresponse.header.WWW-Authenticate"] == "'Bearer'" && contains(keys(aws_api_gateway_gateway_response.this["UNAUTHORIZED"].response_parameters), "gatewayresponse.header.Access-Control-Allow-Origin")
    error_message = "the caller's gateway response carries the headers too"
  }
}
