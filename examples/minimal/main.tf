# The smallest REST API that may stand on the internet: one function, one route, callers known to IAM. Limits, logs and
# traces are the module's defaults.

module "api" {
  source = "../../modules/rest-api"

  name         = var.name
  functions    = { greeting = { arn = module.greeting.function_arn } }
  integrations = { greeting = { type = "AWS_PROXY", function_key = "greeting" } }
  routes       = { "GET /greetings/{name}" = { integration_key = "greeting", authorization = "AWS_IAM" } }
  stages       = { prod = {} }

  # Stages cannot log before the account has a role for it.
  depends_on = [module.account_logging]
}

module "greeting" {
  source = "../../modules/lambda-function"

  name            = "${var.name}-greeting"
  handler         = "greeting.handler.handle"
  source_dir      = "${path.module}/src"
  source_patterns = ["greeting/*.py"]
}

module "account_logging" {
  source = "../../modules/logging/account"
  count  = var.manage_account_logging ? 1 : 0

  role_name = "${var.name}-apigateway-logs"
}
