variable "apis" {
  type = map(object({ id = string, root = string, name = string }))
}

variable "name" {
  type    = string
  default = "live"
}

resource "aws_api_gateway_deployment" "this" {
  for_each    = var.apis
  rest_api_id = each.value.id
}

resource "aws_api_gateway_stage" "this" {
  for_each      = aws_api_gateway_deployment.this
  rest_api_id   = each.value.rest_api_id
  deployment_id = each.value.id
  stage_name    = var.name
}

output "arns" {
  value = { for key, stage in aws_api_gateway_stage.this : key => stage.arn }
}
