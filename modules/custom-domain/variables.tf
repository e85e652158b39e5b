variable "certificate" {
  description = <<-EOT
    Certificate that is there already, by its ARN: of the region for REGIONAL and PRIVATE, of us-east-1 for EDGE. Unset,
    one is requested for the very name, see `certificate_request`.
  EOT
  type = object({
    arn = string
  })
  default = null

  validation {
    condition     = var.certificate == null ? true : can(regex("^arn:[^:]+:acm:[^:]+:[0-9]{12}:certificate/", var.certificate.arn))
    error_message = "certificate: arn \"${var.certificate == null ? "" : var.certificate.arn}\" must be of an ACM certificate (arn:aws:acm:REGION:ACCOUNT:certificate/ID)."
  }

  validation {
    condition     = var.certificate == null || var.endpoint_type != "EDGE" ? true : startswith(var.certificate.arn, "arn:aws:acm:us-east-1:")
    error_message = "certificate: arn \"${var.certificate == null ? "" : var.certificate.arn}\" must be of us-east-1 with endpoint_type EDGE."
  }

  validation {
    condition     = var.certificate == null || var.existing_domain == null
    error_message = "certificate: is that of a new domain; existing_domain (${var.domain_name}) has one."
  }
}

variable "certificate_request" {
  description = <<-EOT
    How the certificate is requested where none is given: DNS records in `zone` (unset: the module's `zone`; a private zone
    cannot prove a name) prove it. Where neither is set, create the records of the output `certificate_validation_records`
    while Terraform waits, or apply with `wait_for_validation` false first: the domain name needs an issued certificate.
  EOT
  type = object({
    key_algorithm = optional(string, "RSA_2048")
    subject_alternative_names = optional(map(object({
      zone = optional(object({ id = string }))
    })), {})
    transparency_logging = optional(bool, true)
    validation_timeout   = optional(string, "45m")
    wait_for_validation  = optional(bool, true)
    zone                 = optional(object({ id = string }))
  })
  default  = {}
  nullable = false
}

variable "domain_name" {
  description = "The domain name, in lower case. A wildcard such as *.example.com answers for every name that has no domain of its own."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex(local.domain_pattern, var.domain_name))
    error_message = "domain_name: \"${var.domain_name}\" must be a domain name in lower case, such as api.example.com."
  }
}

variable "endpoint_type" {
  description = "REGIONAL; EDGE (a CloudFront distribution of the service, for REST APIs); or PRIVATE (REST APIs, through VPC endpoints)."
  type        = string
  default     = "REGIONAL"
  nullable    = false

  validation {
    condition     = contains(["EDGE", "PRIVATE", "REGIONAL"], var.endpoint_type)
    error_message = "endpoint_type: \"${var.endpoint_type}\" must be one of EDGE, PRIVATE, REGIONAL."
  }
}

variable "existing_domain" {
  description = <<-EOT
    Says that the domain `domain_name` is there already, and only mappings and, where `zone` is set, records are to be made:
    these need `target_domain_name` and `target_zone_id`. A PRIVATE one needs its `domain_name_id`.
  EOT
  type = object({
    domain_name_id     = optional(string)
    target_domain_name = optional(string)
    target_zone_id     = optional(string)
  })
  default = null

  validation {
    condition     = var.existing_domain == null || var.endpoint_type != "PRIVATE" ? true : var.existing_domain.domain_name_id != null
    error_message = "existing_domain: domain_name_id is needed with endpoint_type PRIVATE, since its name (${var.domain_name}) is not unique."
  }
}

variable "ip_address_type" {
  description = "Addresses that callers can use: dualstack (IPv4 and IPv6), or ipv4, which a PRIVATE domain cannot have."
  type        = string
  default     = "dualstack"
  nullable    = false

  validation {
    condition     = contains(["dualstack", "ipv4"], var.ip_address_type)
    error_message = "ip_address_type: \"${var.ip_address_type}\" must be one of dualstack, ipv4."
  }

  validation {
    condition     = var.endpoint_type != "PRIVATE" || var.ip_address_type != "ipv4"
    error_message = "ip_address_type: \"${var.ip_address_type}\" must be dualstack with endpoint_type PRIVATE."
  }
}

variable "mappings" {
  description = <<-EOT
    Which stage answers below which `path`, by a static key. An empty path is that of every request that no other path
    matches. Paths of several levels (orders/v2) are for REGIONAL; the service takes the longest one that matches, and cuts
    it off before it looks for a route.

    `api_type` is REST, HTTP or WEBSOCKET. EDGE and PRIVATE take REST alone, and a WebSocket API shares its domain with none
    of the others.
  EOT
  type = map(object({
    api_id   = string
    api_type = string
    path     = optional(string, "")
    stage    = string
  }))
  default  = {}
  nullable = false

  validation {
    condition     = alltrue([for mapping in values(var.mappings) : contains(["HTTP", "REST", "WEBSOCKET"], mapping.api_type)])
    error_message = "mappings: ${join(", ", [for key, mapping in var.mappings : "${key} (${mapping.api_type})" if !contains(["HTTP", "REST", "WEBSOCKET"], mapping.api_type)])}: api_type must be one of HTTP, REST, WEBSOCKET."
  }

  validation {
    condition     = var.endpoint_type == "REGIONAL" || alltrue([for mapping in values(var.mappings) : !contains(["HTTP", "WEBSOCKET"], mapping.api_type)])
    error_message = "mappings: ${join(", ", [for key, mapping in var.mappings : "${key} (${mapping.api_type})" if contains(["HTTP", "WEBSOCKET"], mapping.api_type)])}: api_type must be REST with endpoint_type ${var.endpoint_type}."
  }

  validation {
    condition     = !(contains(values(var.mappings)[*].api_type, "WEBSOCKET") && length(distinct(values(var.mappings)[*].api_type)) > 1)
    error_message = "mappings: ${join(", ", [for key, mapping in var.mappings : "${key} (${mapping.api_type})"])}: a WebSocket API cannot share a domain with HTTP or REST APIs; give it a domain of its own."
  }

  validation {
    condition     = alltrue([for mapping in values(var.mappings) : mapping.path == "" || can(regex("^[A-Za-z0-9$_.+!*'()-]+(/[A-Za-z0-9$_.+!*'()-]+)*$", mapping.path)) && length(mapping.path) <= 300])
    error_message = "mappings: ${join(", ", [for key, mapping in var.mappings : "${key} (\"${mapping.path}\")" if !(mapping.path == "" || can(regex("^[A-Za-z0-9$_.+!*'()-]+(/[A-Za-z0-9$_.+!*'()-]+)*$", mapping.path)) && length(mapping.path) <= 300)])}: path must be empty or at most 300 letters, digits and $ - _ . + ! * ' ( ), with single slashes between levels and none at the ends."
  }

  validation {
    condition     = var.endpoint_type == "REGIONAL" || alltrue([for mapping in values(var.mappings) : !strcontains(mapping.path, "/")])
    error_message = "mappings: ${join(", ", [for key, mapping in var.mappings : "${key} (\"${mapping.path}\")" if strcontains(mapping.path, "/")])}: path must have one level with endpoint_type ${var.endpoint_type}."
  }

  validation {
    condition     = length(distinct(values(var.mappings)[*].path)) == length(var.mappings)
    error_message = "mappings: ${join(", ", [for key, mapping in var.mappings : "${key} (\"${mapping.path}\")" if length([for other in values(var.mappings) : other if other.path == mapping.path]) > 1])}: path must be unique."
  }

  validation {
    condition     = alltrue([for mapping in values(var.mappings) : length(mapping.stage) > 0])
    error_message = "mappings: ${join(", ", [for key, mapping in var.mappings : key if length(mapping.stage) == 0])}: stage must be named; without one, callers could pick any."
  }
}

variable "mutual_tls" {
  description = <<-EOT
    Asks callers for a certificate that the truststore vouches for: `truststore_uri` (s3://BUCKET/KEY) in a
    `truststore_version`, which decides when a new one takes effect. An imported or private certificate needs
    `ownership_verification_certificate_arn`, a public one of ACM for the same name. REGIONAL only. Turn the API's own
    `execute-api` endpoint off, or callers go round it.
  EOT
  type = object({
    ownership_verification_certificate_arn = optional(string)
    truststore_uri                         = string
    truststore_version                     = optional(string)
  })
  default = null

  validation {
    condition     = var.mutual_tls == null ? true : can(regex("^s3://[^/]+/.+$", var.mutual_tls.truststore_uri))
    error_message = "mutual_tls: truststore_uri \"${var.mutual_tls == null ? "" : var.mutual_tls.truststore_uri}\" must be s3://BUCKET/KEY."
  }

  validation {
    condition     = var.mutual_tls == null || var.endpoint_type == "REGIONAL"
    error_message = "mutual_tls: is there for endpoint_type REGIONAL, not ${var.endpoint_type}."
  }

  validation {
    condition     = var.mutual_tls == null || var.existing_domain == null
    error_message = "mutual_tls: is a setting of the domain; existing_domain (${var.domain_name}) is set up elsewhere."
  }
}

variable "policy" {
  description = <<-EOT
    Policy of a PRIVATE domain, as JSON. Unset: calls through `vpc_endpoints` are allowed, all others denied. Write
    `"Resource": "*"`: it cannot mean anything but this domain, and the service rewrites shorthand, which Terraform would
    then change back for ever.
  EOT
  type = object({
    json = string
  })
  default = null

  validation {
    condition     = var.policy == null || var.endpoint_type == "PRIVATE"
    error_message = "policy: is there for endpoint_type PRIVATE, not ${var.endpoint_type}."
  }

  validation {
    condition     = var.policy == null ? true : can(jsondecode(var.policy.json).Statement)
    error_message = "policy: json is no policy document with a Statement."
  }
}

variable "regional_resource" {
  description = <<-EOT
    Which of the provider's two resources a new REGIONAL domain is. To the service both are the same domain, with the same
    mappings and mutual TLS. Choose `aws_api_gateway_domain_name`, that of REST APIs, to take over a domain that the state
    holds under this type, or that tools which know nothing else are to find. A change of this input destroys the domain and
    makes it anew, unless it is forgotten and imported: see the README.
  EOT
  type        = string
  default     = "aws_apigatewayv2_domain_name"
  nullable    = false

  validation {
    condition     = contains(["aws_api_gateway_domain_name", "aws_apigatewayv2_domain_name"], var.regional_resource)
    error_message = "regional_resource: \"${var.regional_resource}\" must be one of aws_api_gateway_domain_name, aws_apigatewayv2_domain_name."
  }
}

variable "tags" {
  description = "Tags of the domain, its certificate and its access associations."
  type        = map(string)
  default     = {}
  nullable    = false
}

variable "vpc_endpoints" {
  description = <<-EOT
    VPC endpoints for `execute-api` from which a PRIVATE domain can be called, by a static key: `id`, and for the one that
    the records in `zone` point to, `alias` with its DNS name and hosted zone (`dns_entry` of the endpoint) and whether it
    has IPv6 addresses.
  EOT
  type = map(object({
    alias = optional(object({
      ipv6    = optional(bool, false)
      name    = string
      zone_id = string
    }))
    id = string
  }))
  default  = {}
  nullable = false

  validation {
    condition     = var.endpoint_type == "PRIVATE" || length(var.vpc_endpoints) == 0
    error_message = "vpc_endpoints: ${join(", ", keys(var.vpc_endpoints))}: are there for endpoint_type PRIVATE, not ${var.endpoint_type}."
  }

  validation {
    condition     = var.endpoint_type != "PRIVATE" || var.existing_domain != null || var.policy != null || length(var.vpc_endpoints) > 0
    error_message = "vpc_endpoints: a new domain with endpoint_type PRIVATE needs one at least, or a policy that says who may call; nobody can otherwise."
  }

  validation {
    condition     = alltrue([for endpoint in values(var.vpc_endpoints) : can(regex("^vpce-[0-9a-f]+$", endpoint.id))])
    error_message = "vpc_endpoints: ${join(", ", [for key, endpoint in var.vpc_endpoints : "${key} (${endpoint.id})" if !can(regex("^vpce-[0-9a-f]+$", endpoint.id))])}: id must be of a VPC endpoint (vpce-...)."
  }

  validation {
    condition     = length([for endpoint in values(var.vpc_endpoints) : 1 if endpoint.alias != null]) <= 1
    error_message = "vpc_endpoints: ${join(", ", [for key, endpoint in var.vpc_endpoints : key if endpoint.alias != null])}: alias can be set for one, the records point to one."
  }
}

variable "zone" {
  description = <<-EOT
    Hosted zone, by its id, in which A and, for IPv6, AAAA alias records of the domain name are created, and the records that
    prove a requested certificate. `alias` false leaves the alias records out. A PRIVATE domain takes a private zone, and a
    public one in `certificate_request`.
  EOT
  type = object({
    alias                  = optional(bool, true)
    evaluate_target_health = optional(bool, false)
    id                     = string
  })
  default = null

  validation {
    condition     = var.zone == null ? true : can(regex("^[0-9A-Z]{1,32}$", var.zone.id))
    error_message = "zone: id \"${var.zone == null ? "" : var.zone.id}\" must be the id of a hosted zone, such as Z0123456789ABCDEFGHIJ, not its name."
  }

  validation {
    condition     = var.zone == null || var.endpoint_type != "PRIVATE" ? true : !var.zone.alias || length([for endpoint in values(var.vpc_endpoints) : 1 if endpoint.alias != null]) == 1
    error_message = "zone: one of vpc_endpoints needs alias for the records of a domain with endpoint_type PRIVATE to point to; or set zone.alias to false."
  }

  validation {
    condition     = var.zone == null || var.existing_domain == null || var.endpoint_type == "PRIVATE" ? true : !var.zone.alias || (var.existing_domain.target_domain_name != null && var.existing_domain.target_zone_id != null)
    error_message = "zone: the records of an existing_domain point to its target_domain_name and target_zone_id; both are needed, or zone.alias = false."
  }
}
