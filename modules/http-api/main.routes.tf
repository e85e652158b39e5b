resource "aws_apigatewayv2_route" "this" {
  for_each = local.routes

  api_id               = aws_apigatewayv2_api.this.id
  route_key            = each.key
  authorization_scopes = length(each.value.authorization_scopes) > 0 ? each.value.authorization_scopes : null
  authorization_type   = each.value.authorization
  authorizer_id        = each.value.authorizer_key == null ? each.value.authorizer_id : aws_apigatewayv2_authorizer.this[each.value.authorizer_key].id
  operation_name       = each.value.operation_name
  target               = "integrations/${aws_apigatewayv2_integration.this[each.value.integration_key].id}"
}

resource "aws_apigatewayv2_integration" "this" {
  for_each = var.integrations

  api_id                 = aws_apigatewayv2_api.this.id
  connection_id          = each.value.vpc_link_key == null ? each.value.vpc_link_id : aws_apigatewayv2_vpc_link.this[each.value.vpc_link_key].id
  connection_type        = each.value.vpc_link_key == null && each.value.vpc_link_id == null ? "INTERNET" : "VPC_LINK"
  credentials_arn        = each.value.credentials_arn
  description            = each.value.description
  integration_method     = each.value.type == "HTTP_PROXY" ? each.value.http_method : each.value.function_key == null ? null : "POST"
  integration_subtype    = each.value.subtype
  integration_type       = each.value.type
  integration_uri        = each.value.function_key == null ? each.value.uri : local.function_uris[each.value.function_key]
  payload_format_version = each.value.function_key == null ? "1.0" : each.value.payload_format_version
  request_parameters     = length(each.value.request_parameters) > 0 ? each.value.request_parameters : null
  timeout_milliseconds   = each.value.timeout_milliseconds

  dynamic "response_parameters" {
    for_each = each.value.response_parameters

    content {
      mappings    = response_parameters.value
      status_code = response_parameters.key
    }
  }

  dynamic "tls_config" {
    for_each = each.value.server_name_to_verify == null ? [] : [each.value.server_name_to_verify]

    content {
      server_name_to_verify = tls_config.value
    }
  }
}

resource "aws_apigatewayv2_vpc_link" "this" {
  for_each = var.vpc_links

  name               = each.value.name == null ? "${var.name}-${each.key}" : each.value.name
  security_group_ids = each.value.security_group_ids
  subnet_ids         = each.value.subnet_ids
  tags               = merge(var.tags, each.value.tags)
}

# One permission a function: it covers every stage, every route, and the authorizers of this API.
resource "aws_lambda_permission" "this" {
  for_each = { for key in local.function_keys : key => var.functions[key] if var.functions[key].permission }

  action        = "lambda:InvokeFunction"
  function_name = each.value.arn
  principal     = "apigateway.amazonaws.com"
  qualifier     = each.value.qualifier
  source_arn    = "${aws_apigatewayv2_api.this.execution_arn}/*/*"
}
