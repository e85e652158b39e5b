"""Mutual TLS with an enhanced security policy.

## What it requires
A custom domain with mutual TLS has a legacy security policy, not one that begins with `SecurityPolicy_`.

## Why
The service refuses the combination: the change stops when it is applied, and the domain that should ask for client
certificates goes on without.

## When it is fine
Never, as long as the service has this restriction.

## How to fix
```terraform
variable "certificate_arn" {
  type = string
}

resource "aws_api_gateway_domain_name" "partners" {
  domain_name              = "partners.example.com"
  regional_certificate_arn = var.certificate_arn
  security_policy          = "TLS_1_2"

  endpoint_configuration {
    types = ["REGIONAL"]
  }

  mutual_tls_authentication {
    truststore_uri = "s3://example-truststore/partners.pem"
  }
}
```

## References
- https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-custom-domain-tls-version.html
- https://docs.aws.amazon.com/apigateway/latest/developerguide/rest-api-mutual-tls.html
"""

from __future__ import annotations

from ...model.gateway import Domain
from ...model.value import Unknown
from ..base import HIGH, Params, Rule, Verdict, fail, not_applicable, passed, spot, undecided
from ._domain import has_mutual_tls, is_enhanced

RULE = Rule(
    id="APIGW-206",
    slug="mutual-tls-with-enhanced-policy",
    title="Mutual TLS with an enhanced security policy",
    subject=Domain,
    severity=HIGH,
)


@RULE.check
def check(domain: Domain, params: Params) -> Verdict:
    """Decides for one domain."""
    if domain.external:
        return not_applicable("it is defined outside this input")
    mutual, enhanced = has_mutual_tls(domain), is_enhanced(domain)
    if mutual is False:
        return not_applicable("no mutual TLS")
    if enhanced is False:
        return passed()
    if isinstance(mutual, Unknown):
        return undecided(f"whether it has mutual TLS is not known: {mutual.reason}", domain, "mutual_tls")
    if isinstance(enhanced, Unknown):
        return undecided(f"the security policy is not known: {enhanced.reason}", domain, "security_policy")
    return fail(
        f"{domain.name} has mutual TLS and the security policy {domain.security_policy}: the service refuses them both",
        domain,
        "mutual_tls",
        also=[spot(domain, "security_policy", "the enhanced policy")],
        fix='set security_policy = "TLS_1_2", or do without mutual TLS',
    )
