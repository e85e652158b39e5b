resource "aws_api_gateway_rest_api" "shop" {
  name = "shop"
}

module "routes" {
  source = "./routes"

  api_id  = aws_api_gateway_rest_api.shop.id
  root_id = aws_api_gateway_rest_api.shop.root_resource_id
}

module "release" {
  source = "./release"

  api_id = aws_api_gateway_rest_api.shop.id
}
