# A module with a provider configuration of its own.
provider "aws" {
  region = "us-gov-west-1"

  # Else the provider takes the partition from what STS says of the caller.
  skip_credentials_validation = true
  skip_requesting_account_id  = true

  default_tags {
    tags = { owner = "legacy" }
  }
}

data "aws_partition" "this" {}

data "aws_service_principal" "logs" {
  service_name = "logs"
  region       = "us-east-1"
}

resource "aws_api_gateway_rest_api" "this" {
  name        = "legacy in ${data.aws_partition.this.partition}, ${data.aws_partition.this.dns_suffix}"
  description = join(" ", [data.aws_partition.this.reverse_dns_prefix, data.aws_service_principal.logs.name])
}
