"""Secret in a mapping.

## What it requires
The request parameters and mapping templates of an integration hold no fixed credential: no password, key or token as a
literal. What is taken from the request, the context, an authorizer or a stage variable is not fixed. No value is
printed.

## Why
Mappings are part of the API's definition. Whoever may read or export it, and the state and plans of Terraform with it,
reads the credential and can call the backend past the gateway.

## When it is fine
A header that proves to the backend that a request came through the gateway is such a secret by design: name it in
`shared_headers`. Better proofs are a client certificate, a VPC link or a signed request.

## How to fix
```terraform
resource "aws_apigatewayv2_api" "shop" {
  name          = "shop"
  protocol_type = "HTTP"
}

# An authorizer hands the token over; nothing of it is in the definition of the API.
resource "aws_apigatewayv2_integration" "partner" {
  api_id             = aws_apigatewayv2_api.shop.id
  integration_type   = "HTTP_PROXY"
  integration_method = "ANY"
  integration_uri    = "https://partner.example.com"

  request_parameters = {
    "overwrite:header.Authorization" = "$context.authorizer.partnerToken"
  }
}
```

## Parameters
- `shared_headers` (default `["x-origin-verify"]`): headers and parameters that may hold a secret shared with the
  backend.

## References
- https://docs.aws.amazon.com/apigateway/latest/developerguide/stage-variables.html
- https://docs.aws.amazon.com/apigateway/latest/api/API_Integration.html
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ...model.gateway import REST, Integration
from ...model.value import Unknown
from ..base import HIGH, Param, Params, Rule, Verdict, fail, not_applicable, passed, undecided
from ._secrets import credential, credential_in, names_credential

RULE = Rule(
    id="APIGW-617",
    slug="secret-in-mapping",
    title="Secret in a mapping",
    subject=Integration,
    severity=HIGH,
    params=[
        Param(
            "shared_headers",
            ["x-origin-verify"],
            "Headers and parameters that may hold a secret shared with the backend.",
        )
    ],
)

#: A literal under a name, in JSON, in a form or in an assignment.
_ASSIGNED = r"([\w.-]+)[\"']?\s*\]?\s*[:=]\s*[\"']([^\"'$#\s][^\"'$#]{4,})[\"']"
_VARIABLE = r"\$!?\{[^}]*\}|\$[\w.]+"


@RULE.check
def check(integration: Integration, params: Params) -> Verdict:
    """Decides for one integration."""
    shared = {str(name).lower() for name in params.shared_headers}
    unknown: Verdict | None = None
    asked = False
    for field, name, value in _texts(integration):
        asked = True
        if name.lower() in shared:
            continue
        if isinstance(value, Unknown):
            if field == "request_templates" or not name or names_credential(name):
                unknown = unknown or undecided(f"what it sends is not known: {value.reason}", integration, field)
            continue
        kind = _in_template(value, shared) if field == "request_templates" else _in_parameter(integration, name, value)
        if kind:
            where = "a mapping template" if field == "request_templates" else f"the request parameter {name}"
            return fail(
                f"{where} of the {integration.name} holds {kind}",
                integration,
                field,
                fix="let an authorizer hand it over in its context",
            )
    if unknown is not None:
        return unknown
    return passed() if asked else not_applicable("maps nothing")


def _texts(integration: Integration) -> Iterator[tuple[str, str, str | Unknown]]:
    for field in ("request_parameters", "request_templates"):
        given = getattr(integration, field)
        if isinstance(given, Unknown):
            yield field, "", given
        elif isinstance(given, dict):
            for key, value in given.items():
                if isinstance(value, str | Unknown):
                    # integration.request.header.X, overwrite:header.X, QueueUrl
                    yield field, key if field == "request_templates" else key.rpartition(".")[2], value


def _in_parameter(integration: Integration, name: str, value: str) -> str:
    protocol = integration.api.protocol
    if isinstance(protocol, str) and protocol == REST:
        text = value.strip()
        literal = text[1:-1] if len(text) > 1 and text[0] == text[-1] == "'" else ""
    else:
        literal = re.sub(_VARIABLE, "", value)
    return credential(name, literal)


def _in_template(text: str, shared: set[str]) -> str:
    found = credential_in(text)
    if found:
        return found
    for match in re.finditer(_ASSIGNED, text):
        name = match[1].rpartition(".")[2]
        if name.lower() not in shared and (kind := credential(name, match[2])):
            return kind
    return ""
