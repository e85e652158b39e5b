variable "settings" {
  type = object({ level = string, metrics = bool, trace = optional(bool) })
}

variable "api_id" {
  type = string
}

variable "stage" {
  type = string
}

resource "aws_api_gateway_method_settings" "this" {
  rest_api_id = var.api_id
  stage_name  = var.stage
  method_path = "orders/GET"

  settings {
    logging_level      = var.settings.level
    metrics_enabled    = var.settings.metrics
    data_trace_enabled = var.settings.trace
  }
}
