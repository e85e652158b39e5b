"""Writing to a terminal or a log: colour, width, and what the stream can take.

Lines are lists of `(text, style)` and their texts are data: no markup is ever read from them.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from typing import TextIO, TypeAlias

from rich.cells import cell_len
from rich.color import ColorSystem
from rich.style import Style

Run: TypeAlias = tuple[str, str]
Line: TypeAlias = Sequence[Run]

#: Wider than this, prose is hard to read; snippets and tables take the whole width.
PROSE = 110
_DEFAULT_WIDTH = 80
_NARROWEST = 40

#: The sixteen standard colours only: what they look like is the reader's choice.
STYLES = {
    "": "",
    "critical": "bold white on red",
    "high": "bold red",
    "medium": "bold yellow",
    "low": "bold cyan",
    "info": "bold blue",
    "undecided": "bold magenta",
    "good": "green",
    "bad": "red",
    "strong": "bold",
    "dim": "dim",
    "place": "cyan",
    "new": "red",
    "worsened": "red",
    "existing": "dim",
    "fixed": "green",
}


class Glyphs:
    """The drawing characters, or their stand-ins where the stream cannot take them."""

    def __init__(self, rich: bool) -> None:
        self.bar = "│" if rich else "|"
        self.open = "╭─" if rich else "-->"
        self.next = "├─" if rich else "-->"
        self.close = "╰─" if rich else "="
        self.rule = "─" if rich else "-"
        self.dots = "…" if rich else "..."
        self.mark = "━" if rich else "^"
        self.dot = "·" if rich else "-"


class Terminal:
    """A stream with its abilities. `color` and `width` overrule what is found out about it."""

    def __init__(self, stream: TextIO, *, color: bool | None = None, width: int | None = None) -> None:
        self.stream = stream
        self.color = wants_color(stream) if color is None else color
        self.width = max(width or _width(stream), _NARROWEST)
        self.encoding = getattr(stream, "encoding", None) or "utf-8"
        self.glyphs = Glyphs(_takes(self.encoding, "│╭├╰─…━·"))
        self.unicode = _takes(self.encoding, "\U0001f600")
        self._styles = {name: Style.parse(style) for name, style in STYLES.items()} if self.color else {}

    def fit(self, text: str) -> str:
        """The text as the stream can take it: what it has no code for is written as an escape."""
        if self.unicode or text.isascii():
            return text
        return text.encode(self.encoding, "backslashreplace").decode(self.encoding)

    def write(self, lines: Iterable[Line]) -> None:
        """Writes lines; line ends are added, trailing blanks go."""
        parts: list[str] = []
        for line in lines:
            shown = [(self.fit(text), style) for text, style in line if text]
            while shown and not shown[-1][0].rstrip():
                shown.pop()
            if shown:
                shown[-1] = (shown[-1][0].rstrip(), shown[-1][1])
            parts += [self._paint(text, style) for text, style in shown]
            parts.append("\n")
        self.stream.write("".join(parts))

    def _paint(self, text: str, style: str) -> str:
        if not self.color or not style:
            return text
        return self._styles[style].render(text, color_system=ColorSystem.STANDARD)


def wants_color(stream: TextIO) -> bool:
    """Whether to colour: NO_COLOR says no, FORCE_COLOR says yes, else only a terminal that is no CI's log."""
    if os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("FORCE_COLOR", "").lower() not in ("", "0", "false"):
        return True
    return _is_terminal(stream) and os.environ.get("TERM") != "dumb"


def _is_terminal(stream: TextIO) -> bool:
    return not os.environ.get("CI") and hasattr(stream, "isatty") and stream.isatty()


def _width(stream: TextIO) -> int:
    columns = os.environ.get("COLUMNS", "")
    if columns.isdecimal() and int(columns):
        return int(columns)
    if _is_terminal(stream):
        try:
            return os.get_terminal_size(stream.fileno()).columns or _DEFAULT_WIDTH
        except OSError:
            pass
    return _DEFAULT_WIDTH


def _takes(encoding: str, text: str) -> bool:
    try:
        text.encode(encoding)
    except (UnicodeEncodeError, LookupError):
        return False
    return True


def wrap(text: str, width: int, taken: int = 0) -> list[str]:
    """Breaks a text at blanks into lines of at most `width` cells, `taken` of which are gone on the first line.

    Longer words stay whole, to be copied from there, unless they are of a script that is written without blanks.
    """
    lines: list[str] = []
    words: list[str] = []
    used = taken
    for word in text.split():
        for part in [word] if word.isascii() else cut(word, width):
            size = cell_len(part)
            if used + size > width and used:
                lines.append(" ".join(words))
                words, used = [], 0
            words.append(part)
            used += size + 1
    return [*lines, " ".join(words)]


def cut(text: str, width: int) -> list[str]:
    """Cuts a text into pieces of at most `width` cells."""
    pieces, piece, used = [], "", 0
    for char in text:
        size = cell_len(char)
        if piece and used + size > width:
            pieces.append(piece)
            piece, used = "", 0
        piece += char
        used += size
    return [*pieces, piece] if piece else pieces
