# What is left out, what is null, and what only the apply tells: alike in a plan's values.
variable "level" {
  type    = string
  default = null
}

resource "terraform_data" "later" {
  input = timestamp()
}

resource "aws_api_gateway_rest_api" "unset" {
  name = "unset"
}

resource "aws_api_gateway_rest_api" "null" {
  name                         = "null"
  disable_execute_api_endpoint = var.level == null ? null : true
  policy                       = var.level
  api_key_source               = null
  body                         = var.level

  endpoint_configuration {
    types            = ["PRIVATE"]
    vpc_endpoint_ids = null
  }
}

resource "aws_api_gateway_rest_api" "later" {
  name                         = "later"
  disable_execute_api_endpoint = terraform_data.later.output == "x"
  policy                       = terraform_data.later.output
  api_key_source               = terraform_data.later.output
  binary_media_types           = [terraform_data.later.output]
}

# All that it refers to is known, and yet the text is not.
resource "aws_api_gateway_rest_api" "stamped" {
  name = "stamped"
  body = jsonencode({ openapi = "3.0.1", info = { title = var.level, version = timestamp() }, paths = {} })
}

resource "aws_api_gateway_deployment" "this" {
  rest_api_id = aws_api_gateway_rest_api.unset.id
}

resource "aws_api_gateway_stage" "this" {
  rest_api_id   = aws_api_gateway_rest_api.unset.id
  deployment_id = aws_api_gateway_deployment.this.id
  stage_name    = "live"
}

resource "aws_api_gateway_method_settings" "all" {
  rest_api_id = aws_api_gateway_rest_api.unset.id
  stage_name  = aws_api_gateway_stage.this.stage_name
  method_path = "*/*"

  settings {
    logging_level        = var.level
    data_trace_enabled   = null
    metrics_enabled      = terraform_data.later.output == "x"
    cache_ttl_in_seconds = length(terraform_data.later.output)
  }
}

# Through two modules.
module "settings" {
  source = "./settings"

  level   = var.level
  metrics = terraform_data.later.output == "x"
  api_id  = aws_api_gateway_rest_api.unset.id
  stage   = aws_api_gateway_stage.this.stage_name
}

resource "aws_api_gateway_domain_name" "unset" {
  domain_name     = "unset.example.com"
  certificate_arn = "arn:aws:acm:us-east-1:123456789012:certificate/11111111-2222-3333-4444-555555555555"
}

resource "aws_api_gateway_domain_name" "null" {
  domain_name     = "null.example.com"
  security_policy = var.level
  certificate_arn = "arn:aws:acm:us-east-1:123456789012:certificate/11111111-2222-3333-4444-555555555555"
}

resource "aws_api_gateway_domain_name" "later" {
  domain_name     = "later.example.com"
  security_policy = terraform_data.later.output
  certificate_arn = "arn:aws:acm:us-east-1:123456789012:certificate/11111111-2222-3333-4444-555555555555"
}
