# What stands in api.tf.json is Terraform's JSON: nested and dynamic blocks, types in texts, providers by name.
resource "aws_apigatewayv2_route" "orders" {
  api_id    = aws_apigatewayv2_api.shop.id
  route_key = "GET /orders"
}

resource "aws_apigatewayv2_api" "merged" {
  name          = "merged"
  protocol_type = "HTTP"

  cors_configuration {
    allow_origins = ["https://before.example"]
  }
}
