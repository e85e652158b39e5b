"""Account logging role missing.

## What it requires
Where a stage has execution logging on, the account settings of API Gateway (aws_api_gateway_account) name a role, and
that role may write to CloudWatch Logs.

## Why
Without the role the service refuses the stage's settings; with a role that may not write, the logs stay empty without
a word.

## When it is fine
The settings are one per account and region, and are often owned by another configuration: the finding is info. A role
or policy that is defined elsewhere is undecided. HTTP APIs and stages without execution logs are not asked.

## How to fix
```terraform
resource "aws_api_gateway_rest_api" "shop" {
  name = "shop"
}

resource "aws_api_gateway_deployment" "shop" {
  rest_api_id = aws_api_gateway_rest_api.shop.id
  triggers    = { redeployment = sha1(jsonencode(aws_api_gateway_rest_api.shop.body)) }
}

resource "aws_api_gateway_stage" "prod" {
  rest_api_id   = aws_api_gateway_rest_api.shop.id
  deployment_id = aws_api_gateway_deployment.shop.id
  stage_name    = "prod"
}

resource "aws_api_gateway_method_settings" "all" {
  rest_api_id = aws_api_gateway_rest_api.shop.id
  stage_name  = aws_api_gateway_stage.prod.stage_name
  method_path = "*/*"

  settings {
    logging_level          = "ERROR"
    metrics_enabled        = true
    throttling_rate_limit  = 100
    throttling_burst_limit = 50
  }
}

data "aws_iam_policy_document" "trust" {
  statement {
    actions = ["sts:AssumeRole"]

    principals {
      type        = "Service"
      identifiers = ["apigateway.amazonaws.com"]
    }
  }
}

resource "aws_iam_role" "logs" {
  name               = "api-gateway-logs"
  assume_role_policy = data.aws_iam_policy_document.trust.json
}

resource "aws_iam_role_policy_attachment" "logs" {
  role       = aws_iam_role.logs.name
  policy_arn = "arn:aws:iam::aws:policy/service-role/AmazonAPIGatewayPushToCloudWatchLogs"
}

resource "aws_api_gateway_account" "this" {
  cloudwatch_role_arn = aws_iam_role.logs.arn
}
```

## References
- https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-logging.html
- https://github.com/sst/ion/issues/373
"""

from __future__ import annotations

from ...model.gateway import Stage
from ...model.value import Unknown
from ..base import INFO, Params, Rule, Verdict, fail, not_applicable, passed, undecided
from ..limits._groups import is_http, split
from ._execution import logs_execution

RULE = Rule(
    id="APIGW-312",
    slug="account-logging-role-missing",
    title="Account logging role missing",
    subject=Stage,
    severity=INFO,
)


@RULE.check
def check(stage: Stage, params: Params) -> Verdict:
    """Decides for one stage."""
    if is_http(stage.api):
        return not_applicable("HTTP APIs have no execution logs")
    account = stage.account_role
    if account is not None and not isinstance(account, Unknown) and account.writes is True:
        return passed()
    parts = split(stage, logs_execution)
    if not parts.failing:
        if parts.unknown is not None:
            return undecided(f"whether {stage.name} has execution logs is not known: {parts.unknown.reason}", stage)
        return not_applicable("it has no execution logs; see APIGW-305")
    if isinstance(stage.api.protocol, Unknown):
        return undecided(f"an HTTP API has no execution logs, and {stage.api.protocol.reason}", stage)
    fix = "give aws_api_gateway_account a role with AmazonAPIGatewayPushToCloudWatchLogs"
    if account is None:
        # The settings are one per account: what is missing is missing once for all stages.
        message = f"{stage.name} has execution logs, and no account settings in sight name a role"
        return fail(message, stage, fix=fix, cause="account settings")
    if isinstance(account, Unknown):
        return undecided(f"the account settings are not known: {account.reason}", stage)
    if isinstance(account.writes, Unknown):
        return undecided(
            f"whether the account's role may write logs is not known: {account.writes.reason}", account, "role"
        )
    if account.role is None:
        return fail("the account settings name no role for execution logs", account, fix=fix)
    return fail("the account's role for execution logs may not write to CloudWatch Logs", account, "role", fix=fix)
