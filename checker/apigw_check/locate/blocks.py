"""Blocks, attributes and comments of a `.tf` file, with exact places.

`scan_headers` finds the top-level blocks at tens of megabytes a second; a block is read in depth only when it is asked
for. What is no HCL is skipped to the end of its line, so a damaged file loses what stands around the damage alone.
Lines and columns are counted from 1, columns in characters.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from itertools import accumulate

from msgspec import Struct

from .lexer import COMMENT, IDENTIFIER, STRING, after_block, lex

_GAP = re.compile(rf"(?:\s++|{COMMENT}){{1,64}}")
_BLANK = r"(?:[ \t]++|(?>/\*(?s:.*?)\*/)){0,8}"
_LABEL = rf'(?:"(?:[^"\\\n]++|\\[^\n]){{0,99}}"|{IDENTIFIER})'
# The start of an attribute or of a block's header: the name, then an equals sign (2) or labels (3) and a brace.
_ITEM = re.compile(rf"({IDENTIFIER}){_BLANK}(?:(=)(?!=)|((?:{_LABEL}{_BLANK}){{0,8}})\{{)")
_LABELS = re.compile(rf"{_LABEL}|/\*(?s:.*?)\*/")
# A value that stands alone on the rest of its line, and needs no closer look.
_PLAIN_VALUE = re.compile(rf"[ \t]*+((?:{STRING}|[\w.*-]++)?)[ \t\r]*+(?=\n|\#|//|\Z)")
_CLOSERS = {")": "(", "]": "["}
# Where a file whose braces do not match is taken up again.
_TOP_LEVEL = re.compile(
    r"^(?:resource|data|module|variable|output|locals|provider|terraform|import|moved|removed|check|ephemeral)"
    r"\b[^\n={]*+\{",
    re.MULTILINE,
)


class Header(Struct, frozen=True, gc=False):
    """A top-level block before its body is read. Offsets: of its type, of its body, and after its closing brace."""

    type: str
    labels: tuple[str, ...]
    start: int
    body: int
    stop: int


class Attribute(Struct, gc=False):
    """`name = value` in a body, or one key of an object. The offsets span the value; the end is that of the value."""

    name: str
    line: int
    column: int
    end_line: int
    end_column: int
    value_start: int
    value_end: int


class Block(Struct):
    """A block with its body. `body` is the offset of the body; the header ends, with its brace, one column before
    `header_end_column` on `header_end_line`; of attributes that are set twice the first is kept."""

    type: str
    labels: tuple[str, ...]
    line: int
    column: int
    header_end_line: int
    header_end_column: int
    end_line: int
    body: int
    attributes: dict[str, Attribute]
    blocks: list[Block]


class Comment(Struct, gc=False):
    """A comment with its markers, but without the line break."""

    line: int
    column: int
    text: str


class Text:
    """A text (without a byte order mark, which takes no column) that knows the line and the column of each offset."""

    __slots__ = ("_lines", "text")

    def __init__(self, text: str) -> None:
        self.text = text.removeprefix("\ufeff")
        self._lines: list[int] = []

    def position(self, offset: int) -> tuple[int, int]:
        """Return the line and the column of an offset."""
        line = bisect_right(self._starts(), offset)
        return line, offset - self._lines[line - 1] + 1

    def line(self, number: int) -> str | None:
        """Return a line without its break; None where there is no such line."""
        starts = self._starts()
        if not 1 <= number <= len(starts):
            return None
        stop = starts[number] - 1 if number < len(starts) else len(self.text)
        return self.text[starts[number - 1] : stop]

    def _starts(self) -> list[int]:
        if not self._lines:
            self._lines = list(accumulate((len(line) + 1 for line in self.text.split("\n")), initial=0))
            self._lines.pop()
        return self._lines


class SourceFile(Text):
    """The text of a `.tf` file and what is found in it, when asked."""

    __slots__ = ("_blocks", "headers")

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.headers = scan_headers(self.text)
        self._blocks: dict[int, Block] = {}

    def block(self, header: Header) -> Block:
        """Return the block of a header, read in depth once."""
        block = self._blocks.get(header.start)
        if block is None:
            block = self._blocks[header.start] = _read_block(self, header)
        return block

    @property
    def blocks(self) -> list[Block]:
        """All top-level blocks, read in depth."""
        return [self.block(header) for header in self.headers]

    @property
    def comments(self) -> list[Comment]:
        """All comments in the order of the file; those inside templates too."""
        text = self.text
        return [
            Comment(*self.position(start), text[start:stop].rstrip("\r"))
            for kind, start, stop in lex(text, 0, len(text))
            if kind in "#/"
        ]


def scan(text: str) -> SourceFile:
    """Read the text of a `.tf` file. No text makes this fail."""
    return SourceFile(text)


def scan_headers(text: str) -> list[Header]:
    """Return the top-level blocks of a text, without reading their bodies in depth."""
    headers: list[Header] = []
    pos, end = 0, len(text)
    damaged = False
    while (pos := _skip_gap(text, pos, end)) < end:
        item = _ITEM.match(text, pos, end)
        if item is None or item[2]:
            pos = _skip_line(text, pos, end) if item is None else _value(text, item.end(), end)[2]
            continue
        body = item.end()
        stop = -1 if damaged else after_block(text, body, end)
        if stop < 0:
            damaged = True
            again = _TOP_LEVEL.search(text, body, end)
            limit = again.start() if again else end
            stop = after_block(text, body, limit)
            stop = limit if stop < 0 else stop
        headers.append(Header(item[1], _labels(item[3]), pos, body, stop))
        pos = stop
    return headers


def _skip_gap(text: str, pos: int, end: int) -> int:
    """Return the offset of what follows white space and comments."""
    while gap := _GAP.match(text, pos, end):
        pos = gap.end()
    return pos


def _skip_line(text: str, pos: int, end: int) -> int:
    """Return where to go on after a character that begins no item: after a stray brace, else at the line's end."""
    if text[pos] == "}":
        return pos + 1
    for kind, start, _ in lex(text, pos, end):
        if kind == "\n":
            return start
    return end


def _labels(text: str) -> tuple[str, ...]:
    if not text:
        return ()
    return tuple(label.strip('"') for label in _LABELS.findall(text) if not label.startswith("/*"))


def _value(text: str, pos: int, end: int) -> tuple[int, int, int]:
    """Return where the value that follows an equals sign begins and ends, and where to go on."""
    if plain := _PLAIN_VALUE.match(text, pos, end):
        return plain.start(1), plain.end(1), plain.end()
    opened: list[str] = []
    comments: list[tuple[int, int]] = []
    stop = end
    for kind, start, after in lex(text, pos, end):
        if not opened:
            if kind in "\n#" or text.startswith("//", start):
                stop = start
                break
            if kind == "/":
                comments.append((start, after))
        if not _follow(opened, kind):
            stop = start
            break
    begin = pos
    for start, after in comments:
        if not text[begin:start].isspace() and begin != start:
            break
        begin = after
    while begin < stop and text[begin].isspace():
        begin += 1
    return begin, max(begin, _trim(text, begin, stop, comments)), stop


def _follow(opened: list[str], kind: str) -> bool:
    """Push or pop what is open after a token of this kind; False if it closes more, which ends the value."""
    if kind in ("(", "[", "{", "<", "${", "%{"):
        opened.append(kind)
    elif kind in _CLOSERS:
        if opened and opened[-1] == _CLOSERS[kind]:
            opened.pop()
    elif kind in ("}", ">"):
        wanted = ("<",) if kind == ">" else ("{", "${", "%{")
        while opened:
            if opened.pop() in wanted:
                return True
        return False
    return True


def _trim(text: str, begin: int, stop: int, comments: list[tuple[int, int]]) -> int:
    """Return the end of a value without the white space and the comments that follow it."""
    while True:
        while stop > begin and text[stop - 1].isspace():
            stop -= 1
        if not comments or comments[-1][1] != stop:
            return stop
        stop = comments.pop()[0]


def _read_block(source: SourceFile, header: Header) -> Block:
    """Read the body of a top-level block, nested blocks included, without recursion."""
    text, end = source.text, header.stop
    pos = header.body
    top = _open(source, header.type, header.labels, header.start, pos)
    stack = [top]
    while stack and (pos := _skip_gap(text, pos, end)) < end:
        block = stack[-1]
        item = _ITEM.match(text, pos, end)
        if item is None:
            if text[pos] == "}":
                block.end_line = source.position(pos)[0]
                stack.pop()
            pos = _skip_line(text, pos, end)
        elif item[2]:
            name = item[1]
            start, stop, after = _value(text, item.end(), end)
            if name not in block.attributes:
                places = *source.position(pos), *source.position(stop)
                block.attributes[name] = Attribute(name, *places, start, stop)
            pos = after
        else:
            nested = _open(source, item[1], _labels(item[3]), pos, item.end())
            block.blocks.append(nested)
            stack.append(nested)
            pos = item.end()
    for block in stack:
        block.end_line = source.position(max(end - 1, header.start))[0]
    return top


def _open(source: SourceFile, kind: str, labels: tuple[str, ...], start: int, body: int) -> Block:
    """Return a block with an empty body."""
    begin, header_end = source.position(start), source.position(body)
    return Block(kind, labels, *begin, *header_end, header_end[0], body, {}, [])
