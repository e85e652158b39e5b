"""Access log incomplete.

## What it requires
The format of a stage's access log records what an investigation asks first: request id, time, source IP, method or
route, path, status, caller and latency. Variables count by the API type: one that the type does not have is logged as
`-`, and so counts as missing.

## Why
A log line without the caller or the path does not tell who did what, and the format of yesterday cannot be mended.

## When it is fine
Not asked where there is no access log at all (APIGW-301). Any format will do (JSON, XML, CSV, common log format), and
any variable that means the same: `$context.requestTimeEpoch` is a time, a property of the authorizer is a caller, and
`$context.routeKey` is the method and the path of an HTTP API and all that a WebSocket API has of either. An API whose
callers are anonymous may do without `caller`: take it out of `required_fields`.

## How to fix
```terraform
resource "aws_api_gateway_rest_api" "shop" {
  name = "shop"
}

resource "aws_api_gateway_deployment" "shop" {
  rest_api_id = aws_api_gateway_rest_api.shop.id
  triggers    = { redeployment = sha1(jsonencode(aws_api_gateway_rest_api.shop.body)) }
}

resource "aws_cloudwatch_log_group" "access" {
  name              = "/aws/apigateway/shop"
  retention_in_days = 90
}

resource "aws_api_gateway_stage" "prod" {
  rest_api_id   = aws_api_gateway_rest_api.shop.id
  deployment_id = aws_api_gateway_deployment.shop.id
  stage_name    = "prod"

  access_log_settings {
    destination_arn = aws_cloudwatch_log_group.access.arn
    format = jsonencode({
      requestId  = "$context.requestId"
      time       = "$context.requestTime"
      ip         = "$context.identity.sourceIp"
      httpMethod = "$context.httpMethod"
      path       = "$context.path"
      status     = "$context.status"
      caller     = "$context.identity.user"
      latency    = "$context.responseLatency"
    })
  }
}
```

## Parameters
`required_fields`: request_id, time, source_ip, method_or_route, path, status, caller, latency; any other name is taken
for a variable, such as `wafResponseCode`.

## References
- https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-variables-for-access-logging.html
- https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-logging-variables.html
- https://docs.aws.amazon.com/apigateway/latest/developerguide/websocket-api-logging.html
"""

from __future__ import annotations

from ...model.gateway import HTTP, REST, WEBSOCKET, Api, Stage
from ...model.value import Unknown
from ..base import LOW, Param, Params, Rule, Verdict, fail, not_applicable, passed, undecided
from ._access_log import FIELDS, missing_fields, proposed

RULE = Rule(
    id="APIGW-303",
    slug="access-log-incomplete",
    title="Access log incomplete",
    subject=Stage,
    severity=LOW,
    params=[Param("required_fields", list(FIELDS), "What the format records; other names are taken for variables.")],
)


@RULE.check
def check(stage: Stage, params: Params) -> Verdict:
    """Decides for one stage."""
    destination, text = stage.access_log_destination, stage.access_log_format
    if not isinstance(destination, Unknown) and not destination:
        return not_applicable("there is no access log; see APIGW-301")
    if isinstance(destination, Unknown) and text is None:
        text = destination
    if isinstance(text, Unknown):
        return undecided(f"the format of the access log is not known: {text.reason}", stage, "access_log_format")
    written = "" if text is None else str(text)
    protocol = stage.api.protocol
    if isinstance(protocol, Unknown):
        every = [missing_fields(written, kind, params.required_fields) for kind in (REST, HTTP, WEBSOCKET)]
        if not any(every):
            return passed()
        if not all(every):
            return undecided(f"the type of the API is not known: {protocol.reason}", stage, "access_log_format")
        kind, missing = HTTP, [field for field in every[0] if field in every[1] and field in every[2]] or every[1]
    else:
        kind, missing = protocol, missing_fields(written, protocol, params.required_fields)
    if not missing:
        return passed()
    wanted = list(dict.fromkeys(proposed(field, kind, _kinds(stage.api)) for field in missing))
    words = [field.replace("_", " ").replace(" ip", " IP") for field in missing]
    return fail(
        f"the access log of {stage.name} does not record {_listed(words)}",
        stage,
        "access_log_format",
        fix=f"add {_listed(wanted)} to the format",
        extent=missing,
    )


def _listed(words: list[str]) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"


def _kinds(api: Api) -> set[str]:
    """How the routes of an API know their callers, as far as it is known."""
    return {str(route.authorization).upper() for route in api.routes if isinstance(route.authorization, str)}
