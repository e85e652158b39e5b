"""The syntax of `.tf` files as a light tree. (Interface; the reader follows.)"""

from __future__ import annotations

from msgspec import Struct


class Expression(Struct, frozen=True):
    """An expression; the subclasses are in this module. Lines and columns count from 1, columns in characters."""

    line: int
    column: int


class Attribute(Struct):
    """`name = expression`. The place is that of the name; start and end are the byte offsets of the expression."""

    name: str
    line: int
    column: int
    start: int
    end: int

    @property
    def expression(self) -> Expression:
        """The expression, converted when it is first asked for."""
        raise NotImplementedError


class Body(Struct):
    """What stands in a file or block. Of an attribute that is set twice, the first (and an error in the file)."""

    attributes: dict[str, Attribute]
    blocks: list[Block]


class Block(Struct):
    """A block: its type, its labels, its body, the place of its type and the line of its closing brace."""

    type: str
    labels: tuple[str, ...]
    body: Body
    line: int
    column: int
    end_line: int


class SyntaxProblem(Struct, frozen=True):
    """What is wrong in a file, and where."""

    line: int
    column: int
    message: str


class File(Struct):
    """A file that was read: what could be understood of it, and what could not."""

    path: str
    body: Body
    errors: list[SyntaxProblem]


def parse(data: bytes, path: str) -> File:
    """Read the bytes of a `.tf` file. No bytes make this fail."""
    return File(path, Body({}, []), [])
