resource "aws_apigatewayv2_api" "events" {
  name          = "events"
  protocol_type = "HTTP"
}

resource "aws_apigatewayv2_route" "events" {
  api_id             = aws_apigatewayv2_api.events.id
  route_key          = "GET /events"
  authorization_type = terraform_data.later.output
}

resource "aws_apigatewayv2_stage" "events" {
  api_id      = aws_apigatewayv2_api.events.id
  name        = "live"
  auto_deploy = true

  default_route_settings {
    throttling_rate_limit  = terraform_data.limit.output
    throttling_burst_limit = 50
  }
}

resource "terraform_data" "later" {
  input = uuid()
}

resource "terraform_data" "limit" {
  input = length(terraform_data.later.output)
}
