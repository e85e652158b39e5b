"""Log retention missing.

## What it requires
The log groups of a stage, of its access logs and, where the configuration has it, of its execution logs, keep logs
for a set time, and for at least `minimum_days`.

## Why
A log group without a retention time keeps everything for ever: it costs more each month, and personal data in it is
never deleted. One that forgets too soon is empty when an attack is found weeks later.

## When it is fine
A log group that is defined elsewhere, so that nothing but its name or ARN is known, is undecided. Firehose streams
keep nothing, and a stage without any log group in the configuration is not asked. Execution logs whose group nobody
manages are the matter of APIGW-314. With an archive of its own, for instance an export to S3, a short time is fine:
set `minimum_days`.

## How to fix
```terraform
resource "aws_apigatewayv2_api" "shop" {
  name          = "shop"
  protocol_type = "HTTP"
}

resource "aws_cloudwatch_log_group" "access" {
  name              = "/aws/apigateway/shop"
  retention_in_days = 90
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

## Parameters
`minimum_days`: 1; the pack strict asks for 365.

## References
- https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutRetentionPolicy.html
- https://docs.aws.amazon.com/config/latest/developerguide/cw-loggroup-retention-period-check.html
"""

from __future__ import annotations

from ...model.gateway import Stage
from ...model.logs import Destination
from ...model.value import Unknown
from ..base import LOW, Param, Params, Rule, Verdict, fail, not_applicable, passed, spot, undecided
from ._destinations import log_groups

RULE = Rule(
    id="APIGW-310",
    slug="log-retention-missing",
    title="Log retention missing",
    subject=Stage,
    severity=LOW,
    params=[Param("minimum_days", 1, "How many days logs are kept at least.")],
)


@RULE.check
def check(stage: Stage, params: Params) -> Verdict:
    """Decides for one stage."""
    groups, unknown = log_groups(stage)
    found: list[tuple[Destination, str]] = []
    for group in groups:
        days = group.retention_days
        if isinstance(days, Unknown):
            unknown = unknown or days
        elif days is None and not group.external:
            found.append((group, f"{group.label} keeps its logs for ever"))
        elif days is None or days < params.minimum_days:
            if group.external:
                unknown = unknown or Unknown(f"{group.label} is managed elsewhere")
            else:
                found.append((group, f"{group.label} keeps its logs for {days} days only"))
    for group in stage.execution_log_candidates:
        days = group.retention_days
        if isinstance(days, Unknown) or days is None or days < params.minimum_days:
            unknown = unknown or Unknown(f"{group.origin.address} may be meant for its execution logs")
    if found:
        return fail(
            f"the {' and the '.join(text for _, text in found)}",
            found[0][0],
            "retention_days",
            also=[spot(group, "retention_days") for group, _ in found[1:]],
            fix=f"set retention_in_days to {max(params.minimum_days, 30)} or more",
            extent=[group.origin.address for group, _ in found],
        )
    if unknown is not None:
        place = "access_log_destination"
        return undecided(f"how long the logs of {stage.name} are kept is not known: {unknown.reason}", stage, place)
    return passed() if groups else not_applicable("it writes to no log group in this configuration")
