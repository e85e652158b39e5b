# What the service accepts, and the routes as they are made: the caller's with the defaults filled in.

locals {
  http_methods   = ["ANY", "DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT"]
  retention_days = [0, 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653]

  path_part     = "[A-Za-z0-9._~:-]+|\\{[A-Za-z0-9._:-]+\\}"
  route_pattern = "^(\\$default|(${join("|", local.http_methods)}) (/|(/(${local.path_part}))*/(${local.path_part}|\\{[A-Za-z0-9._:-]+\\+\\})))$"

  # The AWS services that an HTTP API calls itself, with the parameters that each cannot do without.
  subtypes = {
    AppConfig-GetConfiguration       = ["Application", "ClientId", "Configuration", "Environment"]
    EventBridge-PutEvents            = ["Detail", "DetailType", "Source"]
    Kinesis-PutRecord                = ["Data", "PartitionKey", "StreamName"]
    SQS-DeleteMessage                = ["QueueUrl", "ReceiptHandle"]
    SQS-PurgeQueue                   = ["QueueUrl"]
    SQS-ReceiveMessage               = ["QueueUrl"]
    SQS-SendMessage                  = ["MessageBody", "QueueUrl"]
    StepFunctions-StartExecution     = ["StateMachineArn"]
    StepFunctions-StartSyncExecution = ["StateMachineArn"]
    StepFunctions-StopExecution      = ["ExecutionArn"]
  }
}

# Routes. No value that may hold something unknown goes through try(): its result would be unknown as a whole.
locals {
  authorization_of_type = { JWT = "JWT", REQUEST = "CUSTOM" }

  # The authorization of a route: its own, or as a whole the default.
  authorizations = {
    for key, route in var.routes : key => (
      route.authorization != null || route.authorizer_key != null ?
      {
        authorizer_id  = route.authorizer_id
        authorizer_key = route.authorizer_key
        scopes         = coalesce(route.authorization_scopes, [])
        type           = route.authorization
      } :
      {
        authorizer_id  = try(var.authorization.authorizer_id, null)
        authorizer_key = try(var.authorization.authorizer_key, null)
        scopes         = coalesce(route.authorization_scopes, try(var.authorization.scopes, []))
        type           = try(var.authorization.type, null)
      }
    )
  }

  routes = {
    for key, route in var.routes : key => {
      authorization        = local.authorizations[key].authorizer_key == null ? local.authorizations[key].type : local.authorization_of_type[var.authorizers[local.authorizations[key].authorizer_key].type]
      authorization_scopes = local.authorizations[key].scopes
      authorizer_id        = local.authorizations[key].authorizer_id
      authorizer_key       = local.authorizations[key].authorizer_key
      integration_key      = route.integration_key
      operation_name       = route.operation_name
    }
  }

  wrongly_scoped_routes = [for key, route in local.routes : key if length(route.authorization_scopes) > 0 && route.authorization != "JWT"]
}

# Functions.
locals {
  # Functions that are used, and so need a permission. What a body uses cannot be told: all of them.
  function_keys = toset(var.body != null ? keys(var.functions) : concat(
    [for integration in values(var.integrations) : integration.function_key if integration.function_key != null && integration.credentials_arn == null],
    [for authorizer in values(var.authorizers) : authorizer.function_key if authorizer.function_key != null && authorizer.credentials_arn == null],
  ))

  function_uris = {
    for key, function in var.functions : key => format(
      "arn:%s:apigateway:%s:lambda:path/2015-03-31/functions/%s%s/invocations",
      split(":", function.arn)[1], split(":", function.arn)[3], function.arn, function.qualifier == null ? "" : ":${function.qualifier}",
    )
  }
}
