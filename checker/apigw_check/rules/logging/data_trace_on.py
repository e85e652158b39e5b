"""Data trace on.

## What it requires
Full request and response logging (data trace) is off for every method of a REST stage and every route of a WebSocket
stage, in the settings that are in force for it.

## Why
Data trace writes headers, bodies and mapped payloads into CloudWatch, personal data and tokens in them included. AWS
recommends against it in production: whoever may read the logs reads what the callers sent.

## When it is fine
HTTP APIs have no data trace and are never asked. A stage for development may have it on: grade the rule down, or waive
the stage with an end date. It is flagged as well where execution logging is off, since it takes effect as soon as
that is turned on.

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
    data_trace_enabled     = false
    throttling_rate_limit  = 100
    throttling_burst_limit = 50
  }
}
```

## References
- https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-logging.html
- https://docs.aws.amazon.com/apigateway/latest/developerguide/websocket-api-logging.html
"""

from __future__ import annotations

from ...effective import Effective
from ...model.gateway import Stage
from ...model.value import UndecidedError, Unknown
from ..base import HIGH, Params, Rule, Verdict, fail, not_applicable, passed, undecided
from ..limits._groups import cause, extent, is_http, settled, split, spots

RULE = Rule(
    id="APIGW-306",
    slug="data-trace-on",
    title="Data trace on",
    subject=Stage,
    severity=HIGH,
)


@RULE.check
def check(stage: Stage, params: Params) -> Verdict:
    """Decides for one stage."""
    if is_http(stage.api):
        return not_applicable("HTTP APIs have no data trace")
    parts = split(stage, _traced)
    if isinstance(stage.api.protocol, Unknown) and (parts.failing or parts.unknown is not None):
        return undecided(f"an HTTP API has no data trace, and {stage.api.protocol.reason}", stage)
    if verdict := settled(stage, parts, ["data_trace"]):
        return verdict
    if not parts.failing:
        return passed()
    primary, also = spots(parts.failing, lambda group: cause(group, ["data_trace"]))
    return fail(
        f"{stage.name} logs whole requests and responses{parts.routes}",
        primary,
        primary.field,
        also=also,
        fix="set data_trace_enabled to false",
        extent=extent(parts.failing),
    )


def _traced(group: Effective) -> bool:
    value = group.value("data_trace")
    if isinstance(value, Unknown):
        raise UndecidedError(value)
    return value is True
