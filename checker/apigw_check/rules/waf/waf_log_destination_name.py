"""WAF log destination name.

## What it requires
The destination of a web ACL's logs is a log group, a Firehose stream or an S3 bucket whose name begins with
aws-waf-logs-.

## Why
AWS WAF refuses any other name when the configuration is applied, and the web ACL goes on without logs.

## When it is fine
A bucket with a path behind its name, and a name prefix that begins so. A name that is known only after apply, or that
another configuration gives, is undecided where no ARN says it. Not asked of web ACLs without logs.

## How to fix
```terraform
resource "aws_wafv2_web_acl" "shop" {
  name  = "shop"
  scope = "REGIONAL"

  default_action {
    allow {}
  }

  rule {
    name     = "rate"
    priority = 1

    action {
      block {}
    }

    statement {
      rate_based_statement {
        limit = 1000
      }
    }

    visibility_config {
      cloudwatch_metrics_enabled = true
      metric_name                = "rate"
      sampled_requests_enabled   = true
    }
  }

  visibility_config {
    cloudwatch_metrics_enabled = true
    metric_name                = "shop"
    sampled_requests_enabled   = true
  }
}

resource "aws_cloudwatch_log_group" "waf" {
  name              = "aws-waf-logs-shop"
  retention_in_days = 90
}

resource "aws_wafv2_web_acl_logging_configuration" "shop" {
  resource_arn            = aws_wafv2_web_acl.shop.arn
  log_destination_configs = [aws_cloudwatch_log_group.waf.arn]

  redacted_fields {
    single_header {
      name = "authorization"
    }
  }

  redacted_fields {
    single_header {
      name = "cookie"
    }
  }

  redacted_fields {
    single_header {
      name = "x-api-key"
    }
  }
}
```

## References
- https://docs.aws.amazon.com/waf/latest/APIReference/API_LoggingConfiguration.html
"""

from __future__ import annotations

from ...model.gateway import WebAcl
from ...model.logs import OTHER, Destination
from ...model.value import Unknown
from ..base import HIGH, Params, Rule, Verdict, fail, not_applicable, passed, undecided
from ._scope import elsewhere

RULE = Rule(
    id="APIGW-513",
    slug="waf-log-destination-name",
    title="WAF log destination name",
    subject=WebAcl,
    severity=HIGH,
)
_PREFIX = "aws-waf-logs-"


@RULE.check
def check(acl: WebAcl, params: Params) -> Verdict:
    """Decides for one web ACL."""
    if verdict := elsewhere(acl):
        return verdict
    if not acl.logging:
        return not_applicable("it has no logs; see APIGW-510")
    for logging in acl.logging:
        target = logging.destination
        if not isinstance(target, Destination):
            reason = target.reason if isinstance(target, Unknown) else "it is not given"
            return undecided(f"where {acl.name} writes its logs is not known: {reason}", logging, "destination")
        named = False if isinstance(target.service, str) and target.service == OTHER else target.begins_with(_PREFIX)
        if isinstance(named, Unknown):
            return undecided(f"the name of the {target.label} is not known: {named.reason}", logging, "destination")
        if not named:
            place = (logging, "destination") if target.external else (target, "destination_name")
            return fail(
                f"the logs of {acl.name} go to the {target.label}, whose name does not begin with {_PREFIX}",
                *place,
                fix=f"give a log group, Firehose stream or S3 bucket a name that begins with {_PREFIX}",
            )
    return passed()
