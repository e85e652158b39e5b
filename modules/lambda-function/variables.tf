variable "architecture" {
  description = "Instruction set of the function: arm64 or x86_64."
  type        = string
  default     = "arm64"
  nullable    = false

  validation {
    condition     = contains(["arm64", "x86_64"], var.architecture)
    error_message = "architecture: \"${var.architecture}\" must be one of arm64, x86_64."
  }
}

variable "build_dir" {
  description = "Folder that the package is written to when Terraform applies. Unset: `build` in the root module's folder."
  type        = string
  default     = null
}

variable "description" {
  description = "Description of the function."
  type        = string
  default     = null
}

variable "environment" {
  description = "Environment variables of the function. They are stored in the state: no secrets."
  type        = map(string)
  default     = {}
  nullable    = false
}

variable "handler" {
  description = "Entry point, as `module.function` or `package.module.function`."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^[A-Za-z_]\\w*(\\.[A-Za-z_]\\w*)+$", var.handler))
    error_message = "handler: \"${var.handler}\" must be the dotted name of a function in a module, such as users.handler.handle."
  }
}

variable "kms_key_arn" {
  description = "ARN of the KMS key that encrypts the log group and the environment variables."
  type        = string
  default     = null
}

variable "log_retention_in_days" {
  description = "Days to keep the function's log events."
  type        = number
  default     = 365
  nullable    = false

  validation {
    condition     = contains(local.retention_days, var.log_retention_in_days)
    error_message = "log_retention_in_days: ${var.log_retention_in_days} must be one of ${join(", ", local.retention_days)}."
  }
}

variable "memory_size" {
  description = "Memory in MB; the share of a processor grows with it."
  type        = number
  default     = 256
  nullable    = false

  validation {
    condition     = var.memory_size >= 128 && var.memory_size <= 10240
    error_message = "memory_size: ${var.memory_size} must be 128 to 10240."
  }
}

variable "name" {
  description = "Name of the function; its role and log group are named after it."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^[A-Za-z0-9_-]{1,64}$", var.name))
    error_message = "name: \"${var.name}\" must be 1 to 64 letters, digits, hyphens or underscores."
  }
}

variable "permissions" {
  description = <<-EOT
    Who may call the function, by a static key. `rest-api` gives itself the permission for the functions it is
    handed, so this is for callers that do not: name the one API in `source_arn`.
  EOT
  type = map(object({
    principal  = optional(string, "apigateway.amazonaws.com")
    source_arn = string
  }))
  default  = {}
  nullable = false

  validation {
    condition     = alltrue([for permission in values(var.permissions) : can(regex("^arn:", permission.source_arn))])
    error_message = "permissions: ${join(", ", [for key, permission in var.permissions : key if !can(regex("^arn:", permission.source_arn))])}: source_arn must be an ARN."
  }
}

variable "policy_statements" {
  description = "What the function may do beyond writing its log and its traces, by statement id."
  type = map(object({
    actions   = list(string)
    resources = list(string)
  }))
  default  = {}
  nullable = false

  validation {
    condition     = alltrue([for sid in keys(var.policy_statements) : can(regex("^[A-Za-z0-9]+$", sid))])
    error_message = "policy_statements: ${join(", ", [for sid in keys(var.policy_statements) : "\"${sid}\"" if !can(regex("^[A-Za-z0-9]+$", sid))])}: a statement id is letters and digits only."
  }

  validation {
    condition     = alltrue([for statement in values(var.policy_statements) : length(statement.actions) > 0 && length(statement.resources) > 0])
    error_message = "policy_statements: ${join(", ", [for sid, statement in var.policy_statements : sid if length(statement.actions) == 0 || length(statement.resources) == 0])}: actions and resources must not be empty."
  }
}

variable "reserved_concurrency" {
  description = "Most copies of the function that run at a time. -1 sets no limit of its own, 0 stops the function."
  type        = number
  default     = -1
  nullable    = false

  validation {
    condition     = var.reserved_concurrency >= -1
    error_message = "reserved_concurrency: ${var.reserved_concurrency} must be -1 or more."
  }
}

variable "runtime" {
  description = "Python runtime, one that AWS supports."
  type        = string
  default     = "python3.13"
  nullable    = false

  validation {
    condition     = contains(["python3.11", "python3.12", "python3.13"], var.runtime)
    error_message = "runtime: \"${var.runtime}\" must be one of python3.11, python3.12, python3.13."
  }
}

variable "source_dir" {
  description = "Folder of the Python sources. Paths inside the package are relative to it."
  type        = string
  nullable    = false

  validation {
    condition     = anytrue([for pattern in var.source_patterns : length(fileset(var.source_dir, pattern)) > 0])
    error_message = "source_dir: \"${var.source_dir}\" holds no file that source_patterns (${join(", ", var.source_patterns)}) match."
  }
}

variable "source_patterns" {
  description = "Patterns, as `fileset` reads them, of the files in `source_dir` that go into the package."
  type        = list(string)
  default     = ["**"]
  nullable    = false
}

variable "tags" {
  description = "Tags of the function, its role and its log group."
  type        = map(string)
  default     = {}
  nullable    = false
}

variable "timeout" {
  description = "Seconds before a call is stopped. API Gateway itself waits 29 seconds by default."
  type        = number
  default     = 10
  nullable    = false

  validation {
    condition     = var.timeout >= 1 && var.timeout <= 900
    error_message = "timeout: ${var.timeout} must be 1 to 900."
  }
}
