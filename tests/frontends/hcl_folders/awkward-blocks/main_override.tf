resource "aws_api_gateway_stage" "s" {
  xray_tracing_enabled = true
  variables            = { over = "ridden" }
}
locals {
  password = "overridden"
}
