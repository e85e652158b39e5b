variable "api_id" {
  type = string
}

variable "stage" {
  type = string
}

resource "aws_api_gateway_method_settings" "this" {
  rest_api_id = var.api_id
  stage_name  = var.stage
  method_path = "*/*"

  settings {
    logging_level          = "OFF"
    throttling_rate_limit  = 100
    throttling_burst_limit = 50
  }
}
