output "api_id" {
  description = "Id of the API."
  value       = module.api.api_id
}

output "invoke_url" {
  description = "URL that the routes are below."
  value       = module.api.stage_invoke_urls["prod"]
}
