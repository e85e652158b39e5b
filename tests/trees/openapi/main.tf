terraform {
  required_version = ">= 1.5"

  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = "~> 5.0"
    }
  }
}

provider "aws" {
  region = var.region
}

data "aws_caller_identity" "current" {}

locals {
  name = "${var.name}-${var.environment}"

  # Written out, so that the document of the catalogue is known before anything is there.
  lambda_prefix = "arn:aws:apigateway:${var.region}:lambda:path/2015-03-31/functions/arn:aws:lambda:${var.region}:${var.account_id}:function:${local.name}"

  functions = {
    catalogue = { handler = "catalogue.handler", timeout = 15 }
    ordering  = { handler = "ordering.handler", timeout = 60 }
    authorize = { handler = "authorize.handler", timeout = 5 }
    reports   = { handler = "reports.handler", timeout = 29 }
  }
}
