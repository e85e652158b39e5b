check "gateway_timeout" {
  assert {
    condition     = var.timeout <= 29
    error_message = "timeout: API Gateway gives up after 29 seconds by default, this function may run ${var.timeout}."
  }
}
