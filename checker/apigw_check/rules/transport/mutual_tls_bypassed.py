"""Mutual TLS bypassed.

## What it requires
Every API that is mapped to a domain with mutual TLS has its default execute-api endpoint disabled.

## Why
The client certificate is asked for by the domain, not by the API. As long as
`https://{api-id}.execute-api.{region}.amazonaws.com` answers, anyone can call the API there without a certificate.

## When it is fine
Never: a client that cannot present a certificate needs a domain of its own. Not asked of domains without mutual TLS.

## How to fix
```terraform
variable "certificate_arn" {
  type = string
}

resource "aws_apigatewayv2_api" "partners" {
  name                         = "partners"
  protocol_type                = "HTTP"
  disable_execute_api_endpoint = true
}

resource "aws_apigatewayv2_stage" "live" {
  api_id = aws_apigatewayv2_api.partners.id
  name   = "$default"
}

resource "aws_apigatewayv2_domain_name" "partners" {
  domain_name = "partners.example.com"

  domain_name_configuration {
    certificate_arn = var.certificate_arn
    endpoint_type   = "REGIONAL"
    security_policy = "TLS_1_2"
  }

  mutual_tls_authentication {
    truststore_uri = "s3://example-truststore/partners.pem"
  }
}

resource "aws_apigatewayv2_api_mapping" "partners" {
  api_id      = aws_apigatewayv2_api.partners.id
  domain_name = aws_apigatewayv2_domain_name.partners.id
  stage       = aws_apigatewayv2_stage.live.id
}
```

## References
- https://docs.aws.amazon.com/apigateway/latest/developerguide/rest-api-mutual-tls.html
- https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-mutual-tls.html
- https://docs.aws.amazon.com/apigateway/latest/developerguide/rest-api-disable-default-endpoint.html
"""

from __future__ import annotations

from ...model.gateway import Api, Domain
from ...model.value import Unknown
from ..base import HIGH, Params, Rule, Verdict, fail, not_applicable, passed, spot, undecided
from ..exposure._api import execute_api_disabled

RULE = Rule(
    id="APIGW-203",
    slug="mutual-tls-bypassed",
    title="Mutual TLS bypassed",
    subject=Domain,
    severity=HIGH,
)


@RULE.check
def check(domain: Domain, params: Params) -> Verdict:
    """Decides for one domain."""
    mutual = _mutual_tls(domain)
    if mutual is False:
        return not_applicable("no mutual TLS")
    apis: dict[int, Api] = {}
    unclear = domain.mappings_unread
    for mapping in domain.mappings:
        if isinstance(mapping.api, Api):
            apis[id(mapping.api)] = mapping.api
        elif isinstance(mapping.api, Unknown):
            unclear = mapping.api
        else:
            unclear = Unknown("a mapping leads to an API that is defined elsewhere")
    answers = [(api, execute_api_disabled(api)) for api in apis.values()]
    open_apis = [api for api, disabled in answers if disabled is False]
    unclear = next((disabled for _, disabled in answers if isinstance(disabled, Unknown)), unclear)
    if not open_apis and unclear is None:
        return passed() if apis else not_applicable("no API is mapped to it")
    if isinstance(mutual, Unknown):
        return undecided(f"whether it has mutual TLS is not known: {mutual.reason}", domain, "mutual_tls")
    if not open_apis:
        reason = "" if unclear is None else unclear.reason
        return undecided(f"whether the execute-api endpoint is disabled is not known: {reason}", domain)
    names = [api.name for api in open_apis]
    return fail(
        f"{_several(names)} can be called without the client certificate of {domain.name}, at its execute-api endpoint",
        open_apis[0],
        "disable_execute_api_endpoint",
        also=[
            *(spot(api, "disable_execute_api_endpoint", "likewise") for api in open_apis[1:]),
            spot(domain, "mutual_tls", "the domain that asks for certificates"),
        ],
        fix="set disable_execute_api_endpoint = true on the API, and deploy it",
        extent=sorted(names),
    )


def _mutual_tls(domain: Domain) -> bool | Unknown:
    mutual = domain.mutual_tls
    if mutual is None or isinstance(mutual, Unknown):
        return False if mutual is None else mutual
    # Without a truststore the block asks for nothing.
    return isinstance(mutual.truststore_uri, Unknown) or bool(mutual.truststore_uri)


def _several(names: list[str]) -> str:
    return names[0] if len(names) == 1 else f"{names[0]} and {len(names) - 1} more"
