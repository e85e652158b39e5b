"""Whether an expression is of known values only: an unknown that it gives then stands for null."""

from __future__ import annotations

from typing import Any

from ..model.resource import Resource, Written
from .references import Computed, ConfigModule, Key, Path, constant_of, references_of
from .scopes import MAX_DEPTH, Scope, Scopes, literal_keys

_MAX_STEPS = 5_000


class Settled:
    """Answers for one side of a plan."""

    def __init__(self, instances: dict[tuple[str, str], dict[Key, Resource]], scopes: Scopes) -> None:
        self._instances = instances
        self._scopes = scopes
        self._left = 0

    def settled(self, resource: Resource, references: tuple[str, ...]) -> bool:
        """Whether everything that the references lead to is known."""
        self._left = _MAX_STEPS
        config = self._scopes.module(resource.module)
        body = config.resources.get(f"{resource.type}.{resource.name}")
        return self._all(references, Scope(resource.module, config, resource.key, body), 0)

    def _all(self, references: tuple[str, ...], scope: Scope, depth: int) -> bool:
        self._left -= 1
        if depth > MAX_DEPTH or self._left < 0:
            return False
        return all(self._is_settled(reference.path, scope, depth) for reference in self._scopes.split(references))

    def _is_settled(self, path: Path, scope: Scope, depth: int) -> bool:
        root = path[0]
        if root in ("count", "path", "terraform") or path == ("each", "key"):
            return True
        if root == "each":
            return self._expression(scope.body.for_each if scope.body is not None else None, scope, depth)
        if len(path) < 2:
            return False
        name = str(path[1])
        if root == "var":
            return self._variable(name, path[2:], scope, depth)
        if root == "local":
            found = self._written(scope.config, "locals", "", name, path[2:])
            return found is not None and self._all(found.references, scope, depth + 1)
        if root == "module":
            return self._output(path[1:], scope, depth)
        return self._attribute(path, scope)

    def _variable(self, name: str, rest: Path, scope: Scope, depth: int) -> bool:
        config = scope.config
        if config.parent is None:
            return True
        expression = config.call.expressions.get(name)
        if expression is None:
            return True  # its default
        outer = self._scopes.outer(scope)
        found = self._written(config.parent, "module", config.path[-1], name, rest) if rest else None
        if found is not None and found.taken:
            return self._all(found.references, outer, depth + 1)
        return self._expression(expression, outer, depth)

    def _written(self, config: ConfigModule, kind: str, label: str, name: str, rest: Path) -> Written | None:
        sources = self._scopes.sources
        return sources.expression(config.path, kind, label, name, literal_keys(rest)) if sources is not None else None

    def _expression(self, expression: Any, scope: Scope, depth: int) -> bool:
        references = references_of(expression)
        if not references:
            return constant_of(expression)[0]
        return self._all(references, scope, depth + 1)

    def _output(self, path: Path, scope: Scope, depth: int) -> bool:
        config = scope.config.calls.get(str(path[0]))
        if config is None:
            return False
        rest = path[1:]
        explicit: Key = None
        if config.call.is_repeated:
            if not rest or isinstance(rest[0], Computed):
                return False
            explicit, rest = rest[0], rest[1:]
        output = config.outputs.get(str(rest[0])) if rest else None
        expression = output.get("expression") if isinstance(output, dict) else None
        if expression is None:
            return False
        instances = self._scopes.instances(scope.module, config, explicit)
        return all(self._expression(expression, Scope(address, config), depth) for address in instances.values())

    def _attribute(self, path: Path, scope: Scope) -> bool:
        prefix = "data." if path[0] == "data" else ""
        path = path[1:] if prefix else path
        instances = self._instances.get((scope.module, f"{prefix}{path[0]}.{path[1]}")) if len(path) > 1 else None
        rest = path[2:]
        if not instances or not rest:
            return False
        step = rest[0]
        if not isinstance(step, Computed) and step in instances:
            instances = {step: instances[step]}
            rest = rest[1:]
        if not rest or isinstance(rest[0], Computed):
            return False
        name = str(rest[0])
        for resource in instances.values():
            mark = resource.unknown if resource.unknown is True else (resource.unknown or {}).get(name)
            if mark or name not in resource.values:
                return False
        return True
