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

resource "aws_api_gateway_deployment" "catalogue" {
  rest_api_id = aws_api_gateway_rest_api.catalogue.id
}

resource "aws_api_gateway_rest_api_policy" "catalogue" {
  rest_api_id = aws_api_gateway_rest_api.catalogue.id
  policy      = jsonencode({ Statement = [{ Effect = "Allow", Principal = { AWS = "123456789012" }, Action = "execute-api:Invoke", Resource = "execute-api:/*" }] })
}

resource "aws_api_gateway_stage" "prod" {
  rest_api_id   = aws_api_gateway_rest_api.catalogue.id
  deployment_id = aws_api_gateway_deployment.catalogue.id
  stage_name    = "prod"
}

resource "aws_api_gateway_method_settings" "all" {
  rest_api_id = aws_api_gateway_rest_api.catalogue.id
  stage_name  = aws_api_gateway_stage.prod.stage_name
  method_path = "*/*"

  settings {
    throttling_rate_limit = 100
  }
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

resource "aws_api_gateway_integration" "orders" {
  rest_api_id = aws_api_gateway_rest_api.shop.id
  resource_id = aws_api_gateway_rest_api.shop.root_resource_id
  http_method = aws_api_gateway_method.orders.http_method
  type        = "MOCK"
}

# A merge leaves alone what it does not name.
resource "aws_api_gateway_rest_api" "merged" {
  name = "merged"
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
  put_rest_api_mode = "merge"
}

resource "aws_api_gateway_method" "options" {
  rest_api_id   = aws_api_gateway_rest_api.merged.id
  resource_id   = aws_api_gateway_rest_api.merged.root_resource_id
  http_method   = "OPTIONS"
  authorization = "NONE"
}

variable "openapi" {
  type    = string
  default = null
}

resource "aws_api_gateway_rest_api" "none" {
  name = "none"
  body = var.openapi
}

resource "aws_api_gateway_method" "none" {
  rest_api_id   = aws_api_gateway_rest_api.none.id
  resource_id   = aws_api_gateway_rest_api.none.root_resource_id
  http_method   = "GET"
  authorization = "AWS_IAM"
}
