resource "aws_api_gateway_documentation_part" "this" {
  for_each = var.documentation_parts

  rest_api_id = aws_api_gateway_rest_api.this.id
  properties  = each.value.properties

  location {
    method      = each.value.method
    name        = each.value.name
    path        = each.value.path
    status_code = each.value.status_code
    type        = each.value.type
  }
}

resource "aws_api_gateway_documentation_version" "this" {
  for_each = var.documentation_versions

  rest_api_id = aws_api_gateway_rest_api.this.id
  version     = each.key
  description = each.value.description

  # A version is a copy of the parts, like a deployment of the routes.
  depends_on = [aws_api_gateway_documentation_part.this]
}
