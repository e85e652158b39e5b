"""IAM roles that gateways assume, and the policies that say who may call which API."""

from __future__ import annotations

from typing import ClassVar

from msgspec import Struct, field

from .gateway import Subject
from .iam import Policy, PolicyError
from .origin import Origin
from .value import Unknown


class RolePolicy(Struct, eq=False, frozen=True):
    """A policy of a role: its document, or the ARN (`managed`) of one that AWS or another stack wrote."""

    origin: Origin
    document: Policy | PolicyError | Unknown | None = None
    managed: str = ""
    field: str = "document"


class Role(Struct, eq=False):
    """A role. `boundary`: a permissions boundary may narrow it; `unread` is set where it may have more policies."""

    origin: Origin
    role_name: str | Unknown | None
    boundary: bool = False
    policies: list[RolePolicy] = field(default_factory=list)
    unread: Unknown | None = None


class IdentityPolicy(Subject):
    """A policy of users, groups or roles: one that stands alone, or all that stand inside a role."""

    policy_name: str | Unknown | None
    parts: tuple[RolePolicy, ...]
    kind: ClassVar[str] = "identity_policy"

    @property
    def name(self) -> str:
        """`policy NAME`."""
        label = self.policy_name if isinstance(self.policy_name, str) else self.origin.address
        return f"policy {label}"
