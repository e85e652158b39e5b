variable "app" {
  type    = string
  default = "corner"
}

variable "aws_region" {
  type    = string
  default = "eu-central-1"
}

variable "alarm_email" {
  default = "ops@corner.example"
}

variable "allowed_origins" {
  type    = list(string)
  default = ["https://corner.example", "http://localhost:3000"]
}

variable "log_level" {
  description = "OFF, ERROR or INFO"
}

variable "slack_webhook" {
  type      = string
  sensitive = true
}
