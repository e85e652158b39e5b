resource "aws_api_gateway_rest_api" "rest" {
  name = "rest"
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
  fail_on_warnings = true
}

resource "aws_apigatewayv2_api" "http" {
  name          = "http"
  protocol_type = "HTTP"
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
  fail_on_warnings = true
}

resource "aws_api_gateway_rest_api" "bare" {
  name = "bare"
}

resource "aws_apigatewayv2_api" "routes" {
  name          = "routes"
  protocol_type = "HTTP"
}
