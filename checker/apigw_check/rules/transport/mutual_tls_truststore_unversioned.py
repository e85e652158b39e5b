"""Truststore without a version.

## What it requires
Mutual TLS of a custom domain names the version of the truststore's object.

## Why
Without a version the domain takes the object as it is when the domain is changed: whoever writes to the bucket decides
who is trusted at the next change, and which certificates are trusted now cannot be told from the configuration.

## When it is fine
A truststore that is replaced by another process, with a bucket whose writers are few and whose changes are reviewed.

## How to fix
```terraform
variable "certificate_arn" {
  type = string
}

resource "aws_s3_bucket" "truststore" {
  bucket = "example-truststore"
}

resource "aws_s3_bucket_versioning" "truststore" {
  bucket = aws_s3_bucket.truststore.id

  versioning_configuration {
    status = "Enabled"
  }
}

resource "aws_s3_object" "truststore" {
  bucket  = aws_s3_bucket_versioning.truststore.bucket
  key     = "partners.pem"
  content = "-----BEGIN CERTIFICATE-----"
}

resource "aws_api_gateway_domain_name" "partners" {
  domain_name              = "partners.example.com"
  regional_certificate_arn = var.certificate_arn
  security_policy          = "TLS_1_2"

  endpoint_configuration {
    types = ["REGIONAL"]
  }

  mutual_tls_authentication {
    truststore_uri     = "s3://${aws_s3_object.truststore.bucket}/${aws_s3_object.truststore.key}"
    truststore_version = aws_s3_object.truststore.version_id
  }
}
```

## References
- https://docs.aws.amazon.com/apigateway/latest/developerguide/rest-api-mutual-tls.html
"""

from __future__ import annotations

from ...model.gateway import Domain, MutualTls
from ...model.value import Unknown
from ..base import LOW, STRICT, Params, Rule, Verdict, fail, not_applicable, passed, undecided
from ._domain import has_mutual_tls

RULE = Rule(
    id="APIGW-204",
    slug="mutual-tls-truststore-unversioned",
    title="Truststore without a version",
    subject=Domain,
    severity=LOW,
    pack=STRICT,
)


@RULE.check
def check(domain: Domain, params: Params) -> Verdict:
    """Decides for one domain."""
    if domain.external:
        return not_applicable("it is defined outside this input")
    mutual, given = has_mutual_tls(domain), domain.mutual_tls
    if mutual is False:
        return not_applicable("no mutual TLS")
    if isinstance(mutual, Unknown):
        return undecided(f"whether it has mutual TLS is not known: {mutual.reason}", domain, "mutual_tls")
    if isinstance(given, MutualTls) and given.truststore_version is not None:
        return passed()
    return fail(
        f"{domain.name} trusts whatever its truststore holds when the domain is changed: no version is named",
        domain,
        "truststore_version",
        fix="set truststore_version, from the version_id of the object",
    )
