terraform {
  required_providers {
    aws = { source = "hashicorp/aws" }
  }
}

provider "aws" {
  region = "eu-central-1"
}

resource "aws_apigatewayv2_api" "web" {
  name          = "web"
  protocol_type = "HTTP"
}

resource "aws_apigatewayv2_api" "other" {
  name          = "other"
  protocol_type = "HTTP"
}

resource "aws_lambda_function" "none" {
  function_name = "none"
  role          = "arn:aws:iam::123456789012:role/none"
  runtime       = "python3.13"
  handler       = "none.handler"
  filename      = "none.zip"
}

resource "aws_lambda_function" "other" {
  function_name = "other"
  role          = "arn:aws:iam::123456789012:role/other"
  runtime       = "python3.13"
  handler       = "other.handler"
  filename      = "other.zip"
}

resource "aws_lambda_function" "action" {
  function_name = "action"
  role          = "arn:aws:iam::123456789012:role/action"
  runtime       = "python3.13"
  handler       = "action.handler"
  filename      = "action.zip"
}

resource "aws_lambda_function" "principal" {
  function_name = "principal"
  role          = "arn:aws:iam::123456789012:role/principal"
  runtime       = "python3.13"
  handler       = "principal.handler"
  filename      = "principal.zip"
}

resource "aws_lambda_function" "literal" {
  function_name = "literal"
  role          = "arn:aws:iam::123456789012:role/literal"
  runtime       = "python3.13"
  handler       = "literal.handler"
  filename      = "literal.zip"
}

resource "aws_lambda_function" "qualified" {
  function_name = "qualified"
  role          = "arn:aws:iam::123456789012:role/qualified"
  runtime       = "python3.13"
  handler       = "qualified.handler"
  filename      = "qualified.zip"
  publish       = true
}

resource "aws_apigatewayv2_integration" "none" {
  api_id           = aws_apigatewayv2_api.web.id
  integration_type = "AWS_PROXY"
  integration_uri  = aws_lambda_function.none.invoke_arn
}

resource "aws_apigatewayv2_integration" "other" {
  api_id           = aws_apigatewayv2_api.web.id
  integration_type = "AWS_PROXY"
  integration_uri  = aws_lambda_function.other.invoke_arn
}

resource "aws_apigatewayv2_integration" "action" {
  api_id           = aws_apigatewayv2_api.web.id
  integration_type = "AWS_PROXY"
  integration_uri  = aws_lambda_function.action.invoke_arn
}

resource "aws_apigatewayv2_integration" "principal" {
  api_id           = aws_apigatewayv2_api.web.id
  integration_type = "AWS_PROXY"
  integration_uri  = aws_lambda_function.principal.invoke_arn
}

resource "aws_apigatewayv2_integration" "literal" {
  api_id           = aws_apigatewayv2_api.web.id
  integration_type = "AWS_PROXY"
  integration_uri  = aws_lambda_function.literal.invoke_arn
}

resource "aws_lambda_alias" "live" {
  name             = "live"
  function_name    = aws_lambda_function.qualified.function_name
  function_version = "1"
}

resource "aws_apigatewayv2_integration" "qualified" {
  api_id           = aws_apigatewayv2_api.web.id
  integration_type = "AWS_PROXY"
  integration_uri  = aws_lambda_alias.live.invoke_arn
}

resource "aws_lambda_permission" "other" {
  action        = "lambda:InvokeFunction"
  function_name = aws_lambda_function.other.function_name
  principal     = "apigateway.amazonaws.com"
  source_arn    = "${aws_apigatewayv2_api.other.execution_arn}/*/*"
}

resource "aws_lambda_permission" "action" {
  action        = "lambda:GetFunction"
  function_name = aws_lambda_function.action.function_name
  principal     = "apigateway.amazonaws.com"
}

resource "aws_lambda_permission" "principal" {
  action        = "lambda:InvokeFunction"
  function_name = aws_lambda_function.principal.function_name
  principal     = "events.amazonaws.com"
}

# An API that is there already; this one is yet to be made.
resource "aws_lambda_permission" "literal" {
  action        = "lambda:InvokeFunction"
  function_name = aws_lambda_function.literal.function_name
  principal     = "apigateway.amazonaws.com"
  source_arn    = "arn:aws:execute-api:eu-central-1:123456789012:a1b2c3d4e5/*"
}

# On the function, but the alias is invoked.
resource "aws_lambda_permission" "qualified" {
  action        = "lambda:InvokeFunction"
  function_name = aws_lambda_function.qualified.function_name
  principal     = "apigateway.amazonaws.com"
  source_arn    = "${aws_apigatewayv2_api.web.execution_arn}/*/*"
}
