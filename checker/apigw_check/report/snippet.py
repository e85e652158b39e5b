"""Source lines as a terminal can show them, with what stands between two columns marked."""

from __future__ import annotations

from rich.cells import cell_len

from .redact import MASK, Redactor
from .terminal import Line, Terminal

_TAB = 4
#: A block's first lines are enough to know it by.
_MOST_LINES = 4
#: How much of a long line is kept to the left of what is marked.
_LEAD = 12


class Marked:
    """A line: its text as shown, and the cells from `start` to `end` that are marked."""

    __slots__ = ("end", "start", "text")

    def __init__(self, text: str, start: int, end: int) -> None:
        self.text = text
        self.start = start
        self.end = end


def mark(line: str, column: int, end_column: int | None, terminal: Terminal, redactor: Redactor, room: int) -> Marked:
    """A source line in at most `room` cells; columns count from 1, in code points.

    Sensitive values are masked, tabs are written as blanks, and characters that do something to a terminal as
    replacement characters: what is in the sources shall be seen, not obeyed.
    """
    line = line.rstrip("\r\n")
    shown = _characters(line, terminal, redactor)
    offsets = [0]
    for text in shown:
        offsets.append(offsets[-1] + (len(text) if text.isascii() else cell_len(text)))
    last = len(line.rstrip())
    first = min(max(column - 1, 0), len(line))
    stop = min(last if end_column is None else end_column - 1, len(line))
    start, end = offsets[first], offsets[max(stop, first)]
    if offsets[-1] <= room:
        return Marked("".join(shown), start, max(end, start + 1))
    return _window(shown, offsets, start, max(end, start + 1), terminal, room)


def _characters(line: str, terminal: Terminal, redactor: Redactor) -> list[str]:
    """What is shown for each character of the line; the first of a sensitive value stands for all of it."""
    shown = list(line)
    if not line.isprintable():
        cells = 0
        for index, char in enumerate(line):
            if char == "\t":
                shown[index] = " " * (_TAB - cells % _TAB)
            elif not char.isprintable():
                shown[index] = "\ufffd"
            cells += cell_len(shown[index])
    if not line.isascii() or not line.isprintable():
        shown = [terminal.fit(text) for text in shown]
    for start, end in redactor.spans(line):
        shown[start:end] = [MASK] + [""] * (end - start - 1)
    return shown


def _window(shown: list[str], offsets: list[int], start: int, end: int, terminal: Terminal, room: int) -> Marked:
    """The part of a long line around what is marked."""
    dots = terminal.glyphs.dots
    # What is left of the mark says whose value it is: as much of it as there is room for.
    left = 0 if start < room * 2 // 3 else max(min(start - _LEAD, end - room + 2 * len(dots)), 0)
    first = next(index for index, offset in enumerate(offsets) if offset >= left)
    before = dots if first else ""
    space = room - len(before) - len(dots)
    stop = first
    while stop < len(shown) and offsets[stop + 1] - offsets[first] <= space:
        stop += 1
    after = dots if stop < len(shown) else ""
    shift = len(before) - offsets[first]
    edge = offsets[stop] + shift
    begin = min(start + shift, edge)
    return Marked(before + "".join(shown[first:stop]) + after, begin, max(min(end + shift, edge), begin + 1))


def snippet(
    lines: list[str],
    number: int,
    column: int,
    end_line: int,
    end_column: int | None,
    terminal: Terminal,
    redactor: Redactor,
    style: str,
    gutter: int,
) -> list[Line]:
    """The lines of a place with their numbers, the first one marked; `lines[0]` is line `number`."""
    glyphs = terminal.glyphs
    room = terminal.width - gutter - 3
    out: list[Line] = []
    count = min(len(lines), end_line - number + 1)
    for index in range(min(count, _MOST_LINES)):
        stop = end_column if end_line == number else None
        shown = mark(lines[index], column if not index else 1, stop, terminal, redactor, room)
        out.append([(f"{number + index:>{gutter}} {glyphs.bar} ", "dim"), (shown.text, "")])
        if not index:
            marks = glyphs.mark * (shown.end - shown.start)
            out.append([(f"{'':>{gutter}} {glyphs.bar} ", "dim"), (" " * shown.start, ""), (marks, style)])
    if count > _MOST_LINES:
        out.append([(f"{'':>{gutter}} {glyphs.bar} {glyphs.dots}", "dim")])
    return out
