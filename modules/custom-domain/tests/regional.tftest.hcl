# A REGIONAL domain: certificate, records, mappings, mutual TLS, and a domain that is there already.

mock_provider "aws" {
  source = "./tests/mocks"
}

variables {
  domain_name = "api.example.com"
  zone        = { id = "Z0123456789ABCDEFGHIJ" }

  mappings = {
    orders = { api_id = "a1b2c3d4e5", api_type = "REST", stage = "prod" }
  }
}

run "requested_certificate" {
  assert {
    condition = alltrue([
      length(aws_apigatewayv2_domain_name.this) == 1,
      length(aws_api_gateway_domain_name.this) == 0,
      aws_apigatewayv2_domain_name.this[0].domain_name_configuration[0].endpoint_type == "REGIONAL",
      aws_apigatewayv2_domain_name.this[0].domain_name_configuration[0].security_policy == "TLS_1_2",
      aws_apigatewayv2_domain_name.this[0].domain_name_configuration[0].ip_address_type == "dualstack",
      aws_apigatewayv2_domain_name.this[0].domain_name_configuration[0].certificate_arn == module.certificate[0].certificate_arn,
      length(aws_apigatewayv2_domain_name.this[0].mutual_tls_authentication) == 0,
    ])
    error_message = "one regional domain, TLS 1.2, both kinds of addresses, and the certificate that was requested"
  }

  assert {
    condition     = output.certificate_validation_records == tomap({ "api.example.com" = { name = "_0.api.example.com.", type = "CNAME", value = "_1.acm-validations.aws." } })
    error_message = "the record that proves the very name: ${jsonencode(output.certificate_validation_records)}"
  }

  assert {
    condition     = toset(keys(aws_route53_record.this)) == toset(["A", "AAAA"]) && alltrue([for record in values(aws_route53_record.this) : record.name == "api.example.com" && record.zone_id == "Z0123456789ABCDEFGHIJ" && record.ttl == null])
    error_message = "alias records for both kinds of addresses"
  }

  assert {
    condition = alltrue([
      for record in values(aws_route53_record.this) :
      record.alias[0].name == aws_apigatewayv2_domain_name.this[0].domain_name_configuration[0].target_domain_name && record.alias[0].zone_id == aws_apigatewayv2_domain_name.this[0].domain_name_configuration[0].hosted_zone_id && record.alias[0].evaluate_target_health == false
    ])
    error_message = "they point to the domain's own target"
  }

  assert {
    condition     = keys(aws_apigatewayv2_api_mapping.this) == ["orders"] && aws_apigatewayv2_api_mapping.this["orders"].api_mapping_key == null && aws_apigatewayv2_api_mapping.this["orders"].stage == "prod" && length(aws_api_gateway_base_path_mapping.this) == 0
    error_message = "an empty path is no key"
  }

  assert {
    condition     = output.urls == { orders = "https://api.example.com" } && output.domain_name == "api.example.com" && output.domain_name_id == null && output.domain_name_arn == aws_apigatewayv2_domain_name.this[0].arn
    error_message = "outputs"
  }
}

run "given_certificate" {
  variables {
    certificate     = { arn = "arn:aws:acm:eu-central-1:123456789012:certificate/11111111-1111-1111-1111-111111111111" }
    ip_address_type = "ipv4"
  }

  assert {
    condition     = length(module.certificate) == 0 && aws_apigatewayv2_domain_name.this[0].domain_name_configuration[0].certificate_arn == "arn:aws:acm:eu-central-1:123456789012:certificate/11111111-1111-1111-1111-111111111111" && output.certificate_validation_records == {}
    error_message = "nothing is requested"
  }

  assert {
    condition     = keys(aws_route53_record.this) == ["A"]
    error_message = "no AAAA record where nothing answers over IPv6"
  }
}

run "records_elsewhere" {
  variables {
    zone = null
  }

  assert {
    condition     = length(aws_route53_record.this) == 0 && output.target_domain_name == aws_apigatewayv2_domain_name.this[0].domain_name_configuration[0].target_domain_name && length(output.certificate_validation_records) == 1
    error_message = "no records; the outputs say which ones to make"
  }
}

run "records_of_the_certificate_only" {
  variables {
    zone = { id = "Z0123456789ABCDEFGHIJ", alias = false }
  }

  assert {
    condition     = length(aws_route53_record.this) == 0 && length(module.certificate) == 1
    error_message = "no alias records"
  }
}

run "several_apis" {
  variables {
    mappings = {
      orders    = { api_id = "a1b2c3d4e5", api_type = "REST", path = "orders", stage = "prod" }
      orders_v2 = { api_id = "b1b2c3d4e5", api_type = "HTTP", path = "orders/v2/items", stage = "$default" }
    }
  }

  assert {
    condition     = tomap({ for key, mapping in aws_apigatewayv2_api_mapping.this : key => "${mapping.api_mapping_key} ${mapping.api_id} ${mapping.stage}" }) == tomap({ orders = "orders a1b2c3d4e5 prod", orders_v2 = "orders/v2/items b1b2c3d4e5 $default" })
    error_message = "a REST and an HTTP API share the domain, below paths of several levels"
  }

  assert {
    condition     = output.urls == { orders = "https://api.example.com/orders", orders_v2 = "https://api.example.com/orders/v2/items" } && keys(output.mapping_ids) == ["orders", "orders_v2"]
    error_message = "URLs by the caller's keys"
  }
}

run "websocket" {
  variables {
    mappings = { chat = { api_id = "c1b2c3d4e5", api_type = "WEBSOCKET", path = "chat", stage = "prod" } }
  }

  assert {
    condition     = output.urls == { chat = "wss://api.example.com/chat" }
    error_message = "the scheme of WebSockets"
  }
}

run "mutual_tls" {
  variables {
    mutual_tls = {
      ownership_verification_certificate_arn = "arn:aws:acm:eu-central-1:123456789012:certificate/22222222-2222-2222-2222-222222222222"
      truststore_uri                         = "s3://trust/store.pem"
      truststore_version                     = "abc"
    }
  }

  assert {
    condition = alltrue([
      aws_apigatewayv2_domain_name.this[0].mutual_tls_authentication[0].truststore_uri == "s3://trust/store.pem",
      aws_apigatewayv2_domain_name.this[0].mutual_tls_authentication[0].truststore_version == "abc",
      endswith(aws_apigatewayv2_domain_name.this[0].domain_name_configuration[0].ownership_verification_certificate_arn, "22222222-2222-2222-2222-222222222222"),
    ])
    error_message = "truststore, its version, and the certificate that proves the name"
  }
}

run "first_version" {
  variables {
    regional_resource = "aws_api_gateway_domain_name"

    mappings = {
      orders    = { api_id = "a1b2c3d4e5", api_type = "REST", path = "orders", stage = "prod" }
      orders_v2 = { api_id = "b1b2c3d4e5", api_type = "HTTP", path = "orders/v2/items", stage = "$default" }
    }
  }

  assert {
    condition = alltrue([
      length(aws_apigatewayv2_domain_name.this) == 0,
      aws_api_gateway_domain_name.this[0].endpoint_configuration[0].types == tolist(["REGIONAL"]),
      aws_api_gateway_domain_name.this[0].endpoint_configuration[0].ip_address_type == "dualstack",
      aws_api_gateway_domain_name.this[0].regional_certificate_arn == module.certificate[0].certificate_arn,
      aws_api_gateway_domain_name.this[0].certificate_arn == null,
      aws_api_gateway_domain_name.this[0].policy == null,
      aws_api_gateway_domain_name.this[0].security_policy == "TLS_1_2",
      length(aws_api_gateway_domain_name.this[0].mutual_tls_authentication) == 0,
    ])
    error_message = "the regional domain as the first version's resource, with the certificate of the region"
  }

  assert {
    condition     = tomap({ for key, mapping in aws_apigatewayv2_api_mapping.this : key => "${mapping.domain_name}/${mapping.api_mapping_key}" }) == tomap({ orders = "api.example.com/orders", orders_v2 = "api.example.com/orders/v2/items" }) && length(aws_api_gateway_base_path_mapping.this) == 0
    error_message = "its mappings are of the second version, so that they have several levels and HTTP APIs"
  }

  assert {
    condition     = alltrue([for record in values(aws_route53_record.this) : record.alias[0].name == "d-abc.execute-api.eu-central-1.amazonaws.com" && record.alias[0].zone_id == "Z1U9ULNL0V5AJ3"]) && output.target_zone_id == "Z1U9ULNL0V5AJ3" && output.domain_name_id == null
    error_message = "the records point to the region, not to a distribution"
  }
}

run "first_version_mutual_tls" {
  variables {
    regional_resource = "aws_api_gateway_domain_name"

    mutual_tls = {
      ownership_verification_certificate_arn = "arn:aws:acm:eu-central-1:123456789012:certificate/22222222-2222-2222-2222-222222222222"
      truststore_uri                         = "s3://trust/store.pem"
      truststore_version                     = "abc"
    }
  }

  assert {
    condition = alltrue([
      aws_api_gateway_domain_name.this[0].mutual_tls_authentication[0].truststore_uri == "s3://trust/store.pem",
      aws_api_gateway_domain_name.this[0].mutual_tls_authentication[0].truststore_version == "abc",
      endswith(aws_api_gateway_domain_name.this[0].ownership_verification_certificate_arn, "22222222-2222-2222-2222-222222222222"),
    ])
    error_message = "truststore, its version, and the certificate that proves the name"
  }
}

run "existing_domain" {
  variables {
    existing_domain = { target_domain_name = "d-abc.execute-api.eu-central-1.amazonaws.com", target_zone_id = "Z1U9ULNL0V5AJ3" }
  }

  assert {
    condition     = length(aws_apigatewayv2_domain_name.this) + length(aws_api_gateway_domain_name.this) + length(module.certificate) == 0 && output.certificate_arn == null && output.domain_name_arn == null
    error_message = "neither a domain nor a certificate is made"
  }

  assert {
    condition     = aws_apigatewayv2_api_mapping.this["orders"].domain_name == "api.example.com" && aws_route53_record.this["A"].alias[0].name == "d-abc.execute-api.eu-central-1.amazonaws.com" && aws_route53_record.this["AAAA"].alias[0].zone_id == "Z1U9ULNL0V5AJ3"
    error_message = "mappings and records for the one that is there"
  }
}

run "nothing_mapped" {
  command = plan

  variables {
    mappings = {}
  }

  expect_failures = [check.domain_leads_somewhere]
}

run "truststore_without_version" {
  command = plan

  variables {
    mutual_tls = { truststore_uri = "s3://trust/store.pem" }
  }

  expect_failures = [check.truststore_is_versioned]
}
