resource "aws_apigatewayv2_api" "one" {
  name          = "one"
  protocol_type = "HTTP"
}

resource "aws_apigatewayv2_api" "two" {
  name          = "two"
  protocol_type = "HTTP"
}

resource "terraform_data" "api" {
  input = "abc123"
}

resource "aws_apigatewayv2_stage" "live" {
  api_id      = terraform_data.api.id
  name        = "live"
  auto_deploy = true
}
