# Groups are what the Lambda authorizer decides by; a partner's is called "partner:" and the partner's name.
module "identity" {
  source = "../../modules/cognito"

  name                = var.name
  deletion_protection = var.deletion_protection

  clients = {
    app = {
      callback_urls = ["${var.allowed_origin}/callback"]
      logout_urls   = [var.allowed_origin]
      scopes        = ["users/read", "users/write"]
    }
  }

  groups = merge(
    { administrators = { description = "May delete users" } },
    { for partner in var.partners : "partner:${partner}" => { description = "May list the users of ${partner}" } },
  )

  resource_servers = {
    users = { name = "Users", scopes = { read = "Read users", write = "Create and change users" } }
  }
}
