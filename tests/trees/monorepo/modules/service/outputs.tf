output "fingerprint" {
  description = "Changes whenever the routes of the service change."
  value       = sha1(jsonencode([aws_api_gateway_resource.root.id, { for key, one in module.endpoint : key => one.fingerprint }]))
}

output "function_name" {
  value = module.function.name
}
