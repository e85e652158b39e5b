"""Log group without a customer key.

## What it requires
The log groups of a stage, of its access logs and, where the configuration has it, of its execution logs, are
encrypted with a customer managed KMS key.

## Why
CloudWatch Logs encrypts all logs with a key of its own. With a key of yours, who may read the logs can be taken away
in one place, and each use of the key is recorded.

## When it is fine
An opinion: the pack strict asks for it. Execution logs with bodies in them (APIGW-306) need it more than access logs
do. A log group that is defined elsewhere is undecided, and a stage without one is not asked.

## How to fix
```terraform
resource "aws_apigatewayv2_api" "shop" {
  name          = "shop"
  protocol_type = "HTTP"
}

data "aws_caller_identity" "this" {}

data "aws_region" "this" {}

data "aws_iam_policy_document" "logs" {
  statement {
    actions   = ["kms:*"]
    resources = ["*"]

    principals {
      type        = "AWS"
      identifiers = ["arn:aws:iam::${data.aws_caller_identity.this.account_id}:root"]
    }
  }

  statement {
    actions   = ["kms:Decrypt*", "kms:Describe*", "kms:Encrypt*", "kms:GenerateDataKey*", "kms:ReEncrypt*"]
    resources = ["*"]

    principals {
      type        = "Service"
      identifiers = ["logs.${data.aws_region.this.name}.amazonaws.com"]
    }
  }
}

resource "aws_kms_key" "logs" {
  description         = "Logs of the shop"
  enable_key_rotation = true
  policy              = data.aws_iam_policy_document.logs.json
}

resource "aws_cloudwatch_log_group" "access" {
  name              = "/aws/apigateway/shop"
  retention_in_days = 90
  kms_key_id        = aws_kms_key.logs.arn
}

resource "aws_apigatewayv2_stage" "prod" {
  api_id = aws_apigatewayv2_api.shop.id
  name   = "prod"

  access_log_settings {
    destination_arn = aws_cloudwatch_log_group.access.arn
    format = jsonencode({
      requestId = "$context.requestId"
      time      = "$context.requestTime"
      ip        = "$context.identity.sourceIp"
      routeKey  = "$context.routeKey"
      path      = "$context.path"
      status    = "$context.status"
      caller    = "$context.authorizer.claims.sub"
      latency   = "$context.responseLatency"
    })
  }
}
```

## References
- https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_AssociateKmsKey.html
- https://docs.aws.amazon.com/config/latest/developerguide/cloudwatch-log-group-encrypted.html
"""

from __future__ import annotations

from ...model.gateway import Stage
from ...model.value import Unknown
from ..base import LOW, STRICT, Params, Rule, Verdict, fail, not_applicable, passed, spot, undecided
from ._destinations import log_groups

RULE = Rule(
    id="APIGW-311",
    slug="log-group-customer-key",
    title="Log group without a customer key",
    subject=Stage,
    severity=LOW,
    pack=STRICT,
)


@RULE.check
def check(stage: Stage, params: Params) -> Verdict:
    """Decides for one stage."""
    groups, unknown = log_groups(stage)
    found = [group for group in groups if group.kms_key is None and not group.external]
    if found:
        return fail(
            f"the {' and the '.join(group.label for group in found)} of {stage.name} "
            f"{'is' if len(found) == 1 else 'are'} not encrypted with a key of yours",
            found[0],
            "kms_key",
            also=[spot(group, "kms_key") for group in found[1:]],
            fix="set kms_key_id to a key that CloudWatch Logs may use",
            extent=[group.origin.address for group in found],
        )
    maybe = next((group for group in stage.execution_log_candidates if group.kms_key is None), None)
    if maybe is not None:
        unknown = unknown or Unknown(f"{maybe.origin.address} may be meant for its execution logs")
    # A key that is known only after apply is one.
    hidden = next((group for group in groups if group.external and not isinstance(group.kms_key, str)), None)
    if hidden is not None or unknown is not None:
        reason = (
            unknown.reason if isinstance(unknown, Unknown) else f"the {hidden.label if hidden else ''} is elsewhere"
        )
        return undecided(
            f"how the logs of {stage.name} are encrypted is not known: {reason}", stage, "access_log_destination"
        )
    return passed() if groups else not_applicable("it writes to no log group in this configuration")
