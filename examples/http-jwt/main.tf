# Notes of whoever calls, behind an HTTP API: the access tokens of a user pool by a JWT authorizer, scopes per route, one
# Lambda function with payload 2.0, and a table that is keyed by the token's subject.

module "api" {
  source = "../../modules/http-api"

  name        = var.name
  description = "Notes of the caller"

  authorization = { authorizer_key = "members", scopes = [module.identity.scopes["notes/read"]] }

  authorizers = {
    members = {
      type     = "JWT"
      audience = [module.identity.client_ids["app"]]
      issuer   = local.issuer
    }
  }

  cors = {
    allow_headers  = ["authorization", "content-type"]
    allow_origins  = [var.allowed_origin]
    expose_headers = ["location"]
  }

  functions    = { notes = { arn = module.notes.function_arn } }
  integrations = { notes = { type = "AWS_PROXY", function_key = "notes", timeout_milliseconds = 11000 } }

  routes = {
    "GET /notes"         = { integration_key = "notes" }
    "POST /notes"        = { integration_key = "notes", authorization_scopes = [module.identity.scopes["notes/write"]] }
    "GET /notes/{id}"    = { integration_key = "notes" }
    "DELETE /notes/{id}" = { integration_key = "notes", authorization_scopes = [module.identity.scopes["notes/write"]] }
  }

  stages = {
    "$default" = {
      route_settings = {
        "POST /notes" = { throttle = { burst_limit = 20, rate_limit = 10 } }
      }
    }
  }
}

module "notes" {
  source = "../../modules/lambda-function"

  name            = "${var.name}-notes"
  description     = "Creates, reads and deletes the caller's notes"
  handler         = "notes.handler.handle"
  source_dir      = "${path.module}/src"
  source_patterns = ["notes/*.py"]

  environment = {
    TABLE_NAME = aws_dynamodb_table.notes.name
  }

  policy_statements = {
    ReadAndWriteNotes = {
      actions   = ["dynamodb:DeleteItem", "dynamodb:GetItem", "dynamodb:PutItem", "dynamodb:Query"]
      resources = [aws_dynamodb_table.notes.arn]
    }
  }
}

resource "aws_dynamodb_table" "notes" {
  name                        = "${var.name}-notes"
  billing_mode                = "PAY_PER_REQUEST"
  deletion_protection_enabled = var.deletion_protection
  hash_key                    = "owner"
  range_key                   = "id"

  attribute {
    name = "owner"
    type = "S"
  }

  attribute {
    name = "id"
    type = "S"
  }

  point_in_time_recovery {
    enabled = true
  }

  server_side_encryption {
    enabled = true
  }
}
