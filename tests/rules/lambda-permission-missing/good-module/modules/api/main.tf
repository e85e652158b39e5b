variable "functions" {
  type = any
}

resource "aws_apigatewayv2_api" "this" {
  name          = "web"
  protocol_type = "HTTP"
}

resource "aws_apigatewayv2_integration" "this" {
  for_each = var.functions

  api_id           = aws_apigatewayv2_api.this.id
  integration_type = "AWS_PROXY"
  integration_uri  = each.value.invoke_arn
}

output "execution_arn" {
  value = aws_apigatewayv2_api.this.execution_arn
}
