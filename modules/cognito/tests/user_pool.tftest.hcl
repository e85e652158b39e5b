# The user pool: hardened where nothing is written, and what can be said otherwise.

mock_provider "aws" {
  source = "./tests/mocks"
}

variables {
  name = "orders"
}

run "hardened" {
  assert {
    condition = alltrue([
      aws_cognito_user_pool.this.password_policy[0].minimum_length == 14,
      aws_cognito_user_pool.this.password_policy[0].require_lowercase,
      aws_cognito_user_pool.this.password_policy[0].require_numbers,
      aws_cognito_user_pool.this.password_policy[0].require_symbols,
      aws_cognito_user_pool.this.password_policy[0].require_uppercase,
      aws_cognito_user_pool.this.password_policy[0].temporary_password_validity_days == 3,
    ])
    error_message = "passwords"
  }

  assert {
    condition     = aws_cognito_user_pool.this.mfa_configuration == "OPTIONAL" && aws_cognito_user_pool.this.software_token_mfa_configuration[0].enabled
    error_message = "a software token is there for whoever sets one up"
  }

  assert {
    condition     = aws_cognito_user_pool.this.deletion_protection == "ACTIVE" && aws_cognito_user_pool.this.admin_create_user_config[0].allow_admin_create_user_only
    error_message = "the pool is not deleted by accident, and users are invited"
  }

  assert {
    condition = alltrue([
      aws_cognito_user_pool.this.username_attributes == toset(["email"]),
      aws_cognito_user_pool.this.username_configuration[0].case_sensitive == false,
      aws_cognito_user_pool.this.auto_verified_attributes == toset(["email"]),
      aws_cognito_user_pool.this.user_attribute_update_settings[0].attributes_require_verification_before_update == toset(["email"]),
      [for mechanism in aws_cognito_user_pool.this.account_recovery_setting[0].recovery_mechanism : mechanism.name] == ["verified_email"],
    ])
    error_message = "email addresses are verified, also new ones, and lead back to the account"
  }

  assert {
    condition     = aws_cognito_user_pool.this.user_pool_tier == "ESSENTIALS" && length(aws_cognito_user_pool.this.user_pool_add_ons) == 0 && length(aws_cognito_user_pool.this.lambda_config) == 0 && length(aws_cognito_user_pool.this.email_configuration) == 0
    error_message = "nothing else is on"
  }

  assert {
    condition     = output.issuer == "https://cognito-idp.eu-central-1.amazonaws.com/eu-central-1_Abc123" && output.jwks_uri == "https://cognito-idp.eu-central-1.amazonaws.com/eu-central-1_Abc123/.well-known/jwks.json" && output.user_pool_arn == aws_cognito_user_pool.this.arn && output.domain_host == null && output.token_endpoint == null
    error_message = "what authorizers ask for"
  }
}

run "otherwise" {
  variables {
    custom_attributes = {
      plan  = {}
      seats = { type = "Number", minimum = 1, maximum = 500, mutable = false }
      since = { type = "DateTime" }
    }
    deletion_protection = false
    email               = { source_arn = "arn:aws:ses:eu-central-1:123456789012:identity/example.com", from_email_address = "Orders <orders@example.com>" }
    groups              = { administrators = { precedence = 1 }, partners = { description = "Partners" } }
    mfa                 = "ON"
    password_policy     = { minimum_length = 20, history_size = 5 }
    self_sign_up        = true
    sign_in_by_email    = false
    threat_protection   = "ENFORCED"
    tier                = "PLUS"
    triggers = {
      pre_sign_up          = { arn = "arn:aws:lambda:eu-central-1:123456789012:function:sign-up" }
      pre_token_generation = { arn = "arn:aws:lambda:eu-central-1:123456789012:function:tokens" }
    }
  }

  assert {
    condition = alltrue([
      aws_cognito_user_pool.this.deletion_protection == "INACTIVE",
      aws_cognito_user_pool.this.email_configuration[0].email_sending_account == "DEVELOPER",
      aws_cognito_user_pool.this.mfa_configuration == "ON",
      aws_cognito_user_pool.this.password_policy[0].password_history_size == 5,
      aws_cognito_user_pool.this.admin_create_user_config[0].allow_admin_create_user_only == false,
      aws_cognito_user_pool.this.username_attributes == null,
      aws_cognito_user_pool.this.user_pool_add_ons[0].advanced_security_mode == "ENFORCED",
    ])
    error_message = "the caller's word"
  }

  assert {
    condition = toset([
      for attribute in aws_cognito_user_pool.this.schema : "${attribute.name} ${attribute.attribute_data_type} ${attribute.mutable} ${join(",", attribute.string_attribute_constraints[*].max_length)} ${join(",", [for limits in attribute.number_attribute_constraints : "${limits.min_value}-${limits.max_value}"])}"
    ]) == toset(["plan String true 2048 ", "seats Number false  1-500", "since DateTime true  "])
    error_message = "attributes, texts with the limits that the service would answer with: ${jsonencode([for attribute in aws_cognito_user_pool.this.schema : "${attribute.name} ${attribute.attribute_data_type} ${attribute.mutable} ${join(",", attribute.string_attribute_constraints[*].max_length)}"])}"
  }

  assert {
    condition = alltrue([
      endswith(aws_cognito_user_pool.this.lambda_config[0].pre_sign_up, ":sign-up"),
      endswith(aws_cognito_user_pool.this.lambda_config[0].pre_token_generation_config[0].lambda_arn, ":tokens"),
      aws_cognito_user_pool.this.lambda_config[0].pre_token_generation_config[0].lambda_version == "V2_0",
      aws_cognito_user_pool.this.lambda_config[0].custom_message == null,
    ])
    error_message = "functions, the one for tokens with the event that can change access tokens"
  }

  assert {
    condition     = toset(output.group_names) == toset(["administrators", "partners"]) && aws_cognito_user_group.this["administrators"].precedence == 1
    error_message = "groups"
  }
}

run "prefix_domain" {
  variables {
    domain = { prefix = "orders-example" }
  }

  assert {
    condition     = aws_cognito_user_pool_domain.this[0].domain == "orders-example" && output.domain_host == "orders-example.auth.eu-central-1.amazoncognito.com" && output.token_endpoint == "https://orders-example.auth.eu-central-1.amazoncognito.com/oauth2/token" && length(aws_route53_record.this) == 0
    error_message = "a prefix of the region's domain"
  }
}

run "custom_domain" {
  variables {
    domain = {
      custom                = { certificate_arn = "arn:aws:acm:us-east-1:123456789012:certificate/00000000-0000-0000-0000-000000000000", name = "auth.example.com", zone = { id = "Z0123456789ABCDEFGHIJ" } }
      managed_login_version = 2
    }
  }

  assert {
    condition     = aws_cognito_user_pool_domain.this[0].domain == "auth.example.com" && aws_cognito_user_pool_domain.this[0].managed_login_version == 2 && output.domain_host == "auth.example.com"
    error_message = "a name of one's own"
  }

  assert {
    condition     = aws_route53_record.this["A"].name == "auth.example.com" && aws_route53_record.this["A"].alias[0].name == "d111111abcdef8.cloudfront.net" && aws_route53_record.this["A"].alias[0].zone_id == "Z2FDTNDATAQYW2"
    error_message = "its record"
  }
}

run "no_second_factor" {
  command = plan

  variables {
    mfa = "OFF"
  }

  assert {
    condition     = length(aws_cognito_user_pool.this.software_token_mfa_configuration) == 0
    error_message = "no token"
  }

  expect_failures = [check.second_factor]
}

run "short_passwords" {
  command = plan

  variables {
    password_policy = { minimum_length = 8 }
  }

  expect_failures = [check.passwords_are_long]
}
