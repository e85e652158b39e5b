"""The syntax of `.tf` files: blocks and attributes with places; expressions are converted when they are used.

Read with tree-sitter. Its recovery from errors may give up a whole file, so a file with an error is read again in
pieces that begin where top-level blocks begin: only the piece with the error is lost.
"""

from __future__ import annotations

import re
import time
from functools import cache
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from . import tree
from .convert import _Converter, convert
from .faults import first_fault
from .source import Source
from .tree import Expression
from .validations import without_validations

if TYPE_CHECKING:
    from tree_sitter import Node, Parser

#: Blocks that are nested deeper are left out, with an error.
DEEPEST_BLOCKS = 100
#: A piece with an error is tried together with this many that follow it: a heredoc may hold what looks like a block.
_JOINED = 4
#: No more than this many errors of a file are told.
_MOST_ERRORS = 50
#: What the grammar calls otherwise than people do.
_MISSING = {
    "heredoc_identifier": "the line that ends a heredoc",
    "block_end": "a closing brace",
    "object_end": "a closing brace",
    "tuple_end": "a closing bracket",
    "template_interpolation_end": "the brace that closes a template sequence",
    "template_directive_end": "the brace that closes a template sequence",
    "identifier": "a name",
}
#: Larger files may take no longer than this many seconds: what is no HCL is read a hundred times more slowly.
_LARGE, _SLICE, _LONGEST_TIME = 500_000, 65_536, 20.0
_EXPONENT = re.compile(rb"(?<![\w.-])\d+[eE][-+]?\d+(?![\w.])")
_BLOCK_START = re.compile(rb'^[A-Za-z_][\w-]*(?:[ \t]+(?:"[^"\n]*"|[\w-]+))*[ \t]*\{', re.MULTILINE)


class Attribute:
    """`name = expression`. The place is that of the name; start and end are the byte offsets of the expression."""

    __slots__ = ("_given", "_node", "_source", "column", "end", "line", "name", "start")

    def __init__(self, name: str, place: tuple[int, int], given: Node | Expression, source: Source) -> None:
        self.name = name
        self.line, self.column = place
        self._source = source
        self._given = given
        self._node: Expression | None = None
        self.start, self.end = (0, 0) if isinstance(given, Expression) else (given.start_byte, given.end_byte)

    @property
    def expression(self) -> Expression:
        """The expression, converted when it is first asked for."""
        if self._node is None:
            given = self._given
            self._node = given if isinstance(given, Expression) else convert(given, self._source)
        return self._node

    def __repr__(self) -> str:
        return f"<{self.name} at {self.line}:{self.column}>"


class Body(Struct):
    """What stands in a file or block. Of an attribute that is set twice, the first (and an error in the file)."""

    attributes: dict[str, Attribute]
    blocks: list[Block]


class Block(Struct):
    """A block: its type, its labels, its body, the place of its type and the line of its closing brace.

    `kept` is for what is worked out from the block alone, whichever call of its module it is that asks.
    """

    type: str
    labels: tuple[str, ...]
    body: Body
    line: int
    column: int
    end_line: int
    kept: dict[str, Any] = {}


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


class _SlowError(Exception):
    """A file that is not read because that would take too long."""


@cache
def _parser() -> Parser:
    import tree_sitter
    import tree_sitter_hcl

    return tree_sitter.Parser(tree_sitter.Language(tree_sitter_hcl.language()))


def _tree(data: bytes) -> Node:
    """The root of the tree of some bytes.

    The grammar does not know numbers like `1e3`. They become others of the same length for it; what they are is read
    from the bytes themselves.
    """
    root = _root(data)
    if root.has_error and (masked := _EXPONENT.sub(lambda match: b"1" * len(match[0]), data)) != data:
        root = _root(masked)
    return root


def _root(data: bytes) -> Node:
    """The root of the tree; raises `_SlowError` for a large file (of what is no HCL) that would take too long."""
    if len(data) < _LARGE:
        return _parser().parse(data).root_node
    stop = time.monotonic() + _LONGEST_TIME
    try:
        return (
            _parser()
            .parse(
                lambda offset, _: data[offset : offset + _SLICE], progress_callback=lambda *_: time.monotonic() > stop
            )
            .root_node
        )
    except ValueError:
        _parser().reset()
        raise _SlowError from None


def parse(data: bytes, path: str, *, validations: bool = True) -> File:
    """Read the bytes of a `.tf` file, with or without the `validations` of variables. No bytes make this fail."""
    file = File(path, Body({}, []), [])
    data = decodable(data, file.errors)
    try:
        _parse(data, file, validations)
    except _SlowError:
        file.errors.append(SyntaxProblem(1, 1, "this is not Terraform's syntax, and would take too long to read"))
    return file


def _parse(data: bytes, file: File, validations: bool) -> None:
    shorter = data if validations else without_validations(data)
    root = _tree(shorter)
    if root.has_error and shorter is not data:
        root = _tree(data)
    starts = [match.start() for match in _BLOCK_START.finditer(data)] if root.has_error else []
    if len(starts) < 2:
        _tell(root, Source(data), file)
        _read(root, Source(data), file)
        return
    if starts[0]:
        starts.insert(0, 0)
    index = line = 0
    while index < len(starts):
        joined, piece, tree_root = _sound(data, starts, index, _JOINED if len(file.errors) < _MOST_ERRORS else 1)
        source = Source(piece, line)
        _tell(tree_root, source, file)
        _read(tree_root, source, file)
        line += piece.count(b"\n")
        index += joined
    if not file.errors:
        # Every piece is sound alone, so it is the whole that is not: an error is told all the same.
        _tell(root, Source(data), file)


def parse_template(text: str, place: tuple[int, int] | None = None) -> Expression:
    """The template that a whole text is (a file for `templatefile`, a string in Terraform's JSON).

    `place` is where the text stands, if it is not a file of its own.
    """
    at = place or (1, 1)
    if "${" not in text and "%{" not in text:
        return tree.Literal(*at, text)
    marker = "EOT"
    while marker in text:
        marker += "T"
    try:
        data = f"a=<<{marker}\n{text}\n{marker}\n".encode()
    except UnicodeEncodeError:
        return tree.Invalid(*at, "a lone surrogate")
    try:
        root = _tree(data)
    except _SlowError:
        return tree.Invalid(*at, "the template could not be read")
    node: Node | None = root
    for kind in ("body", "attribute", "expression", "template_expr", "heredoc_template"):
        node = next((child for child in node.children if child.type == kind), None) if node is not None else None
    if root.has_error or node is None:
        return tree.Invalid(*at, "the template could not be read")
    return _template(node, Source(data, -1, place), len(data) - len(marker) - 2, at)


def _template(node: Node, source: Source, stop: int, at: tuple[int, int]) -> Expression:
    from .convert import ConvertError

    try:
        return _Converter(source).template_file(node, stop)
    except ConvertError as error:
        return tree.Invalid(*source.place(error.node), str(error))
    except RecursionError:
        return tree.Invalid(*at, "expressions are nested too deep")


def decodable(data: bytes, errors: list[SyntaxProblem]) -> bytes:
    """The bytes without byte order mark, and with replacements for what is no UTF-8, which is noted as an error."""
    data = data.removeprefix(b"\xef\xbb\xbf")
    try:
        data.decode()
    except UnicodeDecodeError as error:
        start = data.rfind(b"\n", 0, error.start) + 1
        column = len(data[start : error.start].decode(errors="replace")) + 1
        errors.append(SyntaxProblem(data.count(b"\n", 0, error.start) + 1, column, "a byte that is not UTF-8"))
        data = data.decode(errors="replace").encode()
    return data


def _stop(data: bytes, starts: list[int], index: int) -> int:
    return starts[index] if index < len(starts) else len(data)


def _sound(data: bytes, starts: list[int], index: int, most: int) -> tuple[int, bytes, Node]:
    """As many pieces from an index on as are read together without error, else one: their number, bytes and tree."""
    first: tuple[int, bytes, Node] | None = None
    for count in range(1, most + 1):
        if index + count > len(starts):
            break
        piece = data[starts[index] : _stop(data, starts, index + count)]
        found = (count, piece, _tree(piece))
        if not found[2].has_error:
            return found
        first = first or found
    assert first is not None
    return first


def _read(root: Node, source: Source, file: File) -> None:
    """Add what stands in a tree to the file, without recursion."""
    pending: list[tuple[Node, Body, int]] = [(root, file.body, 0)]
    while pending:
        node, body, depth = pending.pop()
        nested: list[tuple[Node, Body, int]] = []
        for child in node.named_children:
            kind = child.type
            if kind == "attribute":
                _attribute(child, body, source, file)
            elif kind == "block":
                if depth >= DEEPEST_BLOCKS:
                    message = f"blocks are nested more than {DEEPEST_BLOCKS} deep"
                    _error(file, SyntaxProblem(*source.place(child), message))
                    continue
                inner = _block(child, body, source)
                if inner is not None:
                    nested.append((inner, body.blocks[-1].body, depth + 1))
            elif kind == "body":
                nested.append((child, body, depth))
        pending += reversed(nested)


def _attribute(node: Node, body: Body, source: Source, file: File) -> None:
    name, *rest = node.named_children
    value = next((child for child in rest if child.type == "expression"), None)
    if value is None or name.type != "identifier":
        return
    text = source.data[name.start_byte : name.end_byte].decode()
    place = source.place(name)
    if text in body.attributes:
        _error(file, SyntaxProblem(*place, f"the argument {text} is set twice"))
        return
    body.attributes[text] = Attribute(text, place, value, source)


def _block(node: Node, body: Body, source: Source) -> Node | None:
    """Add a block to a body, without what stands in it; its body's node is returned, None where it is empty."""
    words: list[str] = []
    inner = None
    for child in node.named_children:
        if child.type == "identifier":
            words.append(source.data[child.start_byte : child.end_byte].decode())
        elif child.type == "string_lit":
            words.append(source.data[child.start_byte + 1 : child.end_byte - 1].decode())
        elif child.type == "body":
            inner = child
    if not words:
        return None
    end_line = source.place(node)[0] + node.end_point.row - node.start_point.row
    body.blocks.append(Block(words[0], tuple(words[1:]), Body({}, []), *source.place(node), end_line))
    return inner


def _tell(root: Node, source: Source, file: File) -> None:
    """Note the first error in a tree, if it has one."""
    if not root.has_error:
        return
    fault = first_fault(source.data.decode()) if len(source.data) < _LARGE else None
    if fault is not None:
        _error(file, SyntaxProblem(*source.characters(fault.offset), fault.message))
        return
    node = root
    while True:
        if node.is_missing:
            what = "a closing quote" if "quote" in node.type else _MISSING.get(node.type, node.type)
            _error(file, SyntaxProblem(*source.place(node), f"{what} is missing"))
            return
        inner = next((child for child in node.children if child.has_error or child.is_missing or child.is_error), None)
        if inner is None or (node.is_error and inner.start_byte == node.start_byte):
            _error(file, SyntaxProblem(*source.place(node), "this is not Terraform's syntax"))
            return
        node = inner


def _error(file: File, problem: SyntaxProblem) -> None:
    if len(file.errors) < _MOST_ERRORS:
        file.errors.append(problem)
