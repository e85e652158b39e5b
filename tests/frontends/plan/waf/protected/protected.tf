variable "name" {
  type = string
}

resource "aws_lb" "this" {
  name               = var.name
  load_balancer_type = "application"
  subnets            = ["subnet-1", "subnet-2"]
}

resource "aws_api_gateway_rest_api" "this" {
  name = var.name
}

resource "aws_api_gateway_deployment" "this" {
  rest_api_id = aws_api_gateway_rest_api.this.id
}

resource "aws_api_gateway_stage" "this" {
  rest_api_id   = aws_api_gateway_rest_api.this.id
  deployment_id = aws_api_gateway_deployment.this.id
  stage_name    = var.name
}

output "balancer_arn" {
  value = aws_lb.this.arn
}

output "stage_arn" {
  value = aws_api_gateway_stage.this.arn
}
