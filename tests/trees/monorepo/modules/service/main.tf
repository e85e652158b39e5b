# A service is a function behind one path of the shared API.

module "function" {
  source = "../lambda"

  project       = var.project
  env           = var.env
  name          = var.name
  runtime       = try(var.settings.runtime, "nodejs20.x")
  timeout       = try(var.settings.timeout, 10)
  environment   = merge({ STAGE = var.env }, try(var.settings.environment, {}))
  log_retention = var.log_retention
}

resource "aws_api_gateway_resource" "root" {
  rest_api_id = var.rest_api_id
  parent_id   = var.parent_id
  path_part   = var.name
}

resource "aws_api_gateway_resource" "item" {
  count = local.has_items ? 1 : 0

  rest_api_id = var.rest_api_id
  parent_id   = aws_api_gateway_resource.root.id
  path_part   = "{id}"
}

locals {
  has_items = length([for route in var.settings.routes : route if try(route.item, false)]) > 0

  routes = {
    for route in var.settings.routes :
    "${route.method} ${try(route.item, false) ? "item" : "root"}" => route
  }
}

module "endpoint" {
  source   = "./endpoint"
  for_each = local.routes

  rest_api_id   = var.rest_api_id
  resource_id   = try(each.value.item, false) ? aws_api_gateway_resource.item[0].id : aws_api_gateway_resource.root.id
  http_method   = each.value.method
  authorizer_id = try(each.value.public, false) ? null : var.authorizer_id
  api_key       = try(each.value.api_key, false)
  validator_id  = contains(["POST", "PUT", "PATCH"], each.value.method) ? var.validator_id : null
  invoke_arn    = module.function.invoke_arn
}

resource "aws_lambda_permission" "api" {
  statement_id  = "AllowExecutionFromAPIGateway"
  action        = "lambda:InvokeFunction"
  function_name = module.function.name
  principal     = "apigateway.amazonaws.com"
  source_arn    = var.restrict_permission ? "${var.execution_arn}/*/*/${var.name}*" : null
}
