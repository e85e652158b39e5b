# The versions that this repository is tested with; a test holds every module and example to these constraints.
#
#   Terraform              1.11.4
#   provider hashicorp/aws 5.100.0
#
# Modules use only arguments that the majors 5 and 6 of the provider both have.

terraform {
  required_version = ">= 1.9, < 2.0"

  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = ">= 5.100, < 7.0"
    }
  }
}
