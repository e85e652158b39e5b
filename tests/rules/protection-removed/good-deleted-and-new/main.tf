resource "aws_apigatewayv2_api" "news" {
  name          = "news"
  protocol_type = "HTTP"
}

resource "aws_apigatewayv2_route" "news" {
  api_id             = aws_apigatewayv2_api.news.id
  route_key          = "GET /news"
  
}

resource "aws_apigatewayv2_stage" "news" {
  api_id      = aws_apigatewayv2_api.news.id
  name        = "live"
  auto_deploy = true
}

resource "aws_apigatewayv2_api" "kept" {
  name          = "kept"
  protocol_type = "HTTP"
}
