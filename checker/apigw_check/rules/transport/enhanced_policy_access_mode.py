"""Enhanced security policy without an access mode.

## What it requires
A custom domain whose security policy begins with `SecurityPolicy_` has an endpoint access mode. With `mode = STRICT`
that has to be STRICT.

## Why
An enhanced policy takes an access mode: with STRICT the service refuses requests that come by another type of endpoint
or whose TLS server name is not that of the request, and thereby calls that go round what stands before the domain. With
BASIC it does not.

## When it is fine
BASIC is for the time of a migration to STRICT. Where the version of the provider does not show the access mode (5.x),
the rule is undecided.

## How to fix
Newer versions of the provider have the argument: beside the policy write `endpoint_access_mode = "STRICT"`. Where the
version does not have it, keep a legacy policy:

```terraform
variable "certificate_arn" {
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
```

## Parameters
- `mode` (text, empty): the mode that is required, such as `STRICT`; empty for any.

## References
- https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-security-policies.html
- https://docs.aws.amazon.com/cdk/api/v2/docs/aws-cdk-lib.aws_apigateway.EndpointAccessMode.html
"""

from __future__ import annotations

from ...model.gateway import Domain
from ...model.value import Unknown
from ..base import MEDIUM, Param, Params, Rule, Verdict, fail, not_applicable, passed, spot, undecided
from ._domain import is_enhanced

RULE = Rule(
    id="APIGW-208",
    slug="enhanced-policy-access-mode",
    title="Enhanced security policy without an access mode",
    subject=Domain,
    severity=MEDIUM,
    params=[Param("mode", "", "The access mode that is required, such as `STRICT`; empty for any.")],
)


@RULE.check
def check(domain: Domain, params: Params) -> Verdict:
    """Decides for one domain."""
    enhanced, mode = is_enhanced(domain), domain.endpoint_access_mode
    if enhanced is False:
        return not_applicable("the security policy is a legacy one, which takes no access mode")
    wanted = str(params.mode).upper()
    if isinstance(mode, str) and mode.upper() == (wanted or mode.upper()):
        return passed()
    if isinstance(enhanced, Unknown):
        return undecided(f"the security policy is not known: {enhanced.reason}", domain, "security_policy")
    if isinstance(mode, Unknown):
        return undecided(f"the endpoint access mode is not known: {mode.reason}", domain, "endpoint_access_mode")
    has = "has no endpoint access mode" if mode is None else f"has the endpoint access mode {mode}"
    return fail(
        f"{domain.name} {has}, with the security policy {domain.security_policy}",
        domain,
        "endpoint_access_mode",
        also=[spot(domain, "security_policy", "the enhanced policy")],
        fix=f'set endpoint_access_mode = "{wanted or "STRICT"}"',
    )
