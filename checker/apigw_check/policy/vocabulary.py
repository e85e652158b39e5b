"""The fields of `vocabulary_fields` with their shapes, told from the model's annotations, and how they are read."""

from __future__ import annotations

import sys
import types
import typing
from functools import lru_cache
from typing import Any, TypeAlias

from msgspec import Struct

from ..effective import effective
from ..model import alarms, dns, functions, gateway, iam, links, network, plans, roles
from ..model.iam import PolicyError
from ..model.value import Unknown
from .vocabulary_fields import COMMON, FIELDS, SUBJECT

Kind: TypeAlias = type[Struct]


class Shape(Struct, frozen=True):
    """What a value is: an object of a class, a list of them (`many`), or something else (`kind` is None)."""

    kind: Kind | None
    many: bool = False

    def member(self) -> Shape:
        """The shape of a list's members."""
        return Shape(self.kind)


class Field(Struct, frozen=True):
    """A field: its shape, its type in words, and what it says."""

    shape: Shape
    type: str
    description: str


#: Where the classes live.
_MODULES = (gateway, iam, functions, links, roles, plans, alarms, dns, network)
#: Lists of an API that an unread body may fill.
_IN_BODY = ("routes", "authorizers", "integrations")
#: Fields that are worked out.
_VIRTUAL = {"effective": "list of objects", "address": "text", "change": "text", "name": "text"}
_PLAIN = {str: "text", bool: "true or false", int: "number", float: "number"}


def kind_of(name: str) -> Kind:
    """The class of a kind of subject; raises `KeyError`."""
    return subject_kinds()[name]


@lru_cache(maxsize=1)
def subject_kinds() -> dict[str, Kind]:
    """The kinds that a rule can judge, with their classes."""
    found: dict[str, Kind] = {}
    for class_name in FIELDS:
        cls = _class(class_name)
        if issubclass(cls, gateway.Subject):
            found[cls.kind] = cls
    return found


def classes() -> list[Kind]:
    """Every class of the table, subjects first."""
    every = [_class(name) for name in FIELDS]
    return sorted(every, key=lambda cls: not issubclass(cls, gateway.Subject))


def _class(name: str) -> Kind:
    home = next(
        module for module in _MODULES if name in vars(module) and vars(module)[name].__module__ == module.__name__
    )
    cls: Kind = getattr(home, name)
    return cls


@lru_cache(maxsize=64)
def fields_of(kind: Kind) -> dict[str, Field]:
    """The fields of a class that rules may ask for; none for a class that is not in the table."""
    table = FIELDS.get(kind.__name__)
    if table is None or _class(kind.__name__) is not kind:
        return {}
    texts = _rows(table)
    if "origin" in kind.__struct_fields__:
        texts |= _rows(COMMON)
    if issubclass(kind, gateway.Subject):
        texts |= _rows(SUBJECT)
    return {name: _field(kind, name, text) for name, text in texts.items()}


def _rows(table: str) -> dict[str, str]:
    pairs = (line.split(None, 1) for line in table.strip().splitlines())
    return {name: text.strip() for name, text in pairs}


def _field(kind: Kind, name: str, description: str) -> Field:
    if name in _VIRTUAL:
        return Field(Shape(None), _VIRTUAL[name], description)
    owner = getattr(kind, name, None)
    hint = owner.fget.__annotations__["return"] if isinstance(owner, property) and owner.fget else _hint(kind, name)
    if isinstance(hint, str):
        known = {**vars(gateway), **vars(sys.modules[kind.__module__])}
        hint = eval(hint, known)  # noqa: S307 - an annotation of our own source
    shape, words = _shape(hint)
    return Field(shape, words, description)


def _hint(kind: Kind, name: str) -> Any:
    for cls in kind.__mro__:
        hints = cls.__dict__.get("__annotations__", {})  # noqa: RUF063 - importing inspect takes as long as ten rules
        if name in hints:
            return hints[name]
    raise AttributeError(f"{kind.__name__} has no field {name}")


def _shape(hint: Any) -> tuple[Shape, str]:
    """The shape of an annotation, and its type in words."""
    origin, arguments = typing.get_origin(hint), typing.get_args(hint)
    if origin in (typing.Union, types.UnionType):
        left = [one for one in arguments if one not in (Unknown, types.NoneType, PolicyError)]
        return _shape(left[0]) if len(left) == 1 or {*left} <= {int, float} else (Shape(None), _words(left))
    if origin in (list, tuple):
        shape, words = _shape(arguments[0])
        return Shape(shape.kind, True), f"list of {words}"
    if origin is dict:
        return Shape(None), "object"
    if isinstance(hint, type) and issubclass(hint, Struct):
        return Shape(hint), hint.__name__
    return Shape(None), _PLAIN.get(hint, "value")


def _words(hints: list[Any]) -> str:
    return " or ".join(dict.fromkeys(_shape(hint)[1] for hint in hints))


def read(value: Struct, name: str) -> Any:
    """A field of an object as an expression sees it: lists for tuples, None for what is not in the table."""
    if name not in fields_of(type(value)):
        return None
    if name in _VIRTUAL:
        return _virtual(value, name)
    found = getattr(value, name)
    if isinstance(found, list) and not found:
        # An empty list of which some members are out of sight is not known to be empty.
        unread = getattr(value, f"{name}_unread", None)
        if unread is None and name in _IN_BODY:
            unread = getattr(value, "unread", None)
        return unread if isinstance(unread, Unknown) else found
    if isinstance(found, tuple):
        return [list(item) if isinstance(item, tuple) else item for item in found]
    if isinstance(found, PolicyError):
        return Unknown(found.message)
    return found


def _virtual(value: Any, name: str) -> Any:
    if name == "effective":
        names = [field for field in fields_of(gateway.Setting) if field not in ("scope", "address", "change")]
        return [
            {"routes": [route.name for route in group.routes], **{field: group.value(field) for field in names}}
            for group in effective(value)
        ]
    if name == "name":
        return value.name
    return getattr(value.origin, name) if value.origin is not None else None
