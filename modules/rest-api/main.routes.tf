resource "aws_api_gateway_method" "this" {
  for_each = local.routes

  rest_api_id          = aws_api_gateway_rest_api.this.id
  resource_id          = local.resource_ids[each.value.path]
  http_method          = each.value.method
  api_key_required     = each.value.api_key_required
  authorization        = each.value.authorization
  authorization_scopes = length(each.value.authorization_scopes) > 0 ? each.value.authorization_scopes : null
  authorizer_id        = each.value.authorizer_key == null ? each.value.authorizer_id : aws_api_gateway_authorizer.this[each.value.authorizer_key].id
  operation_name       = each.value.operation_name
  request_models       = { for type, name in each.value.request_models : type => try(aws_api_gateway_model.this[name].name, name) }
  request_parameters   = each.value.request_parameters
  request_validator_id = each.value.request_validator_key == null ? null : aws_api_gateway_request_validator.this[each.value.request_validator_key].id
}

resource "aws_api_gateway_integration" "this" {
  for_each = local.routes

  rest_api_id             = aws_api_gateway_rest_api.this.id
  resource_id             = aws_api_gateway_method.this[each.key].resource_id
  http_method             = aws_api_gateway_method.this[each.key].http_method
  type                    = each.value.integration.type
  cache_key_parameters    = each.value.integration.cache_key_parameters
  cache_namespace         = each.value.integration.cache_namespace
  connection_id           = each.value.integration.vpc_link_key == null ? each.value.integration.vpc_link_id : aws_api_gateway_vpc_link.this[each.value.integration.vpc_link_key].id
  connection_type         = each.value.integration.vpc_link_key == null && each.value.integration.vpc_link_id == null ? "INTERNET" : "VPC_LINK"
  content_handling        = each.value.integration.content_handling
  credentials             = each.value.integration.credentials_arn
  integration_http_method = each.value.integration.type == "MOCK" ? null : try(coalesce(each.value.integration.http_method), startswith(each.value.integration.type, "AWS") ? "POST" : each.value.method)
  passthrough_behavior    = each.value.integration.passthrough_behavior
  request_parameters      = each.value.integration.request_parameters
  request_templates       = each.value.integration.request_templates
  timeout_milliseconds    = each.value.integration.timeout_milliseconds
  uri                     = each.value.integration.function_key == null ? each.value.integration.uri : local.function_uris[each.value.integration.function_key]

  dynamic "tls_config" {
    for_each = each.value.integration.insecure_skip_verify ? [true] : []

    content {
      insecure_skip_verification = tls_config.value
    }
  }
}

resource "aws_api_gateway_method_response" "this" {
  for_each = local.responses

  rest_api_id         = aws_api_gateway_rest_api.this.id
  resource_id         = aws_api_gateway_method.this[each.value.route_key].resource_id
  http_method         = aws_api_gateway_method.this[each.value.route_key].http_method
  status_code         = each.value.status_code
  response_models     = { for type, name in each.value.models : type => try(aws_api_gateway_model.this[name].name, name) }
  response_parameters = { for name in keys(each.value.response_parameters) : name => false }
}

resource "aws_api_gateway_integration_response" "this" {
  for_each = local.responses

  rest_api_id         = aws_api_gateway_rest_api.this.id
  resource_id         = aws_api_gateway_integration.this[each.value.route_key].resource_id
  http_method         = aws_api_gateway_integration.this[each.value.route_key].http_method
  status_code         = aws_api_gateway_method_response.this[each.key].status_code
  content_handling    = each.value.content_handling
  response_parameters = each.value.response_parameters
  response_templates  = each.value.response_templates
  selection_pattern   = each.value.selection_pattern
}

resource "aws_api_gateway_gateway_response" "this" {
  for_each = local.gateway_responses

  rest_api_id         = aws_api_gateway_rest_api.this.id
  response_type       = each.key
  response_parameters = each.value.response_parameters
  response_templates  = each.value.response_templates
  status_code         = each.value.status_code
}

resource "aws_api_gateway_vpc_link" "this" {
  for_each = var.vpc_links

  name        = coalesce(each.value.name, "${var.name}-${each.key}")
  description = each.value.description
  tags        = var.tags
  target_arns = [each.value.target_arn]
}

# One permission a function: it covers every stage, every route, and the authorizers of this API.
resource "aws_lambda_permission" "this" {
  for_each = { for key in local.function_keys : key => var.functions[key] if try(var.functions[key].permission, false) }

  action        = "lambda:InvokeFunction"
  function_name = each.value.arn
  principal     = "apigateway.amazonaws.com"
  qualifier     = each.value.qualifier
  source_arn    = "${aws_api_gateway_rest_api.this.execution_arn}/*/*"
}
