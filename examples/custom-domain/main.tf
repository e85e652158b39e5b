# A REST and an HTTP API behind one domain name: the zone of the name first, and once the name is delegated to it, the
# certificate, the domain, its records and its mappings.

module "orders" {
  source = "../../modules/rest-api"

  name                   = "${var.name}-orders"
  custom_domain_attached = var.delegated
  functions              = { status = { arn = module.status.function_arn } }
  integrations           = { status = { type = "AWS_PROXY", function_key = "status" } }
  routes                 = { "GET /status" = { integration_key = "status", authorization = "AWS_IAM" } }
  stages                 = { prod = {} }

  # Stages cannot log before the account has a role for it.
  depends_on = [module.account_logging]
}

module "reports" {
  source = "../../modules/http-api"

  name                   = "${var.name}-reports"
  custom_domain_attached = var.delegated
  functions              = { status = { arn = module.status.function_arn } }
  integrations           = { status = { type = "AWS_PROXY", function_key = "status" } }
  routes                 = { "GET /status" = { integration_key = "status", authorization = "AWS_IAM" } }
  stages                 = { "$default" = {} }
}

module "status" {
  source = "../../modules/lambda-function"

  name            = "${var.name}-status"
  description     = "Says which API and which route was called, and by which name"
  handler         = "status.handler.handle"
  source_dir      = "${path.module}/src"
  source_patterns = ["status/*.py"]
}

module "account_logging" {
  source = "../../modules/logging/account"
  count  = var.manage_account_logging ? 1 : 0

  role_name = "${var.name}-apigateway-logs"
}
