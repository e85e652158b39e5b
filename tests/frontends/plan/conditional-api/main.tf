module "own" {
  source = "./gateway"
  create = true
  name   = "own"
}

module "given" {
  source   = "./gateway"
  create   = false
  existing = { id = "abc123def4", root = "roo7roo7ro" }
  name     = "given"
}

# The other API is made in the same plan.
module "shared" {
  source   = "./gateway"
  create   = false
  existing = { id = module.own.id, root = module.own.root }
  name     = "shared"
}
