provider "aws" {
  region = "${var.aws_region}"
}

terraform {
  required_providers {
    aws = "~> 5.0"
  }
}

data "aws_caller_identity" "me" {}
data "aws_region" "current" {}

locals {
  prefix = format("%s-%s", var.app, terraform.workspace)

  # Everything that the web application calls: route => function and who may call it.
  routes = {
    "GET /items"         = { function = "items", auth = "jwt", scopes = ["items.read"] }
    "POST /items"        = { function = "items", auth = "jwt", scopes = ["items.write"] }
    "GET /items/{id}"    = { function = "items", auth = "jwt", scopes = ["items.read"] }
    "DELETE /items/{id}" = { function = "items", auth = "none" }
    "POST /upload"       = { function = "upload", auth = "iam" }
    "ANY /{proxy+}"      = { function = "pages", auth = "none" }
  }

  functions = toset(concat(distinct([for route in local.routes : route.function]), ["chat", "chat_auth"]))
}
