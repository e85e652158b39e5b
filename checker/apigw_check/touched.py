"""Which gateways a change touches: those of which anything that rules can see is different, or is changed by the plan.

What belongs to a gateway is what its API leads to (stages, routes, functions, roles, web ACLs, domains, usage plans,
...) and what leads to it (permissions, alarms, DNS records, ...), but nothing of another API.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any, TypeAlias

from msgspec import Struct, field

from .engine import EXISTING, Judgement
from .model.estate import Estate
from .model.gateway import Api, Backend, IdentityPool, Permission, Stage, Subject
from .model.origin import Origin
from .model.suppression import Suppression
from .model.value import Unknown

#: How inputs are compared that know different things. `PLAN`: the two sides of a plan, of which the earlier one has no
#: configuration. `ALIKE`: two inputs of one kind. `MIXED`: of two kinds.
PLAN, ALIKE, MIXED = "plan", "alike", "mixed"

#: What a plan's actions on a resource are where it is left as it is. A data source that is still to be read is told by
#: what is not known for it.
_AT_REST = ("no-op", "read", "untouched", "none")
#: Fields that say nothing of the input, or what only the configuration says.
_PASSED_OVER = frozenset({"origin", "before", "memo", "changed", "index"})
_CONFIGURATION = frozenset({"parts", "created_first", "replace_triggered_by", "has_literal_value", "given_as"})
#: What leads from an object to the API, or to the stage, that it belongs to.
_OWNERS = ("api", "stage", "target")
#: Lists of an estate that hold no subjects which stand beside APIs.
_INSIDE = (
    "apis",
    "associations",
    "mappings",
    "orphans",
    "unplaced",
    "guessed",
    "kept",
    "suppressions",
    "resources",
)

Key: TypeAlias = tuple[str, str]
Fields: TypeAlias = dict[str, Any]


class _Reference(Struct, frozen=True):
    """An object that has a place of its own in the outline."""

    key: Key


class Outline(Struct, eq=False):
    """What rules can see of a gateway, by type and origin; `origins` are those of all that it is made of."""

    nodes: dict[Key, list[Fields]] = field(default_factory=dict)
    origins: list[Origin] = field(default_factory=list)
    subjects: set[int] = field(default_factory=set)
    apis: list[Api] = field(default_factory=list)


def mark(
    judgement: Judgement,
    after: Estate,
    before: Estate | None,
    *,
    mode: str = PLAN,
    changed: Callable[[Origin], bool] | None = None,
) -> None:
    """Marks the findings on gateways that the change does not touch.

    `changed` says which resources differ where the inputs are not the sides of one plan. What is new, worsened or fixed
    is never marked: whatever made it so has touched it.
    """
    old = [result for result in judgement.findings if result.change == EXISTING]
    if before is None or not old:
        return
    estates = _Gateways(after), _Gateways(before)
    touches = _Touches(*estates, mode, changed or _planned)
    for result in old:
        if isinstance(result.subject, Suppression):
            continue
        found = [(api.origin.key, touches.api(api)) for api in estates[0].of(result.subject)]
        found = found or [(result.subject.origin.key, touches.alone(result.subject))]
        result.touched = any(touched for _, touched in found)
        result.gateway = min(key for key, _ in found)


def _planned(origin: Origin) -> bool:
    return origin.change not in _AT_REST


class _Gateways:
    """The gateways of an estate, each with what leads to it."""

    def __init__(self, estate: Estate) -> None:
        self.estate = estate
        self.apis = {(api.origin.key, api.external): api for api in estate.apis}
        self._outlines: dict[int, Outline] = {}
        self._attached: dict[int, list[Subject]] = {}
        self._owners: dict[int, list[Api]] = {}
        self._addresses: dict[str, list[Api]] | None = None
        for subject in _beside(estate):
            if isinstance(subject, IdentityPool):
                continue  # it lists all APIs of its input
            apis = outline([subject], None).apis
            if isinstance(subject, Permission):  # its source may name an API that has no integration with the function
                named = [api for api in estate.apis if api.origin.address in subject.api_addresses]
                apis += [api for api in named if api not in apis]
            self._owners[id(subject)] = apis
            for api in apis:
                self._attached.setdefault(id(api), []).append(subject)

    def outline(self, api: Api) -> Outline:
        """What a gateway is made of."""
        if id(api) not in self._outlines:
            self._outlines[id(api)] = outline([api, *self._attached.get(id(api), ())], api)
        return self._outlines[id(api)]

    def of(self, subject: Subject) -> list[Api]:
        """The gateways that a subject belongs to."""
        if isinstance(subject, Api):
            return [subject]
        if isinstance(owner := getattr(subject, "api", None), Api):
            return [owner]
        known = self._owners.get(id(subject))
        if known is None:
            known = self._owners[id(subject)] = [
                api for api in self.estate.apis if id(subject) in self.outline(api).subjects
            ]
        return known or self._at(subject.origin.address)

    def _at(self, address: str) -> list[Api]:
        """The gateways that a resource is a part of."""
        if self._addresses is None:
            self._addresses = {}
            for api in self.estate.apis:
                for name in dict.fromkeys(origin.address for origin in self.outline(api).origins):
                    self._addresses.setdefault(name, []).append(api)
        return self._addresses.get(address, [])


def _beside(estate: Estate) -> Iterator[Subject]:
    """The subjects of an estate that stand beside its APIs."""
    for name in Estate.__struct_fields__:
        if name not in _INSIDE:
            yield from (subject for subject in getattr(estate, name) if isinstance(subject, Subject))


class _Touches:
    """What is touched, each gateway asked for once."""

    def __init__(self, after: _Gateways, before: _Gateways, mode: str, changed: Callable[[Origin], bool]) -> None:
        self._after = after
        self._before = before
        self._mode = mode
        self._changed = changed
        self._known: dict[int, bool] = {}

    def api(self, api: Api) -> bool:
        """Whether a gateway is touched."""
        if id(api) not in self._known:
            was = self._before.apis.get((api.origin.key, api.external))
            unseen = self._mode != PLAN and api.unread is not None and not api.external
            self._known[id(api)] = (
                was is None or unseen or self._differs(self._after.outline(api), self._before.outline(was))
            )
        return self._known[id(api)]

    def alone(self, subject: Subject) -> bool:
        """Whether a subject is touched that belongs to no gateway."""
        key = (type(subject).__name__, subject.origin.key)
        was = next((one for one in _beside(self._before.estate) if (type(one).__name__, one.origin.key) == key), None)
        if was is None:
            return type(subject).__name__ != "Enumerated" or self._changed(subject.origin)
        return self._differs(outline([subject], None), outline([was], None))

    def _differs(self, after: Outline, before: Outline) -> bool:
        if any(self._changed(origin) for origin in (*after.origins, *before.origins)):
            return True
        return after.nodes.keys() != before.nodes.keys() or any(
            not same(before.nodes[key], nodes, self._mode) for key, nodes in after.nodes.items()
        )


# -- outlines --------------------------------------------------------------------------------------------------------


def outline(seeds: Iterable[Struct], home: Api | None) -> Outline:
    """What the seeds lead to, as plain values; what belongs to another API than `home` is left out, and listed."""
    found = Outline()
    waiting = list(seeds)
    seen: set[int] = set()
    while waiting:
        item = waiting.pop()
        if id(item) in seen:
            continue
        seen.add(id(item))
        if isinstance(origin := getattr(item, "origin", None), Origin):
            found.origins.append(origin)
        if isinstance(item, Subject):
            found.subjects.add(id(item))
        reader = _Reader(home, found)
        found.nodes.setdefault(_key(item), []).append(
            {name: reader.value(getattr(item, name)) for name in item.__struct_fields__ if name not in _PASSED_OVER}
        )
        waiting += reader.met
    for nodes in found.nodes.values():
        if len(nodes) > 1:
            nodes.sort(key=repr)
    return found


def fields(item: Struct) -> Fields:
    """What an object itself says, as plain values."""
    reader = _Reader(None, Outline())
    return {name: reader.value(getattr(item, name)) for name in item.__struct_fields__ if name not in _PASSED_OVER}


def _key(item: Any) -> Key:
    name = f"{item.kind} {item.label}" if isinstance(item, Backend) else item.origin.key
    return (type(item).__name__, name)


class _Foreign:
    """Stands for what belongs to another API."""


class _Reader:
    """Reads the values of an object; `met` are the objects that it leads to."""

    def __init__(self, home: Api | None, outline: Outline) -> None:
        self._home = home
        self._outline = outline
        self.met: list[Struct] = []

    def value(self, value: Any) -> Any:
        """A value without objects."""
        if value is None or isinstance(value, str | int | float | bool | Unknown):
            return value
        if isinstance(value, Struct):
            return self._struct(value)
        if isinstance(value, list | tuple):
            read = (self.value(item) for item in value)
            return tuple(item for item in read if item is not _Foreign)
        if isinstance(value, dict):
            return {name: self.value(item) for name, item in value.items()}
        if isinstance(value, set | frozenset):
            return tuple(sorted(map(str, value)))
        return str(value)

    def _struct(self, value: Struct) -> Any:
        if isinstance(value, Origin):
            self._outline.origins.append(value)
            return value.key
        if isinstance(value, Backend) or isinstance(getattr(value, "origin", None), Origin):
            other = self._owner(value)
            if other is not None:
                if self._home is None and other not in self._outline.apis:
                    self._outline.apis.append(other)
                return _Foreign
            self.met.append(value)
            return _Reference(_key(value))
        return {name: self.value(getattr(value, name)) for name in value.__struct_fields__ if name not in _PASSED_OVER}

    def _owner(self, value: Any) -> Api | None:
        """The other API that an object belongs to."""
        if isinstance(value, Api):
            return value if value is not self._home else None
        for name in _OWNERS:
            owner = getattr(value, name, None)
            if isinstance(owner, Api | Stage) and (api := self._owner(owner)) is not None:
                return api
        return None


def same(old: Any, new: Any, mode: str) -> bool:
    """Whether two values are the same, as far as inputs of these kinds can tell."""
    if isinstance(old, Unknown) or isinstance(new, Unknown):
        if mode == MIXED or (mode == PLAN and isinstance(old, Unknown)):
            return True
        if not (isinstance(old, Unknown) and isinstance(new, Unknown)):
            return False
        return mode == PLAN or old.references == new.references
    if not isinstance(old, bool | int | float) and not isinstance(new, bool | int | float) and not old and not new:
        return True  # nothing, however it is written
    if isinstance(old, dict) and isinstance(new, dict):
        names = [name for name in old if mode != PLAN or name not in _CONFIGURATION]
        return old.keys() == new.keys() and all(same(old[name], new[name], mode) for name in names)
    if isinstance(old, list | tuple) and isinstance(new, list | tuple):
        if len(old) != len(new):
            return False
        if all(same(a, b, mode) for a, b in zip(old, new, strict=True)):
            return True
        # What the provider keeps as a set has another order in a plan.
        pairs = zip(sorted(old, key=repr), sorted(new, key=repr), strict=True)
        return mode == MIXED and all(same(a, b, mode) for a, b in pairs)
    return type(old) is type(new) and bool(old == new)


def leave_out(judgement: Judgement) -> None:
    """Sets the findings apart that are marked as on gateways that the change does not touch."""
    out = [result for result in judgement.findings if not result.touched]
    judgement.findings = [result for result in judgement.findings if result.touched]
    judgement.untouched = out
