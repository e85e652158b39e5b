module "users" {
  source = "../../modules/lambda-function"

  name            = "${var.name}-users"
  description     = "Creates, reads, updates and deletes users"
  handler         = "users.handler.handle"
  source_dir      = "${path.module}/src"
  source_patterns = ["users/*.py"]

  environment = {
    ALLOWED_ORIGIN = var.allowed_origin
    PARTNER_INDEX  = local.partner_index
    TABLE_NAME     = aws_dynamodb_table.users.name
  }

  policy_statements = {
    ReadAndWriteUsers = {
      actions   = ["dynamodb:DeleteItem", "dynamodb:GetItem", "dynamodb:PutItem", "dynamodb:Scan", "dynamodb:UpdateItem"]
      resources = [aws_dynamodb_table.users.arn]
    }
    QueryByPartner = {
      actions   = ["dynamodb:Query"]
      resources = ["${aws_dynamodb_table.users.arn}/index/${local.partner_index}"]
    }
  }
}

module "authorizer" {
  source = "../../modules/lambda-function"

  name            = "${var.name}-authorizer"
  description     = "Verifies access tokens and says which routes their groups open"
  handler         = "authorizer.handler.handle"
  source_dir      = "${path.module}/src"
  source_patterns = ["authorizer/*.py"]
  timeout         = 5

  environment = {
    CLIENT_ID = module.identity.client_ids["app"]
    ISSUER    = module.identity.issuer
  }
}
