module "authorizer" {
  source = "../../modules/lambda-function"

  name            = "${var.name}-authorizer"
  description     = "Verifies the access token of whoever connects"
  handler         = "authorizer.handler.handle"
  source_dir      = "${path.module}/src"
  source_patterns = ["authorizer/*.py"]
  timeout         = 5

  environment = {
    CLIENT_ID = module.identity.client_ids["app"]
    ISSUER    = var.issuer == null ? module.identity.issuer : var.issuer
  }
}

module "chat" {
  source = "../../modules/lambda-function"

  name            = "${var.name}-chat"
  description     = "Keeps connections and passes on messages"
  handler         = "chat.handler.handle"
  memory_size     = 512
  source_dir      = "${path.module}/src"
  source_patterns = ["chat/*.py"]
  timeout         = 20

  environment = {
    MANAGEMENT_ENDPOINT = var.management_endpoint == null ? module.api.stage_management_urls[var.stage_name] : var.management_endpoint
    TABLE_NAME          = aws_dynamodb_table.connections.name
  }

  policy_statements = {
    KeepConnections = {
      actions   = ["dynamodb:DeleteItem", "dynamodb:GetItem", "dynamodb:PutItem", "dynamodb:Scan"]
      resources = [aws_dynamodb_table.connections.arn]
    }
    PostToConnections = {
      actions   = ["execute-api:ManageConnections"]
      resources = [module.api.post_to_connections_arns[var.stage_name]]
    }
  }
}
