resource "aws_apigatewayv2_api" "one" {
  name          = "one"
  protocol_type = "HTTP"
}

resource "aws_apigatewayv2_api" "two" {
  name          = "two"
  protocol_type = "HTTP"
}

# It may be the id of either.
resource "terraform_data" "api" {
  input = uuid()
}

resource "aws_apigatewayv2_stage" "live" {
  api_id      = terraform_data.api.output
  name        = "live"
  auto_deploy = true
}
