"""Every media type binary.

## What it requires
`binary_media_types` of a REST API does not contain `*/*`, unless every integration is a proxy (`AWS_PROXY`,
`HTTP_PROXY`) or has `content_handling` set to `CONVERT_TO_TEXT`.

## Why
With `*/*` every request body counts as binary. A mapping template sees Base64 in place of JSON, and so do MOCK
integrations: preflights and validated methods fail, or the backend gets what nobody checked.

## When it is fine
Proxies get the payload as it is, with a flag that says whether it is encoded. Not asked of HTTP and WebSocket APIs, and
of APIs without an integration in the input.

## How to fix
```terraform
resource "aws_api_gateway_rest_api" "shop" {
  name               = "shop"
  binary_media_types = ["image/png", "application/pdf"]
}
```

## References
- https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-payload-encodings-workflow.html
"""

from __future__ import annotations

from ...model.gateway import Api, Integration
from ...model.value import UndecidedError, Unknown
from ..base import LOW, Params, Rule, Verdict, fail, not_applicable, passed, spot, undecided
from ._document import unclear
from ._requests import is_rest

RULE = Rule(
    id="APIGW-707",
    slug="binary-media-all",
    title="Every media type binary",
    subject=Api,
    severity=LOW,
)

_PROXIES = ("AWS_PROXY", "HTTP_PROXY")
_SHOWN = 5


@RULE.check
def check(api: Api, params: Params) -> Verdict:
    """Decides for one API."""
    if not is_rest(api):
        return not_applicable("asked of REST APIs only")
    types = api.binary_media_types
    if not isinstance(types, Unknown) and "*/*" not in (types or ()):
        return passed()
    answers = [(integration, _reads_text(integration)) for integration in api.integrations]
    touched = [integration for integration, answer in answers if answer is True]
    unsure = next((answer for _, answer in answers if isinstance(answer, Unknown)), unclear(api))
    if not touched:
        if unsure is not None:
            raise UndecidedError(unsure)
        return passed() if answers else not_applicable("it has no integration in the input")
    if isinstance(types, Unknown):
        return undecided(
            f"the binary media types of {api.name} are not known: {types.reason}", api, "binary_media_types"
        )
    return fail(
        f"{api.name} takes every media type as binary, {touched[0].name} included, which works on text",
        api,
        "binary_media_types",
        also=[spot(integration, "type", integration.name) for integration in touched[:_SHOWN]],
        fix="list the media types that are binary, or set content_handling to CONVERT_TO_TEXT there",
        extent=[integration.name for integration in touched],
    )


def _reads_text(integration: Integration) -> bool | Unknown:
    """Whether the gateway itself works on the payload, as text."""
    kind, handling = integration.type, integration.content_handling
    if not isinstance(kind, Unknown) and kind in _PROXIES:
        return False
    if not isinstance(handling, Unknown) and handling is not None and handling.upper() == "CONVERT_TO_TEXT":
        return False
    return next((value for value in (kind, handling) if isinstance(value, Unknown)), True)
