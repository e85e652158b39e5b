# Every validation refuses what it is for. The base variables are valid, each run breaks one thing.
#
# The runs are of tests/variables, which is this module's variables and the locals that they use, by links: without a
# resource Terraform starts no provider, and a run takes a tenth of a second.

variables {
  name = "orders"

  resource_servers = {
    orders = { scopes = { read = "Read orders" } }
  }
}

run "valid" {
  command = plan

  module {
    source = "./tests/variables"
  }
}

run "clients_oauth_flow" {
  command = plan

  module {
    source = "./tests/variables"
  }

  variables {
    clients = { bad = { oauth_flows = ["password"] } }
  }

  expect_failures = [var.clients]
}

run "clients_credentials_beside_code" {
  command = plan

  module {
    source = "./tests/variables"
  }

  variables {
    clients = { bad = { oauth_flows = ["client_credentials", "code"], callback_urls = ["https://app.example.com"], scopes = ["orders/read"] } }
  }

  expect_failures = [var.clients]
}

run "clients_credentials_without_secret" {
  command = plan

  module {
    source = "./tests/variables"
  }

  variables {
    clients = { bad = { oauth_flows = ["client_credentials"], scopes = ["orders/read"], generate_secret = false } }
  }

  expect_failures = [var.clients]
}

run "clients_credentials_scope" {
  command = plan

  module {
    source = "./tests/variables"
  }

  variables {
    clients = { bad = { oauth_flows = ["client_credentials"], scopes = ["openid"] } }
  }

  expect_failures = [var.clients]
}

run "clients_scope" {
  command = plan

  module {
    source = "./tests/variables"
  }

  variables {
    clients = { bad = { callback_urls = ["https://app.example.com"], scopes = ["orders/write"] } }
  }

  expect_failures = [var.clients]
}

run "clients_callback_missing" {
  command = plan

  module {
    source = "./tests/variables"
  }

  variables {
    clients = { bad = { scopes = ["openid"] } }
  }

  expect_failures = [var.clients]
}

run "clients_scope_missing" {
  command = plan

  module {
    source = "./tests/variables"
  }

  variables {
    clients = { bad = { callback_urls = ["https://app.example.com"] } }
  }

  expect_failures = [var.clients]
}

run "clients_callback_url" {
  command = plan

  module {
    source = "./tests/variables"
  }

  variables {
    clients = { bad = { callback_urls = ["http://app.example.com"], scopes = ["openid"] } }
  }

  expect_failures = [var.clients]
}

run "clients_callback_url_like_localhost" {
  command = plan

  module {
    source = "./tests/variables"
  }

  variables {
    clients = { bad = { callback_urls = ["http://localhost.example.com/"], scopes = ["openid"] } }
  }

  expect_failures = [var.clients]
}

run "clients_callback_url_without_host" {
  command = plan

  module {
    source = "./tests/variables"
  }

  variables {
    clients = { bad = { callback_urls = ["https:/callback"], scopes = ["openid"] } }
  }

  expect_failures = [var.clients]
}

run "clients_logout_url" {
  command = plan

  module {
    source = "./tests/variables"
  }

  variables {
    clients = { bad = { callback_urls = ["https://app.example.com"], scopes = ["openid"], logout_urls = ["https://app.example.com/#out"] } }
  }

  expect_failures = [var.clients]
}

run "clients_default_redirect_uri" {
  command = plan

  module {
    source = "./tests/variables"
  }

  variables {
    clients = { bad = { callback_urls = ["https://app.example.com"], scopes = ["openid"], default_redirect_uri = "https://other.example.com" } }
  }

  expect_failures = [var.clients]
}

run "clients_auth_flow" {
  command = plan

  module {
    source = "./tests/variables"
  }

  variables {
    clients = { bad = { oauth_flows = [], auth_flows = ["USER_PASSWORD_AUTH"] } }
  }

  expect_failures = [var.clients]
}

run "clients_access_token" {
  command = plan

  module {
    source = "./tests/variables"
  }

  variables {
    clients = { bad = { oauth_flows = [], access_token_minutes = 1441 } }
  }

  expect_failures = [var.clients]
}

run "clients_id_token" {
  command = plan

  module {
    source = "./tests/variables"
  }

  variables {
    clients = { bad = { oauth_flows = [], id_token_minutes = 4 } }
  }

  expect_failures = [var.clients]
}

run "clients_refresh_token" {
  command = plan

  module {
    source = "./tests/variables"
  }

  variables {
    clients = { bad = { oauth_flows = [], refresh_token_hours = 0 } }
  }

  expect_failures = [var.clients]
}

run "clients_auth_session" {
  command = plan

  module {
    source = "./tests/variables"
  }

  variables {
    clients = { bad = { oauth_flows = [], auth_session_minutes = 2 } }
  }

  expect_failures = [var.clients]
}

run "custom_attributes_name" {
  command = plan

  module {
    source = "./tests/variables"
  }

  variables {
    custom_attributes = { "custom:plan" = {} }
  }

  expect_failures = [var.custom_attributes]
}

run "custom_attributes_type" {
  command = plan

  module {
    source = "./tests/variables"
  }

  variables {
    custom_attributes = { plan = { type = "Text" } }
  }

  expect_failures = [var.custom_attributes]
}

run "custom_attributes_limits" {
  command = plan

  module {
    source = "./tests/variables"
  }

  variables {
    custom_attributes = { since = { type = "DateTime", minimum = 1 } }
  }

  expect_failures = [var.custom_attributes]
}

run "domain_neither" {
  command = plan

  module {
    source = "./tests/variables"
  }

  variables {
    domain = {}
  }

  expect_failures = [var.domain]
}

run "domain_both" {
  command = plan

  module {
    source = "./tests/variables"
  }

  variables {
    domain = { prefix = "orders", custom = { name = "auth.example.com", certificate_arn = "arn:aws:acm:us-east-1:123456789012:certificate/x" } }
  }

  expect_failures = [var.domain]
}

run "domain_prefix" {
  command = plan

  module {
    source = "./tests/variables"
  }

  variables {
    domain = { prefix = "Orders" }
  }

  expect_failures = [var.domain]
}

run "domain_reserved_prefix" {
  command = plan

  module {
    source = "./tests/variables"
  }

  variables {
    domain = { prefix = "my-cognito" }
  }

  expect_failures = [var.domain]
}

run "domain_certificate" {
  command = plan

  module {
    source = "./tests/variables"
  }

  variables {
    domain = { custom = { name = "auth.example.com", certificate_arn = "arn:aws:acm:eu-central-1:123456789012:certificate/x" } }
  }

  expect_failures = [var.domain]
}

run "domain_managed_login_version" {
  command = plan

  module {
    source = "./tests/variables"
  }

  variables {
    domain = { prefix = "orders", managed_login_version = 3 }
  }

  expect_failures = [var.domain]
}

run "domain_managed_login_of_lite" {
  command = plan

  module {
    source = "./tests/variables"
  }

  variables {
    domain = { prefix = "orders", managed_login_version = 2 }
    tier   = "LITE"
  }

  expect_failures = [var.domain]
}

run "email" {
  command = plan

  module {
    source = "./tests/variables"
  }

  variables {
    email = { source_arn = "orders@example.com" }
  }

  expect_failures = [var.email]
}

run "groups_name" {
  command = plan

  module {
    source = "./tests/variables"
  }

  variables {
    groups = { "with blank" = {} }
  }

  expect_failures = [var.groups]
}

run "groups_precedence" {
  command = plan

  module {
    source = "./tests/variables"
  }

  variables {
    groups = { partners = { precedence = -1 } }
  }

  expect_failures = [var.groups]
}

run "mfa" {
  command = plan

  module {
    source = "./tests/variables"
  }

  variables {
    mfa = "REQUIRED"
  }

  expect_failures = [var.mfa]
}

run "name" {
  command = plan

  module {
    source = "./tests/variables"
  }

  variables {
    name = "orders!"
  }

  expect_failures = [var.name]
}

run "password_policy_length" {
  command = plan

  module {
    source = "./tests/variables"
  }

  variables {
    password_policy = { minimum_length = 5 }
  }

  expect_failures = [var.password_policy]
}

run "password_policy_history" {
  command = plan

  module {
    source = "./tests/variables"
  }

  variables {
    password_policy = { history_size = 25 }
  }

  expect_failures = [var.password_policy]
}

run "password_policy_history_of_lite" {
  command = plan

  module {
    source = "./tests/variables"
  }

  variables {
    password_policy = { history_size = 3 }
    tier            = "LITE"
  }

  expect_failures = [var.password_policy]
}

run "password_policy_temporary" {
  command = plan

  module {
    source = "./tests/variables"
  }

  variables {
    password_policy = { temporary_password_days = 0 }
  }

  expect_failures = [var.password_policy]
}

run "resource_servers_key" {
  command = plan

  module {
    source = "./tests/variables"
  }

  variables {
    resource_servers = { "with blank" = { scopes = { read = "Read" } } }
  }

  expect_failures = [var.resource_servers]
}

run "resource_servers_identifier" {
  command = plan

  module {
    source = "./tests/variables"
  }

  variables {
    resource_servers = { orders = { identifier = "with blank", scopes = { read = "Read" } } }
  }

  expect_failures = [var.resource_servers]
}

run "resource_servers_scope" {
  command = plan

  module {
    source = "./tests/variables"
  }

  variables {
    resource_servers = { orders = { scopes = { "read/all" = "Read" } } }
  }

  expect_failures = [var.resource_servers]
}

run "resource_servers_no_scope" {
  command = plan

  module {
    source = "./tests/variables"
  }

  variables {
    resource_servers = { orders = { scopes = {} } }
  }

  expect_failures = [var.resource_servers]
}

run "threat_protection" {
  command = plan

  module {
    source = "./tests/variables"
  }

  variables {
    threat_protection = "OFF"
    tier              = "PLUS"
  }

  expect_failures = [var.threat_protection]
}

run "threat_protection_tier" {
  command = plan

  module {
    source = "./tests/variables"
  }

  variables {
    threat_protection = "AUDIT"
  }

  expect_failures = [var.threat_protection]
}

run "tier" {
  command = plan

  module {
    source = "./tests/variables"
  }

  variables {
    tier = "FREE"
  }

  expect_failures = [var.tier]
}

run "triggers_event" {
  command = plan

  module {
    source = "./tests/variables"
  }

  variables {
    triggers = { after_sign_in = { arn = "arn:aws:lambda:eu-central-1:123456789012:function:x" } }
  }

  expect_failures = [var.triggers]
}

run "triggers_arn" {
  command = plan

  module {
    source = "./tests/variables"
  }

  variables {
    triggers = { pre_sign_up = { arn = "arn:aws:sns:eu-central-1:123456789012:x" } }
  }

  expect_failures = [var.triggers]
}
