# Advice: what is allowed, and probably not meant. Only inputs that are known when Terraform plans are looked at.

check "second_factor" {
  assert {
    condition     = var.mfa != "OFF"
    error_message = "mfa: OFF: a password alone opens every account."
  }
}

check "passwords_are_long" {
  assert {
    condition     = var.password_policy.minimum_length >= 12
    error_message = "password_policy: minimum_length ${var.password_policy.minimum_length}: passwords below 12 characters are guessed."
  }
}

check "clients_keep_passwords_and_tokens" {
  assert {
    condition     = alltrue([for flows in values(local.client_auth_flows) : length(setintersection(flows, local.password_flows)) == 0])
    error_message = "clients: ${join(", ", [for key, flows in local.client_auth_flows : key if length(setintersection(flows, local.password_flows)) > 0])}: auth_flows hand the password over; SRP does not."
  }

  assert {
    condition     = alltrue([for client in values(var.clients) : !contains(client.oauth_flows, "implicit")])
    error_message = "clients: ${join(", ", [for key, client in var.clients : key if contains(client.oauth_flows, "implicit")])}: implicit leaves tokens in the browser's history; code with PKCE does not."
  }

  assert {
    condition     = alltrue([for client in values(var.clients) : client.prevent_user_existence_errors && client.enable_token_revocation])
    error_message = "clients: ${join(", ", [for key, client in var.clients : key if !client.prevent_user_existence_errors || !client.enable_token_revocation])}: tell who is a user, or cannot take tokens back."
  }
}
