"""Execution logging verbose.

## What it requires
Execution logging is not at the level INFO for any method or route.

## Why
At INFO each request writes dozens of lines, with headers and mapped parameters in them: the logs cost more than the
API, and hold more than an error report needs.

## When it is fine
An opinion: the pack strict asks for it, as info. A stage for development is better read at INFO: `development_stages`
says which names are not asked. HTTP APIs have no execution logs.

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
```

## Parameters
`development_stages`: globs on the names of stages that may log at INFO (those with dev, test, sandbox or preview in
them).

## References
- https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-logging.html
- https://docs.aws.amazon.com/apigateway/latest/developerguide/websocket-api-logging.html
"""

from __future__ import annotations

from fnmatch import fnmatchcase

from ...effective import Effective
from ...model.gateway import Stage
from ...model.value import UndecidedError, Unknown
from ..base import INFO, STRICT, Param, Params, Rule, Verdict, fail, not_applicable, passed, undecided
from ..limits._groups import cause, extent, is_http, settled, split, spots

NAMES = ["*dev*", "*test*", "*sandbox*", "*preview*"]

RULE = Rule(
    id="APIGW-318",
    slug="execution-logging-verbose",
    title="Execution logging verbose",
    subject=Stage,
    severity=INFO,
    pack=STRICT,
    params=[Param("development_stages", NAMES, "Stages that may log at INFO, by name (globs).")],
)


@RULE.check
def check(stage: Stage, params: Params) -> Verdict:
    """Decides for one stage."""
    if is_http(stage.api):
        return not_applicable("HTTP APIs have no execution logs")
    name = stage.stage_name
    if isinstance(name, str) and any(fnmatchcase(name.lower(), glob) for glob in params.development_stages):
        return not_applicable("it is a stage for development")
    parts = split(stage, _is_verbose)
    if verdict := settled(stage, parts, ["logging_level"]):
        return verdict
    if not parts.failing:
        return passed()
    primary, also = spots(parts.failing, lambda group: cause(group, ["logging_level"]))
    if isinstance(stage.api.protocol, Unknown):
        reason = stage.api.protocol.reason
        return undecided(f"an HTTP API has no execution logs, and {reason}", primary, primary.field)
    if isinstance(name, Unknown):
        return undecided(f"whether it is a stage for development is not known: {name.reason}", primary, primary.field)
    return fail(
        f"{stage.name} writes execution logs at the level INFO{parts.routes}",
        primary,
        primary.field,
        also=also,
        fix="set logging_level to ERROR",
        extent=extent(parts.failing),
    )


def _is_verbose(group: Effective) -> bool:
    value = group.value("logging_level")
    if isinstance(value, Unknown):
        raise UndecidedError(value)
    return str(value).upper() == "INFO"
