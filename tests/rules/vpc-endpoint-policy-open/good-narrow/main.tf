terraform {
  required_providers {
    aws = { source = "hashicorp/aws" }
  }
}

provider "aws" {
  region = "eu-central-1"
}

resource "terraform_data" "later" {
  input = "x"
}

resource "aws_vpc_endpoint" "org" {
  vpc_id            = "vpc-0123456789abcdef0"
  service_name      = "com.amazonaws.eu-central-1.execute-api"
  vpc_endpoint_type = "Interface"

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Effect    = "Allow"
        Principal = "*"
        Action    = "execute-api:Invoke"
        Resource  = "*"
        Condition = {
          StringEquals = { "aws:ResourceOrgID" = "o-0123456789" }
        }
      },
    ]
  })
}

resource "aws_vpc_endpoint" "api" {
  vpc_id            = "vpc-0123456789abcdef0"
  service_name      = "com.amazonaws.eu-central-1.execute-api"
  vpc_endpoint_type = "Interface"

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Effect    = "Allow"
        Principal = "*"
        Action    = "execute-api:Invoke"
        Resource  = "arn:aws:execute-api:eu-central-1:123456789012:*"
      },
    ]
  })
}

resource "aws_vpc_endpoint" "apart" {
  vpc_id            = "vpc-0123456789abcdef0"
  service_name      = "com.amazonaws.eu-central-1.execute-api"
  vpc_endpoint_type = "Interface"
}

resource "aws_vpc_endpoint_policy" "apart" {
  vpc_endpoint_id = aws_vpc_endpoint.apart.id
  policy          = data.aws_iam_policy_document.apart.json
}

data "aws_iam_policy_document" "apart" {
  statement {
    actions   = ["execute-api:Invoke"]
    resources = ["*"]

    principals {
      type        = "AWS"
      identifiers = ["arn:aws:iam::123456789012:root"]
    }
  }
}

resource "aws_vpc_endpoint" "s3" {
  vpc_id            = "vpc-0123456789abcdef0"
  service_name      = "com.amazonaws.eu-central-1.s3"
  vpc_endpoint_type = "Interface"
}

resource "aws_vpc_endpoint" "none" {
  count             = 0
  vpc_id            = "vpc-0123456789abcdef0"
  service_name      = "com.amazonaws.eu-central-1.execute-api"
  vpc_endpoint_type = "Interface"
}

resource "aws_api_gateway_domain_name" "internal" {
  domain_name     = "internal.example.com"
  certificate_arn = "arn:aws:acm:eu-central-1:123456789012:certificate/11111111-2222-3333-4444-555555555555"

  endpoint_configuration {
    types = ["PRIVATE"]
  }

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Effect    = "Allow"
        Principal = "*"
        Action    = "execute-api:Invoke"
        Resource  = "execute-api:/*"
        Condition = {
          StringEquals = { "aws:SourceVpce" = "vpce-0123456789abcdef0" }
        }
      },
    ]
  })
}

resource "aws_api_gateway_domain_name" "later" {
  domain_name     = "later.example.com"
  certificate_arn = "arn:aws:acm:eu-central-1:123456789012:certificate/11111111-2222-3333-4444-555555555555"

  endpoint_configuration {
    types = ["PRIVATE"]
  }

  policy = terraform_data.later.output
}

resource "aws_api_gateway_domain_name" "shop" {
  domain_name              = "shop.example.com"
  regional_certificate_arn = "arn:aws:acm:eu-central-1:123456789012:certificate/11111111-2222-3333-4444-555555555555"
  security_policy          = "TLS_1_2"

  endpoint_configuration {
    types = ["REGIONAL"]
  }
}

resource "aws_api_gateway_domain_name" "edge" {
  domain_name     = "edge.example.com"
  certificate_arn = "arn:aws:acm:us-east-1:123456789012:certificate/11111111-2222-3333-4444-555555555555"

  endpoint_configuration {
    types = ["EDGE"]
  }
}

resource "aws_api_gateway_domain_name" "old" {
  domain_name              = "old.example.com"
  regional_certificate_arn = "arn:aws:acm:eu-central-1:123456789012:certificate/11111111-2222-3333-4444-555555555555"
  security_policy          = "TLS_1_2"

  endpoint_configuration {
    types = ["REGIONAL"]
  }
}

resource "aws_apigatewayv2_domain_name" "http" {
  for_each    = toset(["a.example.com", "b.example.com"])
  domain_name = each.key

  domain_name_configuration {
    certificate_arn = "arn:aws:acm:eu-central-1:123456789012:certificate/11111111-2222-3333-4444-555555555555"
    endpoint_type   = "REGIONAL"
    security_policy = "TLS_1_2"
  }
}

resource "aws_route53_record" "shop" {
  zone_id = "Z0123456789ABCDEFGHIJ"
  name    = aws_api_gateway_domain_name.shop.domain_name
  type    = "A"

  alias {
    name                   = aws_api_gateway_domain_name.shop.regional_domain_name
    zone_id                = "Z1U9ULNL0V5AJ3"
    evaluate_target_health = false
  }
}

resource "aws_route53_record" "edge" {
  zone_id = "Z0123456789ABCDEFGHIJ"
  name    = "edge.example.com"
  type    = "A"

  alias {
    name                   = local.edge
    zone_id                = "Z1U9ULNL0V5AJ3"
    evaluate_target_health = false
  }
}

resource "aws_route53_record" "http" {
  zone_id = "Z0123456789ABCDEFGHIJ"
  name    = each.key
  type    = "A"

  for_each = aws_apigatewayv2_domain_name.http
  alias {
    name                   = aws_apigatewayv2_domain_name.http[each.key].domain_name_configuration[0].target_domain_name
    zone_id                = "Z1U9ULNL0V5AJ3"
    evaluate_target_health = false
  }
}

resource "aws_route53_record" "old" {
  zone_id = "Z0123456789ABCDEFGHIJ"
  name    = "old.example.com"
  type    = "CNAME"

  ttl     = 300
  records = ["d-abcdefghij.execute-api.eu-central-1.amazonaws.com"]
}

locals {
  edge = aws_api_gateway_domain_name.edge.cloudfront_domain_name
}

resource "aws_route53_record" "site" {
  zone_id = "Z0123456789ABCDEFGHIJ"
  name    = "www.example.com"
  type    = "A"

  alias {
    name                   = "d111111abcdef8.cloudfront.net"
    zone_id                = "Z1U9ULNL0V5AJ3"
    evaluate_target_health = false
  }
}

resource "aws_route53_record" "balancer" {
  zone_id = "Z0123456789ABCDEFGHIJ"
  name    = "lb.example.com"
  type    = "A"

  alias {
    name                   = terraform_data.later.output
    zone_id                = "Z1U9ULNL0V5AJ3"
    evaluate_target_health = false
  }
}

resource "aws_route53_record" "default" {
  zone_id = "Z0123456789ABCDEFGHIJ"
  name    = "api.example.com"
  type    = "CNAME"

  ttl     = 300
  records = ["a1b2c3d4e5.execute-api.eu-central-1.amazonaws.com"]
}

data "aws_api_gateway_domain_name" "elsewhere" {
  domain_name = terraform_data.later.output
}

resource "aws_route53_record" "elsewhere" {
  zone_id = "Z0123456789ABCDEFGHIJ"
  name    = "elsewhere.example.com"
  type    = "A"

  alias {
    name                   = data.aws_api_gateway_domain_name.elsewhere.regional_domain_name
    zone_id                = "Z1U9ULNL0V5AJ3"
    evaluate_target_health = false
  }
}
