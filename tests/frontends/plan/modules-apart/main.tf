# The API in one module, its stages in another, the web ACL in a third; objects, maps and modules that only hand on.
module "orders" {
  source = "./api"
  name   = "orders"
}

module "users" {
  source = "./api"
  name   = "users"
}

module "stages" {
  source = "./stage"

  apis = {
    orders = module.orders.api
    users  = module.users.api
  }
}

module "orders_stage" {
  source = "./stage"

  apis = { orders = module.orders.api }
  name = "beta"
}

# Holds no resources: it takes things in and hands them on.
module "wiring" {
  source = "./wiring"

  stage_arn = module.orders_stage.arns["orders"]
  api_id    = module.users.api.id
}

module "waf" {
  source = "./waf"

  stage_arn = module.wiring.everything.arn
}

# Repeated, and without resources that matter.
module "label" {
  source   = "./label"
  for_each = toset(["users"])

  text = "the id is ${module.wiring.api_id}"
  id   = module.wiring.api_id
}

resource "aws_api_gateway_method" "users" {
  rest_api_id   = module.label["users"].id
  resource_id   = module.users.api.root
  http_method   = "GET"
  authorization = "NONE"
}

resource "aws_api_gateway_method" "orders" {
  rest_api_id   = module.orders.api.id
  resource_id   = module.orders.api.root
  http_method   = "GET"
  authorization = "AWS_IAM"
}
