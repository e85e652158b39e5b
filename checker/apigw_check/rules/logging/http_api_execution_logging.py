"""Execution logging of an HTTP API.

## What it requires
The settings of an HTTP API's stage do not ask for execution logs or data trace: HTTP APIs have neither.

## Why
The provider leaves the settings out without a word, and everybody who reads the configuration believes that the logs
exist.

## When it is fine
`logging_level = "OFF"` and `data_trace_enabled = false` say what is so. WebSocket and REST APIs have execution logs
and are not asked. A stage whose API is defined elsewhere may be one of a WebSocket API: undecided.

## How to fix
```terraform
resource "aws_apigatewayv2_api" "shop" {
  name          = "shop"
  protocol_type = "HTTP"
}

resource "aws_apigatewayv2_stage" "prod" {
  api_id = aws_apigatewayv2_api.shop.id
  name   = "prod"

  default_route_settings {
    throttling_rate_limit  = 100
    throttling_burst_limit = 50
  }
}
```

## References
- https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-vs-rest.html
- https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-logging.html
"""

from __future__ import annotations

from ...model.gateway import HTTP, REST, WEBSOCKET, Setting, Stage
from ...model.value import Unknown
from ..base import LOW, Params, Rule, Spot, Verdict, fail, not_applicable, passed, spot, undecided

RULE = Rule(
    id="APIGW-307",
    slug="http-api-execution-logging",
    title="Execution logging of an HTTP API",
    subject=Stage,
    severity=LOW,
)


@RULE.check
def check(stage: Stage, params: Params) -> Verdict:
    """Decides for one stage."""
    protocol = stage.api.protocol
    if isinstance(protocol, str) and protocol in (REST, WEBSOCKET):
        return not_applicable("REST and WebSocket APIs have execution logs")
    answers = [answer for setting in stage.settings for answer in _asked(setting)]
    places = [place for place, unknown in answers if unknown is None]
    unknown = next((unknown for _, unknown in answers if unknown is not None), None)
    if places and not isinstance(protocol, str):
        return undecided(f"a WebSocket API has execution logs, and {protocol.reason}", stage)
    if places:
        return fail(
            f"{stage.name} asks for execution logs, which {HTTP} APIs do not have",
            places[0].origin,
            places[0].field,
            also=places[1:],
            fix="take logging_level and data_trace_enabled out of the settings; the access log is all that there is",
        )
    if unknown is not None and isinstance(protocol, str):
        return undecided(f"the settings of {stage.name} are not known: {unknown.reason}", stage)
    return passed()


def _asked(setting: Setting) -> list[tuple[Spot, Unknown | None]]:
    """The fields of an entry that ask for execution logs, with what keeps that from being known."""
    found: list[tuple[Spot, Unknown | None]] = []
    level, trace = setting.logging_level, setting.data_trace
    if isinstance(level, Unknown):
        found.append((spot(setting, "logging_level"), level))
    elif level is not None and level.upper() != "OFF":
        found.append((spot(setting, "logging_level"), None))
    if isinstance(trace, Unknown):
        found.append((spot(setting, "data_trace"), trace))
    elif trace:
        found.append((spot(setting, "data_trace"), None))
    return found
