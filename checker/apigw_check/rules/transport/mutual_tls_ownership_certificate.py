"""Mutual TLS without an ownership certificate.

## What it requires
A custom domain with mutual TLS whose certificate is imported, or comes from a private CA, names a public certificate of
ACM as its ownership verification certificate.

## Why
The service wants to see that the domain is yours and takes neither an imported certificate nor one of a private CA as
proof. Without the second certificate it refuses the domain when the change is applied.

## When it is fine
Never. Not asked where the certificate is issued by Amazon, nor of domains without mutual TLS. A certificate that is not
in the configuration is undecided.

## How to fix
```terraform
variable "certificate_authority_arn" {
  type = string
}

resource "aws_acm_certificate" "private" {
  domain_name               = "partners.example.com"
  certificate_authority_arn = var.certificate_authority_arn
}

resource "aws_acm_certificate" "proof" {
  domain_name       = "partners.example.com"
  validation_method = "DNS"
}

resource "aws_api_gateway_domain_name" "partners" {
  domain_name                            = "partners.example.com"
  regional_certificate_arn               = aws_acm_certificate.private.arn
  ownership_verification_certificate_arn = aws_acm_certificate.proof.arn
  security_policy                        = "TLS_1_2"

  endpoint_configuration {
    types = ["REGIONAL"]
  }

  mutual_tls_authentication {
    truststore_uri = "s3://example-truststore/partners.pem"
  }
}
```

## References
- https://docs.aws.amazon.com/apigateway/latest/developerguide/rest-api-mutual-tls.html
- https://docs.aws.amazon.com/apigateway/latest/api/API_CreateDomainName.html
"""

from __future__ import annotations

from ...model.certificates import IMPORTED, REQUESTED
from ...model.gateway import Domain
from ...model.value import Unknown
from ..base import LOW, Params, Rule, Verdict, fail, not_applicable, passed, spot, undecided
from ._domain import has_mutual_tls

RULE = Rule(
    id="APIGW-205",
    slug="mutual-tls-ownership-certificate",
    title="Mutual TLS without an ownership certificate",
    subject=Domain,
    severity=LOW,
)


@RULE.check
def check(domain: Domain, params: Params) -> Verdict:
    """Decides for one domain."""
    mutual, certificate = has_mutual_tls(domain), domain.acm
    if mutual is False:
        return not_applicable("no mutual TLS")
    if certificate is None:
        return not_applicable("it names no certificate of ACM")
    if domain.ownership_certificate is not None:
        return passed()
    issue = certificate if isinstance(certificate, Unknown) else certificate.issue
    if not isinstance(issue, Unknown) and issue == REQUESTED:
        return passed()
    if isinstance(certificate, Unknown) or isinstance(issue, Unknown):
        reason = certificate.reason if isinstance(certificate, Unknown) else "it is looked up"
        return undecided(f"whether its certificate is imported is not known: {reason}", domain, "certificate")
    if isinstance(mutual, Unknown):
        return undecided(f"whether it has mutual TLS is not known: {mutual.reason}", domain, "mutual_tls")
    how = "imported" if issue == IMPORTED else "of a private CA"
    return fail(
        f"the certificate of {domain.name} is {how}, and no other one proves to the service whose the domain is",
        domain,
        "ownership_certificate",
        also=[spot(certificate, note="the certificate")],
        fix="set ownership_verification_certificate_arn to a public certificate of ACM for the same name",
    )
