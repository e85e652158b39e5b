"""Security policy that the endpoint cannot have.

## What it requires
The security policy of a custom domain is one that API Gateway accepts, for an endpoint of the domain's type. Enhanced
policies whose names end in `_EDGE` are for edge-optimized domains, all others that begin with `SecurityPolicy_` for
regional and private ones; `TLS_1_0` and `TLS_1_2` fit every type. A name of this form that this version does not know
is undecided.

## Why
The service refuses the domain when the plan is applied, often after half of the change is made. It happens when the
endpoint type is changed and the policy is not.

## When it is fine
Never. A domain without a security policy gets one that fits.

## How to fix
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

## References
- https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-security-policies-list.html
- https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-custom-domain-tls-version.html
"""

from __future__ import annotations

from ...facts import tls_policies
from ...model.gateway import Domain
from ...model.value import Unknown
from ..base import HIGH, Params, Rule, Verdict, fail, not_applicable, passed, spot, undecided
from ..exposure._api import entries
from ._domain import ENHANCED

RULE = Rule(
    id="APIGW-202",
    slug="domain-security-policy-invalid",
    title="Security policy that the endpoint cannot have",
    subject=Domain,
    severity=HIGH,
)


@RULE.check
def check(domain: Domain, params: Params) -> Verdict:
    """Decides for one domain."""
    if domain.external:
        return not_applicable("it is defined outside this input")
    policy = domain.security_policy
    if policy is None:
        return not_applicable("no security policy is given: the service chooses one that fits")
    if isinstance(policy, Unknown):
        return undecided(f"the security policy is not known: {policy.reason}", domain, "security_policy")
    listed = tls_policies().policies.get(policy)
    if listed is None:
        if policy.startswith(ENHANCED):
            return undecided(f"the security policy {policy} is not known to this version", domain, "security_policy")
        return fail(
            f"{domain.name} asks for the security policy {policy}, which API Gateway does not have",
            domain,
            "security_policy",
            fix="name a policy of the service, such as TLS_1_2",
        )
    wrong = _unfit(domain, listed.endpoint_types)
    if isinstance(wrong, Unknown):
        return undecided(f"the endpoint type is not known: {wrong.reason}", domain, "endpoint_types")
    if wrong:
        return fail(
            f"{domain.name} is {wrong}, and the security policy {policy} is for {' and '.join(listed.endpoint_types)}",
            domain,
            "security_policy",
            also=[spot(domain, "endpoint_types", "the type of its endpoint")],
            fix=f"choose a policy for {wrong} domains",
        )
    return passed()


def _unfit(domain: Domain, fitting: tuple[str, ...]) -> str | Unknown:
    """The endpoint type of the domain that a policy for the fitting types is not for; empty where there is none."""
    if set(fitting) == set(tls_policies().defaults.domain):
        return ""
    if domain.endpoint_types is None:
        return Unknown("none is given")
    types = entries(domain.endpoint_types)
    wrong = next((each for each in types if isinstance(each, str) and each not in fitting), "")
    return wrong or next((each for each in types if isinstance(each, Unknown)), "")
