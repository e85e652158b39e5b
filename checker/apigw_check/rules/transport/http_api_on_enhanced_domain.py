"""HTTP API on a domain with an enhanced security policy.

## What it requires
No HTTP API is mapped to a custom domain whose security policy begins with `SecurityPolicy_`.

## Why
The service refuses the mapping: the change stops when it is applied, and the HTTP API is not reached by its name.

## When it is fine
Never, as long as the service has this restriction. REST APIs may be mapped to such a domain.

## How to fix
```terraform
variable "certificate_arn" {
  type = string
}

resource "aws_apigatewayv2_api" "shop" {
  name          = "shop"
  protocol_type = "HTTP"
}

resource "aws_apigatewayv2_stage" "live" {
  api_id = aws_apigatewayv2_api.shop.id
  name   = "$default"
}

resource "aws_apigatewayv2_domain_name" "shop" {
  domain_name = "shop.example.com"

  domain_name_configuration {
    certificate_arn = var.certificate_arn
    endpoint_type   = "REGIONAL"
    security_policy = "TLS_1_2"
  }
}

resource "aws_apigatewayv2_api_mapping" "shop" {
  api_id      = aws_apigatewayv2_api.shop.id
  domain_name = aws_apigatewayv2_domain_name.shop.id
  stage       = aws_apigatewayv2_stage.live.id
}
```

## References
- https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-custom-domain-tls-version.html
"""

from __future__ import annotations

from ...model.gateway import HTTP, Api, Domain, Mapping
from ...model.value import Unknown
from ..base import HIGH, Params, Rule, Verdict, fail, not_applicable, passed, spot, undecided
from ._domain import is_enhanced

RULE = Rule(
    id="APIGW-207",
    slug="http-api-on-enhanced-domain",
    title="HTTP API on a domain with an enhanced security policy",
    subject=Domain,
    severity=HIGH,
)


@RULE.check
def check(domain: Domain, params: Params) -> Verdict:
    """Decides for one domain."""
    enhanced = is_enhanced(domain)
    if enhanced is False:
        return not_applicable("the security policy is a legacy one")
    answers = [(mapping, _is_http(mapping)) for mapping in domain.mappings]
    http = [mapping for mapping, answer in answers if answer is True]
    unclear = next((answer for _, answer in answers if isinstance(answer, Unknown)), domain.mappings_unread)
    if not http and unclear is None:
        return passed() if answers else not_applicable("no API is mapped to it")
    if isinstance(enhanced, Unknown):
        return undecided(f"the security policy is not known: {enhanced.reason}", domain, "security_policy")
    if not http:
        reason = "" if unclear is None else unclear.reason
        return undecided(f"whether an HTTP API is mapped to it is not known: {reason}", domain)
    names = sorted({mapping.api.name for mapping in http if isinstance(mapping.api, Api)})
    return fail(
        f"{names[0]} is an HTTP API, and {domain.name} has the security policy {domain.security_policy}: the service"
        " refuses the mapping",
        http[0],
        "api",
        also=[
            *(spot(mapping, "api", "likewise") for mapping in http[1:]),
            spot(domain, "security_policy", "the enhanced policy"),
        ],
        fix="map the HTTP API to a domain with the security policy TLS_1_2",
        extent=names,
    )


def _is_http(mapping: Mapping) -> bool | Unknown:
    api = mapping.api
    if not isinstance(api, Api):
        if mapping.origin.type == "aws_api_gateway_base_path_mapping":
            return False  # it takes REST APIs alone
        return api if isinstance(api, Unknown) else Unknown("a mapping leads to an API that is defined elsewhere")
    return api.protocol if isinstance(api.protocol, Unknown) else api.protocol == HTTP
