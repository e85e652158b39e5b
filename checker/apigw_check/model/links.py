"""VPC links, and the load balancers that they lead to."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from msgspec import Struct, field

from .gateway import Subject
from .origin import Origin
from .value import Unknown

if TYPE_CHECKING:
    from .gateway import Integration


class LoadBalancer(Struct, eq=False, frozen=True):
    """A load balancer. `internal` is None where the configuration does not say: then it faces the internet."""

    origin: Origin
    internal: bool | Unknown | None

    @property
    def name(self) -> str:
        """`load balancer ADDRESS`."""
        return f"load balancer {self.origin.address}"


class VpcLink(Subject):
    """A VPC link. `family` is `v1` (for network load balancers) or `v2` (for subnets).

    `targets` are what its target ARNs lead to, of a link of the family v1. `use_unread` is set where integrations may
    use it without our knowing.
    """

    family: str
    link_name: str | Unknown | None
    targets: tuple[LoadBalancer | Unknown, ...] | Unknown = ()
    external: bool = False
    integrations: list[Integration] = field(default_factory=list)
    use_unread: Unknown | None = None
    kind: ClassVar[str] = "vpc_link"

    @property
    def name(self) -> str:
        """`VPC link NAME`."""
        label = self.link_name if isinstance(self.link_name, str) else self.origin.address
        return f"VPC link {label}"
