"""Domain that leads nowhere.

## What it requires
A custom domain has a mapping to an API.

## Why
A domain without a mapping answers every request with 403, while its certificate, its DNS record and its name stand for
a service: it is what a half-done move leaves behind.

## When it is fine
A domain whose mappings are made by the configurations of the APIs. Where the configuration has no API at all, the rule
is undecided for that reason. Not asked of domains that send requests by routing rules alone.

## How to fix
```terraform
variable "certificate_arn" {
  type = string
}

variable "api_id" {
  type = string
}

variable "stage_name" {
  type = string
}

resource "aws_api_gateway_domain_name" "shop" {
  domain_name              = "api.example.com"
  regional_certificate_arn = var.certificate_arn
  security_policy          = "TLS_1_2"

  endpoint_configuration {
    types = ["REGIONAL"]
  }
}

resource "aws_api_gateway_base_path_mapping" "shop" {
  api_id      = var.api_id
  stage_name  = var.stage_name
  domain_name = aws_api_gateway_domain_name.shop.domain_name
}
```

## References
- https://docs.aws.amazon.com/apigateway/latest/developerguide/how-to-custom-domains.html
"""

from __future__ import annotations

from ...model.gateway import Domain
from ...model.value import Unknown
from ..base import LOW, STRICT, Params, Rule, Verdict, fail, not_applicable, passed, undecided

RULE = Rule(
    id="APIGW-819",
    slug="domain-unmapped",
    title="Domain that leads nowhere",
    subject=Domain,
    severity=LOW,
    pack=STRICT,
)

_RULES_ONLY = "ROUTING_RULE_ONLY"


@RULE.check
def check(domain: Domain, params: Params) -> Verdict:
    """Decides for one domain."""
    if domain.mappings:
        return passed()
    mode = domain.routing_mode
    if isinstance(mode, str) and mode == _RULES_ONLY:
        return not_applicable("it sends requests by routing rules alone")
    if domain.mappings_unread is not None:
        return undecided(domain.mappings_unread.reason, domain)
    if isinstance(mode, Unknown):
        return undecided(f"the routing mode is not known: {mode.reason}", domain, "routing_mode")
    if not domain.has_neighbours:
        return undecided("the configuration has no API: the mapping may be made where the API is", domain)
    return fail(
        f"{domain.name} is mapped to no API",
        domain,
        fix="add a mapping to a stage of an API, or remove the domain",
    )
