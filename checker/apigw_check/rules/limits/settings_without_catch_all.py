"""Settings without a catch-all.

## What it requires
Method settings of a REST stage that protect, by execution logs or throttling limits, have an entry for `*/*` or one for
every method of the API.

## Why
An entry such as `orders/GET` looks like protection and reaches that one method. Every other method, those that are
added later included, has no execution logs and no limits.

## When it is fine
Not asked of HTTP and WebSocket APIs, whose default is a block of the stage. Settings that neither log nor limit protect
nothing and are not counted; encryption of the cache is not, either, since a method without an entry is not cached. A
list of entries that names every method of the API passes.

This rule stands in place of APIGW-305 (execution logging) and APIGW-401 (throttling) on the same stage: what they
would say follows from it, and what the methods with an entry lack is said in its message. Once there is an entry for
`*/*`, those rules look at what each method has.

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
- https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/api_gateway_method_settings
- https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-request-throttling.html
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from ...effective import Effective, effective
from ...model.gateway import Setting, Stage
from ...model.value import UndecidedError, Unknown
from ..base import MEDIUM, Params, Rule, Verdict, fail, not_applicable, passed, spot, undecided
from ._groups import (
    LOG_LEVELS,
    Split,
    defined_elsewhere,
    extent,
    is_rest,
    lacks_execution_logs,
    lacks_limits,
    split,
)

RULE = Rule(
    id="APIGW-404",
    slug="settings-without-catch-all",
    title="Settings without a catch-all",
    subject=Stage,
    severity=MEDIUM,
    replaces=["APIGW-305", "APIGW-401"],
)


@RULE.check
def check(stage: Stage, params: Params) -> Verdict:
    """Decides for one stage."""
    if not is_rest(stage.api):
        return not_applicable("the default settings of HTTP and WebSocket APIs are a part of the stage")
    if stage.settings_unread is not None:
        raise UndecidedError(stage.settings_unread)
    if not stage.settings:
        return not_applicable("the stage has no method settings")
    if any(isinstance(entry.scope, str) and entry.scope == "*/*" for entry in stage.settings):
        return passed()
    protecting, unknown = _protecting(stage)
    if not protecting and unknown is None:
        return not_applicable("no entry logs or limits")
    bare = [group for group in effective(stage) if not group.chain and (group.routes or group.unseen)]
    if not bare:
        return passed()
    certain = [group for group in bare if not group.unseen and not group.maybe]
    elsewhere = defined_elsewhere(stage)
    if not protecting or not certain or elsewhere is not None:
        reasons = (elsewhere, unknown, stage.api.unread, Unknown(f"some settings may be those of {bare[0].label}"))
        reason = next(reason for reason in reasons if reason is not None)
        maybe = bare[0].maybe
        return undecided(
            f"whether the method settings reach every method is not known: {reason.reason}",
            maybe[0] if maybe and not bare[0].unseen else stage,
            "scope" if maybe and not bare[0].unseen else "",
        )
    without = Split(stage, tuple(certain), -1)
    return fail(
        f"{stage.name} has no method settings{without.routes}, and so neither execution logs nor throttling limits"
        f"{_besides(stage)}",
        protecting[0],
        "scope",
        also=[spot(entry, "scope") for entry in protecting[1:]],
        fix="add an aws_api_gateway_method_settings for */* with logging_level and both throttling limits",
        extent=extent(certain),
    )


def _besides(stage: Stage) -> str:
    """What the methods with an entry lack: the rules that would say so are replaced by this one."""
    said = ""
    for what, lacks in (("execution logs", lacks_execution_logs), ("throttling limits", lacks_limits)):
        covered = split(stage, partial(_lacks_itself, lacks))
        if covered.failing:
            said += f"; there are no {what}{covered.routes}, either"
    return said


def _lacks_itself(lacks: Callable[[Effective], bool], group: Effective) -> bool:
    return bool(group.chain) and lacks(group)


def _protecting(stage: Stage) -> tuple[list[Setting], Unknown | None]:
    """The entries that log or limit, and an unknown for one that may."""
    found: list[Setting] = []
    unknown: Unknown | None = None
    for entry in stage.settings:
        level, values = entry.logging_level, (entry.throttling_rate, entry.throttling_burst)
        if (not isinstance(level, Unknown) and str(level).upper() in LOG_LEVELS) or any(map(_limits, values)):
            found.append(entry)
            continue
        if unknown is None:
            unknown = next((value for value in (level, *values) if isinstance(value, Unknown)), None)
    return found, unknown


def _limits(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and value > 0
