# Users on DynamoDB behind a REST API: Cognito scopes for the application, a Lambda authorizer for administrators and
# partners, API keys and a quota for partners, IAM for the monitor, validated bodies, a cache, a web ACL, alarms, and logs
# of both kinds.

module "api" {
  source = "../../modules/rest-api"

  name        = var.name
  description = "Users: create, read, update and delete"

  authorization = { authorizer_key = "members", scopes = [module.identity.scopes["users/read"]] }

  authorizers = {
    administrators = {
      type                           = "TOKEN"
      function_key                   = "authorizer"
      identity_validation_expression = "^Bearer [A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+$"
    }
    members = {
      type          = "COGNITO_USER_POOLS"
      provider_arns = [module.identity.user_pool_arn]
    }
    partners = {
      type             = "REQUEST"
      function_key     = "authorizer"
      identity_sources = ["method.request.header.Authorization"]
    }
  }

  cors = {
    allow_headers = ["Authorization", "Content-Type", "If-Match"]
    allow_origins = [var.allowed_origin]
  }

  functions = {
    authorizer = { arn = module.authorizer.function_arn }
    users      = { arn = module.users.function_arn }
  }

  integrations = {
    health = {
      type              = "MOCK"
      request_templates = { "application/json" = jsonencode({ statusCode = 200 }) }
      responses = {
        "200" = { response_templates = { "application/json" = jsonencode({ status = "ok" }) } }
      }
    }
    # Pages are cached; every other answer must be of the present version, for its ETag.
    list = {
      type                 = "AWS_PROXY"
      function_key         = "users"
      cache_key_parameters = ["method.request.querystring.cursor", "method.request.querystring.limit"]
      timeout_milliseconds = 11000
    }
    users = { type = "AWS_PROXY", function_key = "users", timeout_milliseconds = 11000 }
  }

  models = {
    User = { schema = file("${path.module}/models/user.json") }
  }

  request_validators = {
    all = { body = true, parameters = true }
  }

  routes = {
    "GET /health" = { integration_key = "health", authorization = "AWS_IAM" }

    "GET /partners/{partner}/users" = { integration_key = "users", authorizer_key = "partners", api_key_required = true }

    "GET /users" = {
      integration_key       = "list"
      request_parameters    = { "method.request.querystring.cursor" = false, "method.request.querystring.limit" = false }
      request_validator_key = "all"
    }
    "POST /users" = {
      integration_key       = "users"
      authorizer_key        = "members"
      authorization_scopes  = [module.identity.scopes["users/write"]]
      request_models        = { "application/json" = "User" }
      request_validator_key = "all"
    }
    "GET /users/{id}" = { integration_key = "users" }
    "PUT /users/{id}" = {
      integration_key       = "users"
      authorizer_key        = "members"
      authorization_scopes  = [module.identity.scopes["users/write"]]
      request_models        = { "application/json" = "User" }
      request_parameters    = { "method.request.header.If-Match" = true }
      request_validator_key = "all"
    }
    "DELETE /users/{id}" = { integration_key = "users", authorizer_key = "administrators" }
  }

  stages = {
    (var.stage_name) = {
      access_log = { destination = { arn = module.logging.log_group_arns["access"] } }
      cache      = var.cache_enabled ? {} : null
      method_settings = {
        "GET /users"  = { caching_enabled = var.cache_enabled, cache_ttl_in_seconds = 60 }
        "POST /users" = { throttle = { burst_limit = 20, rate_limit = 10 } }
      }
      web_acl = { arn = module.waf.web_acl_arn }
    }
  }

  # Stages cannot log before the account has a role for it.
  depends_on = [module.account_logging]
}

module "logging" {
  source = "../../modules/logging"

  log_groups = {
    access = { name = "/aws/vendedlogs/apigateway/${var.name}/${var.stage_name}" }
  }
}

module "account_logging" {
  source = "../../modules/logging/account"
  count  = var.manage_account_logging ? 1 : 0

  role_name = "${var.name}-apigateway-logs"
}
