# Blocks that are easily got wrong: dynamic, nested, overridden, merged, handed through modules.

variable "team" {
  default = "shop"
}
variable "unset_null" {
  type    = string
  default = null
}
variable "rules" {
  type = map(object({ priority = number, kind = string, limit = optional(number, 1000) }))
  default = {
    rate   = { priority = 2, kind = "rate" }
    common = { priority = 1, kind = "managed" }
  }
}
resource "aws_lambda_function" "f" {
  function_name = "f-${var.team}"
  role          = aws_iam_role.r.arn
  handler       = "x"
  runtime       = "python3.12"
  filename      = "x.zip"
  environment {
    variables = { A = "1", B = aws_iam_role.r.name }
  }
}
data "aws_iam_policy_document" "assume" {
  statement {
    actions = ["sts:AssumeRole"]
    principals {
      type        = "Service"
      identifiers = ["lambda.amazonaws.com", "apigateway.amazonaws.com"]
    }
  }
}
data "aws_iam_policy_document" "base" {
  statement {
    sid       = "One"
    effect    = "Deny"
    actions   = ["b:x", "a:x"]
    resources = ["*"]
    not_principals {
      type        = "AWS"
      identifiers = ["123456789012", "arn:aws:iam::123456789012:root"]
    }
    condition {
      test     = "StringEquals"
      variable = "aws:SourceVpce"
      values   = ["vpce-2", "vpce-1"]
    }
    condition {
      test     = "Bool"
      variable = "aws:SecureTransport"
      values   = ["false"]
    }
  }
}
data "aws_iam_policy_document" "merged" {
  source_policy_documents   = [data.aws_iam_policy_document.base.json]
  override_policy_documents = [jsonencode({ Statement = [{ Sid = "One", Effect = "Allow", Action = "execute-api:Invoke", Resource = "*", Principal = "*" }] })]
  version                   = "2012-10-17"
  policy_id                 = "pid"
  dynamic "statement" {
    for_each = { for k, v in var.rules : k => v if v.kind == "rate" }
    iterator = st
    content {
      sid       = title(st.key)
      actions   = ["execute-api:Invoke"]
      resources = ["arn:aws:execute-api:*:*:*/$${stageVariables.x}/&{aws:username}"]
      principals {
        type        = "*"
        identifiers = ["*"]
      }
    }
  }
}
resource "aws_iam_role" "r" {
  name               = "r"
  assume_role_policy = data.aws_iam_policy_document.assume.json
  tags               = { own = "1", env = "y" }
}
resource "aws_api_gateway_rest_api" "this" {
  name   = coalesce(var.unset_null, "rest")
  policy = data.aws_iam_policy_document.merged.json
  endpoint_configuration {
    types = ["REGIONAL"]
  }
  binary_media_types = toset(["b/b", "a/a", "b/b"])
  tags               = { a = var.unset_null, b = "c" }
  lifecycle {
    create_before_destroy = true
    ignore_changes        = [tags]
    precondition {
      condition     = var.team != ""
      error_message = "x"
    }
  }
}
resource "aws_api_gateway_resource" "res" {
  for_each    = toset(["a", "b"])
  rest_api_id = aws_api_gateway_rest_api.this.id
  parent_id   = aws_api_gateway_rest_api.this.root_resource_id
  path_part   = each.key
}
resource "aws_api_gateway_method" "m" {
  for_each      = aws_api_gateway_resource.res
  rest_api_id   = each.value.rest_api_id
  resource_id   = each.value.id
  http_method   = each.key == "a" ? "GET" : "POST"
  authorization = length(aws_api_gateway_resource.res) > 1 ? "NONE" : "AWS_IAM"
  request_parameters = {
    "method.request.header.${each.value.path_part}" = true
  }
}
resource "aws_api_gateway_integration" "i" {
  for_each                = aws_api_gateway_method.m
  rest_api_id             = each.value.rest_api_id
  resource_id             = each.value.resource_id
  http_method             = each.value.http_method
  type                    = "AWS_PROXY"
  integration_http_method = "POST"
  uri                     = aws_lambda_function.f.invoke_arn
  timeout_milliseconds    = var.unset_null
}
resource "aws_api_gateway_deployment" "d" {
  rest_api_id = aws_api_gateway_rest_api.this.id
  triggers    = { x = sha1(jsonencode([for k, m in aws_api_gateway_method.m : m.http_method])) }
}
resource "aws_api_gateway_stage" "s" {
  rest_api_id   = aws_api_gateway_rest_api.this.id
  deployment_id = aws_api_gateway_deployment.d.id
  stage_name    = join("-", compact(["v1", "", var.unset_null, var.team]))
  dynamic "access_log_settings" {
    for_each = var.unset_null == null ? [1] : []
    content {
      destination_arn = aws_cloudwatch_log_group.l[0].arn
      format          = jsonencode({ id = "$context.requestId", ip = "$context.identity.sourceIp" })
    }
  }
  dynamic "canary_settings" {
    for_each = var.unset_null[*]
    content {
      deployment_id   = aws_api_gateway_deployment.d.id
      percent_traffic = canary_settings.value
    }
  }
}
resource "aws_cloudwatch_log_group" "l" {
  count             = length(keys(var.rules)) > 0 ? 1 : 0
  name              = "/aws/${aws_api_gateway_rest_api.this.name}"
  retention_in_days = "30"
}
resource "aws_wafv2_web_acl" "acl" {
  name  = "acl"
  scope = "REGIONAL"
  default_action {
    allow {}
  }
  dynamic "rule" {
    for_each = { for k, r in var.rules : format("%02d", r.priority) => merge(r, { name = k }) }
    content {
      name     = rule.value.name
      priority = rule.value.priority
      dynamic "override_action" {
        for_each = rule.value.kind == "managed" ? [1] : []
        content {
          none {}
        }
      }
      dynamic "action" {
        for_each = rule.value.kind == "rate" ? [1] : []
        content {
          block {}
        }
      }
      statement {
        dynamic "rate_based_statement" {
          for_each = rule.value.kind == "rate" ? [rule.value.limit] : []
          content {
            limit = rate_based_statement.value
          }
        }
        dynamic "managed_rule_group_statement" {
          for_each = rule.value.kind == "managed" ? [1] : []
          content {
            name        = "AWSManagedRulesCommonRuleSet"
            vendor_name = "AWS"
          }
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
    metric_name                = "acl"
    sampled_requests_enabled   = true
  }
}
resource "aws_wafv2_web_acl_association" "as" {
  resource_arn = aws_api_gateway_stage.s.arn
  web_acl_arn  = aws_wafv2_web_acl.acl.arn
}
module "inner" {
  source = "./inner"
  count  = 2
  names  = [for n in ["x", "y"] : "${n}-${count.index}"]
  api    = aws_api_gateway_rest_api.this
}
output "all" {
  value     = module.inner[*].ids
  sensitive = true
}
locals {
  password = "x"
}
resource "aws_ssm_parameter" "p" {
  name             = "p"
  type             = "SecureString"
  value_wo         = local.password
  value_wo_version = 1
}
resource "aws_api_gateway_method_settings" "ms" {
  rest_api_id = aws_api_gateway_rest_api.this.id
  stage_name  = aws_api_gateway_stage.s.stage_name
  method_path = "*/*"
  settings {
    metrics_enabled        = "true"
    logging_level          = title("info") == "Info" ? "INFO" : "OFF"
    throttling_rate_limit  = 10.5
    throttling_burst_limit = parseint("14", 8)
  }
}
