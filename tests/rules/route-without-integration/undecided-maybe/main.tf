data "aws_api_gateway_rest_api" "elsewhere" {
  name       = "elsewhere"
  depends_on = [terraform_data.later]
}

resource "terraform_data" "later" {
  input = "abc123"
}

resource "aws_api_gateway_method" "elsewhere" {
  rest_api_id   = data.aws_api_gateway_rest_api.elsewhere.id
  resource_id   = data.aws_api_gateway_rest_api.elsewhere.root_resource_id
  http_method   = "GET"
  authorization = "AWS_IAM"
}

resource "aws_api_gateway_rest_api" "shop" {
  name = "shop"
}

resource "aws_api_gateway_method" "orders" {
  rest_api_id   = aws_api_gateway_rest_api.shop.id
  resource_id   = aws_api_gateway_rest_api.shop.root_resource_id
  http_method   = "GET"
  authorization = "AWS_IAM"
}

resource "aws_api_gateway_integration" "lost" {
  rest_api_id = aws_api_gateway_rest_api.shop.id
  resource_id = terraform_data.later.output
  http_method = "GET"
  type        = "MOCK"
}
