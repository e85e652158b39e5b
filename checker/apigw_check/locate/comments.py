"""Comments that carry a marker, and the lines of source that each is about.

A comment at the end of a line is about what begins on that line, or ends there; one on lines of its own about what
begins on the next line, further comments between them aside. What begins there may be a block, an attribute or a member
of an object: it is covered to its end.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator

from msgspec import Struct

from .blocks import SourceFile
from .lexer import lex

_OPENING = ("{", "(", "[", "<", "${", "%{")
_CLOSING = ("}", ")", "]", ">")


class Marked(Struct, frozen=True, gc=False):
    """A comment: its offset and text, and the first and the last line that it covers (0 where there are none)."""

    start: int
    text: str
    first: int
    last: int


class _Lines:
    """What is needed of each line: its first token of code, the depth there, and where lines end at which depth."""

    __slots__ = ("begins", "comments", "ends", "openers")

    def __init__(self) -> None:
        # By line: the offset of the first character that is no comment and no blank, and how deep it is.
        self.begins: dict[int, tuple[int, int]] = {}
        # Of each comment: where it begins and stops, its first and its last line.
        self.comments: list[tuple[int, int, int, int]] = []
        # (line, depth) of each line break in code, and by line of a first token that closes, the line of its opener.
        self.ends: list[tuple[int, int]] = []
        self.openers: dict[int, int] = {}


def marked(source: SourceFile, marker: str) -> Iterator[Marked]:
    """Yield the comments of a file that hold the marker. A file without it costs no more than a search."""
    if marker not in source.text:
        return
    lines = _read(source)
    following = _following(lines)
    ends: dict[int, int] = {}
    for start, stop, first, last in lines.comments:
        text = source.text[start:stop].rstrip("\r")
        if marker not in text:
            continue
        line = next((at for at in (last, first) if at in lines.begins), following[start])
        while line in lines.openers:  # what begins with a closing bracket belongs to where that was opened
            line = lines.openers[line]
        if line and line not in ends:
            ends[line] = _end(lines, line)
        yield Marked(start, text, line, max(ends[line], last if first in lines.begins else line) if line else 0)


def _read(source: SourceFile) -> _Lines:
    text, found = source.text, _Lines()
    position = source.position
    opened: list[int] = []
    pos = 0

    def code(start: int, stop: int) -> None:
        """Notes the first character of the first line of a stretch of code in which there are no tokens."""
        blank = stop - start - len(text[start:stop].lstrip())
        if start + blank < stop:
            found.begins.setdefault(position(start + blank)[0], (start + blank, len(opened)))

    for kind, start, stop in lex(text, 0, len(text)):
        code(pos, start)
        pos = stop
        line = position(start)[0]
        if kind == "\n":
            found.ends.append((line, len(opened)))
        elif kind in "#/":
            found.comments.append((start, stop, line, position(stop - 1)[0]))
        else:
            if kind in _CLOSING and opened:
                opener = opened.pop()
                if line not in found.begins:
                    found.openers[line] = position(opener)[0]
            found.begins.setdefault(line, (start, len(opened)))
            if kind in _OPENING:
                opened.append(start)
    code(pos, len(text))
    found.ends.append((position(len(text))[0], 0))
    return found


def _following(lines: _Lines) -> dict[int, int]:
    """Return, for the offset of each comment, the first line of code behind it and the comments that follow it without
    a blank line; 0 where there is none."""
    found: dict[int, int] = {}
    by_line: dict[int, int] = {}
    for start, _, first, last in reversed(lines.comments):
        line = last + 1
        found[start] = by_line[first] = line if line in lines.begins else by_line.get(line, 0)
    return found


def _end(lines: _Lines, line: int) -> int:
    """Return the last line of what begins on a line: that of the first line break which is no deeper."""
    depth = lines.begins[line][1] if line in lines.begins else 0
    for index in range(bisect_left(lines.ends, (line, 0)), len(lines.ends)):
        at, deep = lines.ends[index]
        if deep <= depth:
            return at
    return line
