"""The configuration as a plan has it: what expressions refer to, not what they compute.

https://developer.hashicorp.com/terraform/internals/json-format#configuration-representation
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from msgspec import Struct

from . import tree
from .evaluate import evaluate, references
from .modules import Module
from .nested import blocks_named
from .planned import META, full_type
from .schema import BlockType, provider
from .syntax import Attribute, Block, Body
from .values import first_unknown, plain
from .variables import NOWHERE

_DEEPEST = 40


def of_module(module: Module, wanted: frozenset[str]) -> dict[str, Any]:
    """A module and what it calls. Of the resources, those of the wanted types and what stands in the same files."""
    folder = module.folder
    if folder is None:
        return {}
    found: dict[str, Any] = {"resources": [], "module_calls": {}, "outputs": {}, "variables": {}}
    for kind, type_, name in sorted(folder.keys):
        if kind in ("resource", "data") and (type_ if kind == "resource" else f"data.{type_}") in wanted:
            folder.block(kind, type_, name)
    for (kind, type_, _), block in folder.parsed():
        if kind in ("resource", "data") and (full_type(block) in wanted or not type_.startswith("aws_")):
            found["resources"].append(_resource(block))
    for name, called in module.calls.items():
        found["module_calls"][name] = _call(called, wanted)
    for (_, name), block in folder.blocks("output").items():
        if "value" in block.body.attributes:
            found["outputs"][name] = _once(block, _output_of)
    for (_, name), block in folder.blocks("variable").items():
        found["variables"][name] = _variable(block)
    return found


def _variable(block: Block) -> dict[str, Any]:
    return _once(block, _variable_of)


def _once(block: Block, make: Callable[[Block], dict[str, Any]]) -> dict[str, Any]:
    """What is made of a block, once for all calls of its module."""
    known: dict[str, Any] | None = block.kept.get(make.__name__)
    if known is None:
        known = block.kept[make.__name__] = make(block)
    return known


def _variable_of(block: Block) -> dict[str, Any]:
    default = block.body.attributes.get("default")
    found: dict[str, Any] = {}
    if default is not None and _is_constant(default.expression):
        found["default"] = plain(evaluate(default.expression, NOWHERE))
    return found


def _output_of(block: Block) -> dict[str, Any]:
    return {"expression": _expression(block.body.attributes["value"])}


def _call(called: Module, wanted: frozenset[str]) -> dict[str, Any]:
    assert called.call is not None
    attributes = called.call.body.attributes
    own = {"source", "version", "count", "for_each", "providers", "depends_on"}
    found: dict[str, Any] = {
        "source": called.source,
        "expressions": {name: _expression(one) for name, one in attributes.items() if name not in own},
        "module": of_module(called, wanted),
    }
    return found | _repeats(called.call)


def _resource(block: Block) -> dict[str, Any]:
    return _once(block, _resource_of)


def _resource_of(block: Block) -> dict[str, Any]:
    schema = provider().block(full_type(block))
    found: dict[str, Any] = {
        "mode": "data" if block.type == "data" else "managed",
        "type": block.labels[0],
        "name": block.labels[1],
        "expressions": _expressions(block.body, schema, 0, outermost=True),
    }
    return found | _repeats(block)


def _repeats(block: Block) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name in ("count", "for_each"):
        if name in block.body.attributes:
            found[f"{name}_expression"] = _expression(block.body.attributes[name])
    waits = block.body.attributes.get("depends_on")
    if waits is not None and isinstance(waits.expression, tree.Tuple):
        found["depends_on"] = [
            named[0] for item in waits.expression.items if (named := references(item) or _quoted(item))
        ]
    return found


def _quoted(item: tree.Expression) -> tuple[str, ...]:
    """A reference in quotes: how Terraform 0.11 wrote them, how JSON does, and still accepted here."""
    return (item.value,) if isinstance(item, tree.Literal) and isinstance(item.value, str) else ()


def _expressions(body: Body, schema: BlockType | None, depth: int, *, outermost: bool = False) -> dict[str, Any]:
    """The expressions of a block; dynamic blocks leave none, as in a plan."""
    found: dict[str, Any] = {}
    blocks = list(body.blocks)
    for name, attribute in body.attributes.items():
        if not (outermost and name in META) and (schema is None or name in schema.attributes):
            found[name] = _expression(attribute)
        elif schema is not None and name in schema.nested:
            blocks += blocks_named(Body({name: attribute}, []), name)
    for block in blocks:
        name = block.type
        if depth > _DEEPEST or name == "dynamic" or (outermost and name in META):
            continue
        mode, place = schema.nested.get(name, ("list", None)) if schema is not None else ("list", None)
        inner = _expressions(block.body, provider().blocks[place] if place is not None else None, depth + 1)
        if mode == "single":
            found[name] = inner
        elif isinstance(listed := found.setdefault(name, []), list):
            listed.append(inner)
    return found


def _expression(attribute: Attribute) -> dict[str, Any]:
    expression = attribute.expression
    named = references(expression)
    if named:
        return {"references": list(named)}
    return {"constant_value": plain(evaluate(expression, NOWHERE))} if _is_constant(expression) else {}


def _is_constant(expression: tree.Expression) -> bool:
    """Whether an expression has a value without any function: a plan shows what such a one gives."""
    waiting: list[Any] = [expression]
    while waiting:
        node = waiting.pop()
        if isinstance(node, tree.Call | tree.Invalid | tree.Name | tree.For):
            return False
        if isinstance(node, tuple):
            waiting += node
        elif isinstance(node, Struct):
            waiting += [getattr(node, name) for name in node.__struct_fields__]
    return first_unknown(evaluate(expression, NOWHERE)) is None
