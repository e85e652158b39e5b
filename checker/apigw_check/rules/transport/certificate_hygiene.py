"""Certificate that cannot be replaced in time.

## What it requires
The certificate of a custom domain that ACM issues is created before the one that it replaces is destroyed, and does not
ask to be kept out of the transparency logs.

## Why
A new name or algorithm makes a new certificate. Terraform otherwise destroys the old one first, which ACM refuses as
long as the domain uses it: the change stops half-way. A certificate that is in no transparency log is refused by
browsers. ACM no longer keeps new ones out; one that was issued before stays unlogged.

## When it is fine
A certificate that never changes its name. Not asked of imported certificates, which are replaced in place, of private
ones with regard to transparency, nor of certificates that are looked up. What is itself created first makes Terraform
create its certificate first as well.

## How to fix
```terraform
resource "aws_acm_certificate" "shop" {
  domain_name       = "api.example.com"
  validation_method = "DNS"

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_api_gateway_domain_name" "shop" {
  domain_name              = "api.example.com"
  regional_certificate_arn = aws_acm_certificate.shop.arn
  security_policy          = "TLS_1_2"

  endpoint_configuration {
    types = ["REGIONAL"]
  }
}
```

## References
- https://docs.aws.amazon.com/acm/latest/APIReference/API_CertificateOptions.html
- https://developer.hashicorp.com/terraform/language/meta-arguments/lifecycle
"""

from __future__ import annotations

from ...model.certificates import IMPORTED, REQUESTED, Certificate
from ...model.gateway import Domain
from ...model.value import Unknown
from ..base import LOW, STRICT, Params, Rule, Verdict, fail, not_applicable, passed, spot, undecided

RULE = Rule(
    id="APIGW-215",
    slug="certificate-hygiene",
    title="Certificate that cannot be replaced in time",
    subject=Domain,
    severity=LOW,
    pack=STRICT,
)


@RULE.check
def check(domain: Domain, params: Params) -> Verdict:
    """Decides for one domain."""
    certificate = domain.acm
    if not isinstance(certificate, Certificate) or certificate.external:
        return not_applicable("its certificate is not in this configuration")
    if certificate.issue == IMPORTED:
        return not_applicable("its certificate is imported")
    also = [spot(domain, "certificate", "the domain that uses it")]
    first, log = certificate.create_before_destroy, certificate.transparency
    if first is False:
        return fail(
            f"the certificate of {domain.name} is destroyed before its replacement is there, which ACM refuses",
            certificate,
            "create_before_destroy",
            also=also,
            fix="add lifecycle { create_before_destroy = true } to the certificate",
        )
    public = certificate.issue == REQUESTED
    if public and isinstance(log, str) and log.upper() == "DISABLED":
        return fail(
            f"the certificate of {domain.name} asks to be kept out of the transparency logs",
            certificate,
            "transparency",
            also=also,
            fix="remove certificate_transparency_logging_preference",
        )
    if isinstance(first, Unknown):
        return undecided(first.reason, certificate)
    if public and isinstance(log, Unknown):
        return undecided(
            f"the preference for transparency logs is not known: {log.reason}", certificate, "transparency"
        )
    return passed()
