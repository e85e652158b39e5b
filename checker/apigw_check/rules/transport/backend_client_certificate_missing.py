"""Backend cannot tell the gateway from others.

## What it requires
A stage of a REST API with an HTTPS backend presents a client certificate.

## Why
A backend on the internet is found by others than the gateway too. Where the gateway presents a certificate, the backend
can refuse everyone else, and with them requests that go round the gateway's authorization and limits.

## When it is fine
A backend that tells the gateway by other means (a signed header, IAM, a private network). Integrations with Lambda
functions and services of AWS are called with IAM and not asked; a backend that is called with plain HTTP cannot ask for
a certificate (see APIGW-209).

## How to fix
```terraform
variable "rest_api_id" {
  type = string
}

variable "deployment_id" {
  type = string
}

resource "aws_api_gateway_client_certificate" "backend" {
  description = "Presented to the backend of the shop"
}

resource "aws_api_gateway_stage" "prod" {
  rest_api_id           = var.rest_api_id
  deployment_id         = var.deployment_id
  stage_name            = "prod"
  client_certificate_id = aws_api_gateway_client_certificate.backend.id
}
```

## References
- https://docs.aws.amazon.com/apigateway/latest/api/API_ClientCertificate.html
- https://docs.aws.amazon.com/securityhub/latest/userguide/apigateway-controls.html
"""

from __future__ import annotations

from ...model.gateway import Api, Integration, Stage
from ...model.value import Unknown
from ..base import LOW, STRICT, Params, Rule, Verdict, fail, not_applicable, passed, spot, undecided
from ..exposure._api import is_rest, unseen

RULE = Rule(
    id="APIGW-212",
    slug="backend-client-certificate-missing",
    title="Backend cannot tell the gateway from others",
    subject=Stage,
    severity=LOW,
    pack=STRICT,
)


@RULE.check
def check(stage: Stage, params: Params) -> Verdict:
    """Decides for one stage."""
    if not is_rest(stage.api):
        return not_applicable("not a stage of a REST API")
    if stage.client_certificate is not None:
        return passed()
    backends, unclear = _https(stage.api)
    if not backends:
        if unclear is None:
            return not_applicable("no backend is called with HTTPS")
        return undecided(f"whether a backend is called with HTTPS is not known: {unclear.reason}", stage)
    if stage.implicit:
        return undecided("the stage is made by a deployment, which says nothing of a client certificate", stage)
    return fail(
        f"{stage.name} presents no certificate to {_several(backends)}",
        stage,
        "client_certificate",
        also=[spot(backends[0], "uri", "a backend that is called with HTTPS")],
        fix="set client_certificate_id, and let the backend ask for the certificate",
    )


def _https(api: Api) -> tuple[list[Integration], Unknown | None]:
    """The integrations that call a backend with HTTPS, and why there may be others."""
    lost = (route.integration for route in api.routes if isinstance(route.integration, Unknown))
    found, unclear = [], next(lost, unseen(api))
    for integration in api.integrations:
        kind, uri = integration.type, integration.uri
        if isinstance(kind, Unknown):
            unclear = kind if unclear is None else unclear
        elif kind is not None and kind.upper() in ("HTTP", "HTTP_PROXY"):
            if isinstance(uri, Unknown):
                unclear = uri if unclear is None else unclear
            elif uri is not None and uri.lower().startswith("https://"):
                found.append(integration)
    return found, unclear


def _several(backends: list[Integration]) -> str:
    # What stands before an @ is a user name and password.
    hosts = sorted({str(each.uri)[8:].partition("/")[0].rpartition("@")[2] for each in backends})
    return hosts[0] if len(hosts) == 1 else f"{hosts[0]} and {len(hosts) - 1} more"
