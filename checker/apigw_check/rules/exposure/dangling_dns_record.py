"""Record that leads to no domain.

## What it requires
A DNS record that leads to a custom domain of API Gateway leads to one that exists: to a domain of the configuration, or
to one that is looked up.

## Why
A record whose target is gone sends callers into the void, and once somebody else is given what it leads to, to them:
with a certificate for the name, or over plain HTTP, they answer in your name.

## When it is fine
A record that leads by its literal target to a domain of another configuration is undecided: write the target as a
reference, or look the domain up, to make it decided. During a move from one domain to another the record may lead to
the old one for a while.

## How to fix
```terraform
variable "certificate_arn" {
  type = string
}

variable "zone_id" {
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

resource "aws_route53_record" "shop" {
  zone_id = var.zone_id
  name    = aws_api_gateway_domain_name.shop.domain_name
  type    = "A"

  alias {
    name                   = aws_api_gateway_domain_name.shop.regional_domain_name
    zone_id                = aws_api_gateway_domain_name.shop.regional_zone_id
    evaluate_target_health = false
  }
}
```

## References
- https://docs.aws.amazon.com/apigateway/latest/developerguide/how-to-custom-domains.html
"""

from __future__ import annotations

from ...model.dns import DnsRecord
from ..base import MEDIUM, Params, Rule, Verdict, fail, passed, spot, undecided

RULE = Rule(
    id="APIGW-620",
    slug="dangling-dns-record",
    title="Record that leads to no domain",
    subject=DnsRecord,
    severity=MEDIUM,
)


@RULE.check
def check(record: DnsRecord, params: Params) -> Verdict:
    """Decides for one record."""
    if record.domain is not None or (record.looked_up and record.gone is None):
        return passed()
    if record.gone is not None:
        return fail(
            f"{record.name} leads to {record.target}, whose domain this change takes away",
            record,
            record.given_as,
            also=[spot(record.gone, note="the domain that is removed or made anew")],
            fix="remove the record, or let it lead to a domain by reference",
        )
    if record.namesakes and not record.routed:
        domain = record.namesakes[0]
        return fail(
            f"{record.name} leads to {record.target}, which is not the host name of {domain.name}",
            record,
            record.given_as,
            also=[spot(domain, "domain_name", "the domain of that name")],
            fix="let the record lead to the domain by reference (regional_domain_name, target_domain_name)",
        )
    return undecided(
        f"no domain of the configuration has the host name {record.target}: it may be defined elsewhere",
        record,
        record.given_as,
    )
