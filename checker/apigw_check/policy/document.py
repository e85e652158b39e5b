"""A YAML or TOML file as data, with the line of each key.

Lines are kept by key path (`("rules", "APIGW-101", "severity")`, list indexes included); a path without a line of its
own has that of the nearest thing around it.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from msgspec import Struct

from . import PolicyFileError
from .names import KeyPath

_BARE = r"""(?:"[^"\n]*"|'[^'\n]*'|[A-Za-z0-9_-]+)"""
_TOML_KEY = re.compile(rf"\s*({_BARE}(?:\s*\.\s*{_BARE})*)\s*=")
_TOML_TABLE = re.compile(rf"\s*(\[\[?)\s*({_BARE}(?:\s*\.\s*{_BARE})*)\s*\]")


class Document(Struct, frozen=True, eq=False):
    """What a file holds. `prefix` is the path of `data` in the file (`tool.apigw-check` in a pyproject.toml)."""

    path: str
    data: dict[str, Any]
    lines: dict[KeyPath, int]
    prefix: KeyPath = ()

    def line(self, path: KeyPath) -> int:
        """The line of a key path, counted from 1."""
        full = (*self.prefix, *path)
        while full and full not in self.lines:
            full = full[:-1]
        return self.lines.get(full, 1)

    def column(self, path: KeyPath) -> int:
        """The column, counted from 1, at which the line of a key path says something; the file is read again."""
        lines = _text(self.path).splitlines()
        line = next(iter(lines[self.line(path) - 1 : self.line(path)]), "")
        return len(line) - len(line.lstrip(" \t-")) + 1

    def place(self, path: KeyPath) -> str:
        """`FILE:LINE` of a key path."""
        return f"{self.path}:{self.line(path)}"


def read_yaml(path: str) -> Document:
    """Reads a YAML file that holds a mapping; an empty file is an empty mapping."""
    import yaml

    loader_type = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    lines: dict[KeyPath, int] = {}
    try:
        loader = loader_type(_text(path))
        try:
            node = loader.get_single_node()
            if node is None:
                return Document(path, {}, {})
            _mark(node, (), lines, set(), path)
            data = loader.construct_document(node)
        finally:
            loader.dispose()
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        place = f"{path}:{mark.line + 1}" if mark else path
        raise PolicyFileError(f"{place}: this is not YAML: {error.problem or error.context}") from None
    except (yaml.YAMLError, ValueError) as error:
        raise PolicyFileError(f"{path}: this is not YAML: {' '.join(str(error).split())}") from None
    except RecursionError:
        raise PolicyFileError(f"{path}: nested too deeply") from None
    if not isinstance(data, dict):
        raise PolicyFileError(f"{path}:1: the file must hold keys and values (a mapping)")
    return Document(path, data, lines)


def _mark(node: Any, path: KeyPath, lines: dict[KeyPath, int], seen: set[int], file: str) -> None:
    """Keeps the lines of keys and items, and refuses what YAML accepts and nobody means: a key twice, a key 101."""
    if id(node) in seen:  # an alias: its lines are those of the anchor's place
        return
    seen.add(id(node))
    if node.id == "sequence":
        for index, item in enumerate(node.value):
            lines[(*path, index)] = item.start_mark.line + 1
            _mark(item, (*path, index), lines, seen, file)
    elif node.id == "mapping":
        for key, value in node.value:
            if key.tag == "tag:yaml.org,2002:merge":
                continue
            line = key.start_mark.line + 1
            if key.tag != "tag:yaml.org,2002:str":
                name = key.value if isinstance(key.value, str) else key.id
                raise PolicyFileError(f"{file}:{line}: the key {name} is not a text; put it in quotes")
            inner = (*path, key.value)
            if inner in lines:
                raise PolicyFileError(f'{file}:{line}: the key "{key.value}" stands here twice (line {lines[inner]})')
            lines[inner] = line
            _mark(value, inner, lines, seen, file)


def read_toml(path: str, prefix: tuple[str, ...]) -> Document | None:
    """Reads the table `prefix` of a TOML file; None where the file has none."""
    import tomllib

    text = _text(path)
    try:
        data: Any = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise PolicyFileError(f"{path}: this is not TOML: {error}") from None
    except RecursionError:
        raise PolicyFileError(f"{path}: nested too deeply") from None
    lines = _toml_lines(text)
    for depth, key in enumerate(prefix):
        if not isinstance(data, dict):
            raise PolicyFileError(f"{path}: {'.'.join(prefix[:depth])} must be a table")
        if key not in data:
            return None
        data = data[key]
    if not isinstance(data, dict):
        raise PolicyFileError(f"{path}:{lines.get(prefix, 1)}: {'.'.join(prefix)} must be a table")
    return Document(path, data, lines, prefix)


def _toml_lines(text: str) -> dict[KeyPath, int]:
    """The lines of tables and keys. The parser keeps none, so the lines are read once more for their heads alone."""
    lines: dict[KeyPath, int] = {}
    table: KeyPath = ()
    counts: dict[KeyPath, int] = {}
    quote = ""
    for number, line in enumerate(text.splitlines(), 1):
        if quote:
            quote = "" if line.count(quote) % 2 else quote
            continue
        if header := _TOML_TABLE.match(line):
            table = _toml_path(header[2])
            if header[1] == "[[":
                counts[table] = counts.get(table, -1) + 1
                lines.setdefault(table, number)
                table = (*table, counts[table])
            else:
                table = _inside_array(table, counts)
            lines.setdefault(table, number)
        elif entry := _TOML_KEY.match(line):
            lines.setdefault((*table, *_toml_path(entry[1])), number)
        for candidate in ('"""', "'''"):
            if line.count(candidate) % 2:
                quote = candidate
                break
    return lines


def _toml_path(key: str) -> KeyPath:
    return tuple(part.strip("\"'") for part in re.findall(_BARE, key))


def _inside_array(table: KeyPath, counts: dict[KeyPath, int]) -> KeyPath:
    """A table below an array of tables belongs to its last entry."""
    for length in range(len(table) - 1, 0, -1):
        if table[:length] in counts:
            return (*table[:length], counts[table[:length]], *table[length:])
    return table


def _text(path: str) -> str:
    try:
        return Path(path).read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise PolicyFileError(f"{path}: this is not UTF-8 text (byte {error.start})") from None
    except OSError as error:
        raise PolicyFileError(f"{path}: cannot be read: {error.strerror}") from None
