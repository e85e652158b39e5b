"""DNS records that lead to API Gateway."""

from __future__ import annotations

from typing import ClassVar

from .gateway import Domain, Subject
from .origin import Origin
from .value import Unknown


class DnsRecord(Subject):
    """A record of Route 53 whose target is a custom domain of API Gateway, or may be one.

    `target` is the host name that it leads to, given as `alias` or as `records`. `domain` is the custom domain of the
    input that has this host name, `looked_up` that a data source has it. `namesakes` are the custom domains of the
    input that have the record's own name. `gone` is the domain that had this target, where the change takes it away.
    `routed`: the record is one of several of its name, among which Route 53 chooses.
    """

    record_name: str | Unknown | None
    record_type: str | Unknown | None
    target: str | Unknown
    given_as: str = "alias"
    domain: Domain | None = None
    looked_up: bool = False
    namesakes: tuple[Domain, ...] = ()
    gone: Origin | None = None
    routed: bool = False
    kind: ClassVar[str] = "dns_record"

    @property
    def name(self) -> str:
        """`record NAME`."""
        label = self.record_name if isinstance(self.record_name, str) else self.origin.address
        return f"record {label}"
