resource "aws_api_gateway_rest_api" "unread" {
  name = "unread"
  body = jsonencode({ openapi = "3.0.1", info = { title = terraform_data.title.id, version = "1" }, paths = {} })
}

resource "aws_api_gateway_rest_api_policy" "unread" {
  rest_api_id = aws_api_gateway_rest_api.unread.id
  policy      = jsonencode({ Statement = [{ Effect = "Allow", Principal = { AWS = "123456789012" }, Action = "execute-api:Invoke", Resource = "execute-api:/*" }] })
}

resource "terraform_data" "title" {}
