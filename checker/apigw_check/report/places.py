"""From the spots that a verdict names to places in files, each looked up once."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Annotated, Literal, Protocol, TypeAlias

from msgspec import Meta, Struct
from msgspec.structs import replace

from ..model.attributes import attribute_path, pointer_of
from ..model.origin import Written
from .redact import plain

if TYPE_CHECKING:
    from ..rules.base import Spot

    Step: TypeAlias = str | int | tuple[str, str]

    class Located(Protocol):
        """A place in a file; `role` is `primary` or `related`, `end_column` the column after the last one."""

        @property
        def file(self) -> str: ...  # noqa: D102 - the class says it
        @property
        def line(self) -> int: ...  # noqa: D102 - the class says it
        @property
        def column(self) -> int: ...  # noqa: D102 - the class says it
        @property
        def end_line(self) -> int: ...  # noqa: D102 - the class says it
        @property
        def end_column(self) -> int: ...  # noqa: D102 - the class says it
        @property
        def role(self) -> str: ...  # noqa: D102 - the class says it
        @property
        def note(self) -> str: ...  # noqa: D102 - the class says it

    class Locator(Protocol):
        """What finds the sources of an input's resources (see `locate.resolve`)."""

        @property
        def notes(self) -> Sequence[str]:
            """What could not be read so far."""

        def locate(
            self, address: str, attribute: Sequence[Step] | None = None, pointer: str | None = None
        ) -> Sequence[Located]:
            """The places of an attribute of a resource; none where the sources do not show it."""


PRIMARY: Literal["primary"] = "primary"
RELATED: Literal["related"] = "related"


class Place(Struct, frozen=True):
    """A place that a finding points at. Lines and columns count from 1, columns in code points."""

    address: Annotated[str, Meta(description="The Terraform address; empty where nothing declares it.")]
    file: Annotated[str | None, Meta(description="null where no sources are at hand or none of them shows the block.")]
    line: int | None
    column: int | None
    end_line: int | None
    end_column: Annotated[int | None, Meta(description="The column after the last one.")]
    role: Annotated[Literal["primary", "related"], Meta(description="Each finding has one primary place, its first.")]
    note: Annotated[str, Meta(description="What stands there, in words; may be empty.")]


class Places:
    """Looks places up. Many findings name the same spot: each is asked for once."""

    def __init__(self, locators: Mapping[str, Locator | None], clean: Callable[[str], str]) -> None:
        self._locators = locators
        self._clean = clean
        self._found: dict[tuple[object, ...], Sequence[Located]] = {}

    def of(self, spots: Sequence[Spot], *, whole: bool = False) -> list[Place]:
        """The places of a finding: the primary one first, each once. `whole` asks for blocks, not attributes."""
        found: list[Place] = []
        seen: set[tuple[object, ...]] = set()
        addresses = {""}
        for spot in spots:
            hidden = ""
            for place in self._places(spot, whole, primary=not found):
                key = (place.address, place.note) if place.file is None else (place.file, place.line, place.column)
                adds_nothing = place.file is None and not place.note and place.address in addresses
                if key in seen or (found and adds_nothing):
                    hidden = hidden or (spot.note and self._clean(spot.note))
                    continue
                seen.add(key)
                addresses.add(place.address)
                # What the spot is stands at its first place; where that one is shown already, at the next.
                note = "; ".join(filter(None, (hidden, place.note)))
                found.append(replace(place, note=note) if hidden else place)
                hidden = ""
        return found

    def _places(self, spot: Spot, whole: bool, primary: bool) -> list[Place]:
        address, note = plain(spot.origin.address), self._clean(spot.note)
        if isinstance(at := spot.origin, Written):
            role = PRIMARY if primary else RELATED
            return [Place("", plain(at.file), at.line, at.column, at.end_line or at.line, at.end_column, role, note)]
        located = sorted(self._locate(spot, whole), key=lambda entry: entry.role != PRIMARY)
        if not located:
            return [Place(address, None, None, None, None, None, PRIMARY if primary else RELATED, note)]
        places: list[Place] = []
        for entry in located:
            first = not places
            words = [note if first else "", self._clean(entry.note)]
            places.append(
                Place(
                    address,
                    plain(entry.file),
                    entry.line,
                    entry.column,
                    entry.end_line,
                    entry.end_column,
                    PRIMARY if primary and first else RELATED,
                    "; ".join(filter(None, words)),
                )
            )
        return places

    def _locate(self, spot: Spot, whole: bool) -> Sequence[Located]:
        origin = spot.origin
        locator = self._locators.get(origin.input)
        if locator is None or not origin.address:
            return ()
        path = None if whole else attribute_path(origin, spot.field, spot.key)
        pointer = None if whole else pointer_of(origin, spot.field, spot.key)
        key = (origin.input, origin.address, path, pointer)
        found = self._found.get(key)
        if found is None:
            found = self._found[key] = locator.locate(origin.address, path, pointer)
        return found
