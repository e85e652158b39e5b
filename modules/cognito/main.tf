resource "aws_cognito_user_pool" "this" {
  name                     = var.name
  auto_verified_attributes = ["email"]
  deletion_protection      = var.deletion_protection ? "ACTIVE" : "INACTIVE"
  mfa_configuration        = var.mfa
  tags                     = var.tags
  user_pool_tier           = var.tier
  username_attributes      = var.sign_in_by_email ? ["email"] : null

  account_recovery_setting {
    recovery_mechanism {
      name     = "verified_email"
      priority = 1
    }
  }

  admin_create_user_config {
    allow_admin_create_user_only = !var.self_sign_up
  }

  dynamic "email_configuration" {
    for_each = var.email[*]

    content {
      configuration_set      = email_configuration.value.configuration_set
      email_sending_account  = "DEVELOPER"
      from_email_address     = email_configuration.value.from_email_address
      reply_to_email_address = email_configuration.value.reply_to_email_address
      source_arn             = email_configuration.value.source_arn
    }
  }

  dynamic "lambda_config" {
    for_each = length(var.triggers) > 0 ? [{ for event in local.trigger_events : event => contains(keys(var.triggers), event) ? var.triggers[event].arn : null }] : []

    content {
      create_auth_challenge          = lambda_config.value.create_auth_challenge
      custom_message                 = lambda_config.value.custom_message
      define_auth_challenge          = lambda_config.value.define_auth_challenge
      post_authentication            = lambda_config.value.post_authentication
      post_confirmation              = lambda_config.value.post_confirmation
      pre_authentication             = lambda_config.value.pre_authentication
      pre_sign_up                    = lambda_config.value.pre_sign_up
      user_migration                 = lambda_config.value.user_migration
      verify_auth_challenge_response = lambda_config.value.verify_auth_challenge_response

      dynamic "pre_token_generation_config" {
        for_each = contains(keys(var.triggers), "pre_token_generation") ? [var.triggers["pre_token_generation"]] : []

        content {
          lambda_arn     = pre_token_generation_config.value.arn
          lambda_version = var.tier == "LITE" ? "V1_0" : "V2_0"
        }
      }
    }
  }

  password_policy {
    minimum_length                   = var.password_policy.minimum_length
    password_history_size            = var.password_policy.history_size
    require_lowercase                = var.password_policy.require_lowercase
    require_numbers                  = var.password_policy.require_numbers
    require_symbols                  = var.password_policy.require_symbols
    require_uppercase                = var.password_policy.require_uppercase
    temporary_password_validity_days = var.password_policy.temporary_password_days
  }

  dynamic "schema" {
    for_each = var.custom_attributes

    content {
      attribute_data_type = schema.value.type
      mutable             = schema.value.mutable
      name                = schema.key

      dynamic "number_attribute_constraints" {
        for_each = schema.value.type == "Number" ? [schema.value] : []

        content {
          max_value = number_attribute_constraints.value.maximum == null ? null : tostring(number_attribute_constraints.value.maximum)
          min_value = number_attribute_constraints.value.minimum == null ? null : tostring(number_attribute_constraints.value.minimum)
        }
      }

      # Written out even where nothing is limited: the service answers with its own limits, which would replace the pool.
      dynamic "string_attribute_constraints" {
        for_each = schema.value.type == "String" ? [schema.value] : []

        content {
          max_length = tostring(coalesce(string_attribute_constraints.value.maximum, 2048))
          min_length = tostring(coalesce(string_attribute_constraints.value.minimum, 0))
        }
      }
    }
  }

  dynamic "software_token_mfa_configuration" {
    for_each = var.mfa == "OFF" ? [] : [1]

    content {
      enabled = true
    }
  }

  # A new address counts once its owner has confirmed it.
  user_attribute_update_settings {
    attributes_require_verification_before_update = ["email"]
  }

  dynamic "user_pool_add_ons" {
    for_each = var.threat_protection[*]

    content {
      advanced_security_mode = user_pool_add_ons.value
    }
  }

  username_configuration {
    case_sensitive = false
  }
}

resource "aws_cognito_user_group" "this" {
  for_each = var.groups

  name         = each.key
  description  = each.value.description
  precedence   = each.value.precedence
  role_arn     = each.value.role_arn
  user_pool_id = aws_cognito_user_pool.this.id
}
