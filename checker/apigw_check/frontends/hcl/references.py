"""What an expression refers to, in the form of a plan's configuration.

For each reference in the order of the text, from the whole to its subject: `["var.x.y", "var.x"]`; the names that a
`for` gives are none. Terraform lists a reference as often as it stands in the expression.
"""

from __future__ import annotations

from collections.abc import Iterator

from . import tree
from .keys import quoted
from .tree import Expression

#: Steps of a reference beyond these are left out.
_MOST_STEPS = 64
#: How many names the subject of a reference has, if its first one says so.
_TWO = frozenset({"var", "local", "each", "count", "path", "terraform", "module"})


def references(expression: Expression) -> tuple[str, ...]:
    """All references of an expression, most specific first for each."""
    try:
        return tuple(_walk(expression, frozenset()))
    except RecursionError:
        return ()


def _walk(node: object, bound: frozenset[str]) -> Iterator[str]:
    if isinstance(node, tree.Traversal):
        if isinstance(node.base, tree.Name):
            if node.base.name not in bound:
                yield from _named(node.base.name, node.steps)
        else:
            yield from _walk(node.base, bound)
        yield from _indexes(node.steps, bound)
    elif isinstance(node, tree.Name):
        if node.name not in bound:
            yield from _named(node.name, ())
    elif isinstance(node, tree.For | tree.TemplateFor):
        yield from _walk(node.collection, bound)
        results = (node.result_key, node.result, node.condition) if isinstance(node, tree.For) else (node.body,)
        yield from _walk(results, bound | {node.key, node.value})
    elif isinstance(node, tuple):
        for item in node:
            yield from _walk(item, bound)
    elif isinstance(node, Expression) and not isinstance(node, tree.Literal):
        for name in node.__struct_fields__[2:]:
            yield from _walk(getattr(node, name), bound)


def _indexes(steps: tuple[tree.Step, ...], bound: frozenset[str]) -> Iterator[str]:
    for step in steps:
        if isinstance(step, tree.GetIndex):
            yield from _walk(step.key, bound)
        elif isinstance(step, tree.Splat):
            yield from _indexes(step.steps, bound)


def _static(steps: tuple[tree.Step, ...]) -> list[str]:
    """The steps that can be written out, as text."""
    found: list[str] = []
    for step in steps[:_MOST_STEPS]:
        if isinstance(step, tree.GetAttr):
            found.append(f".{step.name}")
        elif isinstance(step, tree.GetIndex) and isinstance(step.key, tree.Literal):
            key = step.key.value
            if isinstance(key, str):
                found.append(f"[{quoted(key)}]")
            elif isinstance(key, int) and not isinstance(key, bool):
                found.append(f"[{key}]")
            else:
                break
        else:
            break
    return found


def _named(name: str, steps: tuple[tree.Step, ...]) -> Iterator[str]:
    static = _static(steps)
    parts = [name, *static]
    if name == "self" or not static:
        least = 1
    elif name in _TWO:
        least = 2
    else:
        least = 3 if name == "data" else 2
    least = min(least, len(parts))
    after = least
    keyed = name not in ("var", "local", "each", "count", "path", "terraform", "self")
    if keyed and after < len(parts) and parts[after].startswith("["):
        after += 1
    if name == "module" and after < len(parts) and parts[after].startswith("."):
        # An output is a subject of its own; its module is named too.
        yield from ("".join(parts[:stop]) for stop in range(len(parts), after, -1))
        yield "".join(parts[:after])
        return
    yield from ("".join(parts[:stop]) for stop in range(len(parts), after - 1, -1))
    if after > least:
        yield "".join(parts[:least])
