"""Default stage deploys automatically.

## What it requires
The `$default` stage of an HTTP API does not deploy automatically.

## Why
`$default` is what callers without a stage in their URL get: production, as a rule. With automatic deployment every
change to a route is on the air in the middle of an apply, before the authorizer that belongs to it may be there, and
nothing can be rolled back.

## When it is fine
APIs that do not mind: it is the usual set-up of small ones. This rule is for those who release by hand.

## How to fix
```terraform
resource "aws_apigatewayv2_api" "shop" {
  name          = "shop"
  protocol_type = "HTTP"
}

resource "aws_apigatewayv2_deployment" "shop" {
  api_id = aws_apigatewayv2_api.shop.id

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_apigatewayv2_stage" "default" {
  api_id        = aws_apigatewayv2_api.shop.id
  name          = "$default"
  deployment_id = aws_apigatewayv2_deployment.shop.id
}
```

## References
- https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-stages.html
"""

from __future__ import annotations

from ...model.gateway import HTTP, Stage
from ...model.value import Unknown
from ..base import INFO, STRICT, Params, Rule, Verdict, fail, not_applicable, passed, undecided

RULE = Rule(
    id="APIGW-824",
    slug="default-stage-auto-deploy",
    title="Default stage deploys automatically",
    subject=Stage,
    severity=INFO,
    pack=STRICT,
)


@RULE.check
def check(stage: Stage, params: Params) -> Verdict:  # noqa: ARG001
    """Decides for one stage."""
    protocol, name, auto = stage.api.protocol, stage.stage_name, stage.auto_deploy
    if isinstance(protocol, str) and protocol != HTTP:
        return not_applicable("only HTTP APIs have a default stage")
    if not isinstance(name, Unknown) and name != "$default":
        return not_applicable("it is not the default stage")
    if not isinstance(auto, Unknown) and not auto:
        return passed()
    for value, what, field in (
        (protocol, "whether its API is an HTTP API", ""),
        (name, "its name", "stage_name"),
        (auto, "whether it deploys automatically", "auto_deploy"),
    ):
        if isinstance(value, Unknown):
            return undecided(f"{what} is not known: {value.reason}", stage, field)
    return fail(
        f"every change to {stage.api.name} is on the air at once: its default stage deploys automatically",
        stage,
        "auto_deploy",
        fix="set auto_deploy to false and name a deployment",
    )
