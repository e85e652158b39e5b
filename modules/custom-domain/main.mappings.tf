resource "aws_apigatewayv2_api_mapping" "this" {
  for_each = var.endpoint_type == "REGIONAL" ? var.mappings : {}

  api_id          = each.value.api_id
  api_mapping_key = each.value.path == "" ? null : each.value.path
  domain_name     = local.domain.domain_name
  stage           = each.value.stage
}

resource "aws_api_gateway_base_path_mapping" "this" {
  for_each = var.endpoint_type == "REGIONAL" ? {} : var.mappings

  api_id         = each.value.api_id
  base_path      = each.value.path == "" ? null : each.value.path
  domain_name    = local.domain.domain_name
  domain_name_id = local.domain.domain_name_id
  stage_name     = each.value.stage
}
