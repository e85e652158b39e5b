"""Tables for a terminal: columns as wide as they need, narrowed where the terminal is."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TypeAlias

from rich.cells import cell_len

from .terminal import Line, Run, Terminal, cut

#: `(text, style)`.
Cell: TypeAlias = Run

_TOKENS = re.compile(r"[^ /_.,-]*(?:[ /_.,-]+|$)")
_GAP = 2
_NARROWEST = 6
#: The first column names the row: it keeps more than the others.
_NAME = 20


class Table:
    """Lays rows out under headings. All rows are needed to find the widths: `rows` are those that will be written.

    `fits` says whether every cell has the width that it needs.
    """

    def __init__(self, headings: Sequence[str], rows: Sequence[Sequence[Cell]], terminal: Terminal) -> None:
        self.headings = headings
        natural = [_cells(heading) for heading in headings]
        for row in rows:
            for index, (text, _) in enumerate(row):
                size = _cells(text)
                if size > natural[index]:
                    natural[index] = size
        least = [max(_cells(heading), _NARROWEST) for heading in headings]
        least[0] = min(natural[0], _NAME)
        self.widths = _narrowed(natural, least, terminal.width - _GAP * (len(headings) - 1))
        self.fits = self.widths == natural and sum(natural) + _GAP * (len(headings) - 1) <= terminal.width

    def heading(self) -> list[Line]:
        """The line of column headings."""
        return self.row([(heading, "dim") for heading in self.headings])

    def row(self, row: Sequence[Cell]) -> list[Line]:
        """The lines of a row: one, or more where a cell is too long for its column."""
        if all(_cells(text) <= width for (text, _), width in zip(row, self.widths, strict=True)):
            return [self._line(row)]
        columns = [_folded(text, width) for (text, _), width in zip(row, self.widths, strict=True)]
        height = max(len(parts) for parts in columns)
        return [
            self._line([(parts[at] if at < len(parts) else "", row[col][1]) for col, parts in enumerate(columns)])
            for at in range(height)
        ]

    def _line(self, cells: Sequence[Cell]) -> Line:
        line: list[Run] = []
        for (text, style), width in zip(cells, self.widths, strict=True):
            line += [(text, style), (" " * (width - _cells(text) + _GAP), "")]
        return line


def _narrowed(natural: list[int], least: list[int], room: int) -> list[int]:
    """The widths, the widest taken back first, until they fit or nothing can give."""
    widths = list(natural)
    while sum(widths) > room:
        able = [at for at, width in enumerate(widths) if width > least[at]]
        if not able:
            break
        widths[max(able, key=lambda at: widths[at])] -= 1
    return widths


def _folded(text: str, width: int) -> list[str]:
    """The text in lines of at most `width` cells, broken after blanks and the separators of paths and names."""
    lines, line, used = [], "", 0
    for token in _TOKENS.findall(text):
        for part in [token] if _cells(token.rstrip()) <= width else cut(token, width):
            if line and used + _cells(part.rstrip()) > width:
                lines.append(line.rstrip())
                line, used = "", 0
            line += part
            used += _cells(part)
    return [*lines, line.rstrip()]


def _cells(text: str) -> int:
    return len(text) if text.isascii() else cell_len(text)
