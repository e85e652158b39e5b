"""What the rules about domains share."""

from __future__ import annotations

from ...facts import tls_policies
from ...model.gateway import Domain
from ...model.value import Unknown

#: How the names of enhanced security policies begin.
ENHANCED = "SecurityPolicy_"


def has_mutual_tls(domain: Domain) -> bool | Unknown:
    """Whether the domain asks for client certificates; without a truststore the block asks for nothing."""
    mutual = domain.mutual_tls
    if mutual is None or isinstance(mutual, Unknown):
        return False if mutual is None else mutual
    return isinstance(mutual.truststore_uri, Unknown) or bool(mutual.truststore_uri)


def is_enhanced(domain: Domain) -> bool | Unknown:
    """Whether the security policy is an enhanced one; a domain without a policy gets a legacy one."""
    policy = domain.security_policy
    if policy is None or isinstance(policy, Unknown):
        return False if policy is None else policy
    listed = tls_policies().policies.get(policy)
    return listed.enhanced if listed is not None else policy.startswith(ENHANCED)
