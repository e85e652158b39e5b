variable "availability_zone_suffixes" {
  description = "Availability zones of the private subnets: what follows the region's name. Two or more."
  type        = list(string)
  default     = ["a", "b"]
  nullable    = false

  validation {
    condition     = length(var.availability_zone_suffixes) >= 2
    error_message = "availability_zone_suffixes: (${join(", ", var.availability_zone_suffixes)}) must be two or more, which is what a load balancer needs."
  }
}

variable "certificate" {
  description = "Certificate of the load balancer, and the name in it that the API verifies. Unset: what goes over the link is not encrypted again."
  type = object({
    arn         = string
    server_name = string
  })
  default = null
}

variable "cidr_block" {
  description = "Addresses of the VPC, a /16."
  type        = string
  default     = "10.42.0.0/16"
  nullable    = false
}

variable "deletion_protection" {
  description = "Whether the load balancer refuses to be destroyed."
  type        = bool
  default     = false
  nullable    = false
}

variable "name" {
  description = "Name of the API; everything else is named after it."
  type        = string
  default     = "private-vpc-link"
  nullable    = false
}
