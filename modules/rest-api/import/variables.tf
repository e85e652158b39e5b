variable "body" {
  description = <<-EOT
    The OpenAPI document, 2.0 or 3.0, with the `x-amazon-apigateway-*` extensions: an object, or JSON or YAML as a string, of
    at most 6 MB. It holds the whole API: what it leaves out is removed, the resource policy
    (`x-amazon-apigateway-policy`) too. Its `info.title` becomes the name of the API.
  EOT
  type        = any
  nullable    = false

  validation {
    condition = anytrue([
      can(var.body.openapi), can(yamldecode(var.body).openapi), can(var.body.swagger), can(yamldecode(var.body).swagger),
    ])
    error_message = "body: must be an OpenAPI document: an object, or JSON or YAML as a string, with openapi or swagger at its top."
  }
}

variable "fail_on_warnings" {
  description = "Whether a document that the service does not understand in every part is refused, and the API left as it is. False imports what is understood."
  type        = bool
  default     = true
  nullable    = false
}

variable "parameters" {
  description = "Parameters of the import, such as `{ basepath = \"prepend\" }` or `{ ignore = \"documentation\" }`."
  type        = map(string)
  default     = {}
  nullable    = false
}

variable "rest_api_id" {
  description = "Id of the REST API that the document is put into."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^[a-z0-9]+$", var.rest_api_id))
    error_message = "rest_api_id: \"${var.rest_api_id}\" must be the id of a REST API, such as a1b2c3d4e5, not its name or its ARN."
  }
}

variable "triggers" {
  description = "More of which a change puts the document again, such as a setting of the API that an import overwrites."
  type        = map(string)
  default     = {}
  nullable    = false

  validation {
    condition     = !contains(keys(var.triggers), "document")
    error_message = "triggers: \"document\" is the hash of the body already; give it another key."
  }
}
