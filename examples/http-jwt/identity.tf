locals {
  # What the tokens say in "iss"; the keys are published below it.
  issuer          = var.issuer == null ? "https://${aws_cognito_user_pool.this.endpoint}" : var.issuer
  resource_server = "notes"
}

resource "aws_cognito_user_pool" "this" {
  name                     = var.name
  auto_verified_attributes = ["email"]
  deletion_protection      = var.deletion_protection ? "ACTIVE" : "INACTIVE"
  mfa_configuration        = "OPTIONAL"
  username_attributes      = ["email"]

  account_recovery_setting {
    recovery_mechanism {
      name     = "verified_email"
      priority = 1
    }
  }

  admin_create_user_config {
    allow_admin_create_user_only = true
  }

  password_policy {
    minimum_length                   = 14
    require_lowercase                = true
    require_numbers                  = true
    require_symbols                  = true
    require_uppercase                = true
    temporary_password_validity_days = 3
  }

  software_token_mfa_configuration {
    enabled = true
  }
}

resource "aws_cognito_resource_server" "notes" {
  identifier   = local.resource_server
  name         = "Notes"
  user_pool_id = aws_cognito_user_pool.this.id

  scope {
    scope_name        = "read"
    scope_description = "Read one's notes"
  }

  scope {
    scope_name        = "write"
    scope_description = "Create and delete one's notes"
  }
}

resource "aws_cognito_user_pool_client" "this" {
  name                                 = "${var.name}-app"
  user_pool_id                         = aws_cognito_user_pool.this.id
  access_token_validity                = 60
  allowed_oauth_flows                  = ["code"]
  allowed_oauth_flows_user_pool_client = true
  allowed_oauth_scopes                 = aws_cognito_resource_server.notes.scope_identifiers
  callback_urls                        = ["${var.allowed_origin}/callback"]
  enable_token_revocation              = true
  explicit_auth_flows                  = ["ALLOW_REFRESH_TOKEN_AUTH", "ALLOW_USER_SRP_AUTH"]
  logout_urls                          = [var.allowed_origin]
  prevent_user_existence_errors        = "ENABLED"
  supported_identity_providers         = ["COGNITO"]

  token_validity_units {
    access_token = "minutes"
  }
}
