locals {
  port = var.certificate == null ? 80 : 443

  # Of the provider's region; it is part of every ARN.
  region = split(":", aws_vpc.this.arn)[3]
}

resource "aws_vpc" "this" {
  cidr_block           = var.cidr_block
  enable_dns_hostnames = true
  tags                 = { Name = var.name }
}

# Without an internet gateway: there is no way in but the link, and no way out.
resource "aws_subnet" "private" {
  for_each = { for number, suffix in var.availability_zone_suffixes : suffix => number }

  vpc_id            = aws_vpc.this.id
  availability_zone = "${local.region}${each.key}"
  cidr_block        = cidrsubnet(var.cidr_block, 8, each.value)
  tags              = { Name = "${var.name}-${each.key}" }
}

# Whatever is started without a group of its own can talk to nobody.
resource "aws_default_security_group" "this" {
  vpc_id = aws_vpc.this.id
}

resource "aws_security_group" "link" {
  name        = "${var.name}-link"
  description = "Interfaces of the VPC link"
  vpc_id      = aws_vpc.this.id
}

resource "aws_vpc_security_group_egress_rule" "link" {
  security_group_id            = aws_security_group.link.id
  description                  = "To the load balancer"
  from_port                    = local.port
  ip_protocol                  = "tcp"
  referenced_security_group_id = aws_security_group.load_balancer.id
  to_port                      = local.port
}

resource "aws_security_group" "load_balancer" {
  name        = "${var.name}-load-balancer"
  description = "Internal load balancer"
  vpc_id      = aws_vpc.this.id
}

resource "aws_vpc_security_group_ingress_rule" "load_balancer" {
  security_group_id            = aws_security_group.load_balancer.id
  description                  = "From the VPC link"
  from_port                    = local.port
  ip_protocol                  = "tcp"
  referenced_security_group_id = aws_security_group.link.id
  to_port                      = local.port
}
