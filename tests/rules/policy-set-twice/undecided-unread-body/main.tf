resource "aws_api_gateway_rest_api" "unread" {
  name = "unread"
  body = jsonencode({ openapi = "3.0.1", info = { title = "unread", version = "1" }, paths = terraform_data.paths.output })
}

resource "aws_api_gateway_rest_api_policy" "unread" {
  rest_api_id = aws_api_gateway_rest_api.unread.id
  policy      = jsonencode({ Statement = [{ Effect = "Allow", Principal = { AWS = "123456789012" }, Action = "execute-api:Invoke", Resource = "execute-api:/*" }] })
}

resource "terraform_data" "paths" {
  input = {}
}
