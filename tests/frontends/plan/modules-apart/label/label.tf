variable "text" {
  type = string
}

variable "id" {
  type = string
}

resource "terraform_data" "text" {
  input = var.text
}

output "id" {
  value = var.id
}
