variable "rest_api_id" {
  type = string
}

resource "aws_api_gateway_authorizer" "this" {
  for_each = toset(["users"])

  rest_api_id   = var.rest_api_id
  name          = each.key
  type          = "COGNITO_USER_POOLS"
  provider_arns = ["arn:aws:cognito-idp:eu-central-1:123456789012:userpool/eu-central-1_a1b2c3d4e"]
}

output "authorizer_ids" {
  value = { for key, authorizer in aws_api_gateway_authorizer.this : key => authorizer.id }
}
