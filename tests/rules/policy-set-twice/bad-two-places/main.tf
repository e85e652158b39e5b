resource "aws_api_gateway_rest_api" "argument" {
  name = "argument"
  policy = jsonencode({ Statement = [{ Effect = "Allow", Principal = { AWS = "123456789012" }, Action = "execute-api:Invoke", Resource = "execute-api:/*" }] })
}

resource "aws_api_gateway_rest_api_policy" "argument" {
  rest_api_id = aws_api_gateway_rest_api.argument.id
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

resource "aws_api_gateway_rest_api_policy" "described" {
  rest_api_id = aws_api_gateway_rest_api.described.id
  policy      = jsonencode({ Statement = [{ Effect = "Allow", Principal = { AWS = "123456789012" }, Action = "execute-api:Invoke", Resource = "execute-api:/*" }] })
}

resource "aws_api_gateway_rest_api" "twice" {
  name = "twice"
}

resource "aws_api_gateway_rest_api_policy" "one" {
  rest_api_id = aws_api_gateway_rest_api.twice.id
  policy      = jsonencode({ Statement = [{ Effect = "Allow", Principal = { AWS = "123456789012" }, Action = "execute-api:Invoke", Resource = "execute-api:/*" }] })
}

resource "aws_api_gateway_rest_api_policy" "two" {
  rest_api_id = aws_api_gateway_rest_api.twice.id
  policy      = jsonencode({ Statement = [{ Effect = "Allow", Principal = { AWS = "123456789012" }, Action = "execute-api:Invoke", Resource = "execute-api:/*" }] })
}
