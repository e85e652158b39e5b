resource "aws_api_gateway_rest_api" "shop" {
  name = "shop"
}

module "routes" {
  source = "./routes"

  api_id  = aws_api_gateway_rest_api.shop.id
  root_id = aws_api_gateway_rest_api.shop.root_resource_id
}

# The output is a hash of one of the two routes.
resource "aws_api_gateway_deployment" "shop" {
  rest_api_id = aws_api_gateway_rest_api.shop.id
  triggers    = { routes = module.routes.hash }
}
