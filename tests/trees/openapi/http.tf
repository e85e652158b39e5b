# The shop's own front end talks to an HTTP API, its document built in HCL.

locals {
  http_operations = {
    "/cart"          = { methods = ["get", "post"], scopes = ["cart"] }
    "/cart/{item}"   = { methods = ["delete"], scopes = ["cart"] }
    "/wishlist/{id}" = { methods = ["get"], scopes = null }
  }

  http_integration = {
    "x-amazon-apigateway-integration" = {
      type                 = "AWS_PROXY"
      httpMethod           = "POST"
      uri                  = "${local.lambda_prefix}-ordering/invocations"
      payloadFormatVersion = "2.0"
    }
  }
}

resource "aws_apigatewayv2_api" "shop" {
  name          = "${local.name}-shop"
  protocol_type = "HTTP"

  body = jsonencode(merge(
    {
      openapi = "3.0.1"
      info    = { title = "${local.name}-shop", version = "1.0" }
    },
    {
      "x-amazon-apigateway-cors" = {
        allowOrigins     = ["https://www.bookshop.example"]
        allowMethods     = ["*"]
        allowHeaders     = ["authorization", "content-type"]
        allowCredentials = true
      }
      paths = {
        for path, operation in local.http_operations : path => {
          for method in operation.methods : method => merge(
            local.http_integration,
            { responses = { default = { description = "ok" } } },
            operation.scopes == null ? {} : { security = [{ shop = operation.scopes }] },
          )
        }
      }
      components = {
        securitySchemes = {
          shop = {
            type             = "openIdConnect"
            openIdConnectUrl = "https://login.bookshop.example/.well-known/openid-configuration"
            "x-amazon-apigateway-authorizer" = {
              type           = "jwt"
              identitySource = "$request.header.Authorization"
              jwtConfiguration = {
                issuer   = "https://login.bookshop.example"
                audience = ["shop"]
              }
            }
          }
        }
      }
    },
  ))
}

resource "aws_apigatewayv2_stage" "shop" {
  api_id      = aws_apigatewayv2_api.shop.id
  name        = "$default"
  auto_deploy = true

  default_route_settings {
    throttling_rate_limit = 100
  }
}

resource "aws_lambda_permission" "shop" {
  action        = "lambda:InvokeFunction"
  function_name = aws_lambda_function.all["ordering"].function_name
  principal     = "apigateway.amazonaws.com"
  source_arn    = "arn:aws:execute-api:${var.region}:${data.aws_caller_identity.current.account_id}:${aws_apigatewayv2_api.shop.id}/*/*"
}
