"""Names in a sentence: `A, B and C`, `functions A and B`, `A, B and 7 more`."""

from __future__ import annotations

from collections.abc import Sequence

#: Of a long list, so many are named.
MOST_NAMES = 8

#: How the names of subjects begin, of one and of several.
_KINDS = {
    "API key ": "API keys ",
    "VPC endpoint ": "VPC endpoints ",
    "VPC link ": "VPC links ",
    "alarm ": "alarms ",
    "api ": "APIs ",
    "app client ": "app clients ",
    "authorizer ": "authorizers ",
    "deployment ": "deployments ",
    "domain ": "domains ",
    "function ": "functions ",
    "identity pool ": "identity pools ",
    "integration of ": "integrations of ",
    "load balancer ": "load balancers ",
    "permission ": "permissions ",
    "policy ": "policies ",
    "record ": "records ",
    "stage ": "stages ",
    "usage plan ": "usage plans ",
    "user pool ": "user pools ",
    "web ACL ": "web ACLs ",
}


def enumerated(names: Sequence[str], most: int = MOST_NAMES) -> str:
    """The names of subjects as a part of a sentence; what kind of thing they are is said once, if it is one kind."""
    several, bare = _without_kind(names)
    if len(bare) > most:
        return f"{several}{', '.join(bare[:most])} and {len(bare) - most} more"
    *first, last = bare
    return f"{several}{', '.join(first)} and {last}" if first else f"{several}{last}"


def _without_kind(names: Sequence[str]) -> tuple[str, Sequence[str]]:
    """What stands before them all, and the names without it."""
    if len(names) > 1:
        for one, several in _KINDS.items():
            # An integration of several routes is a list itself: `integration of GET /a and 2 more`.
            if all(name.startswith(one) and " and " not in name for name in names):
                return several, [name[len(one) :] for name in names]
    return "", names
