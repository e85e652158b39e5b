resource "aws_apigatewayv2_api" "shop" {
  name          = "shop"
  protocol_type = "HTTP"
}

resource "aws_apigatewayv2_authorizer" "one" {
  api_id           = aws_apigatewayv2_api.shop.id
  name             = "one"
  authorizer_type  = "REQUEST"
  identity_sources = ["$request.header.Authorization"]
  authorizer_uri   = "arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/arn:aws:lambda:eu-west-1:123456789012:function:callers/invocations"
  enable_simple_responses = true

  authorizer_payload_format_version = "1.0"
}

resource "aws_apigatewayv2_authorizer" "none" {
  api_id           = aws_apigatewayv2_api.shop.id
  name             = "none"
  authorizer_type  = "REQUEST"
  identity_sources = ["$request.header.Authorization"]
  authorizer_uri   = "arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/arn:aws:lambda:eu-west-1:123456789012:function:callers/invocations"
  enable_simple_responses = true
}

resource "aws_apigatewayv2_api" "described" {
  name          = "described"
  protocol_type = "HTTP"
  body = jsonencode({
    openapi = "3.0.1"
    info    = { title = "shop", version = "1" }
    paths   = {}
    components = {
      securitySchemes = {
        callers = {
          type = "apiKey"
          name = "Authorization"
          in   = "header"
          x-amazon-apigateway-authorizer = {
            type                           = "request"
            identitySource                 = "$request.header.Authorization"
            enableSimpleResponses          = true
            authorizerPayloadFormatVersion = "1.0"
            authorizerUri                  = "arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/arn:aws:lambda:eu-west-1:123456789012:function:callers/invocations"
          }
        }
      }
    }
  })
}
