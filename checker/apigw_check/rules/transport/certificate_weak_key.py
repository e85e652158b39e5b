"""Weak key of a certificate.

## What it requires
The certificate of a custom domain has a key of the strength of RSA with 2048 bits, or of an elliptic curve of 256 bits,
at least.

## Why
A key of 1024 bits is within reach of those who have the means: who has it can stand between the clients and the API.
Browsers refuse such certificates.

## When it is fine
Never. ACM gives out no weaker keys: only imported certificates have them. A certificate that is not in the
configuration is undecided.

## How to fix
```terraform
resource "aws_acm_certificate" "shop" {
  domain_name       = "api.example.com"
  validation_method = "DNS"
  key_algorithm     = "EC_prime256v1"

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
- https://docs.aws.amazon.com/acm/latest/userguide/import-certificate-prerequisites.html
- https://docs.aws.amazon.com/acm/latest/APIReference/API_RequestCertificate.html
"""

from __future__ import annotations

import re

from ...model.gateway import Domain
from ...model.value import Unknown
from ..base import MEDIUM, Params, Rule, Verdict, fail, not_applicable, passed, spot, undecided

RULE = Rule(
    id="APIGW-213",
    slug="certificate-weak-key",
    title="Weak key of a certificate",
    subject=Domain,
    severity=MEDIUM,
)

_RSA_BITS, _CURVE_BITS = 2048, 256
#: How ACM names the algorithms of keys (facts/enumerations.json, acm.key_algorithm).
_RSA = r"RSA[_-](\d+)"
_CURVE = r"EC_\D+(\d+)\w\d"


@RULE.check
def check(domain: Domain, params: Params) -> Verdict:
    """Decides for one domain."""
    certificate = domain.acm
    if certificate is None:
        return not_applicable("it names no certificate of ACM")
    algorithms = certificate if isinstance(certificate, Unknown) else certificate.key_algorithms
    if isinstance(algorithms, Unknown):
        return undecided(f"the key of its certificate is not known: {algorithms.reason}", domain, "certificate")
    answers = [_is_strong(each) for each in algorithms]
    if all(answers):
        return passed()
    if any(answer is not False for answer in answers) or isinstance(certificate, Unknown):
        names = ", ".join(algorithms)
        return undecided(f"its certificate may have any of the keys {names}", domain, "certificate")
    return fail(
        f"the certificate of {domain.name} has a key of type {algorithms[0]}",
        certificate,
        "key_algorithms",
        also=[spot(domain, "certificate", "the domain that uses it")],
        fix="use a certificate with an RSA key of 2048 bits or an EC key of 256 bits",
    )


def _is_strong(algorithm: str) -> bool | None:
    """Whether a key algorithm is strong enough; None for one that is not known."""
    rsa, curve = re.fullmatch(_RSA, algorithm), re.fullmatch(_CURVE, algorithm)
    if rsa is not None:
        return int(rsa[1]) >= _RSA_BITS
    return int(curve[1]) >= _CURVE_BITS if curve is not None else None
