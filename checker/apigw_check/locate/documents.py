"""Places inside an API description: the key that a JSON pointer names, in YAML or JSON."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from .lexer import lex_template

_INTERPOLATED = re.compile(r"\$\{[^{}]*+\}")
_BRACKETS = re.compile(r"[\[\]{}]")
# The YAML scanner takes time that grows with the square of the nesting of brackets.
_NESTED = 200
# Keys deeper than this are located at what encloses them.
_DEEPEST = 16


class Document:
    """The text of an API description, and the places of its keys: line and column, and the column after the key."""

    __slots__ = ("_computed", "_places", "_template", "_text", "_twice", "_whole")

    def __init__(self, text: str, *, template: bool = False) -> None:
        self._text = text
        self._template = template
        source = blank(text) if template else text
        self._places: dict[str, tuple[int, int, int]] = {}
        self._twice: set[str] = set()
        #: The keys with something interpolated in them, by the pointer of what holds them: their own, and what fits.
        self._computed: dict[str, list[tuple[str, re.Pattern[str]]]] | None = None
        self._whole = not too_deep(source) and _index(source, self._places, self._twice)

    def find(self, path: Sequence[str]) -> tuple[int, int, int] | None:
        """Return the place of the deepest key of the path that the text has; None if it has none of them."""
        steps = [step.replace("~", "~0").replace("/", "~1") for step in path[:_DEEPEST]]
        if self._template and self._whole:
            return self._find_in_template(path, steps)
        place = None
        while steps and (place := self._places.get("/" + "/".join(steps))) is None:
            steps.pop()
        if not self._whole and len(steps) < len(path):
            return self._search(path) or place
        return place

    def _find_in_template(self, path: Sequence[str], steps: list[str]) -> tuple[int, int, int] | None:
        """Return the place of the deepest key that is sure: written once, or the only one that can become the key."""
        pointer, place = "", None
        for key, step, after in zip(path, steps, (*steps[1:], None), strict=False):
            child: str | None = f"{pointer}/{step}"
            if child not in self._places:
                fitting = [name for name, fits in self._keys().get(pointer, ()) if fits.fullmatch(key)]
                # Of several that may become the key, the one that holds what comes next.
                fitting = [name for name in fitting if f"{name}/{after}" in self._places] or fitting
                child = fitting[0] if len(fitting) == 1 else None
            if child is None or child in self._twice:
                break
            pointer, place = child, self._places[child]
        return place

    def _keys(self) -> dict[str, list[tuple[str, re.Pattern[str]]]]:
        if self._computed is None:
            self._computed = {}
            lines = self._text.split("\n")
            for pointer, (line, column, end) in self._places.items():
                written = lines[line - 1][column - 1 : end - 1]
                if "${" in written:
                    parts = _INTERPOLATED.split(written.strip("\"'"))
                    fits = re.compile(".*".join(map(re.escape, parts)), re.DOTALL)
                    self._computed.setdefault(pointer.rpartition("/")[0], []).append((pointer, fits))
        return self._computed

    def _search(self, path: Sequence[str]) -> tuple[int, int, int] | None:
        """Look for the keys of a text that is no YAML one after the other, as text."""
        text, pos, found = self._text, 0, -1
        for step in path[:_DEEPEST]:
            key = re.escape(step)
            match = re.compile(rf"(?:^[ \t]*|[{{,]\s*)(\"{key}\"|'{key}'|{key})[ \t]*:", re.MULTILINE).search(text, pos)
            if match is None:
                break
            found, pos = match.start(1), match.end(1)
        if found < 0:
            return None
        line = text.count("\n", 0, found) + 1
        column = found - text.rfind("\n", 0, found)
        return line, column, column + pos - found


def pointer_path(pointer: str) -> list[str]:
    """Return the steps of a JSON pointer (RFC 6901), or of the fragment of a URL."""
    steps = pointer.removeprefix("#").split("/")[1:]
    return [step.replace("~1", "/").replace("~0", "~") for step in steps]


def blank(text: str) -> str:
    """Return a template as a text of the same shape that is likely to be YAML: letters for what is interpolated,
    spaces for directives."""
    parts: list[str] = []
    done = depth = begin = 0
    filler = ""
    for kind, start, stop in lex_template(text):
        if kind in ("${", "%{", "{", "<"):
            if kind in ("${", "%{") and not depth:
                begin, filler = start, "x" if kind == "${" else " "
            depth += 1
        elif kind in "}>" and depth:
            depth -= 1
            if not depth:
                parts += text[done:begin], "\n".join(filler * len(line) for line in text[begin:stop].split("\n"))
                done = stop
    return "".join((*parts, text[done:]))


def too_deep(text: str) -> bool:
    """Whether the brackets of a text nest deeper than the YAML scanner takes."""
    return _nesting(text) > _NESTED


def _nesting(text: str) -> int:
    """Return how deep the brackets of a text nest, those in its strings included."""
    deepest = depth = 0
    if text.count("[") + text.count("{") > _NESTED:
        for bracket in _BRACKETS.finditer(text):
            depth = depth + 1 if bracket[0] in "[{" else max(depth - 1, 0)
            deepest = max(deepest, depth)
    return deepest


class _Collection:
    """A mapping or a list being read: its pointer (None if its places are not wanted), the number of the next element
    of a list (-1 in a mapping), and whether a key was read whose value comes next."""

    __slots__ = ("index", "key", "keyed", "pointer")

    def __init__(self, pointer: str | None, index: int) -> None:
        self.pointer = pointer
        self.index = index
        self.keyed = False
        self.key: str | None = None

    def child(self, key: str | None) -> str | None:
        if self.pointer is None or key is None:
            return None
        return f"{self.pointer}/{key.replace('~', '~0').replace('/', '~1')}"


def _index(text: str, places: dict[str, tuple[int, int, int]], twice: set[str]) -> bool:
    """Note the place of each key and list element of the first YAML document, and which keys are there more than once;
    False where it is damaged.

    The events are read rather than the nodes: composing nodes recurses as deep as the document does.
    """
    import yaml

    stack: list[_Collection] = []
    ended = False
    try:
        for event in yaml.parse(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader)):
            if ended:
                return True
            if isinstance(event, yaml.NodeEvent):
                pointer = _take(event, stack, places, twice)
                if isinstance(event, yaml.CollectionStartEvent):
                    listed = isinstance(event, yaml.SequenceStartEvent)
                    stack.append(_Collection(pointer if len(stack) < _DEEPEST else None, 0 if listed else -1))
            elif isinstance(event, yaml.CollectionEndEvent):
                stack.pop()
            elif isinstance(event, yaml.DocumentEndEvent):
                ended = True  # unless what follows is neither the end of the text nor another document
    except (yaml.YAMLError, ValueError):
        return False
    return True


def _take(event: Any, stack: list[_Collection], places: dict[str, tuple[int, int, int]], twice: set[str]) -> str | None:
    """Return the pointer of the value that an event begins, and note its place, or that of the key that it is."""
    if not stack:
        return ""
    parent = stack[-1]
    if parent.keyed:
        parent.keyed = False
        return parent.child(parent.key)
    if parent.index >= 0:
        pointer = parent.child(str(parent.index))
        parent.index += 1
    else:
        parent.keyed = True
        parent.key = getattr(event, "value", None)
        pointer = parent.child(parent.key)
    if pointer is not None:
        mark, end = event.start_mark, event.end_mark
        column = mark.column + 1
        if pointer in places:
            twice.add(pointer)
        places.setdefault(pointer, (mark.line + 1, column, end.column + 1 if end.line == mark.line else column + 1))
    return pointer if parent.index >= 0 else None
