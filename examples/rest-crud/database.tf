locals {
  partner_index = "by-partner"
}

resource "aws_dynamodb_table" "users" {
  name                        = "${var.name}-users"
  billing_mode                = "PAY_PER_REQUEST"
  deletion_protection_enabled = var.deletion_protection
  hash_key                    = "id"

  attribute {
    name = "id"
    type = "S"
  }

  attribute {
    name = "partner"
    type = "S"
  }

  global_secondary_index {
    name            = local.partner_index
    hash_key        = "partner"
    projection_type = "ALL"
    range_key       = "id"
  }

  point_in_time_recovery {
    enabled = true
  }

  server_side_encryption {
    enabled = true
  }
}
