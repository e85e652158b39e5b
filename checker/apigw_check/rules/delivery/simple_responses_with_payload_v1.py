"""Simple responses with payload format 1.0.

## What it requires
A Lambda authorizer of an HTTP API with simple responses uses payload format version 2.0.

## Why
Format 1.0 knows IAM policies only. With simple responses on, the function answers `isAuthorized`, which the gateway
does not understand there: every request of the routes behind it fails.

## When it is fine
Never. Authorizers without simple responses may use either version; those of REST and WebSocket APIs have neither.

## How to fix
```terraform
variable "authorizer_invoke_arn" {
  type = string
}

resource "aws_apigatewayv2_api" "shop" {
  name          = "shop"
  protocol_type = "HTTP"
}

resource "aws_apigatewayv2_authorizer" "callers" {
  api_id                            = aws_apigatewayv2_api.shop.id
  name                              = "callers"
  authorizer_type                   = "REQUEST"
  authorizer_uri                    = var.authorizer_invoke_arn
  identity_sources                  = ["$request.header.Authorization"]
  authorizer_payload_format_version = "2.0"
  enable_simple_responses           = true
}
```

## References
- https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-lambda-authorizer.html
"""

from __future__ import annotations

from ...model.gateway import REST, Authorizer
from ...model.value import Unknown
from ..base import HIGH, Params, Rule, Verdict, fail, not_applicable, passed, spot, undecided

RULE = Rule(
    id="APIGW-814",
    slug="simple-responses-with-payload-v1",
    title="Simple responses with payload format 1.0",
    subject=Authorizer,
    severity=HIGH,
)


@RULE.check
def check(authorizer: Authorizer, params: Params) -> Verdict:
    """Decides for one authorizer."""
    protocol, simple, version = authorizer.api.protocol, authorizer.simple_responses, authorizer.payload_version
    if isinstance(protocol, str) and protocol == REST:
        return not_applicable("authorizers of REST APIs have no simple responses")
    if not isinstance(simple, Unknown) and not simple:
        return not_applicable("its function answers with policies")
    if not isinstance(version, Unknown) and version == "2.0":
        return passed()
    if isinstance(version, Unknown):
        return undecided(f"its payload format version is not known: {version.reason}", authorizer, "payload_version")
    if isinstance(simple, Unknown):
        return undecided(
            f"whether it has simple responses is not known: {simple.reason}", authorizer, "simple_responses"
        )
    if version is None and authorizer.origin.pointer:
        return undecided("its payload format version is not stated", authorizer)
    stated = f"payload format {version}" if version is not None else "no payload format version"
    return fail(
        f"{authorizer.name} has simple responses, but {stated}: its answers are not understood",
        authorizer,
        "payload_version",
        also=[spot(authorizer, "simple_responses", "simple responses")],
        fix='set authorizer_payload_format_version to "2.0"',
    )
