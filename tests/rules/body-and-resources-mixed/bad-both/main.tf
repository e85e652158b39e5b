resource "aws_api_gateway_rest_api" "catalogue" {
  name = "catalogue"
  body = jsonencode({
    openapi = "3.0.1"
    info    = { title = "catalogue", version = "1" }
    paths = {
      "/items" = {
        get = {
          x-amazon-apigateway-auth        = { type = "AWS_IAM" }
          x-amazon-apigateway-integration = { type = "mock" }
        }
      }
    }
  })
}

resource "aws_api_gateway_method" "options" {
  rest_api_id   = aws_api_gateway_rest_api.catalogue.id
  resource_id   = aws_api_gateway_rest_api.catalogue.root_resource_id
  http_method   = "OPTIONS"
  authorization = "NONE"
}

resource "aws_api_gateway_gateway_response" "denied" {
  rest_api_id   = aws_api_gateway_rest_api.catalogue.id
  response_type = "ACCESS_DENIED"
}

resource "aws_apigatewayv2_api" "shop" {
  name          = "shop"
  protocol_type = "HTTP"
  body = jsonencode({
    openapi = "3.0.1"
    info    = { title = "catalogue", version = "1" }
    paths = {
      "/items" = {
        get = {
          x-amazon-apigateway-integration = { type = "http_proxy", httpMethod = "GET", uri = "https://shop.example.com", payloadFormatVersion = "1.0" }
        }
      }
    }
  })
}

resource "aws_apigatewayv2_route" "shop" {
  api_id             = aws_apigatewayv2_api.shop.id
  route_key          = "GET /orders"
  authorization_type = "AWS_IAM"
}

# A body that is known only after apply is a body.
resource "aws_api_gateway_rest_api" "later" {
  name = "later"
  body = jsonencode({ openapi = "3.0.1", info = { title = terraform_data.title.id, version = "1" }, paths = {} })
}

resource "terraform_data" "title" {}

resource "aws_api_gateway_authorizer" "later" {
  rest_api_id   = aws_api_gateway_rest_api.later.id
  name          = "users"
  type          = "COGNITO_USER_POOLS"
  provider_arns = ["arn:aws:cognito-idp:eu-west-1:123456789012:userpool/eu-west-1_shop"]
}
