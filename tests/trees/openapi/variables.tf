variable "name" {
  default = "bookshop"
}

variable "environment" {
  default = "production"
}

variable "region" {
  default = "us-east-1"
}

variable "account_id" {
  description = "The account that this is deployed to."
  default     = "123456789012"
}

variable "office_cidrs" {
  type    = list(string)
  default = ["198.51.100.0/24"]
}

variable "certificate_arn" {
  default = "arn:aws:acm:us-east-1:123456789012:certificate/2c0b1c2c-0000-4000-8000-000000000000"
}

variable "hosted_zone_id" {
  default = "Z0000000000000000000"
}

variable "stage" {
  default = "live"
}
