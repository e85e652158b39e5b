# What stands in private subnets, reached from outside through an HTTP API alone: callers known to IAM, a VPC link, and an
# internal load balancer that takes connections from the link and from nobody else.

module "api" {
  source = "../../modules/http-api"

  name        = var.name
  description = "The service in private subnets"

  integrations = {
    service = {
      type                  = "HTTP_PROXY"
      uri                   = aws_lb_listener.this.arn
      vpc_link_key          = "service"
      server_name_to_verify = try(var.certificate.server_name, null)

      # Overwritten, not appended: a caller cannot say that it is somebody else.
      request_parameters = {
        "overwrite:header.x-caller"     = "$context.identity.caller"
        "overwrite:header.x-request-id" = "$context.requestId"
      }
    }
  }

  routes = {
    "ANY /{proxy+}" = { integration_key = "service", authorization = "AWS_IAM" }
    "GET /health"   = { integration_key = "service", authorization = "AWS_IAM" }
  }

  stages = { "$default" = {} }

  vpc_links = {
    service = {
      security_group_ids = [aws_security_group.link.id]
      subnet_ids         = [for subnet in aws_subnet.private : subnet.id]
    }
  }
}
