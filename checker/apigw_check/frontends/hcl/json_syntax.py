"""Terraform's JSON syntax (`.tf.json`), as the same tree as that of `.tf` files.

JSON does not say which of its objects are blocks. The blocks that stand at the top of a file do; an argument of a
resource that its schema makes a block is taken apart with `blocks_of`. Texts are templates.
https://developer.hashicorp.com/terraform/language/syntax/json
"""

from __future__ import annotations

from . import tree
from .json_tree import JsonError, Node, read
from .source import Source
from .syntax import Attribute, Block, Body, File, SyntaxProblem, decodable, parse_template
from .tree import Expression

#: How many labels the top-level blocks have.
_LABELS = {
    "resource": 2,
    "data": 2,
    "ephemeral": 2,
    "variable": 1,
    "output": 1,
    "module": 1,
    "provider": 1,
    "check": 1,
    "locals": 0,
    "terraform": 0,
    "moved": 0,
    "removed": 0,
    "import": 0,
}


class JsonAttribute(Attribute):
    """An argument, or what may be blocks."""

    __slots__ = ("node",)

    def __init__(self, name: str, node: Node, place: tuple[int, int], source: Source) -> None:
        super().__init__(name, place, tree.Literal(*place, None), source)
        self.node = node
        self.start, self.end = node.start, node.end

    @property
    def expression(self) -> Expression:
        """The expression, converted when it is first asked for."""
        if self._node is None:
            self._node = _expression(self.node, self._source)
        return self._node


def parse(data: bytes, path: str) -> File:
    """Read the bytes of a `.tf.json` file. No bytes make this fail."""
    file = File(path, Body({}, []), [])
    data = decodable(data, file.errors)
    source = Source(data)
    try:
        root = read(data.decode())
    except JsonError as error:
        file.errors.append(SyntaxProblem(*source.position(error.offset), str(error)))
        return file
    for top in root.items if root.kind == "[" else [root]:
        if top.kind != "{":
            file.errors.append(SyntaxProblem(*source.position(top.start), "an object is needed here"))
            continue
        for key, key_start, value in top.members:
            if key == "//":
                continue
            if key not in _LABELS:
                message = f'"{key[:40]}" is no kind of block'
                file.errors.append(SyntaxProblem(*source.position(key_start), message))
                continue
            _labelled(key, (), value, (key_start, _LABELS[key]), file, source)
    return file


def _labelled(kind: str, labels: tuple[str, ...], node: Node, at: tuple[int, int], file: File, source: Source) -> None:
    """Add the blocks of a type: `at` is where the last key began, and how many labels are still to come."""
    start, missing = at
    for item in node.items if node.kind == "[" else [node]:
        if item.kind != "{":
            file.errors.append(SyntaxProblem(*source.position(item.start), "an object is needed here"))
        elif missing:
            for key, key_start, value in item.members:
                if key != "//":
                    _labelled(kind, (*labels, key), value, (key_start, missing - 1), file, source)
        else:
            file.body.blocks.append(_block(kind, labels, item, start, source))


def _block(kind: str, labels: tuple[str, ...], node: Node, start: int, source: Source) -> Block:
    attributes: dict[str, Attribute] = {}
    for key, key_start, value in node.members:
        if key != "//" and key not in attributes:
            attributes[key] = JsonAttribute(key, value, source.position(key_start), source)
    end_line = source.position(max(node.end - 1, 0))[0]
    return Block(kind, labels, Body(attributes, []), *source.position(start), end_line)


def blocks_of(attribute: Attribute) -> list[Block] | None:
    """The blocks that an argument in JSON stands for, where its schema says that it is blocks.

    None where it was not written in JSON, or is an expression (a text) that cannot be blocks.
    """
    if not isinstance(attribute, JsonAttribute):
        return None
    node = attribute.node
    items = node.items if node.kind == "[" else [] if node.kind == "null" else [node]
    if any(item.kind != "{" for item in items):
        return None
    return [_block(attribute.name, (), item, item.start, attribute._source) for item in items]


def dynamic_blocks(attribute: Attribute) -> list[Block] | None:
    """The `dynamic` blocks of a body in JSON, each with its label."""
    if not isinstance(attribute, JsonAttribute):
        return None
    file = File("", Body({}, []), [])
    _labelled("dynamic", (), attribute.node, (attribute.node.start, 1), file, attribute._source)
    return file.body.blocks


def _expression(node: Node, source: Source) -> Expression:
    """The expression of a JSON value (which is not nested deeper than can be read)."""
    place = source.position(node.start)
    if node.kind == "{":
        keys = [parse_template(key, source.position(at)) for key, at, _ in node.members]
        items = [_expression(value, source) for _, _, value in node.members]
        return tree.Object(*place, tuple(zip(keys, items, strict=True)))
    if node.kind == "[":
        return tree.Tuple(*place, tuple(_expression(item, source) for item in node.items))
    if isinstance(node.value, str):
        return parse_template(node.value, place)
    return tree.Literal(*place, node.value)
