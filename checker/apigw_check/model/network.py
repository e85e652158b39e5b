"""The network before private APIs: VPC endpoints."""

from __future__ import annotations

from typing import ClassVar

from .gateway import Subject
from .iam import Policy, PolicyError
from .origin import Origin
from .value import Unknown


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
