"""Alarm that tells nobody.

## What it requires
An alarm on API Gateway or on a web ACL has actions for the state ALARM, and they are not switched off; or a composite
alarm with actions holds it, or an event rule on alarms is there.

## Why
An alarm without actions is a light in a room that nobody enters: the outage is noticed by those who call the API.

## When it is fine
An alarm that is read by something else: a deployment that is rolled back by it, a health check of Route 53, a composite
alarm or an event rule of another configuration.

## How to fix
```terraform
resource "aws_sns_topic" "alarms" {
  name = "alarms"
}

resource "aws_cloudwatch_metric_alarm" "errors" {
  alarm_name          = "shop-errors"
  namespace           = "AWS/ApiGateway"
  metric_name         = "5XXError"
  statistic           = "Sum"
  period              = 60
  evaluation_periods  = 5
  comparison_operator = "GreaterThanThreshold"
  threshold           = 5
  treat_missing_data  = "notBreaching"
  alarm_actions       = [aws_sns_topic.alarms.arn]

  dimensions = {
    ApiName = "shop"
    Stage   = "prod"
  }
}
```

## References
- https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm.html
- https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutCompositeAlarm.html
"""

from __future__ import annotations

from ...model.alarms import Alarm
from ...model.value import Unknown
from ..base import LOW, STRICT, Params, Rule, Verdict, fail, passed, undecided

RULE = Rule(
    id="APIGW-317",
    slug="alarm-without-action",
    title="Alarm that tells nobody",
    subject=Alarm,
    severity=LOW,
    pack=STRICT,
)


@RULE.check
def check(alarm: Alarm, params: Params) -> Verdict:
    """Decides for one alarm."""
    off = alarm.actions_enabled is False
    if (alarm.actions is not None and not off) or alarm.notified is True:
        if isinstance(alarm.actions_enabled, Unknown) and alarm.notified is not True:
            return undecided("whether its actions are switched on is not known", alarm, "actions_enabled")
        return passed()
    if isinstance(alarm.notified, Unknown):
        return undecided(f"whether something else tells of it is not known: {alarm.notified.reason}", alarm)
    what = "its actions are switched off" if off and alarm.actions is not None else "it has no actions"
    return fail(
        f"{alarm.name} tells nobody: {what}",
        alarm,
        "actions_enabled" if off and alarm.actions is not None else "actions",
        fix="set alarm_actions to a topic that somebody reads",
    )
