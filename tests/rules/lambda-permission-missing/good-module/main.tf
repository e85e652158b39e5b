terraform {
  required_providers {
    aws = { source = "hashicorp/aws" }
  }
}

provider "aws" {
  region = "eu-central-1"
}

module "api" {
  source = "./modules/api"

  functions = { orders = module.function["orders"], reports = module.function["reports"] }
}

module "function" {
  source   = "./modules/function"
  for_each = toset(["orders", "reports"])

  name        = each.key
  permissions = { api = "${module.api.execution_arn}/*/*" }
}
