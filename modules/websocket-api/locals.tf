# What the service accepts, and what is made of routes and integrations.

locals {
  http_methods   = ["ANY", "DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT"]
  logging_levels = ["ERROR", "INFO", "OFF"]
  # What passes a message by where templates should take it: nothing. A proxy has no templates, and passes every message.
  passthrough_of_type = { AWS = "NEVER", AWS_PROXY = "WHEN_NO_MATCH", HTTP = "WHEN_NO_TEMPLATES", HTTP_PROXY = "WHEN_NO_MATCH", MOCK = "WHEN_NO_TEMPLATES" }
  retention_days      = [0, 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653]

  # Authorization is asked for once, when a caller connects; what follows on the connection is the same caller's.
  authorizations = {
    for key, route in var.routes : key => key != "$connect" ? "NONE" : route.authorizer_key == null ? route.authorization : "CUSTOM"
  }

  # "orders $default": the answer of an integration by its key.
  integration_responses = merge([
    for key, integration in var.integrations : {
      for response_key, response in integration.responses : "${key} ${response_key}" => merge(response, {
        integration_key = key
        response_key    = response_key
      })
    }
  ]...)
}

# Functions.
locals {
  # Functions that are used, and so need a permission.
  function_keys = toset(concat(
    [for integration in values(var.integrations) : integration.function_key if integration.function_key != null && integration.credentials_arn == null],
    [for authorizer in values(var.authorizers) : authorizer.function_key if authorizer.credentials_arn == null],
  ))

  function_uris = {
    for key, function in var.functions : key => format(
      "arn:%s:apigateway:%s:lambda:path/2015-03-31/functions/%s%s/invocations",
      split(":", function.arn)[1], split(":", function.arn)[3], function.arn, function.qualifier == null ? "" : ":${function.qualifier}",
    )
  }
}
