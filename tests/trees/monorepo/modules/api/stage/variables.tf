variable "rest_api_id" {}
variable "api_name" {}
variable "stage_name" {}

variable "domain_name" {
  default = ""
}

variable "triggers" {
  type    = any
  default = {}
}

variable "stage_variables" {
  type    = map(string)
  default = {}
}

variable "access_logs" {
  type    = bool
  default = true
}

variable "log_retention" {
  type    = number
  default = 30
}

variable "log_format" {
  type    = string
  default = "$context.identity.sourceIp $context.identity.caller $context.identity.user [$context.requestTime] \"$context.httpMethod $context.resourcePath $context.protocol\" $context.status $context.responseLength $context.requestId"
}

variable "logging_level" {
  default = "ERROR"
}

variable "data_trace" {
  default = false
}

variable "tracing" {
  default = false
}

variable "throttling" {
  type    = map(number)
  default = {}
}
