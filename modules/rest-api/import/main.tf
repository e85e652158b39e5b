# Every argument forces a new import, and none is undone: to destroy it only makes Terraform forget that it happened.
resource "aws_api_gateway_rest_api_put" "this" {
  rest_api_id      = var.rest_api_id
  body             = local.body
  fail_on_warnings = var.fail_on_warnings
  parameters       = length(var.parameters) == 0 ? null : var.parameters
  triggers         = merge(var.triggers, { document = local.document_hash })
}
