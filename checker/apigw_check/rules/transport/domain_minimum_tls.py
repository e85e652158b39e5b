"""Domain accepts old TLS.

## What it requires
The security policy of a custom domain accepts no TLS version below `minimum`. Every policy counts by the version that
it states: TLS_1_0 accepts TLS 1.0, TLS_1_2 and SecurityPolicy_TLS13_1_2_... start at 1.2, SecurityPolicy_TLS13_1_3_...
at 1.3. A policy whose name states none is undecided. The domain of an HTTP or WebSocket API is TLS_1_2 by definition.

## Why
TLS 1.0 and 1.1 are withdrawn (RFC 8996): their ciphers and hashes have practical attacks, and audits refuse them.

## When it is fine
A domain without a security policy gets TLS_1_2, the documented default of the service, and passes. Clients that cannot
speak TLS 1.2 are a reason for a waiver with a date.

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

## Parameters
- `minimum` (text, `TLS_1_2`): the lowest version that may be accepted, as `TLS_1_2` or `TLS_1_3`.
- `allowed` (list of texts, empty): names of the policies that are accepted; where it is set, `minimum` is not asked. An
  HTTP or WebSocket domain has one policy, which nobody can choose, and passes.

## References
- https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-security-policies-list.html
- https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-custom-domain-tls-version.html
- https://www.rfc-editor.org/info/rfc8996
"""

from __future__ import annotations

import re

from ...facts import tls_policies
from ...model.gateway import Domain
from ...model.value import Unknown
from ..base import HIGH, Param, Params, Rule, Verdict, fail, passed, undecided
from ..exposure._api import entries

RULE = Rule(
    id="APIGW-201",
    slug="domain-minimum-tls",
    title="Domain accepts old TLS",
    subject=Domain,
    severity=HIGH,
    params=[
        Param("minimum", "TLS_1_2", "The lowest TLS version that may be accepted: `TLS_1_2` or `TLS_1_3`."),
        Param("allowed", [], "Names of the security policies that are accepted, whatever their version; all without."),
    ],
)

_VERSION = r"(?i)^(?:TLS_?)?(\d)[._](\d)$"
#: How the names of enhanced policies state the version that they start at (facts/tls_policies.json, `rule`).
_ENHANCED = r"^SecurityPolicy_(?:TLS13_(?P<pair>\d_\d)_|TLS(?P<edge>\d\d)_\w*EDGE$)"


@RULE.check
def check(domain: Domain, params: Params) -> Verdict:
    """Decides for one domain."""
    minimum = _version(str(params.minimum))
    if minimum is None:
        return undecided(f"the parameter minimum is no TLS version: {params.minimum}")
    policy = _policy(domain)
    if isinstance(policy, Unknown):
        return undecided(f"the security policy is not known: {policy.reason}", domain, "security_policy")
    if params.allowed:
        # HTTP and WebSocket domains have one policy, which nobody can choose.
        if policy in params.allowed or domain.family == "v2":
            return passed()
        return fail(
            f"{domain.name} has the security policy {policy}, which is none of those allowed",
            domain,
            "security_policy",
            fix=f"set one of {', '.join(params.allowed)}",
        )
    version = _states(policy)
    if version is None:
        return undecided(f"the security policy {policy} is not one whose version is known", domain, "security_policy")
    if version >= minimum:
        return passed()
    return fail(
        f"{domain.name} accepts TLS {version[0]}.{version[1]}: its security policy is {policy}",
        domain,
        "security_policy",
        fix=f"set a security policy that starts at TLS {minimum[0]}.{minimum[1]} or later",
    )


def _policy(domain: Domain) -> str | Unknown:
    stated = domain.security_policy
    if domain.family == "v2" and (stated is None or isinstance(stated, Unknown)):
        return tls_policies().http_and_websocket
    if isinstance(stated, Unknown):
        return stated
    if stated:
        return str(stated)
    if domain.external:
        return Unknown("the domain is defined elsewhere")
    types = domain.endpoint_types
    defaults = tls_policies().defaults.domain
    found = {defaults[each] for each in entries(types) if isinstance(each, str) and each in defaults}
    found = found or set(defaults.values())
    return found.pop() if len(found) == 1 else Unknown("the default depends on the endpoint type")


def _states(policy: str) -> tuple[int, int] | None:
    listed = tls_policies().policies.get(policy)
    if listed is not None:
        return _version(listed.minimum)
    match = re.match(_ENHANCED, policy)
    digits = re.sub(r"\D", "", match["pair"] or match["edge"]) if match else ""
    return (int(digits[0]), int(digits[1])) if digits else _version(policy)


def _version(text: str) -> tuple[int, int] | None:
    match = re.match(_VERSION, text.strip())
    return (int(match[1]), int(match[2])) if match else None
