"""What else an input may come to: without the resources of which it is not known whether they are there, and with
those of an unknown owner in the gateways in sight.

A result stands only where it is the same in all of these. Each costs a linking run, so they are made only where there
is something to ask, and there are few of them.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from ..model.estate import Estate, Possible
from ..model.origin import without_keys
from ..model.resource import Link, Reach, Resource, Resources, Written
from ..model.value import Unknown
from . import link
from .context import EVERYWHERE, NOWHERE, BodyReader

#: With more conditions than this, not each is tried alone: only all of them, and none.
_MOST_CONDITIONS = 4


def possible(
    resources: Resources,
    read_body: BodyReader,
    estate: Estate,
    maybe: Mapping[str, str],
    other: Resources | None = None,
) -> Iterator[Possible]:
    """The other estates that an input may come to, each with what is not known.

    `maybe` has the addresses of what may not be there, each with the reason: what has one reason comes and goes
    together. `estate` is the one with all of it.
    """
    groups: dict[str, list[str]] = {}
    for address, reason in maybe.items():
        if not _is_data(address):
            groups.setdefault(reason, []).append(address)
    # Alone first: what one of them decides is told of that one.
    if 1 < len(groups) <= _MOST_CONDITIONS:
        for reason, addresses in groups.items():
            yield Possible(link(Without(resources, addresses), read_body, other), _about(addresses, reason))
    if groups:
        every = [address for addresses in groups.values() for address in addresses]
        yield Possible(link(Without(resources, every), read_body, other), _about(every, next(iter(groups))))
    if estate.unplaced:
        named = estate.unplaced[0].address
        reason = f"what {named} belongs to is not known, and it may be something in sight"
        yield Possible(link(resources, read_body, other, EVERYWHERE), reason)
    if estate.guessed:
        reason = f"what {estate.guessed[0].address} belongs to is not known"
        yield Possible(link(resources, read_body, other, NOWHERE), reason, apart=True)


def _is_data(address: str) -> bool:
    """Whether it is a data source: these only tell what is there."""
    parts = without_keys(address).split(".")
    while parts[0] == "module":
        del parts[:2]
    return parts[0] == "data"


def _about(addresses: list[str], reason: str) -> str:
    return f"it hangs on {addresses[0]}{' and others' if len(addresses) > 1 else ''}: {reason}"


class Without:
    """The resources of an input without some of them (`model.resource.Resources`)."""

    def __init__(self, inner: Resources, absent: Collection[str]) -> None:
        self._inner = inner
        self._absent = frozenset(absent)

    def of(self, type_: str) -> list[Resource]:
        """All instances of a type that are left."""
        return [each for each in self._inner.of(type_) if each.address not in self._absent]

    def follow(self, resource: Resource, name: str, wanted: frozenset[str]) -> Link:
        """Where a reference leads; what led to one that is absent is not known."""
        return self._left(self._inner.follow(resource, name, wanted))

    def trace(self, resource: Resource, references: tuple[str, ...], wanted: frozenset[str]) -> Link:
        """Like `follow`."""
        return self._left(self._inner.trace(resource, references, wanted))

    def _left(self, found: Link) -> Link:
        left = tuple(each for each in found.targets if each.address not in self._absent)
        return found if len(left) == len(found.targets) else Link(left, opaque=True, vague=found.vague)

    def meaning(self, resource: Resource, name: str) -> str:
        """See `model.resource.Resources.meaning`."""
        return self._inner.meaning(resource, name)

    def altered(self, resource: Resource, name: str) -> bool:
        """See `model.resource.Resources.altered`."""
        return self._inner.altered(resource, name)

    def settled(self, resource: Resource, references: tuple[str, ...]) -> bool:
        """See `model.resource.Resources.settled`."""
        return self._inner.settled(resource, references)

    def dynamic(self, resource: Resource, block: str) -> dict[str, object] | None:
        """See `model.resource.Resources.dynamic`."""
        return self._inner.dynamic(resource, block)

    def lifecycle_replaces(self, resource: Resource) -> bool | Unknown:
        """See `model.resource.Resources.lifecycle_replaces`."""
        return self._inner.lifecycle_replaces(resource)

    def members(self, resource: Resource, name: str, block: tuple[object, ...] = ()) -> dict[str, Written] | None:
        """See `model.resource.Resources.members`."""
        return self._inner.members(resource, name, block)

    def reach(self, resource: Resource) -> Reach:
        """See `model.resource.Resources.reach`."""
        return self._inner.reach(resource)

    def created_first(self, resource: Resource) -> bool | Unknown:
        """See `model.resource.Resources.created_first`."""
        return self._inner.created_first(resource)
