"""Two inputs of any kind as the two sides of one change: what OLD wants and what NEW wants. Prints nothing.

What a plan says of its own state before is no side of this comparison.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from msgspec import Struct, structs

from ._pipeline import Analysis, hide, linked, read, read_body, taken
from .engine import Other, Result, Selected, judge, unseen
from .frontends.base import RELEVANT, RELEVANT_DATA, InputError
from .frontends.plan_resources import PlanInput, PlanResources
from .link import link
from .link.possible import possible
from .locate.moved import moves, renamed
from .locate.removed import forgotten
from .model.estate import Estate, Possible
from .model.origin import without_keys
from .model.resource import Resource
from .model.value import Unknown
from .touched import ALIKE, MIXED, fields, mark, same

if TYPE_CHECKING:
    from .frontends.hcl.options import FolderOptions
    from .locate.resolve import Located, Locator

_TYPES = (*sorted(RELEVANT), *(f"data.{name}" for name in sorted(RELEVANT_DATA)))
BEFORE = "before the change"


class Side(Struct, eq=False):
    """One of the two inputs, read. `maybe` is as in `FolderInput`."""

    path: str
    kind: str
    plan: PlanInput
    locator: Locator | None
    maybe: dict[str, str]


def compare(
    old: str,
    new: str,
    selection: list[Selected],
    *,
    source: str | None = None,
    old_source: str | None = None,
    folders: FolderOptions | None = None,
    keep_going: bool = False,
    scoped: bool = False,
) -> Analysis:
    """Judges NEW and labels its findings by comparison with OLD; what cannot be read becomes an error.

    `source` and `old_source` are the folders of the sources where an input is a plan. `scoped`: findings on gateways
    that the change does not touch are marked.
    """
    analysis = Analysis(scoped=scoped)
    sides: list[Side] = []
    for path, folder in ((old, old_source), (new, source)):
        try:
            sides.append(_side(path, folder, folders, keep_going, analysis))
        except InputError as error:
            analysis.errors.append((str(error), error.hint))
    if len(sides) == 2:
        _judge(sides[0], sides[1], selection, analysis)
    return analysis


def _side(path: str, source: str | None, folders: FolderOptions | None, keep_going: bool, analysis: Analysis) -> Side:
    if path == "-" or not os.path.isdir(path):
        return Side(path, "plan", *read(path, source), {})
    folder, locator = taken(path, folders, keep_going, analysis)
    return Side(path, "folder", folder.plan, locator, dict(folder.maybe))


def _judge(old: Side, new: Side, selection: list[Selected], analysis: Analysis) -> None:
    moved = _moved(old, new)
    _rename(old, moved)
    _forget(old, new)
    before = linked(old.path, old.kind, old.plan, analysis)
    after = analysis.estate = linked(new.path, new.kind, new.plan, analysis)
    analysis.inputs.append((new.path, new.kind))
    analysis.compared.append((old.path, old.kind))
    if new.locator is not None:
        analysis.locators[new.path] = new.locator
    if old.locator is not None and old.path != new.path:
        apart = new.locator is None or _root(old.locator) != _root(new.locator)
        names = {target: source for source, target in moved.items()}
        analysis.earlier[old.path] = EarlierLocator(old.locator, names, BEFORE if apart else "")
    mode = ALIKE if old.kind == new.kind else MIXED
    differing = _differing(old, new) if mode == ALIKE else frozenset()

    def differs(result: Result, earlier: Result | None) -> bool:
        if mode == MIXED and unseen(result.subject):
            return False
        if earlier is None or any(spot.origin.address in differing for spot in result.spots):
            return True
        return not same(fields(earlier.subject), fields(result.subject), mode)

    others = _worlds(old, before)
    worlds = _worlds(new, after)
    for world in others:
        again = link(new.plan.after, read_body, new.plan.before)
        worlds.append(Possible(again, f"before the change: {world.reason}", world.apart, world.estate))
    other = Other(differs, old.maybe, others, extents=mode == ALIKE)
    judgement = judge(after, before, selection, other=other, maybe=new.maybe, worlds=worlds)
    analysis.judgement = judgement
    hide(judgement, analysis)
    if analysis.scoped:
        mark(judgement, after, before, mode=mode, changed=lambda origin: origin.address in differing)


def _worlds(side: Side, estate: Estate) -> list[Possible]:
    return [*possible(side.plan.after, read_body, estate, side.maybe, side.plan.before)]


# -- what has moved --------------------------------------------------------------------------------------------------


def _moved(old: Side, new: Side) -> dict[str, str]:
    """The addresses in NEW of what has another one in OLD."""
    addresses = [[one.address for one in _resources(side.plan.after)] for side in (old, new)]
    origins = [one.origin for one in _resources(new.plan.after)]
    told = {origin.previous_address: origin.address for origin in origins if origin.previous_address}
    there = set(addresses[0])
    found = {was: now for was, now in told.items() if was in there and now not in there}
    tree = new.locator.tree if new.locator is not None else None
    blocks = moves(tree, [*addresses[0], *addresses[1]]) if tree is not None else []
    left = [address for address in addresses[0] if address not in found]
    taken = set(found.values())
    more = renamed(left, addresses[1], blocks)
    return found | {was: now for was, now in more.items() if now not in taken}


def _rename(old: Side, moved: Mapping[str, str]) -> None:
    """Gives the resources of OLD the addresses that they have in NEW, as a plan does with its state before."""
    for resource in _resources(old.plan.after) if moved else ():
        now = moved.get(resource.address)
        if now is not None:
            resource.origin = structs.replace(resource.origin, address=now, previous_address=resource.address)
    old.maybe = {moved.get(address, address): reason for address, reason in old.maybe.items()}


def _forget(old: Side, new: Side) -> None:
    """Marks the resources of OLD that NEW lets go of and does not destroy, as a plan does."""
    if new.kind == "plan" or new.locator is None or new.locator.tree is None:
        return
    declared = {resource.address for resource in _resources(new.plan.after)}
    gone = {each.address: each for each in _resources(old.plan.after) if each.address not in declared}
    for address in forgotten(new.locator.tree, gone) if gone else ():
        gone[address].origin = structs.replace(gone[address].origin, change="forget")


def _resources(side: PlanResources) -> list[Resource]:
    return [resource for type_ in _TYPES for resource in side.of(type_)]


def _differing(old: Side, new: Side) -> frozenset[str]:
    """The addresses of the resources of which the configuration gives other values in the two inputs.

    What the provider computes is passed over: it tells what was applied, not what is wanted. Of a value that neither
    side knows the expressions are compared, where both have sources of their own.
    """
    earlier = {resource.address: resource for resource in _resources(old.plan.after)}
    apart = old.locator is not None and new.locator is not None and _root(old.locator) != _root(new.locator)
    texts = [_Texts(side.locator) if apart else None for side in (old, new)]
    found = set(earlier)
    for resource in _resources(new.plan.after):
        was = earlier.get(resource.address)
        if was is None:
            found.add(resource.address)
            continue
        names = {**(was.expressions or {}), **(resource.expressions or {})}
        if all(_alike(was, resource, name, texts) for name in names):
            found.discard(resource.address)
    return frozenset(found)


def _alike(was: Resource, now: Resource, name: str, texts: Sequence[_Texts | None]) -> bool:
    old, new = was.get(name), now.get(name)
    if not same(old, new, ALIKE):
        return False
    before, after = texts
    if before is None or after is None or not (isinstance(old, Unknown) and isinstance(new, Unknown)):
        return True
    return before.of(was, name) == after.of(now, name)


class _Texts:
    """The expressions of a folder's resources as they are written, line breaks and indentation aside."""

    def __init__(self, locator: Locator | None) -> None:
        from .locate.sources import Sources

        assert locator is not None
        assert locator.tree is not None
        self._sources = Sources(locator.tree)

    def of(self, resource: Resource, name: str) -> str:
        """The text of an argument; empty where it is not found."""
        path = tuple(re.findall(r"(?:^|\.)module\.([\w-]+)", without_keys(resource.module)))
        text = self._sources.text(path, "resource", f"{resource.type}.{resource.name}", name)
        return " ".join((text or "").split())


# -- where it was ----------------------------------------------------------------------------------------------------


class EarlierLocator:
    """Locates in OLD's sources what has its address of NEW, and says so at each place."""

    def __init__(self, inner: Locator, names: Mapping[str, str], note: str) -> None:
        self._inner = inner
        self._names = names
        self._note = note

    @property
    def notes(self) -> Sequence[str]:
        """What could not be read so far."""
        return self._inner.notes

    @property
    def snippet(self) -> Callable[[str, int, int], list[str]]:
        """The lines of a file, see `Locator.snippet`."""
        return self._inner.snippet

    def locate(self, address: str, attribute: Sequence[Any] | None = None, pointer: str | None = None) -> list[Located]:
        """The places of an attribute, see `Locator.locate`."""
        places = self._inner.locate(self._names.get(address, address), attribute, pointer)
        if not self._note:
            return places
        return [structs.replace(one, note="; ".join(filter(None, [one.note, self._note]))) for one in places]


def _root(locator: Locator) -> str:
    return os.path.realpath(locator.tree.root) if locator.tree is not None else ""
