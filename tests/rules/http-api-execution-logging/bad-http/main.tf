provider "aws" {
  region = "eu-central-1"
}

resource "aws_apigatewayv2_api" "web" {
  name          = "web"
  protocol_type = "HTTP"
}

resource "aws_apigatewayv2_stage" "level" {
  api_id = aws_apigatewayv2_api.web.id
  name   = "level"

  default_route_settings {
    logging_level = "INFO"
  }
}

resource "aws_apigatewayv2_stage" "trace" {
  api_id = aws_apigatewayv2_api.web.id
  name   = "trace"

  default_route_settings {
    data_trace_enabled = true
  }
}

resource "aws_apigatewayv2_stage" "route" {
  api_id = aws_apigatewayv2_api.web.id
  name   = "route"

  route_settings {
    route_key     = "GET /a"
    logging_level = "ERROR"
  }
}
