"""Resources as frontends give them to the linker: values, unknowns, references.

Attribute names are those of the Terraform provider, whatever the input is.
"""

from __future__ import annotations

from typing import Any, Protocol

from msgspec import Struct

from .origin import Origin
from .value import Unknown


class View:
    """A block of a resource: its values, which of them are unknown, and the expressions that the caller wrote.

    `unknown` has the shape of `values` with `True` where a value is unknown. `expressions` is None where it cannot be
    told what the caller wrote (a dynamic block, an input without configuration). `owner` is the resource.
    """

    __slots__ = ("expressions", "owner", "unknown", "values")

    def __init__(
        self, values: dict[str, Any], unknown: Any, expressions: dict[str, Any] | None, owner: Resource | None
    ) -> None:
        self.values = values
        self.unknown = unknown
        self.expressions = expressions
        self.owner = owner

    def get(self, name: str) -> Any:
        """The attribute: plain, None where it is not set, or Unknown (nested values too).

        An unknown that the caller did not write is what the provider or the service will choose: None.
        """
        unknown = self.unknown
        if unknown is True:
            return Unknown()
        mark = unknown.get(name) if unknown else None
        if not mark:
            return self.values.get(name)
        if mark is True:
            return Unknown(references=self.references(name)) if self._is_written(name) else None
        return _merge(self.values.get(name), mark)

    def written(self, name: str) -> Any:
        """Like `get`, but None for a provider's default that the caller did not write."""
        if self.expressions is not None and name not in self.expressions:
            return None
        return self.get(name)

    def _is_written(self, name: str) -> bool:
        """Whether the caller gives the attribute a value other than null; True where that cannot be told."""
        if self.expressions is None:
            return True
        expression = self.expressions.get(name)
        if expression is None:
            return False
        if not isinstance(expression, dict):
            return True
        references = expression.get("references")
        if not references:
            return "constant_value" not in expression or expression["constant_value"] is not None
        # An expression of known values whose result is unknown is null, and what the provider computes instead.
        return self.owner is None or not self.owner.source.settled(self.owner, tuple(references))

    def references(self, name: str) -> tuple[str, ...]:
        """The references of the expression that gives the attribute, most specific first."""
        expression = self.expressions.get(name) if self.expressions else None
        if isinstance(expression, dict):
            return tuple(expression.get("references") or ())
        return ()

    def blocks(self, name: str) -> list[View] | Unknown:
        """The nested blocks of a name; Unknown where even their number is."""
        unknown = self.unknown
        mark = True if unknown is True else (unknown.get(name) if unknown else None)
        if mark is True:
            if unknown is not True and not self._is_written(name):
                return []
            return Unknown(references=self.references(name))
        items = self.values.get(name)
        if isinstance(items, dict):
            items = [items]
            mark = [mark]
        if not isinstance(items, list):
            return []
        marks: list[Any] = mark if isinstance(mark, list) else []
        expressions: Any = self.expressions.get(name) if self.expressions is not None else None
        if isinstance(expressions, dict):
            expressions = [expressions]
        aligned = isinstance(expressions, list) and len(expressions) == len(items)
        found = []
        for index, item in enumerate(items):
            inner = marks[index] if index < len(marks) else None
            if inner is True or isinstance(item, dict):
                written = expressions[index] if aligned else None
                if written is None and self.owner is not None and self.owner is self:
                    written = self.owner.source.dynamic(self.owner, name)
                found.append(View(item or {}, inner, written, self.owner))
        return found


class Resource(View):
    """One instance of a resource. `type` has the prefix `data.` for data sources; `module` is its module's address."""

    __slots__ = ("key", "module", "name", "origin", "source", "type")

    def __init__(
        self,
        origin: Origin,
        *,
        name: str,
        module: str,
        key: str | int | None,
        values: dict[str, Any],
        unknown: Any,
        expressions: dict[str, Any] | None,
        source: Resources,
    ) -> None:
        super().__init__(values, unknown, expressions, self)
        self.source = source
        self.origin = origin
        self.type = origin.type
        self.name = name
        self.module = module
        self.key = key

    @property
    def address(self) -> str:
        """The address."""
        return self.origin.address

    def __repr__(self) -> str:
        return f"<{self.origin.address}>"


class Link(Struct, frozen=True, eq=False):
    """Where a reference leads: the resources that it may mean. `opaque`: a part of it could not be followed."""

    targets: tuple[Resource, ...] = ()
    opaque: bool = True


class Resources(Protocol):
    """What the linker asks of a frontend."""

    def of(self, type_: str) -> list[Resource]:
        """All instances of a type, in the order of the input."""

    def follow(self, resource: Resource, name: str, wanted: frozenset[str]) -> Link:
        """The resources of the wanted types that the expression of an attribute refers to."""

    def settled(self, resource: Resource, references: tuple[str, ...]) -> bool:
        """Whether everything that the references lead to is known."""

    def dynamic(self, resource: Resource, block: str) -> dict[str, Any] | None:
        """The expressions in the content of a resource's only dynamic block of that name; None where not at hand."""

    def lifecycle_replaces(self, resource: Resource) -> bool | Unknown:
        """Whether the resource's lifecycle has `replace_triggered_by`; Unknown where the sources are not at hand."""


def _merge(value: Any, mark: Any) -> Any:
    """The value with `Unknown` wherever the mark is True."""
    if mark is True:
        return Unknown()
    if isinstance(mark, dict) and mark:
        merged = dict(value) if isinstance(value, dict) else {}
        for name, inner in mark.items():
            if inner:
                merged[name] = _merge(merged.get(name), inner)
        return merged
    if isinstance(mark, list) and mark:
        items = list(value) if isinstance(value, list) else []
        for index, inner in enumerate(mark):
            if index >= len(items):
                items.append(None)
            if inner:
                items[index] = _merge(items[index], inner)
        return items
    return value
