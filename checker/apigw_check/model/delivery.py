"""What a deployment publishes, and whether it notices when that changes."""

from __future__ import annotations

from msgspec import Struct

from .origin import Origin
from .value import Unknown


class Part(Struct, frozen=True, eq=False):
    """A part of an API as a deployment sees it.

    `seen`: whether a change of the part makes the deployment anew. `by_id`: its triggers refer to the part, but only to
    what stays when the part changes. `follows`: whether the deployment is made after it. `role` is `method`,
    `integration` or another part.
    """

    origin: Origin
    label: str
    role: str
    seen: bool | Unknown
    by_id: bool
    follows: bool | Unknown
