# A chat room on a WebSocket API: who may connect is decided by a Lambda authorizer, who is connected is kept in DynamoDB,
# and a function posts each message to everybody.

module "api" {
  source = "../../modules/websocket-api"

  name        = var.name
  description = "A chat room"

  authorizers = {
    # A browser cannot write headers on a WebSocket.
    members = { function_key = "authorizer", identity_sources = ["route.request.querystring.token"] }
  }

  functions = {
    authorizer = { arn = module.authorizer.function_arn }
    chat       = { arn = module.chat.function_arn }
  }

  integrations = {
    chat = { type = "AWS_PROXY", function_key = "chat", timeout_milliseconds = 21000 }
  }

  routes = {
    "$connect"    = { integration_key = "chat", authorizer_key = "members" }
    "$default"    = { integration_key = "chat", response = {} }
    "$disconnect" = { integration_key = "chat" }
    message       = { integration_key = "chat", response = {} }
  }

  stages = {
    (var.stage_name) = {
      route_settings = {
        message = { throttle = { burst_limit = 40, rate_limit = 20 } }
      }
    }
  }

  # Stages cannot log before the account has a role for it.
  depends_on = [module.account_logging]
}

module "account_logging" {
  source = "../../modules/logging/account"
  count  = var.manage_account_logging ? 1 : 0

  role_name = "${var.name}-apigateway-logs"
}
