"""The resources of a plan as the linker asks for them."""

from __future__ import annotations

from typing import Any

from msgspec import Struct, field

from ..model.holes import PartlyKnown
from ..model.resource import Link, Reach, Resource, Written
from ..model.value import Unknown
from .follower import Follower
from .references import Key
from .scopes import Scopes
from .settled import Settled
from .waiting import Beside


class PlanInput(Struct, eq=False):
    """A plan, read: the resources after and (where something existed) before the change.

    `roots` are the (kind, type, name) headers of the root module, for finding the sources. `secrets` are the sensitive
    strings of what was decoded. `skipped` counts resources of other types.
    """

    path: str
    terraform_version: str
    after: PlanResources
    before: PlanResources | None
    roots: list[tuple[str, str, str]]
    secrets: set[str]
    skipped: int = 0
    notes: list[str] = field(default_factory=list)


class PlanResources:
    """The resources of a plan, on one side of the change (`model.resource.Resources`)."""

    def __init__(self, scopes: Scopes) -> None:
        self._by_type: dict[str, list[Resource]] = {}
        self._instances: dict[tuple[str, str], dict[Key, Resource]] = {}
        self._scopes = scopes
        self._follower = Follower(self._instances, scopes)
        self._settled = Settled(self._instances, scopes)
        self._reaches: dict[tuple[object, str, str], Reach] = {}
        self._targets: dict[str, dict[str, tuple[str, ...]]] = {}
        self._by_address: dict[str, Resource] | None = None
        self._beside: Beside | None = None
        self._unsure: dict[tuple[object, ...], Link] = {}
        #: By address, of what the plan replaces: whether the new one is made before the old one is destroyed.
        self.replacements: dict[str, bool] = {}

    def finish(self) -> None:
        """Puts the resources in order, after the last one was added."""
        for resources in self._by_type.values():
            # Terraform's own order is another one for moved and deleted instances, and nothing shall depend on it.
            resources.sort(key=_order)
            for resource in resources:
                block = (resource.module, f"{resource.type}.{resource.name}")
                self._instances.setdefault(block, {})[resource.key] = resource

    def add(self, resource: Resource) -> None:
        """Adds an instance."""
        self._by_type.setdefault(resource.type, []).append(resource)

    @property
    def has_managed(self) -> bool:
        """Whether there is anything but data sources."""
        return any(not type_.startswith("data.") for type_ in self._by_type)

    def set_texts(self, texts: dict[str, dict[str, PartlyKnown]]) -> None:
        """Says what is known of attributes that are unknown: by address and name."""
        if texts:
            for resource in (each for resources in self._by_type.values() for each in resources):
                resource.texts = texts.get(resource.address, {})

    def set_targets(self, targets: dict[str, dict[str, tuple[str, ...]]]) -> None:
        """Says which resources an attribute waits for, and for nothing else: by address and name.

        Evaluating tells that exactly, where references lead to whatever an expression names.
        """
        self._targets = targets

    def ask(self, beside: Beside) -> None:
        """Names the sources that are asked where references lead to several resources, or nowhere."""
        self._beside = beside

    def of(self, type_: str) -> list[Resource]:
        """All instances of a type, by module, name and key."""
        return self._by_type.get(type_, [])

    def at(self, address: str) -> Resource | None:
        """The instance at an address."""
        if self._by_address is None:
            self._by_address = {each.address: each for resources in self._by_type.values() for each in resources}
        return self._by_address.get(address)

    def follow(self, resource: Resource, name: str, wanted: frozenset[str]) -> Link:
        """See `Follower.follow`."""
        named = self._targets.get(resource.address, {}).get(name, ())
        if exact := self._among(named, wanted):
            return Link(exact, opaque=False)
        if self._beside is None:
            return self._follower.follow(resource, name, wanted)
        block = (self._scopes.module(resource.module).path, resource.type, resource.name, name, wanted)
        if (unsure := self._unsure.get(block)) is not None:
            # References are those of the block: what they may mean was found out for another of its instances.
            target = self._told(self._beside, resource, name, wanted)
            if target is not None and (unsure.opaque or any(self._is_like(each, target) for each in unsure.targets)):
                return Link((target,), opaque=False)
        link = self._follower.follow(resource, name, wanted)
        if len(link.targets) > 1 or link.opaque or link.vague:
            target = self._told(self._beside, resource, name, wanted)
            if target is not None and (link.opaque or target in link.targets):
                self._unsure[block] = link
                return Link((target,), opaque=False)
        return link

    def _told(self, beside: Beside, resource: Resource, name: str, wanted: frozenset[str]) -> Resource | None:
        """The one resource of a wanted type that an attribute waits for, as far as the sources tell."""
        unknown = resource.unknown
        if not (unknown is True or unknown.get(name) is True) or not resource.references(name):
            return None
        found = self._among(beside.targets(resource, name), wanted)
        return found[0] if len(found) == 1 else None

    def _is_like(self, one: Resource, other: Resource) -> bool:
        """Whether two resources come of the same block, in whatever instances of its module."""
        if (one.type, one.name) != (other.type, other.name):
            return False
        return self._scopes.module(one.module) is self._scopes.module(other.module)

    def _among(self, addresses: tuple[str, ...], wanted: frozenset[str]) -> tuple[Resource, ...]:
        """The resources at the addresses that are of a wanted type."""
        found = (self.at(address) for address in addresses)
        return tuple(each for each in found if each is not None and each.type in wanted)

    def trace(self, resource: Resource, references: tuple[str, ...], wanted: frozenset[str]) -> Link:
        """See `Follower.trace`."""
        return self._follower.trace(resource, references, wanted)

    def meaning(self, resource: Resource, name: str) -> str:
        """See `Meanings.of`."""
        from .meanings import Meanings

        return Meanings(self._scopes).of(resource, name)

    def altered(self, resource: Resource, name: str) -> bool:
        """See `altered.is_altered`."""
        from .altered import is_altered

        return is_altered(self._scopes, resource, name)

    def settled(self, resource: Resource, references: tuple[str, ...]) -> bool:
        """See `Settled.settled`."""
        return self._settled.settled(resource, references)

    def dynamic(self, resource: Resource, block: str) -> dict[str, Any] | None:
        """See `Follower.dynamic`."""
        return self._follower.dynamic(resource, block)

    def lifecycle_replaces(self, resource: Resource) -> bool | Unknown:
        """See `Follower.lifecycle_replaces`."""
        return self._follower.lifecycle_replaces(resource)

    def members(self, resource: Resource, name: str, block: tuple[Any, ...] = ()) -> dict[str, Written] | None:
        """See `model.resource.Resources.members`."""
        sources = self._scopes.sources
        if sources is None:
            return None
        path = self._scopes.module(resource.module).path
        return sources.members(path, resource.type, resource.name, name, block)

    def reach(self, resource: Resource) -> Reach:
        """See `model.resource.Resources.reach`; worked out once for all instances of a block."""
        key = (self._scopes.module(resource.module).path, resource.type, resource.name)
        if key not in self._reaches:
            from .reach import DeploymentReach

            self._reaches[key] = DeploymentReach(self._scopes, resource)
        return self._reaches[key]

    def created_first(self, resource: Resource) -> bool | Unknown:
        """See `model.resource.Resources.created_first`."""
        planned = self.replacements.get(resource.address)
        if planned is not None:
            return planned
        from .reach import created_first

        return created_first(self._scopes, resource)


def _order(resource: Resource) -> tuple[object, ...]:
    key = resource.key
    return (resource.module, resource.name, isinstance(key, str), 0 if key is None else key)
