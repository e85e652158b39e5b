# The partners' API: several files, put together here. Their functions are known after the first apply only.

locals {
  partner_documents = [for file in sort(fileset("${path.module}/api/paths", "*.yaml")) :
    yamldecode(templatefile("${path.module}/api/paths/${file}", {
      ordering = aws_lambda_function.all["ordering"].invoke_arn
      reports  = aws_lambda_function.all["reports"].invoke_arn
    }))
  ]

  partner_api = {
    openapi = "3.0.1"
    info    = { title = "${local.name} partners", version = "1" }
    paths   = merge([for document in local.partner_documents : document.paths]...)
    components = {
      securitySchemes = merge([for document in local.partner_documents : try(document.components.securitySchemes, {})]...)
    }
  }
}

resource "aws_api_gateway_rest_api" "partners" {
  name           = "${local.name}-partners"
  body           = jsonencode(local.partner_api)
  api_key_source = "HEADER"

  disable_execute_api_endpoint = true

  endpoint_configuration {
    types = ["EDGE"]
  }
}

resource "aws_api_gateway_deployment" "partners" {
  rest_api_id = aws_api_gateway_rest_api.partners.id
  stage_name  = "v1"

  variables = {
    deployed_at = "2024-05-01"
  }
}

resource "aws_api_gateway_usage_plan" "partners" {
  name = "${local.name}-partners"

  api_stages {
    api_id = aws_api_gateway_rest_api.partners.id
    stage  = aws_api_gateway_deployment.partners.stage_name
  }

  quota_settings {
    limit  = 10000
    period = "DAY"
  }
}

resource "aws_api_gateway_api_key" "partner" {
  count = 2
  name  = "partner-${count.index}"
  value = count.index == 0 ? "f3b1c7d2a9e84f6c8b2d5a7e9c1f3b5d" : null
}

resource "aws_api_gateway_usage_plan_key" "partner" {
  count         = 2
  key_id        = aws_api_gateway_api_key.partner[count.index].id
  key_type      = "API_KEY"
  usage_plan_id = aws_api_gateway_usage_plan.partners.id
}

resource "aws_api_gateway_domain_name" "partners" {
  domain_name     = "partners.bookshop.example"
  certificate_arn = var.certificate_arn
  security_policy = "TLS_1_2"
}

resource "aws_api_gateway_base_path_mapping" "partners" {
  api_id      = aws_api_gateway_rest_api.partners.id
  domain_name = aws_api_gateway_domain_name.partners.domain_name
}

resource "aws_route53_record" "partners" {
  zone_id = var.hosted_zone_id
  name    = aws_api_gateway_domain_name.partners.domain_name
  type    = "A"

  alias {
    name                   = aws_api_gateway_domain_name.partners.cloudfront_domain_name
    zone_id                = aws_api_gateway_domain_name.partners.cloudfront_zone_id
    evaluate_target_health = false
  }
}
