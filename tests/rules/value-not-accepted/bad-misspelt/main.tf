resource "aws_api_gateway_rest_api" "shop" {
  name = "shop"
}

resource "aws_api_gateway_gateway_response" "denied" {
  rest_api_id   = aws_api_gateway_rest_api.shop.id
  response_type = "ACCESS_DENY"
}

resource "aws_api_gateway_method" "get" {
  rest_api_id   = aws_api_gateway_rest_api.shop.id
  resource_id   = aws_api_gateway_rest_api.shop.root_resource_id
  http_method   = "GET"
  authorization = "IAM"
}

resource "aws_api_gateway_method" "put" {
  rest_api_id   = aws_api_gateway_rest_api.shop.id
  resource_id   = aws_api_gateway_rest_api.shop.root_resource_id
  http_method   = "PUT"
  authorization = "COGNITO"
}

module "errors" {
  source = "./errors"

  api_id = aws_api_gateway_rest_api.shop.id
  types  = ["THROTTLED", "TOO_MANY_REQUESTS"]
}
