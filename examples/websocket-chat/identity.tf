module "identity" {
  source = "../../modules/cognito"

  name                = var.name
  deletion_protection = var.deletion_protection

  clients = {
    app = {
      callback_urls = ["${var.allowed_origin}/callback"]
      logout_urls   = [var.allowed_origin]
      scopes        = ["openid"]
    }
  }
}
