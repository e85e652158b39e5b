resource "aws_api_gateway_rest_api" "shop" {
  name = "shop"
}

module "routes" {
  source = "./routes"

  api_id  = aws_api_gateway_rest_api.shop.id
  root_id = aws_api_gateway_rest_api.shop.root_resource_id
}

resource "aws_api_gateway_deployment" "shop" {
  rest_api_id = aws_api_gateway_rest_api.shop.id

  depends_on = [module.routes]
}

module "by_input" {
  source = "./release"

  api_id = aws_api_gateway_rest_api.shop.id
  routes = module.routes.uri
}

module "by_call" {
  source = "./release"

  api_id = aws_api_gateway_rest_api.shop.id

  depends_on = [module.routes]
}
