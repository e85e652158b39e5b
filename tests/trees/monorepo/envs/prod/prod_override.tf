module "api" {
  cors_origin = "https://app.parcels.example"

  custom_domain = {
    name            = "api.parcels.example"
    certificate_arn = aws_acm_certificate.api.arn
  }
}

module "authorizer" {
  token_pattern = "^Bearer [-0-9A-Za-z.]+$"
  ttl           = 3600
}

module "waf" {
  # Roll out: count first, block from next quarter on.
  count_only = true
  rate_limit = 2000
}

module "stage" {
  tracing    = true
  log_format = "{\"requestId\":\"$context.requestId\",\"ip\":\"$context.identity.sourceIp\",\"time\":\"$context.requestTime\",\"method\":\"$context.httpMethod\",\"path\":\"$context.resourcePath\",\"status\":\"$context.status\",\"error\":\"$context.error.message\",\"auth\":\"$context.authorizer.error\"}"
}
