output "document_hash" {
  description = "Hash of what the document says, known when Terraform plans: the trigger of the deployment that has to follow. Whoever takes it waits for the import."
  value       = local.document_hash

  depends_on = [aws_api_gateway_rest_api_put.this]
}

output "rest_api_id" {
  description = "Id of the REST API, once it holds the document."
  value       = aws_api_gateway_rest_api_put.this.rest_api_id
}
