"""Execution logging off.

## What it requires
Execution logging is ERROR or INFO for every method of a REST stage and every route of a WebSocket stage, in the
settings that are in force for it.

## Why
The access log says that a request failed, the execution log says why: which authorizer refused, which mapping broke,
what the backend answered.

## When it is fine
HTTP APIs have no execution logs and are never asked. A method whose own entry leaves `logging_level` out is undecided
where `*/*` logs: what the service fills such an entry with is not documented.

Where settings log for some methods and others have no entry at all, APIGW-404 says so in place of this rule.

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
    throttling_rate_limit  = 100
    throttling_burst_limit = 50
  }
}
```

## References
- https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-logging.html
- https://docs.aws.amazon.com/apigateway/latest/developerguide/websocket-api-logging.html
- https://repost.aws/knowledge-center/api-gateway-logs
"""

from __future__ import annotations

from ...model.gateway import Stage
from ...model.value import Unknown
from ..base import MEDIUM, Params, Rule, Verdict, fail, not_applicable, passed, undecided
from ..limits._groups import cause, extent, is_http, is_rest, lacks_execution_logs, settled, split, spots

RULE = Rule(
    id="APIGW-305",
    slug="execution-logging-off",
    title="Execution logging off",
    subject=Stage,
    severity=MEDIUM,
)


@RULE.check
def check(stage: Stage, params: Params) -> Verdict:
    """Decides for one stage."""
    if is_http(stage.api):
        return not_applicable("HTTP APIs have no execution logs")
    parts = split(stage, lacks_execution_logs)
    if isinstance(stage.api.protocol, Unknown) and (parts.failing or parts.unknown is not None):
        return undecided(f"an HTTP API has no execution logs, and {stage.api.protocol.reason}", stage)
    if verdict := settled(stage, parts, ["logging_level"]):
        return verdict
    if not parts.failing:
        return passed()
    primary, also = spots(parts.failing, lambda group: cause(group, ["logging_level"]))
    place = " in an aws_api_gateway_method_settings for */*" if is_rest(stage.api) else " in default_route_settings"
    return fail(
        f"{stage.name} writes no execution logs{parts.routes}",
        primary,
        primary.field,
        also=also,
        fix=f"set logging_level to ERROR or INFO{'' if primary.field else place}",
        extent=extent(parts.failing),
    )
