resource "aws_apigatewayv2_route" "this" {
  for_each = var.routes

  api_id                              = aws_apigatewayv2_api.this.id
  route_key                           = each.key
  api_key_required                    = each.value.api_key_required
  authorization_type                  = local.authorizations[each.key]
  authorizer_id                       = each.value.authorizer_key == null ? each.value.authorizer_id : aws_apigatewayv2_authorizer.this[each.value.authorizer_key].id
  model_selection_expression          = each.value.model_selection_expression
  operation_name                      = each.value.operation_name
  request_models                      = length(each.value.request_models) > 0 ? { for selection, name in each.value.request_models : selection => aws_apigatewayv2_model.this[name].name } : null
  route_response_selection_expression = each.value.response == null ? null : "$default"
  target                              = "integrations/${aws_apigatewayv2_integration.this[each.value.integration_key].id}"

  dynamic "request_parameter" {
    for_each = each.value.request_parameters

    content {
      request_parameter_key = request_parameter.key
      required              = request_parameter.value
    }
  }
}

resource "aws_apigatewayv2_route_response" "this" {
  for_each = { for key, route in var.routes : key => route.response if route.response != null }

  api_id                     = aws_apigatewayv2_api.this.id
  route_id                   = aws_apigatewayv2_route.this[each.key].id
  model_selection_expression = each.value.model_selection_expression
  response_models            = length(each.value.models) > 0 ? { for selection, name in each.value.models : selection => aws_apigatewayv2_model.this[name].name } : null
  route_response_key         = "$default"
}

resource "aws_apigatewayv2_integration" "this" {
  for_each = var.integrations

  api_id                        = aws_apigatewayv2_api.this.id
  content_handling_strategy     = each.value.content_handling_strategy
  credentials_arn               = each.value.credentials_arn
  description                   = each.value.description
  integration_method            = each.value.type == "MOCK" ? null : startswith(each.value.type, "HTTP") ? each.value.http_method : "POST"
  integration_type              = each.value.type
  integration_uri               = each.value.function_key == null ? each.value.uri : local.function_uris[each.value.function_key]
  passthrough_behavior          = each.value.passthrough_behavior == null ? local.passthrough_of_type[each.value.type] : each.value.passthrough_behavior
  request_parameters            = length(each.value.request_parameters) > 0 ? each.value.request_parameters : null
  request_templates             = length(each.value.request_templates) > 0 ? each.value.request_templates : null
  template_selection_expression = each.value.template_selection_expression
  timeout_milliseconds          = each.value.timeout_milliseconds
}

resource "aws_apigatewayv2_integration_response" "this" {
  for_each = local.integration_responses

  api_id                        = aws_apigatewayv2_api.this.id
  integration_id                = aws_apigatewayv2_integration.this[each.value.integration_key].id
  content_handling_strategy     = each.value.content_handling_strategy
  integration_response_key      = each.value.response_key
  response_templates            = length(each.value.response_templates) > 0 ? each.value.response_templates : null
  template_selection_expression = each.value.template_selection_expression
}

resource "aws_apigatewayv2_model" "this" {
  for_each = var.models

  api_id       = aws_apigatewayv2_api.this.id
  name         = each.key
  description  = each.value.description
  content_type = each.value.content_type
  schema       = each.value.schema
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
