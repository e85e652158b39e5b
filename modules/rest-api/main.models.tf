resource "aws_api_gateway_model" "this" {
  for_each = var.models

  rest_api_id  = aws_api_gateway_rest_api.this.id
  name         = each.key
  description  = each.value.description
  content_type = each.value.content_type
  schema       = each.value.schema
}

resource "aws_api_gateway_request_validator" "this" {
  for_each = var.request_validators

  rest_api_id                 = aws_api_gateway_rest_api.this.id
  name                        = each.key
  validate_request_body       = each.value.body
  validate_request_parameters = each.value.parameters
}
