"""Members of objects and lists as they stand in a text, HCL or JSON: where a key is, and where its value begins."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import msgspec
from msgspec import Struct

from .address import unescape
from .lexer import COMMENT, HEREDOC, STRING, lex

_HCL = re.compile(rf'{STRING}|"|{COMMENT}|{HEREDOC}|[{{}}()\[\]\n,]|[\w-]++')
_VALUE = re.compile(rf'{STRING}|"|{COMMENT}|{HEREDOC}|[{{}}()\[\]\n,]')
_JSON = re.compile(r'"[^"\\]*+(?:\\.[^"\\]*+)*"|[{}\[\],]|[\w.+-]++', re.DOTALL)
_SEPARATOR = re.compile(r"\s*+[=:](?![=>])[ \t]*+")
# Longer paths than any resource or document has; the rest is left out.
_DEEPEST = 30


class Member(Struct, frozen=True, gc=False):
    """A key or the number of a list's element, the offsets of the key (of the first token), and of the value."""

    key: str | int
    start: int
    stop: int
    value: int


def members(text: str, pos: int, end: int, *, json: bool = False) -> Iterator[Member]:
    """Yield the members of the object or list that begins at `pos`; nothing where another value does.

    Keys that are computed are left out, and so are the elements that `for` expressions make.
    """
    depth = index = 0
    listed = fresh = False
    for kind, start, stop in _tokens(text, pos, end, json):
        if depth == 0:
            if kind not in "{[":
                return
            depth, listed, fresh = 1, kind == "[", True
            continue
        if kind in "#/" and not json:
            continue
        if kind in "}])>":
            depth -= 1
            if not depth:
                return
            continue
        if depth == 1:
            if kind in ",\n":
                fresh = fresh or not listed or kind == ","
                index += kind == ","
                continue
            if fresh:
                fresh = False
                if listed:
                    yield Member(index, start, stop, start)
                elif separator := _SEPARATOR.match(text, stop, end):
                    yield Member(_key(text[start:stop]), start, stop, separator.end())
        depth += kind in ("{", "[", "(", "<", "${", "%{")


def _tokens(text: str, pos: int, end: int, json: bool) -> Iterator[tuple[str, int, int]]:
    if not json:
        return lex(text, pos, end, _HCL)
    return ((text[match.start()], *match.span()) for match in _JSON.finditer(text, pos, end))


def _key(token: str) -> str:
    return unescape(token[1:-1]) if token.startswith('"') else token


def find(text: str, pos: int, end: int, path: Sequence[str | int], *, json: bool = False) -> tuple[int, Member | None]:
    """Return how many steps of the path were found in the value at `pos`, and the member at the last of them.

    A name that is looked for in a list is looked for in each element, as JSON syntax allows lists of blocks.
    """
    best: tuple[int, Member | None] = (0, None)
    if not path:
        return best
    for member in _named(text, pos, end, path[0], json):
        deeper, found = find(text, member.value, end, path[1:_DEEPEST], json=json)
        if deeper >= best[0]:
            best = deeper + 1, found or member
        if best[0] == len(path):
            break
    return best


def _named(text: str, pos: int, end: int, step: str | int, json: bool) -> Iterator[Member]:
    for member in members(text, pos, end, json=json):
        if member.key == step:
            yield member
        elif isinstance(member.key, int) and isinstance(step, str) and json:
            yield from (inner for inner in members(text, member.value, end, json=json) if inner.key == step)


def value_end(text: str, pos: int, end: int, *, listed: bool) -> int:
    """Return where the value ends that begins at `pos` in an object, whose items end with their line, or in a list."""
    depth = 0
    for kind, start, _ in lex(text, pos, end, _VALUE):
        if depth == 0:
            if kind in ",}])>" or (kind == "\n" and not listed):
                return start
            if kind in "#/" and not text.startswith("/*", start):
                return start
        depth += (kind in ("{", "[", "(", "<", "${", "%{")) - (kind in "}])>")
    return end


def json_value_end(text: str, pos: int) -> int:
    """Return the offset after the JSON value that begins at `pos`."""
    depth = 0
    for token in _JSON.finditer(text, pos):
        if token[0] in ("{", "["):
            depth += 1
        elif token[0] in ("}", "]"):
            depth -= 1
        if depth <= 0:
            return token.end()
    return len(text)


def json_string(token: str) -> str:
    """Return the value of a JSON string; its text where it is damaged."""
    try:
        return msgspec.json.decode(token, type=str)
    except msgspec.MsgspecError:
        return token[1:-1]
