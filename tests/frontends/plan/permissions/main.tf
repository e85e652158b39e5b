resource "aws_api_gateway_rest_api" "shop" {
  name = "shop"
}

resource "aws_apigatewayv2_api" "http" {
  name          = "http"
  protocol_type = "HTTP"
}

module "function" {
  source   = "./function"
  for_each = toset(["orders", "users"])

  name = each.key
}

resource "aws_lambda_function" "direct" {
  function_name = "direct"
  role          = "arn:aws:iam::123456789012:role/direct"
  handler       = "index.handler"
  runtime       = "nodejs22.x"
  filename      = "main.tf"

  environment {
    variables = { API = aws_api_gateway_rest_api.shop.id }
  }
}

resource "aws_api_gateway_method" "this" {
  for_each = { direct = "GET", orders = "POST", users = "PUT" }

  rest_api_id   = aws_api_gateway_rest_api.shop.id
  resource_id   = aws_api_gateway_rest_api.shop.root_resource_id
  http_method   = each.value
  authorization = "AWS_IAM"
}

resource "aws_api_gateway_integration" "direct" {
  rest_api_id             = aws_api_gateway_rest_api.shop.id
  resource_id             = aws_api_gateway_rest_api.shop.root_resource_id
  http_method             = aws_api_gateway_method.this["direct"].http_method
  type                    = "AWS_PROXY"
  integration_http_method = "POST"
  uri                     = aws_lambda_function.direct.invoke_arn
}

resource "aws_api_gateway_integration" "module" {
  for_each = toset(["orders", "users"])

  rest_api_id             = aws_api_gateway_rest_api.shop.id
  resource_id             = aws_api_gateway_rest_api.shop.root_resource_id
  http_method             = aws_api_gateway_method.this[each.key].http_method
  type                    = "AWS_PROXY"
  integration_http_method = "POST"
  uri                     = "arn:aws:apigateway:eu-central-1:lambda:path/2015-03-31/functions/${module.function[each.key].arn}/invocations"
}

resource "aws_lambda_permission" "direct" {
  action        = "lambda:InvokeFunction"
  function_name = aws_lambda_function.direct.function_name
  principal     = "apigateway.amazonaws.com"
  source_arn    = "${aws_api_gateway_rest_api.shop.execution_arn}/*/*"
}

resource "aws_lambda_permission" "module" {
  for_each = module.function

  action        = "lambda:InvokeFunction"
  function_name = each.value.name
  principal     = "apigateway.amazonaws.com"
  source_arn    = "${aws_api_gateway_rest_api.shop.execution_arn}/*/POST/"
}

resource "aws_api_gateway_deployment" "shop" {
  rest_api_id = aws_api_gateway_rest_api.shop.id

  depends_on = [aws_api_gateway_integration.direct, aws_api_gateway_integration.module]
}

resource "aws_api_gateway_stage" "live" {
  rest_api_id   = aws_api_gateway_rest_api.shop.id
  deployment_id = aws_api_gateway_deployment.shop.id
  stage_name    = "live"
}

resource "aws_lambda_permission" "stage" {
  action        = "lambda:InvokeFunction"
  function_name = aws_lambda_function.direct.arn
  principal     = "apigateway.amazonaws.com"
  source_arn    = "${aws_api_gateway_stage.live.execution_arn}/GET/"
}

resource "aws_lambda_permission" "deployment" {
  action        = "lambda:InvokeFunction"
  function_name = aws_lambda_function.direct.arn
  principal     = "apigateway.amazonaws.com"
  source_arn    = "${aws_api_gateway_deployment.shop.execution_arn}/*"
}

resource "aws_lambda_permission" "either" {
  action        = "lambda:InvokeFunction"
  function_name = aws_lambda_function.direct.arn
  principal     = "apigateway.amazonaws.com"
  source_arn    = "${[aws_api_gateway_rest_api.shop.execution_arn, aws_apigatewayv2_api.http.execution_arn][0]}/*"
}

resource "aws_lambda_permission" "wide" {
  action        = "lambda:InvokeFunction"
  function_name = "elsewhere"
  principal     = "apigateway.amazonaws.com"
}
