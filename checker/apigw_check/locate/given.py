"""Where the variables of the root module get their values: `terraform.tfvars` and its like, files that are named."""

from __future__ import annotations

import os
from typing import Any

from .address import unescape
from .blocks import Header, SourceFile
from .data import Data
from .modules import Inputs, read_source
from .shapes import LITERAL, OBJECT, Entry, elements, entries, read
from .steps import Expression, Found

_FIRST = ("terraform.tfvars", "terraform.tfvars.json")
_AUTOMATIC = (".auto.tfvars", ".auto.tfvars.json")


class Given:
    """The files that give values, the later over the earlier. What says something else than the values in force, where
    these are known, is no place of them."""

    def __init__(self, root: str, inputs: Inputs) -> None:
        self._root = root
        self._inputs = inputs
        self._found: dict[str, tuple[Expression, Found]] | None = None
        self._holds: dict[tuple[str, str], bool] = {}

    def value(self, name: str) -> tuple[Expression, Found] | None:
        """Return where a file gives a variable its value; None where none does."""
        if self._found is None:
            self._found = {}
            for file in (*_automatic(self._root), *map(os.path.abspath, self._inputs.files)):
                self._found |= _read(file)
        return self._found.get(name)

    def holds(self, name: str, value: Expression) -> bool:
        """Whether what is written can be the value that a variable has."""
        values = self._inputs.values
        if values is None:
            return name not in self._inputs.hidden
        key = name, value.file
        if key not in self._holds:
            self._holds[key] = name in values and _agrees(value, values[name])
        return self._holds[key]


def _automatic(root: str) -> list[str]:
    try:
        names = sorted(os.listdir(root))
    except OSError:
        return []
    chosen = (*(name for name in _FIRST if name in names), *(name for name in names if name.endswith(_AUTOMATIC)))
    return [os.path.join(root, name) for name in chosen]


def _read(file: str) -> dict[str, tuple[Expression, Found]]:
    """Return what a file gives values to. What cannot be read, others say."""
    text = read_source(file, [])
    if text is None:
        return {}
    if file.endswith(".json"):
        data = Data(text.text)
        members = data.node(data.span[0]).members if data.span else {}
        return {
            name: (
                Expression(file, data, entry.value, entry.stop),
                Found(file, data, entry.start, entry.value, entry.stop, 0),
            )
            for name, entry in members.items()
        }
    source = SourceFile(text.text)
    # The file is read as the body of a block.
    body = source.block(Header("", (), 0, 0, len(source.text)))
    return {
        name: (
            Expression(file, source, at.value_start, at.value_end),
            Found(file, source, at, at.value_start, at.value_end, 0),
        )
        for name, at in body.attributes.items()
    }


def _agrees(written: Expression, value: Any) -> bool:
    """Whether a value that is written may have become this one: a type adds and drops members, a set orders elements,
    and numbers become text."""
    source, text = written.source, written.source.text
    if isinstance(source, Data):
        node = source.node(written.start)
        return _alike(written, node.kind, node.said, node.members, len(node.elements), value)
    shape = read(text, written.start, written.stop)
    if not shape.parts:
        return True
    start, stop = shape.parts[0]
    said = text[start:stop]
    said = unescape(said[1:-1]) if said.startswith('"') else said
    members = entries(text, start, stop - 1)[0] if shape.kind == OBJECT else {}
    count = len(elements(text, start, stop - 1)) if isinstance(value, list) else 0
    return _alike(written, shape.kind, said, members, count, value)


def _alike(written: Expression, kind: int, said: str, members: dict[str, Entry], count: int, value: Any) -> bool:
    if kind == LITERAL:
        scalar = str(value).lower() if isinstance(value, bool) else "null" if value is None else str(value)
        number = _number(said)
        same = said == scalar or (number is not None and number == _number(scalar))
        return same and not isinstance(value, (dict, list))
    if kind == OBJECT:
        return isinstance(value, dict) and all(
            key not in value or _agrees(written.part((entry.value, entry.stop)), value[key])
            for key, entry in members.items()
        )
    return not isinstance(value, list) or count >= len(value)


def _number(text: str) -> float | None:
    try:
        return float(text)
    except ValueError:
        return None
