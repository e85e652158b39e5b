"""What a deployment waits for: all that its block refers to, and what that refers to in turn."""

from __future__ import annotations

from typing import Any

from ..model.resource import Resource
from ..model.value import Unknown
from .config_walk import Place, Walk, block_of, inner_expressions, lifecycle_of
from .references import Body, Call, ConfigModule, Path, references_of
from .scopes import Scopes


class Dependencies(Walk):
    """The blocks that Terraform finishes before it begins with a resource."""

    def __init__(self, scopes: Scopes, resource: Resource) -> None:
        super().__init__(scopes)
        config, label, body = block_of(scopes, resource)
        if body is None:
            self.doubt("it is not in the configuration any more")
            return
        self._enter(config, label, body)
        lifecycle = lifecycle_of(scopes, resource)
        if lifecycle is not None and "replace_triggered_by" in lifecycle:
            self.refer(config, lifecycle["replace_triggered_by"][1], body)

    def resource(self, config: ConfigModule, type_: str, name: str, rest: Path) -> None:
        """Follows a resource to what it depends on itself, whatever of it is meant."""
        del rest
        body = config.resources.get(f"{type_}.{name}")
        if body is not None:
            self._enter(config, f"{type_}.{name}", body)

    def _enter(self, config: ConfigModule, label: str, body: Body) -> None:
        if not self.visit(config, label):
            return
        for expression in (*body.expressions.values(), body.for_each, body.count):
            self._follow(config, expression, body)
        self.wait(config, body.depends_on)
        inner: ConfigModule | None = config
        while inner is not None and inner.parent is not None:
            if self.visit(inner, "(call)"):
                self.wait(inner.parent, inner.call.depends_on)
                for expression in (inner.call.for_each, inner.call.count):
                    self._follow(inner.parent, expression, None)
            inner = inner.parent

    def _follow(self, config: ConfigModule, expression: Any, body: Body | None) -> None:
        self.refer(config, references_of(expression), body)
        for part in inner_expressions(expression):
            self._follow(config, part, body)

    def take(self, config: ConfigModule, place: Place, expression: Any, body: Body | Call | None) -> None:
        """Follows an expression; what the plan has of it is enough, but for locals."""
        if expression is not None:
            self.refer(config, references_of(expression), body)
            return
        written = self.text(config, place)
        if written is None:
            self.doubt(f"local.{place[2]} stands in the sources alone")
        else:
            self.refer(config, written[1], body)

    def wait(self, config: ConfigModule, names: tuple[str, ...]) -> None:
        """Follows `depends_on`, where a module call stands for all that it holds."""
        for name in names:
            if name.startswith("module.") and name.count(".") == 1:
                inner = config.calls.get(name.partition(".")[2])
                if inner is not None:
                    self._all(inner)
            else:
                self.refer(config, (name,), None)

    def _all(self, config: ConfigModule) -> None:
        for label, body in config.resources.items():
            self._enter(config, label, body)
        for inner in config.calls.values():
            self._all(inner)

    def has(self, part: Resource) -> bool | Unknown:
        """Whether a resource is finished before."""
        config, label, _ = block_of(self.scopes, part)
        if (config.path, label) in self.nodes:
            return True
        return Unknown(self.unclear) if self.unclear else False
