locals {
  services = yamldecode(file("${path.module}/services.yaml"))["services"]
}

module "api" {
  source = "../../modules/api"

  project = var.project
  env     = var.env
}

module "authorizer" {
  source = "../../modules/authorizer"

  project     = var.project
  env         = var.env
  rest_api_id = module.api.id
}

module "service" {
  source   = "../../modules/service"
  for_each = local.services

  project       = var.project
  env           = var.env
  name          = each.key
  settings      = each.value
  rest_api_id   = module.api.id
  parent_id     = module.api.root_resource_id
  execution_arn = module.api.execution_arn
  authorizer_id = module.authorizer.authorizer_id
  validator_id  = module.api.validator_id
  log_retention = var.log_retention
}

module "stage" {
  source = "../../modules/api/stage"

  rest_api_id   = module.api.id
  api_name      = "${var.project}-${var.env}"
  stage_name    = "v1"
  domain_name   = module.api.domain_name
  log_retention = var.log_retention
  throttling    = var.throttling

  triggers = {
    services = { for name, service in module.service : name => service.fingerprint }
  }
}

module "waf" {
  source = "../../modules/waf"

  enabled       = var.waf_enabled
  name          = "${var.project}-${var.env}"
  managed_rules = var.waf_rules
  resource_arns = [module.stage.arn]
}
