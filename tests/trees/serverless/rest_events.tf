# Events go straight into DynamoDB; no function in between.

resource "aws_api_gateway_rest_api" "events" {
  name = "${local.prefix}-events"
}

resource "aws_api_gateway_authorizer" "cognito" {
  name          = "cognito"
  type          = "COGNITO_USER_POOLS"
  rest_api_id   = aws_api_gateway_rest_api.events.id
  provider_arns = ["${aws_cognito_user_pool.users.arn}"]
}

locals {
  event_kinds = {
    click    = { authorization = "NONE" }
    purchase = { authorization = "COGNITO_USER_POOLS" }
  }
}

resource "aws_api_gateway_resource" "event" {
  for_each    = local.event_kinds
  rest_api_id = aws_api_gateway_rest_api.events.id
  parent_id   = aws_api_gateway_rest_api.events.root_resource_id
  path_part   = each.key
}

resource "aws_api_gateway_method" "event" {
  for_each = aws_api_gateway_resource.event

  rest_api_id   = aws_api_gateway_rest_api.events.id
  resource_id   = each.value.id
  http_method   = "POST"
  authorization = local.event_kinds[each.key].authorization
  authorizer_id = local.event_kinds[each.key].authorization == "NONE" ? null : aws_api_gateway_authorizer.cognito.id
}

resource "aws_api_gateway_integration" "event" {
  for_each = aws_api_gateway_method.event

  rest_api_id             = aws_api_gateway_rest_api.events.id
  resource_id             = each.value.resource_id
  http_method             = each.value.http_method
  type                    = "AWS"
  integration_http_method = "POST"
  uri                     = "arn:aws:apigateway:${data.aws_region.current.name}:dynamodb:action/PutItem"
  credentials             = aws_iam_role.events.arn
  passthrough_behavior    = "WHEN_NO_TEMPLATES"

  request_templates = {
    "application/json" = <<-VTL
      {
        "TableName": "${aws_dynamodb_table.items.name}",
        "Item": {
          "id": {"S": "$context.requestId"},
          "kind": {"S": "${each.key}"},
          "body": {"S": "$util.escapeJavaScript($input.body)"}
        }
      }
    VTL
  }
}

resource "aws_api_gateway_method_response" "ok" {
  for_each    = aws_api_gateway_method.event
  rest_api_id = aws_api_gateway_rest_api.events.id
  resource_id = each.value.resource_id
  http_method = each.value.http_method
  status_code = "200"
}

resource "aws_api_gateway_integration_response" "ok" {
  for_each          = aws_api_gateway_integration.event
  rest_api_id       = aws_api_gateway_rest_api.events.id
  resource_id       = each.value.resource_id
  http_method       = each.value.http_method
  status_code       = "200"
  selection_pattern = "2\\d{2}"

  depends_on = [aws_api_gateway_method_response.ok]
}

resource "aws_iam_role" "events" {
  name = "${local.prefix}-events"

  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "apigateway.amazonaws.com" } }]
  })

  inline_policy {
    name = "table"
    policy = jsonencode({
      Version   = "2012-10-17"
      Statement = [{ Effect = "Allow", Action = "dynamodb:*", Resource = "*" }]
    })
  }
}

resource "aws_api_gateway_deployment" "events" {
  depends_on  = [aws_api_gateway_integration.event]
  rest_api_id = aws_api_gateway_rest_api.events.id

  triggers = {
    redeployment = filesha1("${path.module}/rest_events.tf")
  }
}

resource "aws_api_gateway_stage" "events" {
  rest_api_id   = aws_api_gateway_rest_api.events.id
  deployment_id = aws_api_gateway_deployment.events.id
  stage_name    = terraform.workspace == "default" ? "dev" : terraform.workspace

  access_log_settings {
    destination_arn = aws_cloudwatch_log_group.api["events"].arn
    format          = "$context.identity.sourceIp $context.status"
  }
}

resource "aws_api_gateway_method_settings" "events" {
  rest_api_id = aws_api_gateway_rest_api.events.id
  stage_name  = aws_api_gateway_stage.events.stage_name
  method_path = "*/*"

  settings {
    logging_level          = upper(var.log_level)
    throttling_rate_limit  = 1000
    throttling_burst_limit = 2000
  }
}

resource "aws_api_gateway_account" "this" {
  cloudwatch_role_arn = aws_iam_role.gateway_logs.arn
}

resource "aws_iam_role" "gateway_logs" {
  name = "${local.prefix}-gateway-logs"

  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "apigateway.amazonaws.com" } }]
  })
}

resource "aws_iam_role_policy_attachment" "gateway_logs" {
  role       = aws_iam_role.gateway_logs.name
  policy_arn = "arn:aws:iam::aws:policy/service-role/AmazonAPIGatewayPushToCloudWatchLogs"
}
