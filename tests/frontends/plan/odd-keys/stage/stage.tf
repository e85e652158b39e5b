variable "rest_api_id" {
  type = string
}

variable "stage_name" {
  type = string
}

resource "aws_api_gateway_deployment" "this" {
  rest_api_id = var.rest_api_id
}

resource "aws_api_gateway_stage" "this" {
  rest_api_id   = var.rest_api_id
  deployment_id = aws_api_gateway_deployment.this.id
  stage_name    = var.stage_name
}

output "arn" {
  value = aws_api_gateway_stage.this.arn
}
