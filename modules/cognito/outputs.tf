output "client_ids" {
  description = "Id of each client, by its key in `clients`: the audience that a JWT authorizer asks for."
  value       = { for key, client in aws_cognito_user_pool_client.this : key => client.id }
}

output "client_secrets" {
  description = "Secret of each client that has one, by its key in `clients`."
  value       = { for key, client in aws_cognito_user_pool_client.this : key => client.client_secret }
  sensitive   = true
}

output "domain_host" {
  description = "Host of the sign-in pages and of the token endpoint; null without a domain."
  value       = local.domain_host

  depends_on = [aws_cognito_user_pool_domain.this, aws_route53_record.this]
}

output "group_names" {
  description = "Names of the groups."
  value       = [for group in aws_cognito_user_group.this : group.name]
}

output "issuer" {
  description = "Issuer of the tokens, as a JWT authorizer asks for it."
  value       = "https://${aws_cognito_user_pool.this.endpoint}"
}

output "jwks_uri" {
  description = "Where the public keys are that verify the tokens."
  value       = "https://${aws_cognito_user_pool.this.endpoint}/.well-known/jwks.json"
}

output "scopes" {
  description = "Scopes as they stand in tokens and in `authorization_scopes`, by the key of the resource server and the scope's name: `KEY/SCOPE`."
  value = merge([
    for key, server in aws_cognito_resource_server.this : {
      for scope in keys(var.resource_servers[key].scopes) : "${key}/${scope}" => "${server.identifier}/${scope}"
    }
  ]...)
}

output "token_endpoint" {
  description = "URL that tokens are fetched from; null without a domain."
  value       = var.domain == null ? null : "https://${local.domain_host}/oauth2/token"

  depends_on = [aws_cognito_user_pool_domain.this, aws_route53_record.this]
}

output "user_pool_arn" {
  description = "ARN of the user pool, for a Cognito authorizer."
  value       = aws_cognito_user_pool.this.arn
}

output "user_pool_id" {
  description = "Id of the user pool."
  value       = aws_cognito_user_pool.this.id
}
