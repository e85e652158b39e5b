"""Certificates that domains use."""

from __future__ import annotations

from msgspec import Struct

from .origin import Origin
from .value import Unknown

REQUESTED, IMPORTED, PRIVATE = "requested", "imported", "private"


class Certificate(Struct, eq=False, frozen=True):
    """A certificate of AWS Certificate Manager.

    `issue` is `requested` (issued by Amazon), `imported` or `private` (of a private CA). `key_algorithms` are those
    that its key may have, in the names of the service's API. `transparency` is the preference for transparency logs
    as it is written. `create_before_destroy` says whether a replacement comes before the old one goes. One that is
    looked up (`external`) is known by what it is looked up by.
    """

    origin: Origin
    issue: str | Unknown
    key_algorithms: tuple[str, ...] | Unknown
    transparency: str | Unknown | None = None
    create_before_destroy: bool | Unknown = False
    external: bool = False
