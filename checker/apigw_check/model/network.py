"""The network before private APIs: VPC endpoints."""

from __future__ import annotations

from typing import ClassVar

from .gateway import Subject
from .iam import Policy, PolicyError, Statement, open_to_everyone
from .origin import Origin
from .value import Unknown

#: Condition keys that ask whose the API is that is called.
_OWNER_KEYS = ("aws:resourceaccount", "aws:resourceorgid", "aws:resourceorgpaths", "aws:resourcetag")


class VpcEndpoint(Subject):
    """A VPC endpoint for execute-api, or one of which the service is not known.

    `policy` is None where the endpoint has the service's default; `policy_origin` is the resource that gives it.
    """

    service_name: str | Unknown
    policy: Policy | PolicyError | Unknown | None = None
    policy_origin: Origin | None = None
    kind: ClassVar[str] = "vpc_endpoint"

    @property
    def name(self) -> str:
        """`VPC endpoint ADDRESS`."""
        return f"VPC endpoint {self.origin.address}"


def open_endpoint(policy: Policy) -> bool | Unknown:
    """Whether the policy of an endpoint lets everyone in its VPC call every API, as the service's default does.

    An Allow is narrow that names principals, resources or a condition on either. A Deny with a condition on the
    resource's owner counts for the whole policy.
    """
    unknown: Unknown | None = None
    denies = tuple(each for each in policy.statements if _denies(each))
    if any(_on_resource(each) is True for each in denies):
        return False
    for statement in policy.statements:
        answer = _is_open(statement, denies)
        if answer is True:
            return True
        if isinstance(answer, Unknown):
            unknown = answer if unknown is None else unknown
    return False if unknown is None else unknown


def _denies(statement: Statement) -> bool:
    return isinstance(statement.effect, str) and statement.effect == "Deny"


def _is_open(statement: Statement, denies: tuple[Statement, ...]) -> bool | Unknown:
    opened = open_to_everyone(Policy((statement, *denies)))
    if opened is None:
        return False
    limited, wide = _on_resource(statement), _is_wide(statement)
    if limited is True or wide is False:
        return False
    return next((each for each in (opened, limited, wide) if isinstance(each, Unknown)), True)


def _on_resource(statement: Statement) -> bool | Unknown:
    """Whether a condition asks whose the API is."""
    if isinstance(statement.conditions, Unknown):
        return statement.conditions
    keys = [each.key for each in statement.conditions]
    if any(isinstance(key, str) and key.lower().partition("/")[0] in _OWNER_KEYS for key in keys):
        return True
    return next((key for key in keys if isinstance(key, Unknown)), False)


def _is_wide(statement: Statement) -> bool | Unknown:
    """Whether the statement is about the APIs of any account."""
    resources = statement.resources
    if isinstance(resources, Unknown) or statement.resources_negated:
        return resources if isinstance(resources, Unknown) else True
    if any(isinstance(each, str) and _is_any_api(each) for each in resources):
        return True
    return next((each for each in resources if isinstance(each, Unknown)), False)


def _is_any_api(resource: str) -> bool:
    """Whether a pattern matches APIs of any account: without an account, or with a wildcard for account and API."""
    if resource in ("*", "execute-api:*", "execute-api:/*"):
        return True
    parts = resource.split(":", 5)
    if len(parts) < 6:
        return "*" in resource
    return "*" in parts[4] and parts[5].partition("/")[0].strip("*?") == ""
