# The region, the partition and what follows from them, through aliases and module calls.

provider "aws" {
  region = local.home
}

provider "aws" {
  alias  = "china"
  region = "cn-north-1"

  # Else the provider takes the partition from what STS says of the caller.
  skip_credentials_validation = true
  skip_requesting_account_id  = true
}

provider "aws" {
  alias  = "elsewhere"
  region = var.elsewhere

  default_tags {
    tags = { placed = "elsewhere" }
  }
}

variable "elsewhere" {
  type    = string
  default = "us-east-1"
}

locals {
  home = join("-", ["eu", "central", 1])
}

module "home" {
  source = "./gateway"
  name   = "home"

  providers = {
    aws.logs = aws.elsewhere
  }
}

module "china" {
  source = "./gateway"
  name   = "china"

  providers = {
    aws      = aws.china
    aws.logs = aws
  }
}

module "legacy" {
  source = "./legacy"
}
