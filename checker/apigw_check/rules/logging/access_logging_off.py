"""Access logging off.

## What it requires
Every stage writes access logs to a destination: a CloudWatch log group or a Firehose stream.

## Why
The access log is the only record of who called what and with which answer. Without it an attack, a leak or an outage
cannot be traced after the fact, and nothing can be turned on in hindsight.

## When it is fine
Asked of every stage of every API type. A destination that is known only after apply counts as one. A stage that this
input does not define, but has settings for, is undecided.

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

## References
- https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-logging.html
- https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-logging.html
- https://docs.aws.amazon.com/apigateway/latest/developerguide/websocket-api-logging.html
"""

from __future__ import annotations

from ...model.gateway import Stage
from ...model.value import Unknown
from ..base import MEDIUM, Params, Rule, Verdict, fail, passed, undecided
from ..limits._groups import defined_elsewhere

RULE = Rule(
    id="APIGW-301",
    slug="access-logging-off",
    title="Access logging off",
    subject=Stage,
    severity=MEDIUM,
)


@RULE.check
def check(stage: Stage, params: Params) -> Verdict:
    """Decides for one stage."""
    destination = stage.access_log_destination
    if isinstance(destination, Unknown):
        elsewhere = defined_elsewhere(stage)
        return passed() if elsewhere is None else undecided(f"whether it has an access log: {elsewhere.reason}", stage)
    if destination:
        return passed()
    if stage.implicit:
        return fail(
            f"{stage.name} writes no access logs, and what makes it cannot give it any",
            stage,
            fix="make the stage with a stage resource of its own, with access_log_settings",
        )
    return fail(
        f"{stage.name} writes no access logs",
        stage,
        "access_log_destination",
        fix="add access_log_settings with the ARN of a log group and a format",
    )
