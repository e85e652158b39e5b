# Computed values that the provider itself checks when another resource takes them.

mock_resource "aws_apigatewayv2_api" {
  defaults = {
    api_endpoint  = "https://a1b2c3d4e5.execute-api.eu-central-1.amazonaws.com"
    arn           = "arn:aws:apigateway:eu-central-1::/apis/a1b2c3d4e5"
    execution_arn = "arn:aws:execute-api:eu-central-1:123456789012:a1b2c3d4e5"
  }
}

mock_resource "aws_apigatewayv2_stage" {
  defaults = {
    arn        = "arn:aws:apigateway:eu-central-1::/apis/a1b2c3d4e5/stages/mock"
    invoke_url = "https://a1b2c3d4e5.execute-api.eu-central-1.amazonaws.com/"
  }
}

mock_resource "aws_cloudwatch_log_group" {
  defaults = {
    arn = "arn:aws:logs:eu-central-1:123456789012:log-group:mock"
  }
}
