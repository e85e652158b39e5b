# Every validation refuses what it is for. The base variables are valid, each run breaks one thing.
#
# The runs are of tests/variables, which is this module's variables and the locals that they use, by links: without a
# resource Terraform starts no provider, and a run takes a tenth of a second.

variables {
  domain_name = "api.example.com"

  mappings = {
    orders = { api_id = "a1b2c3d4e5", api_type = "REST", stage = "prod" }
  }
}

run "valid" {
  command = plan

  module {
    source = "./tests/variables"
  }
}

run "certificate_arn" {
  command = plan

  module {
    source = "./tests/variables"
  }

  variables {
    certificate = { arn = "arn:aws:iam::123456789012:server-certificate/x" }
  }

  expect_failures = [var.certificate]
}

run "certificate_edge" {
  command = plan

  module {
    source = "./tests/variables"
  }

  variables {
    endpoint_type = "EDGE"
    certificate   = { arn = "arn:aws:acm:eu-central-1:123456789012:certificate/x" }
  }

  expect_failures = [var.certificate]
}

run "certificate_of_an_existing_domain" {
  command = plan

  module {
    source = "./tests/variables"
  }

  variables {
    certificate     = { arn = "arn:aws:acm:eu-central-1:123456789012:certificate/x" }
    existing_domain = {}
  }

  expect_failures = [var.certificate]
}

run "domain_name" {
  command = plan

  module {
    source = "./tests/variables"
  }

  variables {
    domain_name = "https://api.example.com"
  }

  expect_failures = [var.domain_name]
}

run "endpoint_type" {
  command = plan

  module {
    source = "./tests/variables"
  }

  variables {
    endpoint_type = "EDGE_OPTIMIZED"
  }

  expect_failures = [var.endpoint_type]
}

run "existing_domain_private" {
  command = plan

  module {
    source = "./tests/variables"
  }

  variables {
    endpoint_type   = "PRIVATE"
    existing_domain = {}
  }

  expect_failures = [var.existing_domain]
}

run "regional_resource" {
  command = plan

  module {
    source = "./tests/variables"
  }

  variables {
    regional_resource = "aws_api_gateway_domain_name_v2"
  }

  expect_failures = [var.regional_resource]
}

run "ip_address_type" {
  command = plan

  module {
    source = "./tests/variables"
  }

  variables {
    ip_address_type = "ipv6"
  }

  expect_failures = [var.ip_address_type]
}

run "ip_address_type_private" {
  command = plan

  module {
    source = "./tests/variables"
  }

  variables {
    endpoint_type   = "PRIVATE"
    vpc_endpoints   = { main = { id = "vpce-0123456789abcdef0" } }
    ip_address_type = "ipv4"
  }

  expect_failures = [var.ip_address_type]
}

run "mappings_api_type" {
  command = plan

  module {
    source = "./tests/variables"
  }

  variables {
    mappings = { bad = { api_id = "a", api_type = "GRAPHQL", stage = "prod" } }
  }

  expect_failures = [var.mappings]
}

run "mappings_http_on_edge" {
  command = plan

  module {
    source = "./tests/variables"
  }

  variables {
    endpoint_type = "EDGE"
    mappings      = { bad = { api_id = "a", api_type = "HTTP", stage = "prod" } }
  }

  expect_failures = [var.mappings]
}

run "mappings_websocket_beside_rest" {
  command = plan

  module {
    source = "./tests/variables"
  }

  variables {
    mappings = { one = { api_id = "a", api_type = "WEBSOCKET", path = "chat", stage = "prod" }, two = { api_id = "b", api_type = "REST", stage = "prod" } }
  }

  expect_failures = [var.mappings]
}

run "mappings_path" {
  command = plan

  module {
    source = "./tests/variables"
  }

  variables {
    mappings = { bad = { api_id = "a", api_type = "REST", path = "/orders", stage = "prod" } }
  }

  expect_failures = [var.mappings]
}

run "mappings_levels_on_edge" {
  command = plan

  module {
    source = "./tests/variables"
  }

  variables {
    endpoint_type = "EDGE"
    mappings      = { bad = { api_id = "a", api_type = "REST", path = "orders/v2", stage = "prod" } }
  }

  expect_failures = [var.mappings]
}

run "mappings_path_twice" {
  command = plan

  module {
    source = "./tests/variables"
  }

  variables {
    mappings = { one = { api_id = "a", api_type = "REST", path = "orders", stage = "prod" }, two = { api_id = "b", api_type = "REST", path = "orders", stage = "prod" } }
  }

  expect_failures = [var.mappings]
}

run "mappings_stage" {
  command = plan

  module {
    source = "./tests/variables"
  }

  variables {
    mappings = { bad = { api_id = "a", api_type = "REST", stage = "" } }
  }

  expect_failures = [var.mappings]
}

run "mutual_tls_truststore" {
  command = plan

  module {
    source = "./tests/variables"
  }

  variables {
    mutual_tls = { truststore_uri = "https://trust/store.pem" }
  }

  expect_failures = [var.mutual_tls]
}

run "mutual_tls_edge" {
  command = plan

  module {
    source = "./tests/variables"
  }

  variables {
    endpoint_type = "EDGE"
    mutual_tls    = { truststore_uri = "s3://trust/store.pem" }
  }

  expect_failures = [var.mutual_tls]
}

run "mutual_tls_existing_domain" {
  command = plan

  module {
    source = "./tests/variables"
  }

  variables {
    existing_domain = {}
    mutual_tls      = { truststore_uri = "s3://trust/store.pem" }
  }

  expect_failures = [var.mutual_tls]
}

run "policy_regional" {
  command = plan

  module {
    source = "./tests/variables"
  }

  variables {
    policy = { json = "{\"Statement\":[]}" }
  }

  expect_failures = [var.policy]
}

run "policy_no_json" {
  command = plan

  module {
    source = "./tests/variables"
  }

  variables {
    endpoint_type = "PRIVATE"
    policy        = { json = "allow everything" }
  }

  expect_failures = [var.policy]
}

run "vpc_endpoints_regional" {
  command = plan

  module {
    source = "./tests/variables"
  }

  variables {
    vpc_endpoints = { main = { id = "vpce-0123456789abcdef0" } }
  }

  expect_failures = [var.vpc_endpoints]
}

run "vpc_endpoints_missing" {
  command = plan

  module {
    source = "./tests/variables"
  }

  variables {
    endpoint_type = "PRIVATE"
  }

  expect_failures = [var.vpc_endpoints]
}

run "vpc_endpoints_id" {
  command = plan

  module {
    source = "./tests/variables"
  }

  variables {
    endpoint_type = "PRIVATE"
    vpc_endpoints = { bad = { id = "vpc-0123456789abcdef0" } }
  }

  expect_failures = [var.vpc_endpoints]
}

run "vpc_endpoints_alias_twice" {
  command = plan

  module {
    source = "./tests/variables"
  }

  variables {
    endpoint_type = "PRIVATE"
    vpc_endpoints = { one = { id = "vpce-01", alias = { name = "one", zone_id = "Z1" } }, two = { id = "vpce-02", alias = { name = "two", zone_id = "Z2" } } }
  }

  expect_failures = [var.vpc_endpoints]
}

run "zone_id" {
  command = plan

  module {
    source = "./tests/variables"
  }

  variables {
    zone = { id = "example.com" }
  }

  expect_failures = [var.zone]
}

run "zone_private_without_alias" {
  command = plan

  module {
    source = "./tests/variables"
  }

  variables {
    endpoint_type = "PRIVATE"
    vpc_endpoints = { main = { id = "vpce-0123456789abcdef0" } }
    zone          = { id = "Z0123456789ABCDEFGHIJ" }
  }

  expect_failures = [var.zone]
}

run "zone_of_an_existing_domain" {
  command = plan

  module {
    source = "./tests/variables"
  }

  variables {
    existing_domain = {}
    zone            = { id = "Z0123456789ABCDEFGHIJ" }
  }

  expect_failures = [var.zone]
}
