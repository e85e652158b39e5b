"""Gateway response that says too much.

## What it requires
Gateway responses hand out no error message of the integration (`$context.integrationErrorMessage`), no detail of a
validation (`$context.error.validationErrorString`) and nothing of an authorizer's context (`$context.authorizer.*`).

## Why
Gateway responses go to callers whom the gateway has just refused. Messages of the backend name its software and its
paths, validation details spell out the schema, and the authorizer's context holds what it knows of the user.

## When it is fine
An API whose contract is public may explain what is wrong with a request: allow `error.validationErrorString` in
`allowed`. The short standard message (`$context.error.messageString`) passes.

## How to fix
```terraform
resource "aws_api_gateway_rest_api" "shop" {
  name = "shop"
}

resource "aws_api_gateway_gateway_response" "bad_request" {
  rest_api_id   = aws_api_gateway_rest_api.shop.id
  response_type = "BAD_REQUEST_BODY"
  status_code   = "400"

  response_templates = {
    "application/json" = jsonencode({ message = "the request is not valid", id = "$context.requestId" })
  }
}
```

## Parameters
- `allowed` (default `[]`): variables that may be handed out, such as `error.validationErrorString`.

## References
- https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-gatewayResponse-definition.html
- https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-variables-for-access-logging.html
"""

from __future__ import annotations

import re

from ...model.gateway import Api, Response
from ...model.value import Unknown
from ..base import LOW, Param, Params, Rule, Verdict, fail, not_applicable, passed, undecided
from ._api import field_of, is_rest, unseen

RULE = Rule(
    id="APIGW-619",
    slug="gateway-response-leaks",
    title="Gateway response that says too much",
    subject=Api,
    severity=LOW,
    params=[Param("allowed", [], "Variables that may be handed out, such as `error.validationErrorString`.")],
)

_VARIABLE = (
    r"\bcontext\.("
    r"(?:integrationErrorMessage|integration\.error|error\.validationErrorString|authorizer)\b[\w.]*)"
)


@RULE.check
def check(api: Api, params: Params) -> Verdict:
    """Decides for one API."""
    if not is_rest(api):
        return not_applicable("only REST APIs have gateway responses")
    unknown: Verdict | None = None
    for response in api.gateway_responses:
        for field in ("templates", "parameters"):
            given = getattr(response, field)
            texts = list(given.values()) if isinstance(given, dict) else [given]
            for text in texts:
                if isinstance(text, Unknown):
                    unknown = unknown or undecided(f"what it answers is not known: {text.reason}", response, field)
                elif isinstance(text, str) and (leak := _leak(text, params.allowed)):
                    return fail(
                        f"the gateway response {_name(response)} of {api.name} hands out $context.{leak}",
                        response,
                        field,
                        fix="answer a fixed text with $context.requestId, and log the details",
                    )
    if unknown is not None:
        return unknown
    hidden = unseen(api)
    if hidden is not None:
        return undecided(hidden.reason, api, field_of(api, hidden, ""))
    return passed() if api.gateway_responses else not_applicable("has no gateway responses of its own")


def _leak(text: str, allowed: list[str]) -> str:
    for match in re.finditer(_VARIABLE, text):
        name = match[1].rstrip(".")
        if name not in allowed:
            return name
    return ""


def _name(response: Response) -> str:
    return str(response.response_type) if isinstance(response.response_type, str) else "(of a type that is not known)"
