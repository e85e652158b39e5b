"""What the expression of an attribute means, as a text that is the same wherever the same thing is meant.

Two modules may both say `var.api_id` and mean different APIs, or say different names and mean one: inputs of modules
are followed outwards, and keys of instances are put in, until something stands there that the plan does not explain.
"""

from __future__ import annotations

from ..model.resource import Resource
from .references import Computed, Key, Path, Reference, Step, references_of
from .scopes import MAX_DEPTH, Scope, Scopes, literal_keys

#: Bound of one answer, for configurations that refer in circles.
_MAX_STEPS = 500


class Meanings:
    """Answers for the resources of a plan."""

    def __init__(self, scopes: Scopes) -> None:
        self._scopes = scopes
        self._left = 0

    def of(self, resource: Resource, name: str) -> str:
        """What an attribute means; empty where it refers to nothing."""
        references = resource.references(name)
        if not references:
            return ""
        self._left = _MAX_STEPS
        config = self._scopes.module(resource.module)
        block = f"{resource.type}.{resource.name}"
        scope = Scope(resource.module, config, resource.key, config.resources.get(block))
        return self._all(self._scopes.precise(references, config, "resource", block, name), scope, 0)

    def _all(self, references: list[Reference], scope: Scope, depth: int) -> str:
        return " ".join(self._one(reference.path, scope, depth) for reference in references)

    def _one(self, path: Path, scope: Scope, depth: int) -> str:
        given, value = self._scopes.constant(path, scope)
        if given:
            return repr(value)
        self._left -= 1
        meant = self._further(path, scope, depth + 1) if depth < MAX_DEPTH and self._left > 0 else ""
        return meant or f"{scope.module}:{self._text(path, scope)}"

    def _further(self, path: Path, scope: Scope, depth: int) -> str:
        """What a name stands for; empty where that does not show."""
        if path[:2] == ("each", "value"):
            return self._each(path[2:], scope, depth)
        if len(path) < 2 or not isinstance(path[1], str):
            return ""
        if path[0] == "var":
            return self._input(path[1], path[2:], scope, depth)
        if path[0] == "local":
            return self._member("locals", "", path[1], path[2:], scope, depth)
        return self._output(path[1], path[2:], scope, depth) if path[0] == "module" else ""

    def _each(self, rest: Path, scope: Scope, depth: int) -> str:
        if scope.body is None or scope.key is None:
            return ""
        written = self._member(*scope.body.place, "for_each", (scope.key, *rest), scope, depth, inside=True)
        return written or self._at(references_of(scope.body.for_each), (scope.key, *rest), scope, depth)

    def _input(self, name: str, rest: Path, scope: Scope, depth: int) -> str:
        parent = scope.config.parent
        if parent is None:
            return ""
        outer = self._scopes.outer(scope)
        label = scope.config.path[-1]
        written = self._member("module", label, name, rest, outer, depth, inside=True) if rest else ""
        references = references_of(scope.config.call.expressions.get(name))
        found = self._scopes.precise(references, parent, "module", label, name)
        return written or self._paths(found, rest, outer, depth)

    def _output(self, call: str, rest: Path, scope: Scope, depth: int) -> str:
        config = scope.config.calls.get(call)
        key: Key = None
        if config is not None and config.call.is_repeated and rest:
            key, rest = self._scopes.key_of(rest[0], scope), rest[1:]
            config = config if key is not None else None
        output = config.outputs.get(str(rest[0])) if config is not None and rest else None
        if config is None or not isinstance(output, dict):
            return ""
        instances = list(self._scopes.instances(scope.module, config, key).values())
        if len(instances) != 1:
            return ""
        return self._at(references_of(output.get("expression")), rest[1:], Scope(instances[0], config), depth)

    def _member(
        self, kind: str, label: str, name: str, rest: Path, scope: Scope, depth: int, *, inside: bool = False
    ) -> str:
        """What the sources give a name at a path; with `inside` only where they write out an object there."""
        sources = self._scopes.sources
        found = sources.expression(scope.config.path, kind, label, name, literal_keys(rest)) if sources else None
        if found is None or (inside and not found.taken):
            return ""
        return self._at(found.references, rest[found.taken :], scope, depth)

    def _at(self, references: tuple[str, ...], rest: Path, scope: Scope, depth: int) -> str:
        return self._paths(self._scopes.split(references), rest, scope, depth)

    def _paths(self, references: list[Reference], rest: Path, scope: Scope, depth: int) -> str:
        """What references come to, of which a part is meant: of one it is its own part."""
        if len(references) == 1:
            return self._one((*references[0].path, *rest), scope, depth)
        part = f"[{self._text(rest, scope)}]" if rest and references else ""
        return self._all(references, scope, depth) + part

    def _text(self, path: Path, scope: Scope) -> str:
        return ".".join(self._step(step, scope) for step in path)

    def _step(self, step: Step, scope: Scope) -> str:
        key = self._scopes.key_of(step, scope)
        return repr(key) if key is not None else step.text if isinstance(step, Computed) else ""
