# Authorizers behind for_each, and handed from module to module.
resource "aws_api_gateway_rest_api" "shop" {
  name = "shop"
}

module "authorizers" {
  source = "./pool"

  api_id = aws_api_gateway_rest_api.shop.id
  names  = ["customers", "staff"]
}

module "orders" {
  source = "./routes"

  api           = { id = aws_api_gateway_rest_api.shop.id, root = aws_api_gateway_rest_api.shop.root_resource_id }
  path          = "orders"
  authorizer_id = module.authorizers.ids["customers"]
}

module "admin" {
  source   = "./routes"
  for_each = { users = "staff", reports = "staff", profile = "customers" }

  api           = { id = aws_api_gateway_rest_api.shop.id, root = aws_api_gateway_rest_api.shop.root_resource_id }
  path          = each.key
  authorizer_id = module.authorizers.ids[each.value]
}

module "either" {
  source = "./routes"

  api           = { id = aws_api_gateway_rest_api.shop.id, root = aws_api_gateway_rest_api.shop.root_resource_id }
  path          = "either"
  authorizer_id = sort(values(module.authorizers.ids))[0]
}

module "elsewhere" {
  source = "./routes"

  api           = { id = aws_api_gateway_rest_api.shop.id, root = aws_api_gateway_rest_api.shop.root_resource_id }
  path          = "elsewhere"
  authorizer_id = "abc123"
}

module "open" {
  source = "./routes"

  api  = { id = aws_api_gateway_rest_api.shop.id, root = aws_api_gateway_rest_api.shop.root_resource_id }
  path = "open"
}
