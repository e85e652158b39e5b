variable "http" {
  type = object({ id = string, name = string })
}

resource "aws_apigatewayv2_route" "this" {
  api_id    = var.http.id
  route_key = "GET /${var.http.name}"
}
