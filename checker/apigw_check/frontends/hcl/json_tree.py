"""JSON with the place of each value and key: a small reader, for Terraform's JSON syntax."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any

import msgspec

from ...model.value import Unknown
from . import numbers
from .texts import normalized
from .values import NotEvaluatedError

#: Values that are nested deeper are not read.
DEEPEST = 100
_TOKEN = re.compile(
    r'[ \t\r\n]*+(?:([{}\[\],:])|("[^"\\\x00-\x1f]*+(?:\\.[^"\\\x00-\x1f]*+)*")'
    r"|(-?(?:0|[1-9]\d*+)(?:\.\d++)?(?:[eE][-+]?\d++)?)"
    r"|(true|false|null))",
    re.ASCII,
)
_SPACE = re.compile(r"[ \t\r\n]*+")


class JsonError(Exception):
    """A text that is not JSON: what is wrong, and the offset in bytes."""

    def __init__(self, message: str, offset: int) -> None:
        super().__init__(message)
        self.offset = offset


class Node:
    """A value: `kind` is "{", "[", "string", "number", "bool" or "null"; the offsets are in bytes."""

    __slots__ = ("end", "items", "kind", "members", "start", "value")

    def __init__(self, kind: str, start: int, end: int, value: Any = None) -> None:
        self.kind = kind
        self.start = start
        self.end = end
        self.value = value
        self.items: list[Node] = []
        #: Keys with their offsets, and values; a key may stand more than once.
        self.members: list[tuple[str, int, Node]] = []


class _Reader:
    def __init__(self, text: str) -> None:
        self._text = text
        self._ascii = text.isascii()
        self._done = (0, 0)
        self.pos = 0

    def offset(self, index: int) -> int:
        """The offset in bytes of an index; counted on from the one before."""
        if self._ascii:
            return index
        before, count = self._done if self._done[0] <= index else (0, 0)
        count += len(self._text[before:index].encode())
        self._done = (index, count)
        return count

    def token(self) -> re.Match[str]:
        match = _TOKEN.match(self._text, self.pos)
        if match is None:
            space = _SPACE.match(self._text, self.pos)
            start = space.end() if space else self.pos
            message = "the text ends too early" if start >= len(self._text) else "this is not JSON"
            raise JsonError(message, self.offset(start))
        self.pos = match.end()
        return match

    def finish(self) -> None:
        space = _SPACE.match(self._text, self.pos)
        if space is not None and space.end() != len(self._text):
            raise JsonError("there is more after the end", self.offset(space.end()))


def read(text: str) -> Node:
    """The value that a JSON text holds; raises `JsonError`."""
    reader = _Reader(text)
    stack: list[Node] = []
    key: tuple[str, int] | None = None
    keys: list[tuple[str, int] | None] = []
    state = "value"
    while True:
        match = reader.token()
        sign = match[1]
        start = reader.offset(match.start(match.lastindex or 0))
        end = reader.offset(match.end())
        if state == "colon":
            _expect(sign == ":", "a colon is missing", start)
            state = "value"
            continue
        if state in ("key", "key or end") and match[2]:
            key = (_string(match[2], start), start)
            state = "colon"
            continue
        closes = sign in ("}", "]") and bool(stack) and stack[-1].kind == {"}": "{", "]": "["}[sign]
        if state == "comma" and sign == "," and stack:
            state = "key" if stack[-1].kind == "{" else "value"
            continue
        if closes and state in ("comma", "key or end", "value or end"):
            node = stack.pop()
            node.end = end
            key = keys.pop()
        elif state in ("value", "value or end") and sign not in ("}", "]", ",", ":"):
            node = _node(match, start, end)
            if sign:
                _expect(len(stack) < DEEPEST, f"values are nested more than {DEEPEST} deep", start)
                stack.append(node)
                keys.append(key)
                key = None
                state = "key or end" if sign == "{" else "value or end"
                continue
        else:
            raise JsonError("this is not JSON", start)
        if not stack:
            reader.finish()
            return node
        if stack[-1].kind == "{":
            assert key is not None
            stack[-1].members.append((*key, node))
        else:
            stack[-1].items.append(node)
        state = "comma"


def _expect(fulfilled: bool, message: str, offset: int) -> None:
    if not fulfilled:
        raise JsonError(message, offset)


def _string(raw: str, start: int) -> str:
    try:
        return normalized(msgspec.json.decode(raw, type=str))
    except (msgspec.DecodeError, UnicodeError):
        raise JsonError("a string with an escape sequence that does not exist", start) from None


def _node(match: re.Match[str], start: int, end: int) -> Node:
    if match[1]:
        return Node(match[1], start, end)
    if match[2]:
        return Node("string", start, end, _string(match[2], start))
    if match[3]:
        try:
            return Node("number", start, end, numbers.normal(Decimal(match[3])))
        except NotEvaluatedError as error:
            return Node("number", start, end, Unknown(str(error)))
    value = {"true": True, "false": False}.get(match[4])
    return Node("null" if value is None else "bool", start, end, value)
