output "id" {
  value = aws_api_gateway_rest_api.this.id
}

output "root_resource_id" {
  value = aws_api_gateway_rest_api.this.root_resource_id
}

output "execution_arn" {
  value = aws_api_gateway_rest_api.this.execution_arn
}

output "validator_id" {
  value = aws_api_gateway_request_validator.all.id
}

output "domain_name" {
  value = join("", aws_api_gateway_domain_name.this.*.domain_name)
}
