variable "name" {
  type = string
}

resource "aws_api_gateway_rest_api" "this" {
  count = 1
  name  = var.name
}

module "route" {
  source   = "../route"
  for_each = toset(["GET", "POST"])

  api_id  = aws_api_gateway_rest_api.this[0].id
  root_id = aws_api_gateway_rest_api.this[0].root_resource_id
  method  = each.key
}

resource "aws_api_gateway_deployment" "this" {
  rest_api_id = one(aws_api_gateway_rest_api.this[*].id)

  depends_on = [module.route]
}

resource "aws_api_gateway_stage" "this" {
  rest_api_id   = aws_api_gateway_rest_api.this[0].id
  deployment_id = aws_api_gateway_deployment.this.id
  stage_name    = "live"
}

resource "aws_api_gateway_method_settings" "this" {
  rest_api_id = aws_api_gateway_rest_api.this[0].id
  stage_name  = aws_api_gateway_stage.this.stage_name
  method_path = "*/*"

  settings {
    throttling_rate_limit  = 10
    throttling_burst_limit = 20
  }
}

output "stage_arn" {
  value = aws_api_gateway_stage.this.arn
}
