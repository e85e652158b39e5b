variable "domain_name" {
  type = string
}

resource "aws_api_gateway_rest_api" "this" {
  name = "open"
}

resource "aws_api_gateway_base_path_mapping" "this" {
  api_id      = aws_api_gateway_rest_api.this.id
  domain_name = var.domain_name
  stage_name  = "live"
}
