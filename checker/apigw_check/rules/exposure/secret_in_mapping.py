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
from ..base import HIGH, Param, Params, Rule, Verdict, fail, not_applicable, passed, spot, undecided
from ._secrets import credential, credential_in, forms_in, joined, names_credential

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
    found: list[tuple[str, str, str, str]] = []
    secrets: list[str] = []
    for field, key, value in _texts(integration):
        asked = True
        # integration.request.header.X, overwrite:header.X, QueueUrl
        name = key if field == "request_templates" else key.rpartition(".")[2]
        if name.lower() in shared:
            continue
        if isinstance(value, Unknown):
            if field == "request_templates" or not name or names_credential(name):
                reason = f"what it sends is not known: {value.reason}"
                unknown = unknown or undecided(reason, integration, field, key=key)
            continue
        template = field == "request_templates"
        kind, texts = _in_template(value, shared) if template else _in_parameter(integration, name, value)
        if kind:
            what = f"the mapping template for {key}" if template else f"the request parameter {name}"
            found.append((field, key, what, kind))
            secrets += texts
    if found:
        return fail(
            joined(f"the {integration.name}", [(what, kind) for _, _, what, kind in found]),
            integration,
            found[0][0],
            key=found[0][1],
            also=[spot(integration, field, kind, key) for field, key, _, kind in found[1:]],
            fix="let an authorizer hand it over in its context",
            extent=sorted({what for _, _, what, _ in found}),
            secrets=secrets,
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
                    yield field, key, value


def _in_parameter(integration: Integration, name: str, value: str) -> tuple[str, list[str]]:
    """What credential a parameter holds, and its text."""
    protocol = integration.api.protocol
    if isinstance(protocol, str) and protocol == REST:
        text = value.strip()
        literal = text[1:-1] if len(text) > 1 and text[0] == text[-1] == "'" else ""
    else:
        literal = re.sub(_VARIABLE, "", value)
    return credential(name, literal), [literal]


def _in_template(text: str, shared: set[str]) -> tuple[str, list[str]]:
    """What credential a template holds, and the texts of all that it holds."""
    kind, texts = credential_in(text), forms_in(text)
    for match in re.finditer(_ASSIGNED, text):
        name = match[1].rpartition(".")[2]
        if name.lower() not in shared and (assigned := credential(name, match[2])):
            kind = kind or assigned
            texts.append(match[2])
    return kind, texts
