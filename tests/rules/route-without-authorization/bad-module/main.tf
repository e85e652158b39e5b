terraform {
  required_providers {
    aws = { source = "hashicorp/aws" }
  }
}

provider "aws" {
  region = "eu-central-1"
}

module "shop" {
  source = "./modules/api"

  name = "shop"
  routes = {
    "GET /orders"  = "NONE"
    "POST /orders" = "AWS_IAM"
  }
}
