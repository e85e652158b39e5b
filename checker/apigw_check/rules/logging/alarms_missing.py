"""Stage without alarms.

## What it requires
A stage has alarms on the errors of the server, on those of the clients, and on latency: on the metrics of the stage, or
of its API as a whole. Metric math and anomaly detection count. What the metrics are called depends on the type of API
(see APIGW-316).

## Why
Without an alarm an outage, an attack (a wave of 401, 403 and 429) and a backend that grows slow are noticed by those
who call the API.

## When it is fine
Where another configuration makes the alarms: a finding in an input that has no alarms on API Gateway at all is graded
`info` for that reason. Stages for development.

## How to fix
```terraform
variable "topic_arn" {
  type = string
}

locals {
  alarms = {
    "5XXError" = 5
    "4XXError" = 100
    "Latency"  = 2000
  }
}

resource "aws_cloudwatch_metric_alarm" "shop" {
  for_each = local.alarms

  alarm_name          = "shop-${each.key}"
  namespace           = "AWS/ApiGateway"
  metric_name         = each.key
  statistic           = each.key == "Latency" ? "Average" : "Sum"
  period              = 60
  evaluation_periods  = 5
  comparison_operator = "GreaterThanThreshold"
  threshold           = each.value
  treat_missing_data  = "notBreaching"
  alarm_actions       = [var.topic_arn]

  dimensions = {
    ApiName = "shop"
    Stage   = "prod"
  }
}
```

## References
- https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-metrics-and-dimensions.html
- https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-metrics.html
- https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api-logging.html
"""

from __future__ import annotations

from ...facts import metrics
from ...model.gateway import Stage
from ...model.value import Unknown
from ..base import INFO, LOW, STRICT, Params, Rule, Verdict, fail, not_applicable, passed, undecided

RULE = Rule(
    id="APIGW-315",
    slug="alarms-missing",
    title="Stage without alarms",
    subject=Stage,
    severity=LOW,
    pack=STRICT,
)

_WORDS = {"server_errors": "errors of the server", "client_errors": "errors of the clients", "latency": "latency"}


@RULE.check
def check(stage: Stage, params: Params) -> Verdict:
    """Decides for one stage."""
    api = stage.api
    if api.external:
        return not_applicable("its API is defined outside this input")
    if isinstance(api.protocol, Unknown):
        return undecided(f"the type of its API is not known: {api.protocol.reason}", stage)
    table = metrics().api_types.get(api.protocol)
    if table is None:
        return not_applicable("not an API that sends metrics")
    names = [metric.metric_name for metric in stage.alarms]
    watched = {name for name in names if isinstance(name, str)}
    lacking = [role for role in _WORDS if not watched & set(table.roles[role])]
    if not lacking:
        return passed()
    unclear = next((name for name in names if isinstance(name, Unknown)), stage.alarms_unread)
    if unclear is not None:
        return undecided(f"whether alarms watch it is not known: {unclear.reason}", stage)
    words = [_WORDS[role] for role in lacking]
    text = words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"
    return fail(
        f"no alarm watches the {text} of {stage.name}",
        stage,
        fix=f"add alarms on {', '.join(table.roles[role][0] for role in lacking)}",
        severity="" if stage.has_alarms else INFO,
        extent=lacking,
    )
