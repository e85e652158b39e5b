"""Type constraints of variables, read from their expressions into the types of `types`.

A constraint that could not be read is "any", which changes nothing.
"""

from __future__ import annotations

from typing import Any

from . import tree
from .types import Optional

_KINDS = ("list", "set", "map")
#: Types are not nested deeper than this.
_DEEPEST = 40


def constraint(expression: tree.Expression | None, depth: int = 0) -> Any:
    """The type that the argument `type` of a variable names."""
    if depth > _DEEPEST:
        return "any"
    if isinstance(expression, tree.Parenthesised):
        return constraint(expression.inner, depth + 1)
    if isinstance(expression, tree.Name):
        name = expression.name
        return name if name in ("string", "number", "bool") else [name, "any"] if name in _KINDS else "any"
    if isinstance(expression, tree.Literal) and isinstance(expression.value, str):
        return _quoted(expression.value, depth)
    if not isinstance(expression, tree.Call) or not expression.arguments:
        return "any"
    first = expression.arguments[0]
    if expression.name in _KINDS:
        return [expression.name, constraint(first, depth + 1)]
    if expression.name == "tuple" and isinstance(first, tree.Tuple):
        return ["tuple", [constraint(item, depth + 1) for item in first.items]]
    if expression.name == "object" and isinstance(first, tree.Object):
        members = {}
        for key, inner in first.items:
            if isinstance(key, tree.Literal) and isinstance(key.value, str):
                members[key.value] = _member(inner, depth + 1)
        return ["object", members]
    return "any"


def _quoted(text: str, depth: int) -> Any:
    """The type that a text holds: Terraform's JSON has no other way to write one."""
    from .syntax import parse

    if depth or "\n" in text:
        return "any"
    attribute = parse(f"type = {text}\n".encode(errors="replace"), "").body.attributes.get("type")
    expression = attribute.expression if attribute is not None else None
    return "any" if isinstance(expression, tree.Literal) else constraint(expression)


def _member(expression: tree.Expression, depth: int) -> Any:
    if isinstance(expression, tree.Call) and expression.name == "optional" and expression.arguments:
        default = expression.arguments[1] if len(expression.arguments) > 1 else None
        return Optional(constraint(expression.arguments[0], depth), default)
    return constraint(expression, depth)
