"""Domain without mutual TLS.

## What it requires
A regional custom domain asks its clients for certificates.

## Why
An API for machines alone can know its callers by their certificates: before any request is read, and without a secret
that is sent with each of them.

## When it is fine
Whenever people or browsers call the API, and wherever another kind of authorization is enough: this is an opinion about
APIs between machines. Not asked of edge-optimized and private domains, which the service does not give mutual TLS, nor
of domains with an enhanced security policy or for WebSocket APIs alone.

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
    truststore_uri     = "s3://example-truststore/partners.pem"
    truststore_version = "example-version"
  }
}
```

## References
- https://docs.aws.amazon.com/apigateway/latest/developerguide/rest-api-mutual-tls.html
- https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-mutual-tls.html
"""

from __future__ import annotations

from ...model.gateway import WEBSOCKET, Api, Domain
from ...model.value import Unknown
from ..base import INFO, STRICT, Params, Rule, Verdict, fail, not_applicable, passed, undecided
from ..exposure._api import entries
from ._domain import has_mutual_tls, is_enhanced

RULE = Rule(
    id="APIGW-214",
    slug="mutual-tls-missing",
    title="Domain without mutual TLS",
    subject=Domain,
    severity=INFO,
    pack=STRICT,
)


@RULE.check
def check(domain: Domain, params: Params) -> Verdict:
    """Decides for one domain."""
    mutual = has_mutual_tls(domain)
    if mutual is True:
        return passed()
    if domain.external:
        return not_applicable("it is defined outside this input")
    types = entries(domain.endpoint_types)
    if any(isinstance(each, str) and each in ("EDGE", "PRIVATE") for each in types):
        return not_applicable("the service gives no mutual TLS to a domain of its type")
    protocols = [each.api.protocol for each in domain.mappings if isinstance(each.api, Api)]
    if protocols and all(isinstance(each, str) and each == WEBSOCKET for each in protocols):
        return not_applicable("it is the domain of WebSocket APIs")
    enhanced = is_enhanced(domain)
    if enhanced is True:
        return not_applicable("the service does not give mutual TLS to a domain with an enhanced policy")
    unclear = next((each for each in (mutual, enhanced, *types) if isinstance(each, Unknown)), None)
    if unclear is not None:
        return undecided(
            f"whether it has or could have mutual TLS is not known: {unclear.reason}", domain, "mutual_tls"
        )
    if not types:
        return undecided("whether it could have mutual TLS is not known: no endpoint type is given", domain)
    return fail(
        f"{domain.name} does not ask its clients for certificates",
        domain,
        "mutual_tls",
        fix="add a mutual_tls_authentication block with a truststore, if machines alone call it",
    )
