resource "aws_api_gateway_domain_name_access_association" "this" {
  for_each = local.new ? var.vpc_endpoints : {}

  access_association_source      = each.value.id
  access_association_source_type = "VPCE"
  domain_name_arn                = local.domain.arn
  tags                           = var.tags
}

locals {
  policy = var.endpoint_type != "PRIVATE" ? null : var.policy != null ? var.policy.json : jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Effect    = "Allow"
        Principal = "*"
        Action    = "execute-api:Invoke"
        Resource  = "*"
      },
      {
        Effect    = "Deny"
        Principal = "*"
        Action    = "execute-api:Invoke"
        Resource  = "*"
        Condition = { StringNotEquals = { "aws:SourceVpce" = values(var.vpc_endpoints)[*].id } }
      },
    ]
  })
}
