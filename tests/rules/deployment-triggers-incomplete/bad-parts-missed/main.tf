resource "aws_api_gateway_rest_api" "shop" {
  name = "shop"
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

resource "aws_api_gateway_authorizer" "users" {
  rest_api_id   = aws_api_gateway_rest_api.shop.id
  name          = "users"
  type          = "COGNITO_USER_POOLS"
  provider_arns = ["arn:aws:cognito-idp:eu-west-1:123456789012:userpool/eu-west-1_shop"]
}

# Both parts, but not the authorizer.
resource "aws_api_gateway_deployment" "shop" {
  rest_api_id = aws_api_gateway_rest_api.shop.id
  triggers = { redeployment = sha1(jsonencode([aws_api_gateway_method.orders, aws_api_gateway_integration.orders])) }
}

# Neither the body nor the policy: the id stays.
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
  policy = jsonencode({ Statement = [{ Effect = "Allow", Principal = { AWS = "123456789012" }, Action = "execute-api:Invoke", Resource = "execute-api:/*" }] })
}

resource "aws_api_gateway_deployment" "catalogue" {
  rest_api_id = aws_api_gateway_rest_api.catalogue.id
  triggers = { redeployment = sha1(aws_api_gateway_rest_api.catalogue.id) }
}

# The body without the policy.
resource "aws_api_gateway_rest_api" "open" {
  name = "open"
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
  policy = jsonencode({ Statement = [{ Effect = "Allow", Principal = { AWS = "123456789012" }, Action = "execute-api:Invoke", Resource = "execute-api:/*" }] })
}

resource "aws_api_gateway_deployment" "open" {
  rest_api_id = aws_api_gateway_rest_api.open.id
  triggers = { redeployment = sha1(aws_api_gateway_rest_api.open.body) }
}

# Nothing but a number that somebody has to think of.
resource "aws_api_gateway_rest_api" "manual" {
  name = "manual"
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

resource "aws_api_gateway_deployment" "manual" {
  rest_api_id = aws_api_gateway_rest_api.manual.id
  triggers = { version = "3" }
}
