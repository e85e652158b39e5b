# Dynamic blocks leave no trace in a plan's configuration.
variable "log" {
  type    = object({ format = string })
  default = { format = "$context.requestId" }
}

variable "level" {
  type    = string
  default = null
}

resource "terraform_data" "later" {
  input = timestamp()
}

resource "aws_cloudwatch_log_group" "this" {
  name = "shop"
}

resource "aws_api_gateway_rest_api" "shop" {
  name = "shop"
}

resource "aws_api_gateway_method" "root" {
  rest_api_id   = aws_api_gateway_rest_api.shop.id
  resource_id   = aws_api_gateway_rest_api.shop.root_resource_id
  http_method   = "GET"
  authorization = "AWS_IAM"
}

resource "aws_api_gateway_deployment" "shop" {
  rest_api_id = aws_api_gateway_rest_api.shop.id
}

# One block, none, and as many as only the apply tells.
resource "aws_api_gateway_stage" "one" {
  rest_api_id   = aws_api_gateway_rest_api.shop.id
  deployment_id = aws_api_gateway_deployment.shop.id
  stage_name    = "one"

  dynamic "access_log_settings" {
    for_each = var.log[*]

    content {
      destination_arn = aws_cloudwatch_log_group.this.arn
      format          = access_log_settings.value.format
    }
  }
}

resource "aws_api_gateway_stage" "none" {
  rest_api_id   = aws_api_gateway_rest_api.shop.id
  deployment_id = aws_api_gateway_deployment.shop.id
  stage_name    = "none"

  dynamic "access_log_settings" {
    for_each = var.level == null ? [] : [1]

    content {
      destination_arn = aws_cloudwatch_log_group.this.arn
      format          = "x"
    }
  }
}

resource "aws_api_gateway_stage" "later" {
  rest_api_id   = aws_api_gateway_rest_api.shop.id
  deployment_id = aws_api_gateway_deployment.shop.id
  stage_name    = "later"

  dynamic "access_log_settings" {
    for_each = terraform_data.later.output == "" ? [] : [1]

    content {
      destination_arn = "arn:aws:logs:eu-central-1:123456789012:log-group:shop"
      format          = "x"
    }
  }
}

# Optional and computed: left out, null through a variable, and unknown, all inside of a dynamic block.
resource "aws_api_gateway_method_settings" "one" {
  rest_api_id = aws_api_gateway_rest_api.shop.id
  stage_name  = aws_api_gateway_stage.one.stage_name
  method_path = "*/*"

  dynamic "settings" {
    for_each = [1]

    content {
      throttling_rate_limit  = 10
      throttling_burst_limit = 20
      logging_level          = var.level
      metrics_enabled        = terraform_data.later.output == "x"
    }
  }
}

resource "aws_apigatewayv2_api" "chat" {
  name                       = "chat"
  protocol_type              = "WEBSOCKET"
  route_selection_expression = "$request.body.action"
}

resource "aws_apigatewayv2_route" "chat" {
  for_each  = toset(["$connect", "$default", "send", "list"])
  api_id    = aws_apigatewayv2_api.chat.id
  route_key = each.key
}

# Static and dynamic blocks side by side; the provider keeps them as a set.
resource "aws_apigatewayv2_stage" "mixed" {
  api_id = aws_apigatewayv2_api.chat.id
  name   = "mixed"

  default_route_settings {
    logging_level          = "INFO"
    throttling_rate_limit  = 5
    throttling_burst_limit = 5
  }

  route_settings {
    route_key              = "send"
    logging_level          = terraform_data.later.output
    throttling_rate_limit  = 1
    throttling_burst_limit = 1
  }

  dynamic "route_settings" {
    for_each = ["list"]

    content {
      route_key     = route_settings.value
      logging_level = "ERROR"
    }
  }
}

# Only static ones, in an order that is not the provider's.
resource "aws_apigatewayv2_stage" "static" {
  api_id = aws_apigatewayv2_api.chat.id
  name   = "static"

  route_settings {
    route_key              = "send"
    throttling_rate_limit  = 1
    throttling_burst_limit = 1
  }

  route_settings {
    route_key              = "list"
    logging_level          = terraform_data.later.output
    throttling_rate_limit  = 2
    throttling_burst_limit = 2
  }

  route_settings {
    route_key              = "$default"
    logging_level          = "OFF"
    throttling_rate_limit  = 3
    throttling_burst_limit = 3
  }
}

resource "aws_apigatewayv2_stage" "later" {
  api_id = aws_apigatewayv2_api.chat.id
  name   = "later"

  dynamic "route_settings" {
    for_each = toset(terraform_data.later.output == "" ? [] : ["send"])

    content {
      route_key     = route_settings.value
      logging_level = "ERROR"
    }
  }
}

resource "aws_wafv2_web_acl" "this" {
  name  = "shop"
  scope = "REGIONAL"

  default_action {
    dynamic "block" {
      for_each = [1]
      content {}
    }
  }

  dynamic "rule" {
    for_each = { rate = 100, "slow" = 50 }

    content {
      name     = rule.key
      priority = rule.value

      action {
        block {}
      }

      statement {
        rate_based_statement {
          limit = rule.value
        }
      }

      visibility_config {
        cloudwatch_metrics_enabled = true
        metric_name                = rule.key
        sampled_requests_enabled   = false
      }
    }
  }

  visibility_config {
    cloudwatch_metrics_enabled = true
    metric_name                = "shop"
    sampled_requests_enabled   = false
  }
}

resource "aws_wafv2_web_acl" "later" {
  name  = "later"
  scope = "REGIONAL"

  default_action {
    allow {}
  }

  dynamic "rule" {
    for_each = terraform_data.later.output == "" ? [] : [1]

    content {
      name     = "rate"
      priority = 1

      action {
        count {}
      }

      statement {
        rate_based_statement {
          limit = 100
        }
      }

      visibility_config {
        cloudwatch_metrics_enabled = true
        metric_name                = "rate"
        sampled_requests_enabled   = false
      }
    }
  }

  visibility_config {
    cloudwatch_metrics_enabled = true
    metric_name                = "later"
    sampled_requests_enabled   = false
  }
}
