resource "aws_api_gateway_rest_api" "argument" {
  name = "argument"
  policy = jsonencode({ Statement = [{ Effect = "Allow", Principal = { AWS = "123456789012" }, Action = "execute-api:Invoke", Resource = "execute-api:/*" }] })
}

resource "aws_api_gateway_rest_api" "resource" {
  name = "resource"
}

resource "aws_api_gateway_rest_api_policy" "resource" {
  rest_api_id = aws_api_gateway_rest_api.resource.id
  policy      = jsonencode({ Statement = [{ Effect = "Allow", Principal = { AWS = "123456789012" }, Action = "execute-api:Invoke", Resource = "execute-api:/*" }] })
}

resource "aws_api_gateway_rest_api" "described" {
  name = "described"
  body = jsonencode({
    openapi = "3.0.1"
    x-amazon-apigateway-policy = { Statement = [{ Effect = "Allow", Principal = { AWS = "123456789012" }, Action = "execute-api:Invoke", Resource = "execute-api:/*" }] }

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

resource "aws_api_gateway_rest_api" "none" {
  name = "none"
}

variable "policy" {
  type    = string
  default = null
}

resource "aws_api_gateway_rest_api" "null" {
  name = "null"
  policy = var.policy
}

resource "aws_api_gateway_rest_api_policy" "null" {
  rest_api_id = aws_api_gateway_rest_api.null.id
  policy      = jsonencode({ Statement = [{ Effect = "Allow", Principal = { AWS = "123456789012" }, Action = "execute-api:Invoke", Resource = "execute-api:/*" }] })
}

resource "aws_apigatewayv2_api" "events" {
  name          = "events"
  protocol_type = "HTTP"
}
