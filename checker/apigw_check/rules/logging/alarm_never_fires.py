"""Alarm on a metric that does not exist.

## What it requires
An alarm on API Gateway watches a metric that its type of API sends, with the dimensions that it has:

| API | dimensions | errors |
| --- | --- | --- |
| REST | `ApiName` and `Stage` | `4XXError`, `5XXError` |
| HTTP | `ApiId` and `Stage` | `4xx`, `5xx` |
| WebSocket | `ApiId` and `Stage` | `ClientError`, `ExecutionError`, `IntegrationError` |

The stage may be left out. Metrics of a single method or route have `Method` and `Resource` too, and are sent where
detailed metrics are on. An alarm on a regional web ACL has the dimension `Region`, and its metric name as `WebACL`.

## Why
CloudWatch takes every name. An alarm on a metric that nobody sends stays in INSUFFICIENT_DATA, or in OK where missing
data counts as good, while the API fails: it looks like monitoring and is none.

## When it is fine
Never. A name that AWS documents for no type of API is undecided: it may be newer than this version.

## How to fix
```terraform
variable "topic_arn" {
  type = string
}

resource "aws_apigatewayv2_api" "shop" {
  name          = "shop"
  protocol_type = "HTTP"
}

resource "aws_apigatewayv2_stage" "live" {
  api_id = aws_apigatewayv2_api.shop.id
  name   = "$default"
}

resource "aws_cloudwatch_metric_alarm" "errors" {
  alarm_name          = "shop-errors"
  namespace           = "AWS/ApiGateway"
  metric_name         = "5xx"
  statistic           = "Sum"
  period              = 60
  evaluation_periods  = 5
  comparison_operator = "GreaterThanThreshold"
  threshold           = 5
  treat_missing_data  = "notBreaching"
  alarm_actions       = [var.topic_arn]

  dimensions = {
    ApiId = aws_apigatewayv2_api.shop.id
    Stage = aws_apigatewayv2_stage.live.name
  }
}
```

## References
- https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-metrics-and-dimensions.html
- https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-metrics.html
- https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api-logging.html
- https://docs.aws.amazon.com/waf/latest/developerguide/waf-metrics.html
"""

from __future__ import annotations

from ...model.alarms import Alarm, Metric
from ...model.value import Unknown
from ..base import MEDIUM, Params, Rule, Verdict, fail, passed, spot, undecided
from ._alarms import missing

RULE = Rule(
    id="APIGW-316",
    slug="alarm-never-fires",
    title="Alarm on a metric that does not exist",
    subject=Alarm,
    severity=MEDIUM,
)


@RULE.check
def check(alarm: Alarm, params: Params) -> Verdict:
    """Decides for one alarm."""
    answers = [(metric, missing(metric)) for metric in alarm.metrics]
    wrong = [(metric, answer) for metric, answer in answers if isinstance(answer, str) and answer]
    if wrong:
        metric, answer = wrong[0]
        return fail(
            f"{alarm.name} never fires: {answer}",
            metric,
            _field(metric, answer),
            also=[spot(other, _field(other, text), "likewise") for other, text in wrong[1:]],
            fix="watch a metric of that type of API, with exactly its dimensions",
        )
    for metric, unclear in answers:
        if isinstance(unclear, Unknown):
            reason = f"whether the metric exists is not known: {unclear.reason}"
            return undecided(reason, metric, _field(metric, unclear.reason))
    return passed()


def _field(metric: Metric, answer: str) -> str:
    """What to point at: the name where the answer is about that, else the dimensions."""
    name = str(metric.metric_name)
    return "metric_name" if f"no metric {name} " in answer or answer.startswith(f"{name} is not") else "dimensions"
