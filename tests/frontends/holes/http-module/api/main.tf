variable "body" {
  type = string
}

resource "aws_apigatewayv2_api" "this" {
  name          = "shop"
  protocol_type = "HTTP"
  body          = var.body
}
