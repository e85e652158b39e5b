"""Tracing off.

## What it requires
The stages of a REST API trace requests with X-Ray.

## Why
A trace shows where the time of a slow or failed request went: in the gateway, the authorizer or the backend.

## When it is fine
An opinion: the pack strict asks for it. Other tracing, OpenTelemetry in the functions for instance, does as well.
HTTP and WebSocket APIs are not asked: the provider has no argument for it there. A stage that this input does not
define is undecided.

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
  rest_api_id          = aws_api_gateway_rest_api.shop.id
  deployment_id        = aws_api_gateway_deployment.shop.id
  stage_name           = "prod"
  xray_tracing_enabled = true
}
```

## References
- https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-xray.html
- https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-vs-rest.html
"""

from __future__ import annotations

from ...model.gateway import Stage
from ...model.value import Unknown
from ..base import LOW, STRICT, Params, Rule, Verdict, fail, not_applicable, passed, undecided
from ..limits._groups import defined_elsewhere, is_rest

RULE = Rule(
    id="APIGW-308",
    slug="tracing-off",
    title="Tracing off",
    subject=Stage,
    severity=LOW,
    pack=STRICT,
)


@RULE.check
def check(stage: Stage, params: Params) -> Verdict:
    """Decides for one stage."""
    if not is_rest(stage.api):
        return not_applicable("only the stages of REST APIs have the setting")
    unknown = stage.tracing if isinstance(stage.tracing, Unknown) else defined_elsewhere(stage)
    if unknown is not None:
        return undecided(f"whether {stage.name} traces is not known: {unknown.reason}", stage, "tracing")
    if stage.tracing:
        return passed()
    return fail(f"{stage.name} does not trace requests", stage, "tracing", fix="set xray_tracing_enabled to true")
