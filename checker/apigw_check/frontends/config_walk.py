"""The way from an expression to all that it refers to, through inputs, locals and outputs of modules.

Everything here is about blocks of the configuration, not their instances.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator
from typing import Any, TypeAlias

from ..model.resource import Resource
from .references import Body, Call, ConfigModule, Path, references_of
from .scopes import Scopes

#: A block (module path, `type.name`), or an input of a module by the same path.
Node: TypeAlias = tuple[tuple[str, ...], str]
#: Where an expression stands (see `SourceIndex.expression`).
Place: TypeAlias = tuple[str, str, str]


class Walk(ABC):
    """Follows references through the configuration and collects what they lead to."""

    def __init__(self, scopes: Scopes) -> None:
        self.scopes = scopes
        self.nodes: set[Node] = set()
        #: Why not all of it can be told; empty where it can.
        self.unclear = ""

    def doubt(self, reason: str) -> None:
        """Notes the first reason."""
        self.unclear = self.unclear or reason

    def visit(self, config: ConfigModule, name: str) -> bool:
        """Whether this is the first visit."""
        node = (config.path, name)
        new = node not in self.nodes
        self.nodes.add(node)
        return new

    def text(self, config: ConfigModule, place: Place) -> tuple[str, tuple[str, ...]] | None:
        """The expression in the sources, and its references."""
        sources = self.scopes.sources
        if sources is None:
            return None
        text = sources.text(config.path, *place)
        found = sources.expression(config.path, *place, ()) if text is not None else None
        return (text, found.references) if text is not None and found is not None else None

    @abstractmethod
    def take(self, config: ConfigModule, place: Place, expression: Any, body: Body | Call | None) -> None:
        """Follows an expression; `expression` is what the plan has of it, None where it has nothing."""

    def refer(self, config: ConfigModule, references: tuple[str, ...], body: Body | Call | None) -> None:
        """Follows the references of an expression in a block."""
        for reference in self.scopes.split(references):
            self._path(config, reference.path, body)

    def _path(self, config: ConfigModule, path: Path, body: Body | Call | None) -> None:
        root, rest = path[0], path[1:]
        if root == "each":
            if rest[:1] == ("value",) and body is not None:
                self.refer(config, references_of(body.for_each), None)
            return
        if root in ("count", "path", "self", "terraform") or not rest or not isinstance(rest[0], str):
            return
        if root == "var":
            self.variable(config, rest[0])
        elif root == "local":
            if self.visit(config, f"local.{rest[0]}"):
                self.take(config, ("locals", "", rest[0]), None, None)
        elif root == "module":
            self._module(config, rest[0], rest[1:])
        elif root == "data":
            self.resource(config, f"data.{rest[0]}", str(rest[1]) if len(rest) > 1 else "", rest[2:])
        else:
            self.resource(config, str(root), rest[0], rest[1:])

    def variable(self, config: ConfigModule, name: str) -> None:
        """Follows an input of the module to what its call gives it."""
        if not self.visit(config, f"var.{name}") or config.parent is None:
            return
        expression = config.call.expressions.get(name)
        if expression is not None:
            self.take(config.parent, ("module", config.path[-1], name), expression, config.call)

    def _module(self, config: ConfigModule, call: str, rest: Path) -> None:
        inner = config.calls.get(call)
        if inner is None:
            return
        named = next((step for step in rest if isinstance(step, str) and step in inner.outputs), None)
        for output in [named] if named is not None else inner.outputs:
            if self.visit(inner, f"output.{output}"):
                declared = inner.outputs[output]
                expression = declared.get("expression") if isinstance(declared, dict) else None
                self.take(inner, ("output", str(output), "value"), expression or {}, None)

    @abstractmethod
    def resource(self, config: ConfigModule, type_: str, name: str, rest: Path) -> None:
        """Follows a reference to a resource; `rest` is what of it is meant."""

    def block(self, config: ConfigModule, label: str, body: Body) -> None:
        """Follows every argument of a block."""
        for name, expression in body.expressions.items():
            self.take(config, ("resource", label, name), expression, body)


def block_of(scopes: Scopes, resource: Resource) -> tuple[ConfigModule, str, Body | None]:
    """The module, label and body of the block that a resource is an instance of."""
    config = scopes.module(resource.module)
    label = f"{resource.type}.{resource.name}"
    return config, label, config.resources.get(label)


def lifecycle_of(scopes: Scopes, resource: Resource) -> dict[str, tuple[str, tuple[str, ...]]] | None:
    """The arguments of a resource's lifecycle, as texts with their references; None where the sources are not there."""
    if scopes.sources is None:
        return None
    return scopes.sources.lifecycle(scopes.module(resource.module).path, resource.type, resource.name)


def inner_expressions(expression: Any) -> Iterator[Any]:
    """The expressions in nested blocks."""
    if isinstance(expression, list):
        yield from expression
    elif isinstance(expression, dict) and "references" not in expression and "constant_value" not in expression:
        yield from expression.values()
