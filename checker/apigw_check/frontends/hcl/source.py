"""The bytes of a file, and the lines and columns in them."""

from __future__ import annotations

from bisect import bisect_right
from itertools import accumulate
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tree_sitter import Node


class Source:
    """The bytes of a file (valid UTF-8, without byte order mark) that know where a node stands."""

    __slots__ = ("_ascii", "_fixed", "_last", "_line", "_starts", "data")

    def __init__(self, data: bytes, line: int = 0, fixed: tuple[int, int] | None = None) -> None:
        self.data = data
        self._ascii = data.isascii()
        self._line = line
        self._fixed = fixed
        self._last = (-1, 0, 0)
        self._starts: list[int] = []

    def place(self, node: Node) -> tuple[int, int]:
        """The line and the column of a node, from 1; columns in characters."""
        if self._fixed is not None:
            return self._fixed
        row, column = node.start_point
        if not self._ascii and column:
            stop = node.start_byte
            column = self._characters(stop - column, stop)
        return self._line + row + 1, column + 1

    def _characters(self, start: int, stop: int) -> int:
        """The characters between the start of a line and an offset, counted from the last one in that line."""
        if self._ascii:
            return stop - start
        line, last, count = self._last
        if line != start or stop - start < last - stop:
            last, count = start, 0
        if stop < last:
            count -= len(self.data[stop:last].decode(errors="replace"))
        else:
            count += len(self.data[last:stop].decode(errors="replace"))
        if stop - start > 1000:
            self._last = (start, stop, count)
        return count

    def characters(self, offset: int) -> tuple[int, int]:
        """The line and the column of an offset in characters."""
        before = self.data.decode()[:offset]
        return self._line + before.count("\n") + 1, offset - before.rfind("\n")

    def position(self, offset: int) -> tuple[int, int]:
        """The line and the column of an offset in bytes."""
        if not self._starts:
            self._starts = list(accumulate((len(line) + 1 for line in self.data.split(b"\n")), initial=0))[:-1]
        line = bisect_right(self._starts, offset)
        start = self._starts[line - 1]
        return line, self._characters(start, offset) + 1
