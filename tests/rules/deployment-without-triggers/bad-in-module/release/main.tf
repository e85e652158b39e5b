variable "api_id" {
  type = string
}

resource "aws_api_gateway_deployment" "this" {
  rest_api_id = var.api_id

  lifecycle {
    create_before_destroy = true
  }
}
