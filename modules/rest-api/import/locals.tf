locals {
  body = can(tostring(var.body)) ? tostring(var.body) : jsonencode(var.body)

  # Of what the document says, whatever its comments, its blanks and the order of its keys.
  document_hash = sha1(jsonencode({
    body       = try(yamldecode(local.body), local.body)
    parameters = var.parameters
  }))
}
