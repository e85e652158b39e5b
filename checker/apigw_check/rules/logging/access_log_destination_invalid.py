"""Access log destination invalid.

## What it requires
The destination of a stage's access log is one that the stage can use: a CloudWatch log group, or, for a REST API, a
Firehose stream whose name begins with amazon-apigateway-.

## Why
The service refuses any other destination, in the middle of an apply that has changed half of the gateway.

## When it is fine
Log groups by ARN or reference, with and without `:*` at the end. An HTTP API writes to log groups alone. Whether a
WebSocket API may write to Firehose is not documented: it is undecided, as is a destination that is known only after
apply.

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
- https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-logging-to-kinesis.html
- https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-vs-rest.html
- https://docs.aws.amazon.com/apigateway/latest/api/API_AccessLogSettings.html
"""

from __future__ import annotations

from ...model.gateway import HTTP, REST, Stage
from ...model.logs import FIREHOSE, LOG_GROUP, Destination
from ...model.value import Unknown
from ..base import LOW, Params, Rule, Verdict, fail, not_applicable, passed, undecided

RULE = Rule(
    id="APIGW-313",
    slug="access-log-destination-invalid",
    title="Access log destination invalid",
    subject=Stage,
    severity=LOW,
)
_PREFIX = "amazon-apigateway-"


@RULE.check
def check(stage: Stage, params: Params) -> Verdict:
    """Decides for one stage."""
    given, target = stage.access_log_destination, stage.access_log
    if not isinstance(given, Unknown) and not given:
        return not_applicable("there is no access log; see APIGW-301")
    if not isinstance(target, Destination) or isinstance(target.service, Unknown):
        reason = target.reason if isinstance(target, Unknown) else "it is known only after apply"
        return _unsure(stage, reason)
    if target.service == LOG_GROUP:
        return passed()
    if target.service != FIREHOSE:
        return _wrong(stage, f"{_label(target)}, which is no log group and no Firehose stream")
    protocol = stage.api.protocol
    if isinstance(protocol, str) and protocol == HTTP:
        return _wrong(stage, "a Firehose stream, which an HTTP API cannot use", "send the access log to a log group")
    named = target.begins_with(_PREFIX)
    if named is False:
        return _wrong(stage, f"the {target.label}, whose name does not begin with {_PREFIX}")
    if isinstance(named, Unknown):
        return _unsure(stage, named.reason)
    if isinstance(protocol, Unknown) or protocol != REST:
        return _unsure(stage, "Firehose is documented for REST APIs only")
    return passed()


def _label(target: Destination) -> str:
    return f"the {target.label}" if target.service != "other" else str(target.destination_name)


def _wrong(stage: Stage, what: str, fix: str = "") -> Verdict:
    return fail(
        f"the access log of {stage.name} goes to {what}",
        stage,
        "access_log_destination",
        fix=fix or f"send it to a log group, or, of a REST API, to a Firehose stream whose name begins with {_PREFIX}",
    )


def _unsure(stage: Stage, reason: str) -> Verdict:
    text = f"whether {stage.name} can write its access log there is not known: {reason}"
    return undecided(text, stage, "access_log_destination")
