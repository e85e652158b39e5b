"""Web ACL logs secrets.

## What it requires
The logs of a web ACL leave the headers authorization, cookie and x-api-key out: by `redacted_fields` of the logging
configuration, or by `data_protection_config` of the web ACL.

## Why
Logs of AWS WAF hold the headers of every request that is logged. Whoever may read them could call the API with the
tokens and keys in them.

## When it is fine
Where an investigation needs a header: waive the finding with an end date, or take the header out of `headers`. Not
asked of web ACLs without logs (APIGW-510), and of those that surely protect something else than an API.

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

## Parameters
`headers`: authorization, cookie, x-api-key.

## References
- https://docs.aws.amazon.com/waf/latest/APIReference/API_LoggingConfiguration.html
- https://docs.aws.amazon.com/waf/latest/APIReference/API_DataProtection.html
"""

from __future__ import annotations

from ...model.gateway import WebAcl
from ...model.value import Unknown
from ..base import MEDIUM, Param, Params, Rule, Verdict, fail, not_applicable, passed, undecided
from ._scope import elsewhere

HEADERS = ["authorization", "cookie", "x-api-key"]

RULE = Rule(
    id="APIGW-511",
    slug="web-acl-logs-secrets",
    title="Web ACL logs secrets",
    subject=WebAcl,
    severity=MEDIUM,
    params=[Param("headers", HEADERS, "Headers that logs leave out.")],
)


@RULE.check
def check(acl: WebAcl, params: Params) -> Verdict:
    """Decides for one web ACL."""
    if verdict := elsewhere(acl):
        return verdict
    if not acl.logging:
        return not_applicable("it has no logs; see APIGW-510")
    protected = frozenset() if isinstance(acl.protected, Unknown) else acl.protected
    for logging in acl.logging:
        redacted = frozenset() if isinstance(logging.redacted, Unknown) else logging.redacted
        left = [name for name in params.headers if f"header:{name.lower()}" not in redacted | protected]
        if not left:
            continue
        for hidden in (logging.redacted, acl.protected):
            if isinstance(hidden, Unknown):
                return undecided(f"what the logs of {acl.name} leave out is not known: {hidden.reason}", logging)
        listed = left[0] if len(left) == 1 else f"{', '.join(left[:-1])} and {left[-1]}"
        return fail(
            f"the logs of {acl.name} hold the header{'s' if len(left) > 1 else ''} {listed} of requests",
            logging,
            "redacted",
            fix=f"add redacted_fields with a single_header for {listed}",
            extent=left,
        )
    return passed()
