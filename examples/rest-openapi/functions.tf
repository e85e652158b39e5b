module "catalogue" {
  source = "../../modules/lambda-function"

  name            = local.catalogue_name
  description     = "Products and quotes"
  handler         = "catalogue.handler.handle"
  source_dir      = "${path.module}/src"
  source_patterns = ["catalogue/*.py", "catalogue/products.sql"]

  environment = {
    ALLOWED_ORIGIN   = var.allowed_origin
    METRIC_NAMESPACE = var.name
  }
}

module "tokens" {
  source = "../../modules/lambda-function"

  name            = local.tokens_name
  description     = "Knows callers by opaque tokens, of which the table holds hashes"
  handler         = "tokens.handler.handle"
  source_dir      = "${path.module}/src"
  source_patterns = ["tokens/*.py"]
  timeout         = 5

  environment = {
    TABLE_NAME = aws_dynamodb_table.tokens.name
  }

  policy_statements = {
    ReadTokens = { actions = ["dynamodb:GetItem"], resources = [aws_dynamodb_table.tokens.arn] }
  }
}

resource "aws_dynamodb_table" "tokens" {
  name         = "${var.name}-tokens"
  billing_mode = "PAY_PER_REQUEST"
  hash_key     = "hash"

  attribute {
    name = "hash"
    type = "S"
  }

  point_in_time_recovery {
    enabled = true
  }

  server_side_encryption {
    enabled = true
  }

  ttl {
    attribute_name = "expires"
    enabled        = true
  }
}
