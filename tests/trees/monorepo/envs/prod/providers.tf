provider "aws" {
  region = var.aws_region

  default_tags {
    tags = {
      project = var.project
      env     = var.env
    }
  }
}

# Certificates of CloudFront live in us-east-1.
provider "aws" {
  alias  = "us_east_1"
  region = "us-east-1"
}
