module "identity" {
  source = "../../modules/cognito"

  name                = var.name
  deletion_protection = var.deletion_protection

  clients = {
    app = {
      callback_urls = ["${var.allowed_origin}/callback"]
      logout_urls   = [var.allowed_origin]
      scopes        = ["notes/read", "notes/write"]
    }
  }

  resource_servers = {
    notes = { name = "Notes", scopes = { read = "Read one's notes", write = "Create and delete one's notes" } }
  }
}

locals {
  # What the tokens say in "iss"; the keys are published below it.
  issuer = var.issuer == null ? module.identity.issuer : var.issuer
}
