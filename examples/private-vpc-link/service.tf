resource "aws_lb" "this" {
  name                       = var.name
  desync_mitigation_mode     = "strictest"
  drop_invalid_header_fields = true
  enable_deletion_protection = var.deletion_protection
  internal                   = true
  load_balancer_type         = "application"
  security_groups            = [aws_security_group.load_balancer.id]
  subnets                    = [for subnet in aws_subnet.private : subnet.id]
}

# The answers stand in for a service of yours: forward to a target group of it instead.
resource "aws_lb_listener" "this" {
  load_balancer_arn = aws_lb.this.arn
  certificate_arn   = try(var.certificate.arn, null)
  port              = local.port
  protocol          = var.certificate == null ? "HTTP" : "HTTPS"
  ssl_policy        = var.certificate == null ? null : "ELBSecurityPolicy-TLS13-1-2-2021-06"

  default_action {
    type = "fixed-response"

    fixed_response {
      content_type = "application/json"
      message_body = jsonencode({ message = "no such route" })
      status_code  = "404"
    }
  }
}

resource "aws_lb_listener_rule" "health" {
  listener_arn = aws_lb_listener.this.arn
  priority     = 1

  action {
    type = "fixed-response"

    fixed_response {
      content_type = "application/json"
      message_body = jsonencode({ status = "ok" })
      status_code  = "200"
    }
  }

  condition {
    path_pattern {
      values = ["/health"]
    }
  }
}
