locals {
  auth_flows = [
    "ALLOW_ADMIN_USER_PASSWORD_AUTH", "ALLOW_CUSTOM_AUTH", "ALLOW_REFRESH_TOKEN_AUTH", "ALLOW_USER_AUTH", "ALLOW_USER_PASSWORD_AUTH",
    "ALLOW_USER_SRP_AUTH",
  ]
  # These hand the password itself over, to the service or to a server of the application.
  password_flows  = ["ALLOW_ADMIN_USER_PASSWORD_AUTH", "ALLOW_USER_PASSWORD_AUTH"]
  standard_scopes = ["aws.cognito.signin.user.admin", "email", "openid", "phone", "profile"]
  trigger_events = [
    "create_auth_challenge", "custom_message", "define_auth_challenge", "post_authentication", "post_confirmation",
    "pre_authentication", "pre_sign_up", "pre_token_generation", "user_migration", "verify_auth_challenge_response",
  ]

  # Where tokens may be sent to: an application's own scheme, https, and plain http to the machine of whoever develops.
  app_redirect_pattern = "^[a-z][a-z0-9+.-]*:/[^#]*$"
  web_redirect_pattern = "^(https://[^/#][^#]*|http://(localhost|127\\.0\\.0\\.1|\\[::1\\])(:[0-9]+)?(/[^#]*)?)$"
}
