variable "name" {}
variable "api_id" {}
resource "aws_api_gateway_gateway_response" "g" {
  rest_api_id   = var.api_id
  response_type = "UNAUTHORIZED"
  status_code   = "401"
  response_templates = {
    "application/json" = jsonencode({ message = "$context.error.messageString", name = var.name })
  }
}
output "name" {
  value = "${aws_api_gateway_gateway_response.g.response_type}-${var.name}"
}
