resource "aws_api_gateway_rest_api" "shop" {
  name = "shop"
}

resource "aws_api_gateway_gateway_response" "denied" {
  rest_api_id   = aws_api_gateway_rest_api.shop.id
  response_type = terraform_data.type.output
}

resource "terraform_data" "type" {
  input = "ACCESS_DENIED"
}
