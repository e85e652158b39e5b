# EDGE and PRIVATE domains, which take REST APIs below paths of one level.

mock_provider "aws" {
  source = "./tests/mocks"
}

variables {
  domain_name = "api.example.com"

  mappings = {
    orders = { api_id = "a1b2c3d4e5", api_type = "REST", path = "orders", stage = "prod" }
    root   = { api_id = "b1b2c3d4e5", api_type = "REST", stage = "prod" }
  }
}

run "edge" {
  variables {
    certificate   = { arn = "arn:aws:acm:us-east-1:123456789012:certificate/11111111-1111-1111-1111-111111111111" }
    endpoint_type = "EDGE"
    zone          = { id = "Z0123456789ABCDEFGHIJ" }
  }

  assert {
    condition = alltrue([
      length(aws_apigatewayv2_domain_name.this) == 0,
      aws_api_gateway_domain_name.this[0].endpoint_configuration[0].types == tolist(["EDGE"]),
      aws_api_gateway_domain_name.this[0].endpoint_configuration[0].ip_address_type == "dualstack",
      aws_api_gateway_domain_name.this[0].security_policy == "TLS_1_2",
      aws_api_gateway_domain_name.this[0].policy == null,
      startswith(aws_api_gateway_domain_name.this[0].certificate_arn, "arn:aws:acm:us-east-1:"),
    ])
    error_message = "an edge-optimised domain with TLS 1.2"
  }

  assert {
    condition     = tomap({ for key, mapping in aws_api_gateway_base_path_mapping.this : key => coalesce(mapping.base_path, "none") }) == tomap({ orders = "orders", root = "none" }) && alltrue([for mapping in values(aws_api_gateway_base_path_mapping.this) : mapping.stage_name == "prod" && mapping.domain_name_id == null]) && length(aws_apigatewayv2_api_mapping.this) == 0
    error_message = "mappings of the first version, each of a named stage"
  }

  assert {
    condition     = alltrue([for type in ["A", "AAAA"] : aws_route53_record.this[type].alias[0].name == "d111111abcdef8.cloudfront.net" && aws_route53_record.this[type].alias[0].zone_id == "Z2FDTNDATAQYW2"]) && output.target_domain_name == "d111111abcdef8.cloudfront.net"
    error_message = "the records point to the distribution"
  }
}

run "edge_with_a_certificate_of_another_region" {
  variables {
    endpoint_type = "EDGE"
    zone          = { id = "Z0123456789ABCDEFGHIJ" }
  }

  expect_failures = [aws_api_gateway_domain_name.this]
}

run "private" {
  variables {
    certificate_request = { zone = { id = "Z0PUBLIC" } }
    endpoint_type       = "PRIVATE"
    vpc_endpoints = {
      main  = { id = "vpce-0123456789abcdef0", alias = { name = "vpce-0123456789abcdef0-abc.execute-api.eu-central-1.vpce.amazonaws.com", zone_id = "Z273ZU8SZ5RJPC" } }
      other = { id = "vpce-0fedcba9876543210" }
    }
    zone = { id = "Z0PRIVATE" }
  }

  assert {
    condition     = aws_api_gateway_domain_name.this[0].endpoint_configuration[0].types == tolist(["PRIVATE"]) && output.domain_name_id == "a1b2c3d4e5"
    error_message = "a private domain, known by its id"
  }

  assert {
    condition = [for statement in jsondecode(aws_api_gateway_domain_name.this[0].policy).Statement : "${statement.Effect} ${statement.Action} ${statement.Resource}"] == [
      "Allow execute-api:Invoke *", "Deny execute-api:Invoke *",
    ] && jsondecode(aws_api_gateway_domain_name.this[0].policy).Statement[1].Condition.StringNotEquals["aws:SourceVpce"] == ["vpce-0123456789abcdef0", "vpce-0fedcba9876543210"]
    error_message = "calls from elsewhere are denied: ${aws_api_gateway_domain_name.this[0].policy}"
  }

  assert {
    condition     = tomap({ for key, association in aws_api_gateway_domain_name_access_association.this : key => "${association.access_association_source_type} ${association.access_association_source}" }) == tomap({ main = "VPCE vpce-0123456789abcdef0", other = "VPCE vpce-0fedcba9876543210" }) && alltrue([for association in values(aws_api_gateway_domain_name_access_association.this) : association.domain_name_arn == aws_api_gateway_domain_name.this[0].arn])
    error_message = "each endpoint may use the domain"
  }

  assert {
    condition     = alltrue([for mapping in values(aws_api_gateway_base_path_mapping.this) : mapping.domain_name_id == "a1b2c3d4e5"])
    error_message = "mappings name the domain by its id, since its name is not unique"
  }

  assert {
    condition     = keys(aws_route53_record.this) == ["A"] && aws_route53_record.this["A"].zone_id == "Z0PRIVATE" && aws_route53_record.this["A"].alias[0].zone_id == "Z273ZU8SZ5RJPC"
    error_message = "the name leads to the endpoint in the private zone"
  }
}

run "private_with_a_policy" {
  variables {
    certificate   = { arn = "arn:aws:acm:eu-central-1:123456789012:certificate/11111111-1111-1111-1111-111111111111" }
    endpoint_type = "PRIVATE"
    policy        = { json = "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":\"*\",\"Action\":\"execute-api:Invoke\",\"Resource\":\"*\",\"Condition\":{\"StringEquals\":{\"aws:SourceVpc\":\"vpc-1\"}}}]}" }
    vpc_endpoints = { main = { id = "vpce-0123456789abcdef0", alias = { name = "vpce.example", zone_id = "Z1", ipv6 = true } } }
    zone          = { id = "Z0PRIVATE" }
  }

  assert {
    condition     = jsondecode(aws_api_gateway_domain_name.this[0].policy).Statement[0].Condition.StringEquals["aws:SourceVpc"] == "vpc-1" && toset(keys(aws_route53_record.this)) == toset(["A", "AAAA"])
    error_message = "the caller's policy, and IPv6 where the endpoint has it"
  }
}

run "existing_private_domain" {
  variables {
    endpoint_type   = "PRIVATE"
    existing_domain = { domain_name_id = "z9y8x7" }
  }

  assert {
    condition     = length(aws_api_gateway_domain_name.this) == 0 && aws_api_gateway_base_path_mapping.this["root"].domain_name_id == "z9y8x7" && length(aws_api_gateway_domain_name_access_association.this) == 0
    error_message = "mappings only"
  }
}
