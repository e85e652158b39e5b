# Which function of which module a module is given, a plan does not say where the key is computed.
locals {
  services = {
    orders = { function = "items", public = false }
    search = { function = "pages", public = true }
  }
}

resource "aws_apigatewayv2_api" "shop" {
  name          = "shop"
  protocol_type = "HTTP"
}

module "function" {
  source   = "./function"
  for_each = toset([for service in local.services : service.function])

  name = each.key
}

module "guard" {
  source = "./function"

  name = "guard"
}

module "catalogue" {
  source = "./catalogue"

  names = ["adverts", "banners"]
}

module "service" {
  source   = "./service"
  for_each = { for name, service in local.services : name => merge({ public = false }, service) }

  api_id    = aws_apigatewayv2_api.shop.id
  arn       = module.function[each.value.function].arns.invoke
  guarded   = each.value.public ? module.function[each.value.function].arns.invoke : module.guard.arns.invoke
  catalogue = module.catalogue.arns
  listed    = each.value.public ? "banners" : "adverts"
}
