# A product catalogue whose contract comes first: the API is the OpenAPI document beside this file, and the module makes
# what no document holds, which is the deployment, the stage, its logs and its limits.

module "api" {
  source = "../../modules/rest-api"

  name        = var.name
  description = "Products and quotes"

  # Both are permitted to be called by this API; the document says by which routes.
  functions = {
    catalogue = { arn = module.catalogue.function_arn }
    tokens    = { arn = module.tokens.function_arn }
  }

  # Decoded, so that the service is sent JSON without aliases, and the plan shows a change as one of values.
  openapi = {
    body = yamldecode(templatefile("${path.module}/openapi.yaml", {
      allowed_origin         = var.allowed_origin
      catalogue_function_uri = "${local.function_uri}:${local.catalogue_name}/invocations"
      name                   = var.name
      tokens_function_uri    = "${local.function_uri}:${local.tokens_name}/invocations"
    }))
  }

  stages = {
    prod = {
      method_settings = { "POST /quotes" = { throttle = { burst_limit = 20, rate_limit = 10 } } }
      web_acl         = { arn = module.waf.web_acl_arn }
    }
  }

  # Stages cannot log before the account has a role for it.
  depends_on = [module.account_logging]
}

# Rate limit for each address, and the AWS managed groups for common attacks and known bad inputs.
module "waf" {
  source = "../../modules/waf"

  name        = var.name
  description = "Protects the product catalogue"
}

module "account_logging" {
  source = "../../modules/logging/account"
  count  = var.manage_account_logging ? 1 : 0

  role_name = "${var.name}-apigateway-logs"
}

# The document must be known when Terraform plans, or the plan cannot show what changes in it: the ARNs of the functions
# are built from their names.

data "aws_caller_identity" "this" {}

data "aws_service" "lambda" {
  service_id = "lambda"
}

locals {
  catalogue_name = "${var.name}-catalogue"
  tokens_name    = "${var.name}-tokens"

  function_uri = format(
    "arn:%[1]s:apigateway:%[2]s:lambda:path/2015-03-31/functions/arn:%[1]s:lambda:%[2]s:%[3]s:function",
    data.aws_service.lambda.partition, data.aws_service.lambda.region, data.aws_caller_identity.this.account_id,
  )
}
