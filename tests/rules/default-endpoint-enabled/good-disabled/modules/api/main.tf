resource "aws_api_gateway_rest_api" "this" {
  name                         = "orders"
  disable_execute_api_endpoint = true
}

resource "aws_api_gateway_deployment" "this" {
  rest_api_id = aws_api_gateway_rest_api.this.id
}

resource "aws_api_gateway_stage" "live" {
  rest_api_id   = aws_api_gateway_rest_api.this.id
  deployment_id = aws_api_gateway_deployment.this.id
  stage_name    = "live"
}

output "id" {
  value = aws_api_gateway_rest_api.this.id
}

output "stage" {
  value = aws_api_gateway_stage.live.stage_name
}
