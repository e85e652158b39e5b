variable "rest_api_id" {}
variable "resource_id" {}
variable "http_method" {}
variable "invoke_arn" {}

variable "authorizer_id" {
  default = null
}

variable "validator_id" {
  default = null
}

variable "api_key" {
  type    = bool
  default = false
}

resource "aws_api_gateway_method" "this" {
  rest_api_id          = var.rest_api_id
  resource_id          = var.resource_id
  http_method          = var.http_method
  authorization        = var.authorizer_id == null ? "NONE" : "CUSTOM"
  authorizer_id        = var.authorizer_id
  api_key_required     = var.api_key
  request_validator_id = var.validator_id
}

resource "aws_api_gateway_integration" "this" {
  rest_api_id             = var.rest_api_id
  resource_id             = var.resource_id
  http_method             = aws_api_gateway_method.this.http_method
  type                    = "AWS_PROXY"
  integration_http_method = "POST"
  uri                     = var.invoke_arn
}

output "fingerprint" {
  value = sha1(jsonencode([aws_api_gateway_method.this, aws_api_gateway_integration.this]))
}
