variable "clients" {
  description = <<-EOT
    App clients, by a static key.

    - `oauth_flows`: `code` (with PKCE, for applications with users; needs `callback_urls`), `client_credentials` (for
      programs; alone, with a secret and scopes of `resource_servers`), or `implicit`, which hands tokens out in URLs.
    - `scopes`: openid, email, phone, profile, aws.cognito.signin.user.admin, and those of `resource_servers` as
      `KEY/SCOPE` by the key of the server.
    - `auth_flows` are those of the SDKs. Unset: SRP and refresh, with client_credentials refresh alone.
    - `generate_secret` unset: true with client_credentials alone. Applications in browsers and phones cannot keep one.
    - Tokens are good for `access_token_minutes` and `id_token_minutes` (5 to 1440) and `refresh_token_hours` (1 to 87600).
  EOT
  type = map(object({
    access_token_minutes          = optional(number, 60)
    auth_flows                    = optional(list(string))
    auth_session_minutes          = optional(number, 3)
    callback_urls                 = optional(list(string), [])
    default_redirect_uri          = optional(string)
    enable_token_revocation       = optional(bool, true)
    generate_secret               = optional(bool)
    id_token_minutes              = optional(number, 60)
    identity_providers            = optional(list(string), ["COGNITO"])
    logout_urls                   = optional(list(string), [])
    name                          = optional(string)
    oauth_flows                   = optional(list(string), ["code"])
    prevent_user_existence_errors = optional(bool, true)
    read_attributes               = optional(list(string))
    refresh_token_hours           = optional(number, 24)
    scopes                        = optional(list(string), [])
    write_attributes              = optional(list(string))
  }))
  default  = {}
  nullable = false

  validation {
    condition     = alltrue(flatten([for client in values(var.clients) : [for flow in client.oauth_flows : contains(["client_credentials", "code", "implicit"], flow)]]))
    error_message = "clients: ${join(", ", flatten([for key, client in var.clients : [for flow in client.oauth_flows : "${key} (${flow})" if !contains(["client_credentials", "code", "implicit"], flow)]]))}: oauth_flows must be of client_credentials, code, implicit."
  }

  validation {
    condition     = alltrue([for client in values(var.clients) : !contains(client.oauth_flows, "client_credentials") || length(client.oauth_flows) == 1])
    error_message = "clients: ${join(", ", [for key, client in var.clients : key if contains(client.oauth_flows, "client_credentials") && length(client.oauth_flows) > 1])}: client_credentials must be the only one of oauth_flows; give programs a client of their own."
  }

  validation {
    condition     = alltrue([for client in values(var.clients) : !contains(client.oauth_flows, "client_credentials") || coalesce(client.generate_secret, true)])
    error_message = "clients: ${join(", ", [for key, client in var.clients : key if contains(client.oauth_flows, "client_credentials") && !coalesce(client.generate_secret, true)])}: generate_secret must not be false with client_credentials."
  }

  validation {
    condition     = alltrue([for client in values(var.clients) : contains(client.oauth_flows, "client_credentials") ? length(client.scopes) > 0 && alltrue([for scope in client.scopes : strcontains(scope, "/")]) : true])
    error_message = "clients: ${join(", ", [for key, client in var.clients : "${key} (${join(", ", client.scopes)})" if contains(client.oauth_flows, "client_credentials") && !(length(client.scopes) > 0 && alltrue([for scope in client.scopes : strcontains(scope, "/")]))])}: scopes must be one or more of resource_servers with client_credentials, as KEY/SCOPE."
  }

  validation {
    condition = alltrue(flatten([
      for client in values(var.clients) : [
        for scope in client.scopes : contains(local.standard_scopes, scope) || contains(flatten([for key, server in var.resource_servers : [for name in keys(server.scopes) : "${key}/${name}"]]), scope)
      ]
    ]))
    error_message = "clients: ${join(", ", flatten([for key, client in var.clients : [for scope in client.scopes : "${key} (${scope})" if !contains(local.standard_scopes, scope) && !contains(flatten([for server_key, server in var.resource_servers : [for name in keys(server.scopes) : "${server_key}/${name}"]]), scope)]]))}: scopes must be of ${join(", ", concat(local.standard_scopes, flatten([for key, server in var.resource_servers : [for name in keys(server.scopes) : "${key}/${name}"]])))}."
  }

  validation {
    condition     = alltrue([for client in values(var.clients) : !(contains(client.oauth_flows, "code") || contains(client.oauth_flows, "implicit")) || (length(client.callback_urls) > 0 && length(client.scopes) > 0)])
    error_message = "clients: ${join(", ", [for key, client in var.clients : key if(contains(client.oauth_flows, "code") || contains(client.oauth_flows, "implicit")) && !(length(client.callback_urls) > 0 && length(client.scopes) > 0)])}: callback_urls and scopes are needed with code and implicit; a client without sign-in pages says oauth_flows = []."
  }

  validation {
    condition     = alltrue(flatten([for client in values(var.clients) : [for url in concat(client.callback_urls, client.logout_urls) : can(regex(can(regex("^https?:", url)) ? local.web_redirect_pattern : local.app_redirect_pattern, url))]]))
    error_message = "clients: ${join(", ", flatten([for key, client in var.clients : [for url in concat(client.callback_urls, client.logout_urls) : "${key} (${url})" if !can(regex(can(regex("^https?:", url)) ? local.web_redirect_pattern : local.app_redirect_pattern, url))]]))}: callback_urls and logout_urls must be https, http of localhost, 127.0.0.1 or [::1], or an application's own scheme, without a fragment."
  }

  validation {
    condition     = alltrue([for client in values(var.clients) : client.default_redirect_uri == null ? true : contains(client.callback_urls, client.default_redirect_uri)])
    error_message = "clients: ${join(", ", [for key, client in var.clients : "${key} (${client.default_redirect_uri})" if client.default_redirect_uri == null ? false : !contains(client.callback_urls, client.default_redirect_uri)])}: default_redirect_uri must be one of callback_urls."
  }

  validation {
    condition     = alltrue(flatten([for client in values(var.clients) : [for flow in coalesce(client.auth_flows, []) : contains(local.auth_flows, flow)]]))
    error_message = "clients: ${join(", ", flatten([for key, client in var.clients : [for flow in coalesce(client.auth_flows, []) : "${key} (${flow})" if !contains(local.auth_flows, flow)]]))}: auth_flows must be of ${join(", ", local.auth_flows)}."
  }

  validation {
    condition     = alltrue([for client in values(var.clients) : client.access_token_minutes >= 5 && client.access_token_minutes <= 1440 && client.id_token_minutes >= 5 && client.id_token_minutes <= 1440])
    error_message = "clients: ${join(", ", [for key, client in var.clients : "${key} (${client.access_token_minutes}, ${client.id_token_minutes})" if !(client.access_token_minutes >= 5 && client.access_token_minutes <= 1440 && client.id_token_minutes >= 5 && client.id_token_minutes <= 1440)])}: access_token_minutes and id_token_minutes must be 5 to 1440."
  }

  validation {
    condition     = alltrue([for client in values(var.clients) : client.refresh_token_hours >= 1 && client.refresh_token_hours <= 87600])
    error_message = "clients: ${join(", ", [for key, client in var.clients : "${key} (${client.refresh_token_hours})" if client.refresh_token_hours < 1 || client.refresh_token_hours > 87600])}: refresh_token_hours must be 1 to 87600."
  }

  validation {
    condition     = alltrue([for client in values(var.clients) : client.auth_session_minutes >= 3 && client.auth_session_minutes <= 15])
    error_message = "clients: ${join(", ", [for key, client in var.clients : "${key} (${client.auth_session_minutes})" if client.auth_session_minutes < 3 || client.auth_session_minutes > 15])}: auth_session_minutes must be 3 to 15."
  }
}

variable "custom_attributes" {
  description = <<-EOT
    Attributes of users beyond the standard ones, by name, which tokens show as `custom:NAME`: `type` Boolean, DateTime,
    Number or String, with `minimum` and `maximum` of a number or of a text's length. The service can add attributes to a
    pool and never take one away, so a change of one replaces the pool, and its users are gone.
  EOT
  type = map(object({
    maximum = optional(number)
    minimum = optional(number)
    mutable = optional(bool, true)
    type    = optional(string, "String")
  }))
  default  = {}
  nullable = false

  validation {
    condition     = alltrue([for name in keys(var.custom_attributes) : can(regex("^[0-9A-Za-z_-]{1,20}$", name))])
    error_message = "custom_attributes: ${join(", ", [for name in keys(var.custom_attributes) : "\"${name}\"" if !can(regex("^[0-9A-Za-z_-]{1,20}$", name))])}: the name must be 1 to 20 letters, digits, hyphens or underscores, without custom:."
  }

  validation {
    condition     = alltrue([for attribute in values(var.custom_attributes) : contains(["Boolean", "DateTime", "Number", "String"], attribute.type)])
    error_message = "custom_attributes: ${join(", ", [for name, attribute in var.custom_attributes : "${name} (${attribute.type})" if !contains(["Boolean", "DateTime", "Number", "String"], attribute.type)])}: type must be one of Boolean, DateTime, Number, String."
  }

  validation {
    condition     = alltrue([for attribute in values(var.custom_attributes) : contains(["Number", "String"], attribute.type) || attribute.minimum == null && attribute.maximum == null])
    error_message = "custom_attributes: ${join(", ", [for name, attribute in var.custom_attributes : "${name} (${attribute.type})" if !contains(["Number", "String"], attribute.type) && (attribute.minimum != null || attribute.maximum != null)])}: minimum and maximum are for Number and String."
  }
}

variable "deletion_protection" {
  description = "Whether the pool, and its users with it, refuses to be deleted. Turn it off, and apply, before a destroy."
  type        = bool
  default     = true
  nullable    = false
}

variable "domain" {
  description = <<-EOT
    Domain of the sign-in pages and of the token endpoint, which the OAuth flows need: a `prefix` of the region's
    amazoncognito.com, or `custom`, a name of your own with a certificate of us-east-1 and, in `zone`, its A record. The
    parent of a custom name must resolve already. `managed_login_version` 1 is the classic pages, 2 the newer ones, which
    show nothing until a branding is assigned.
  EOT
  type = object({
    custom = optional(object({
      certificate_arn = string
      name            = string
      zone            = optional(object({ id = string }))
    }))
    managed_login_version = optional(number, 1)
    prefix                = optional(string)
  })
  default = null

  validation {
    condition     = var.domain == null ? true : (var.domain.prefix == null) != (var.domain.custom == null)
    error_message = "domain: takes either prefix or custom."
  }

  validation {
    condition     = try(var.domain.prefix, null) == null ? true : can(regex("^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$", var.domain.prefix)) && !can(regex("aws|amazon|cognito", var.domain.prefix))
    error_message = "domain: prefix \"${try(coalesce(var.domain.prefix), "")}\" must be 1 to 63 lower-case letters, digits or inner hyphens, and not contain aws, amazon or cognito."
  }

  validation {
    condition     = try(var.domain.custom, null) == null ? true : startswith(var.domain.custom.certificate_arn, "arn:aws:acm:us-east-1:")
    error_message = "domain: custom.certificate_arn \"${try(coalesce(var.domain.custom.certificate_arn), "")}\" must be of an ACM certificate in us-east-1."
  }

  validation {
    condition     = var.domain == null ? true : contains([1, 2], var.domain.managed_login_version) && (var.domain.managed_login_version == 1 || var.tier != "LITE")
    error_message = "domain: managed_login_version ${var.domain == null ? "" : var.domain.managed_login_version} must be one of 1, 2, and 1 with tier LITE (${var.tier})."
  }
}

variable "email" {
  description = "SES identity that mail to users comes from. Unset: Cognito's own address, good for 50 messages a day."
  type = object({
    configuration_set      = optional(string)
    from_email_address     = optional(string)
    reply_to_email_address = optional(string)
    source_arn             = string
  })
  default = null

  validation {
    condition     = var.email == null ? true : can(regex("^arn:[^:]+:ses:[^:]+:[0-9]{12}:identity/", var.email.source_arn))
    error_message = "email: source_arn \"${var.email == null ? "" : var.email.source_arn}\" must be of an SES identity (arn:aws:ses:REGION:ACCOUNT:identity/NAME)."
  }
}

variable "groups" {
  description = "Groups of users, by name, which tokens list in `cognito:groups`. Of a user's groups the one with the lowest `precedence` gives its role."
  type = map(object({
    description = optional(string)
    precedence  = optional(number)
    role_arn    = optional(string)
  }))
  default  = {}
  nullable = false

  validation {
    condition     = alltrue([for name in keys(var.groups) : can(regex("^\\S{1,128}$", name))])
    error_message = "groups: ${join(", ", [for name in keys(var.groups) : "\"${name}\"" if !can(regex("^\\S{1,128}$", name))])}: the name must be 1 to 128 characters without blanks."
  }

  validation {
    condition     = alltrue([for group in values(var.groups) : group.precedence == null ? true : group.precedence >= 0])
    error_message = "groups: ${join(", ", [for name, group in var.groups : "${name} (${group.precedence})" if group.precedence == null ? false : group.precedence < 0])}: precedence must be 0 or more."
  }
}

variable "mfa" {
  description = "Second factor, a software token: ON for every user, OPTIONAL for those who set one up, or OFF."
  type        = string
  default     = "OPTIONAL"
  nullable    = false

  validation {
    condition     = contains(["OFF", "ON", "OPTIONAL"], var.mfa)
    error_message = "mfa: \"${var.mfa}\" must be one of OFF, ON, OPTIONAL."
  }
}

variable "name" {
  description = "Name of the user pool; names of clients begin with it."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^[\\w\\s+=,.@-]{1,100}$", var.name))
    error_message = "name: \"${var.name}\" must be 1 to 100 letters, digits, blanks or the characters _ + = , . @ -."
  }
}

variable "password_policy" {
  description = "What passwords must be: at least `minimum_length` characters (6 to 99), of every kind that is not switched off, and none of the last `history_size` (0 to 24; above 0 not with `tier` LITE). An invitation is good for `temporary_password_days`."
  type = object({
    history_size            = optional(number)
    minimum_length          = optional(number, 14)
    require_lowercase       = optional(bool, true)
    require_numbers         = optional(bool, true)
    require_symbols         = optional(bool, true)
    require_uppercase       = optional(bool, true)
    temporary_password_days = optional(number, 3)
  })
  default  = {}
  nullable = false

  validation {
    condition     = var.password_policy.minimum_length >= 6 && var.password_policy.minimum_length <= 99
    error_message = "password_policy: minimum_length ${var.password_policy.minimum_length} must be 6 to 99."
  }

  validation {
    condition     = var.password_policy.history_size == null ? true : var.password_policy.history_size >= 0 && var.password_policy.history_size <= 24
    error_message = "password_policy: history_size ${var.password_policy.history_size == null ? "" : var.password_policy.history_size} must be 0 to 24."
  }

  validation {
    condition     = coalesce(var.password_policy.history_size, 0) == 0 || var.tier != "LITE"
    error_message = "password_policy: history_size ${coalesce(var.password_policy.history_size, 0)} needs tier ESSENTIALS or PLUS, not ${var.tier}."
  }

  validation {
    condition     = var.password_policy.temporary_password_days >= 1 && var.password_policy.temporary_password_days <= 365
    error_message = "password_policy: temporary_password_days ${var.password_policy.temporary_password_days} must be 1 to 365."
  }
}

variable "resource_servers" {
  description = <<-EOT
    APIs whose scopes access tokens can hold, by a static key: `identifier` (unset: the key) is what stands before the scope
    in a token, `scopes` are name and description of each.
  EOT
  type = map(object({
    identifier = optional(string)
    name       = optional(string)
    scopes     = map(string)
  }))
  default  = {}
  nullable = false

  validation {
    condition     = alltrue(flatten([for key, server in var.resource_servers : [for name in concat([key], keys(server.scopes)) : can(regex("^[!#-.0-\\[\\]-~]{1,256}$", name))]]))
    error_message = "resource_servers: ${join(", ", flatten([for key, server in var.resource_servers : [for name in concat([key], keys(server.scopes)) : "${key} (\"${name}\")" if !can(regex("^[!#-.0-\\[\\]-~]{1,256}$", name))]]))}: the key and the names of scopes must be 1 to 256 printable characters without blanks, slashes, backslashes or quotes."
  }

  validation {
    condition     = alltrue([for server in values(var.resource_servers) : server.identifier == null ? true : can(regex("^[!#-\\[\\]-~]{1,256}$", server.identifier))])
    error_message = "resource_servers: ${join(", ", [for key, server in var.resource_servers : "${key} (\"${server.identifier}\")" if server.identifier == null ? false : !can(regex("^[!#-\\[\\]-~]{1,256}$", server.identifier))])}: identifier must be 1 to 256 printable characters without blanks, backslashes or quotes."
  }

  validation {
    condition     = alltrue([for server in values(var.resource_servers) : length(server.scopes) >= 1 && length(server.scopes) <= 100])
    error_message = "resource_servers: ${join(", ", [for key, server in var.resource_servers : "${key} (${length(server.scopes)})" if length(server.scopes) < 1 || length(server.scopes) > 100])}: scopes must be 1 to 100."
  }
}

variable "self_sign_up" {
  description = "Whether anybody can make a user for themselves. False: administrators invite users."
  type        = bool
  default     = false
  nullable    = false
}

variable "sign_in_by_email" {
  description = "Whether users sign in with their email address, in any case of letters, instead of a user name. For the life of the pool."
  type        = bool
  default     = true
  nullable    = false
}

variable "tags" {
  description = "Tags of the user pool."
  type        = map(string)
  default     = {}
  nullable    = false
}

variable "threat_protection" {
  description = "What happens about unlikely sign-ins and leaked passwords: AUDIT records, ENFORCED acts. Needs `tier` PLUS. Unset: nothing."
  type        = string
  default     = null

  validation {
    condition     = var.threat_protection == null ? true : contains(["AUDIT", "ENFORCED"], var.threat_protection)
    error_message = "threat_protection: \"${var.threat_protection == null ? "" : var.threat_protection}\" must be one of AUDIT, ENFORCED."
  }

  validation {
    condition     = var.threat_protection == null || var.tier == "PLUS"
    error_message = "threat_protection: \"${var.threat_protection == null ? "" : var.threat_protection}\" needs tier PLUS, not ${var.tier}."
  }
}

variable "tier" {
  description = "Feature plan of the pool, and its price: LITE, ESSENTIALS or PLUS."
  type        = string
  default     = "ESSENTIALS"
  nullable    = false

  validation {
    condition     = contains(["ESSENTIALS", "LITE", "PLUS"], var.tier)
    error_message = "tier: \"${var.tier}\" must be one of ESSENTIALS, LITE, PLUS."
  }
}

variable "triggers" {
  description = <<-EOT
    Functions that Cognito calls, by what for: `create_auth_challenge`, `custom_message`, `define_auth_challenge`,
    `post_authentication`, `post_confirmation`, `pre_authentication`, `pre_sign_up`, `pre_token_generation` (with the version
    of its event that can change access tokens, which `tier` LITE has not), `user_migration`,
    `verify_auth_challenge_response`. Let `cognito-idp.amazonaws.com` call them, from this pool.
  EOT
  type        = map(object({ arn = string }))
  default     = {}
  nullable    = false

  validation {
    condition     = alltrue([for event in keys(var.triggers) : contains(local.trigger_events, event)])
    error_message = "triggers: ${join(", ", [for event in keys(var.triggers) : event if !contains(local.trigger_events, event)])}: the key must be one of ${join(", ", local.trigger_events)}."
  }

  validation {
    condition     = alltrue([for trigger in values(var.triggers) : can(regex("^arn:[^:]+:lambda:[^:]+:[0-9]{12}:function:", trigger.arn))])
    error_message = "triggers: ${join(", ", [for event, trigger in var.triggers : "${event} (${trigger.arn})" if !can(regex("^arn:[^:]+:lambda:[^:]+:[0-9]{12}:function:", trigger.arn))])}: arn must be of a Lambda function."
  }
}
