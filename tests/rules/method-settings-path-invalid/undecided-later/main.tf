resource "aws_api_gateway_rest_api" "shop" {
  name = "shop"
}

resource "aws_api_gateway_resource" "items" {
  rest_api_id = aws_api_gateway_rest_api.shop.id
  parent_id   = aws_api_gateway_rest_api.shop.root_resource_id
  path_part   = "items"
}

resource "aws_api_gateway_resource" "item" {
  rest_api_id = aws_api_gateway_rest_api.shop.id
  parent_id   = aws_api_gateway_resource.items.id
  path_part   = "{id}"
}

resource "aws_api_gateway_method" "item" {
  rest_api_id   = aws_api_gateway_rest_api.shop.id
  resource_id   = aws_api_gateway_resource.item.id
  http_method   = "ANY"
  authorization = "AWS_IAM"
}

resource "aws_api_gateway_method" "orders" {
  rest_api_id   = aws_api_gateway_rest_api.shop.id
  resource_id   = aws_api_gateway_rest_api.shop.root_resource_id
  http_method   = "GET"
  authorization = "AWS_IAM"
}

resource "aws_api_gateway_integration" "orders" {
  rest_api_id = aws_api_gateway_rest_api.shop.id
  resource_id = aws_api_gateway_rest_api.shop.root_resource_id
  http_method = aws_api_gateway_method.orders.http_method
  type        = "MOCK"
}

resource "aws_api_gateway_deployment" "shop" {
  rest_api_id = aws_api_gateway_rest_api.shop.id
}

resource "aws_api_gateway_stage" "any" {
  rest_api_id   = aws_api_gateway_rest_api.shop.id
  deployment_id = aws_api_gateway_deployment.shop.id
  stage_name    = "any"
}

resource "aws_api_gateway_method_settings" "any" {
  rest_api_id = aws_api_gateway_rest_api.shop.id
  stage_name  = aws_api_gateway_stage.any.stage_name
  method_path = "items/{id}/GET"

  settings {
    throttling_rate_limit = 100
  }
}

resource "aws_api_gateway_stage" "later" {
  rest_api_id   = aws_api_gateway_rest_api.shop.id
  deployment_id = aws_api_gateway_deployment.shop.id
  stage_name    = "later"
}

resource "aws_api_gateway_method_settings" "later" {
  rest_api_id = aws_api_gateway_rest_api.shop.id
  stage_name  = aws_api_gateway_stage.later.stage_name
  method_path = terraform_data.path.output

  settings {
    throttling_rate_limit = 100
  }
}

resource "terraform_data" "path" {
  input = "*/*"
}

resource "terraform_data" "paths" {
  input = {}
}

resource "aws_api_gateway_rest_api" "unread" {
  name = "unread"
  body = jsonencode({ openapi = "3.0.1", info = { title = "unread", version = "1" }, paths = terraform_data.paths.output })
}

resource "aws_api_gateway_deployment" "unread" {
  rest_api_id = aws_api_gateway_rest_api.unread.id
}

resource "aws_api_gateway_stage" "unread" {
  rest_api_id   = aws_api_gateway_rest_api.unread.id
  deployment_id = aws_api_gateway_deployment.unread.id
  stage_name    = "unread"
}

resource "aws_api_gateway_method_settings" "unread" {
  rest_api_id = aws_api_gateway_rest_api.unread.id
  stage_name  = aws_api_gateway_stage.unread.stage_name
  method_path = "items/GET"

  settings {
    throttling_rate_limit = 100
  }
}

resource "aws_api_gateway_stage" "root" {
  rest_api_id   = aws_api_gateway_rest_api.shop.id
  deployment_id = aws_api_gateway_deployment.shop.id
  stage_name    = "root"
}

# What trimprefix(path, "/") and the method make of the root's path.
resource "aws_api_gateway_method_settings" "root" {
  rest_api_id = aws_api_gateway_rest_api.shop.id
  stage_name  = aws_api_gateway_stage.root.stage_name
  method_path = "/GET"

  settings {
    throttling_rate_limit = 100
  }
}
