"""What a block holds besides expressions: the blocks in it, and names.

In Terraform's JSON, nested blocks look like arguments, and names stand in quotes.
"""

from __future__ import annotations

from collections.abc import Iterator

from . import json_syntax, tree
from .syntax import Block, Body


def blocks_named(body: Body, name: str) -> Iterator[Block]:
    """The blocks of a name, and the dynamic blocks that make some of this name, as they stand in the text."""
    for block in body.blocks:
        if block.type == name or (block.type == "dynamic" and block.labels == (name,)):
            yield block
    attribute = body.attributes.get(name)
    if attribute is not None:
        yield from json_syntax.blocks_of(attribute) or ()
    dynamic = body.attributes.get("dynamic")
    if dynamic is not None:
        yield from (block for block in json_syntax.dynamic_blocks(dynamic) or () if block.labels == (name,))


def named_in(body: Body) -> set[str]:
    """The names of all arguments and blocks that a body has."""
    found = {*body.attributes}
    for block in body.blocks:
        found.update(block.labels if block.type == "dynamic" else (block.type,))
    if (dynamic := body.attributes.get("dynamic")) is not None:
        found.update(label for block in json_syntax.dynamic_blocks(dynamic) or () for label in block.labels)
    return found


def is_argument(body: Body, name: str) -> bool:
    """Whether what should be blocks of a name is written as an argument, which Terraform refuses."""
    attribute = body.attributes.get(name)
    return attribute is not None and json_syntax.blocks_of(attribute) is None


def bare_name(expression: tree.Expression) -> str | None:
    """The name that an argument holds which is no expression: `aws`, `aws.west`, and both in quotes; None otherwise."""
    if isinstance(expression, tree.Parenthesised):
        return bare_name(expression.inner)
    if isinstance(expression, tree.Literal):
        return expression.value if isinstance(expression.value, str) else None
    if isinstance(expression, tree.Name):
        return expression.name
    if isinstance(expression, tree.Traversal) and isinstance(expression.base, tree.Name):
        steps = expression.steps
        if len(steps) == 1 and isinstance(steps[0], tree.GetAttr):
            return f"{expression.base.name}.{steps[0].name}"
    return None
