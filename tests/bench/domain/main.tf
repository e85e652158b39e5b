# A REST and an HTTP API behind a custom domain, with certificate and DNS records: what the default plan of
# examples/custom-domain, whose zone nobody delegates yet, leaves out. `tools/bench.py` repeats the plan of this folder.

provider "aws" {}

variable "name" {
  description = "Name of the service; everything is named after it."
  type        = string
  default     = "storefront"
  nullable    = false
}

module "apis" {
  source = "../../../examples/custom-domain"

  delegated   = true
  domain_name = "${var.name}.example.com"
  name        = var.name
}
