variable "name" {
  type = string
}

resource "aws_lb" "this" {
  count              = 1
  name               = var.name
  load_balancer_type = "application"
  subnets            = ["subnet-1", "subnet-2"]
}

output "arn" {
  value = try(aws_lb.this[0].arn, null)
}
