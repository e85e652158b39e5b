"""Following references through a plan's configuration: module inputs and outputs, for_each and count, locals.

A plan's `configuration` names what an expression refers to, not what it computes: `module.api[each.key].api_id`
becomes `["module.api", "each.key"]`. What is lost that way is made up for by asking for a wanted type: of everything
that an expression may mean, only resources of that type count.
"""

from __future__ import annotations

import re
from typing import Any, Protocol

from msgspec import Struct, field

from ..model.resource import Link, Resource
from ..model.value import Unknown

_STEP = re.compile(r'\.?([A-Za-z_][\w-]*)|\[(?:"((?:[^"\\]|\\.)*)"|(\d+))\]|\.(\d+)')
#: Bounds for configurations that refer in circles: Terraform makes none, but a plan is an untrusted file.
_MAX_DEPTH = 64
_MAX_STEPS = 20_000

Key = str | int | None


class ConfigModule(Struct, eq=False):
    """A module of the configuration. Expressions stay as the plan has them."""

    path: tuple[str, ...]
    parent: ConfigModule | None = None
    call: dict[str, Any] = field(default_factory=dict)
    resources: dict[str, dict[str, Any]] = field(default_factory=dict)
    calls: dict[str, ConfigModule] = field(default_factory=dict)
    outputs: dict[str, Any] = field(default_factory=dict)
    variables: dict[str, Any] = field(default_factory=dict)


class SourceIndex(Protocol):
    """What `.tf` sources add to a plan; the command line provides it where the sources are at hand."""

    def local_references(self, path: tuple[str, ...], name: str) -> list[str] | None:
        """The references in a local's expression, None where it is not found."""

    def dynamic(self, path: tuple[str, ...], type_: str, name: str, block: str) -> dict[str, Any] | None:
        """The expressions in a dynamic block's content."""

    def replace_triggered_by(self, path: tuple[str, ...], type_: str, name: str) -> bool | None:
        """Whether the resource's lifecycle has `replace_triggered_by`, None where the resource is not found."""


class Scope(Struct, frozen=True, eq=False):
    """Where an expression stands: the module instance, and the key and configuration of what repeats it."""

    module: str
    config: ConfigModule
    key: Key = None
    repeat: Any = None


def steps(reference: str) -> list[str | int]:
    """Splits `module.api["a"].ids[0]` into its steps; indexes by number are ints."""
    found: list[str | int] = []
    for name, quoted, number, legacy in _STEP.findall(reference):
        if name:
            found.append(name)
        elif number or legacy:
            found.append(int(number or legacy))
        else:
            found.append(quoted.replace('\\"', '"').replace("\\\\", "\\"))
    return found


def most_specific(references: list[str] | tuple[str, ...]) -> list[str]:
    """Drops references that are only the prefix of the one before (`aws_x.y.id`, `aws_x.y`)."""
    kept: list[str] = []
    for reference in references:
        if any(other.startswith(reference) and other[len(reference) :][:1] in (".", "[") for other in kept):
            continue
        if reference not in kept:
            kept.append(reference)
    return kept


class Follower:
    """Resolves references to resource instances.

    `instances` maps (module address, `type.name`) to the instances by key; `children` maps (module address, call name)
    to the addresses of the called module's instances by key.
    """

    def __init__(
        self,
        root: ConfigModule,
        instances: dict[tuple[str, str], dict[Key, Resource]],
        children: dict[tuple[str, str], dict[Key, str]],
        modules: dict[str, tuple[ConfigModule, Key, str]],
        sources: SourceIndex | None,
    ) -> None:
        self._root = root
        self._instances = instances
        self._children = children
        self._modules = modules
        self._sources = sources
        self._parsed: dict[str, list[str | int]] = {}
        self._specific: dict[tuple[str, ...], list[str]] = {}
        self._left = 0
        self._locals: dict[tuple[tuple[str, ...], str], list[str] | None] = {}

    # -- following ---------------------------------------------------------------------------------------------------

    def follow(self, resource: Resource, name: str, wanted: frozenset[str]) -> Link:
        """The resources of wanted types that an attribute's expression refers to."""
        references = resource.references(name)
        if not references:
            return Link()
        found: dict[str, Resource] = {}
        self._left = _MAX_STEPS
        opaque = self._resolve(references, self._scope(resource), name, wanted, found, None, 0)
        return Link(tuple(found.values()), opaque)

    def _scope(self, resource: Resource) -> Scope:
        config = self._modules[resource.module][0]
        body = config.resources.get(f"{resource.type}.{resource.name}")
        return Scope(resource.module, config, resource.key, body)

    def _steps(self, reference: str) -> list[str | int]:
        parsed = self._parsed.get(reference)
        if parsed is None:
            parsed = self._parsed[reference] = steps(reference)
        return parsed

    def _most_specific(self, references: tuple[str, ...]) -> list[str]:
        kept = self._specific.get(references)
        if kept is None:
            kept = self._specific[references] = most_specific(references)
        return kept

    def _resolve(
        self,
        references: tuple[str, ...],
        scope: Scope,
        name: str,
        wanted: frozenset[str],
        found: dict[str, Resource],
        index: Key,
        depth: int,
    ) -> bool:
        """Adds what the references lead to; returns whether a part could not be followed."""
        self._left -= 1
        if depth > _MAX_DEPTH or self._left < 0:
            return True
        opaque = False
        kept = self._most_specific(references)
        if index is None:
            index = self._index(kept, scope)
        for reference in kept:
            path = self._steps(reference)
            if not path:
                continue
            root = path[0]
            if root in ("count", "path", "terraform", "self") or path[:2] == ["each", "key"]:
                continue
            if root == "each":
                opaque |= self._each(path[2:], scope, name, wanted, found, depth)
            elif root == "var":
                opaque |= self._variable(path[1:], scope, name, wanted, found, index, depth)
            elif root == "local":
                opaque |= self._local(path[1:], scope, name, wanted, found, index, depth)
            elif root == "module":
                opaque |= self._module(path[1:], scope, name, wanted, found, index, depth)
            else:
                opaque |= self._resource(path, scope, name, wanted, found, index, depth)
        return opaque

    def _index(self, references: list[str], scope: Scope) -> Key:
        """The key that an index without a literal means: `[each.key]`, `[count.index]`, `[each.value.x]`, `[var.x]`."""
        keys: list[Key] = []
        for reference in references:
            path = self._steps(reference)
            if path[:2] in (["each", "key"], ["count", "index"]):
                keys.append(scope.key)
            elif path and path[0] in ("each", "var"):
                value = self._constant(path, scope)
                if isinstance(value, (str, int)) and not isinstance(value, bool):
                    keys.append(value)
        return keys[0] if len(set(keys)) == 1 else None

    def _constant(self, path: list[str | int], scope: Scope) -> Any:
        """The literal value that a variable or `each.value` leads to, None where it is none."""
        if path[0] == "each" and path[1:2] == ["value"]:
            repeat = (scope.repeat or {}).get("for_each_expression") or {}
            value = repeat.get("constant_value")
            value = value.get(scope.key) if isinstance(value, dict) else None
            rest = path[2:]
        elif path[0] == "var" and len(path) > 1:
            value = self._variable_value(str(path[1]), scope)
            rest = path[2:]
        else:
            return None
        for step in rest:
            if isinstance(value, dict):
                value = value.get(str(step))
            elif isinstance(value, list) and isinstance(step, int) and step < len(value):
                value = value[step]
            else:
                return None
        return value

    def _variable_value(self, name: str, scope: Scope) -> Any:
        config = scope.config
        if config.parent is not None:
            expression = (config.call.get("expressions") or {}).get(name)
            if isinstance(expression, dict):
                references = expression.get("references")
                if references and len(kept := self._most_specific(tuple(references))) == 1:
                    return self._constant(self._steps(kept[0]), self._outer(scope))
                return expression.get("constant_value")
        variable = config.variables.get(name)
        if not isinstance(variable, dict):
            return None
        return variable.get("value", variable.get("default"))

    def _outer(self, scope: Scope) -> Scope:
        """The scope of the call of the scope's module."""
        _, key, parent = self._modules[scope.module]
        config = self._modules[parent][0]
        return Scope(parent, config, key, scope.config.call)

    def _each(
        self,
        rest: list[str | int],
        scope: Scope,
        name: str,
        wanted: frozenset[str],
        found: dict[str, Resource],
        depth: int,
    ) -> bool:
        """`each.value`: what the for_each refers to, at the same key."""
        repeat = (scope.repeat or {}).get("for_each_expression") or {}
        references = repeat.get("references")
        if not references:
            return "constant_value" not in repeat
        attribute = str(rest[0]) if rest and isinstance(rest[0], str) else name
        opaque = False
        for reference in self._most_specific(tuple(references)):
            path = self._steps(reference)
            whole = len(path) == (3 if path[:1] == ["data"] else 2)
            extended = reference
            if rest and whole and path[0] not in ("var", "local", "each"):
                quoted = scope.key if isinstance(scope.key, int) else f'"{_escape(str(scope.key))}"'
                extended = f"{reference}[{quoted}].{attribute}"
            opaque |= self._resolve((extended,), scope, attribute, wanted, found, scope.key, depth + 1)
        return opaque

    def _variable(
        self,
        rest: list[str | int],
        scope: Scope,
        name: str,
        wanted: frozenset[str],
        found: dict[str, Resource],
        index: Key,
        depth: int,
    ) -> bool:
        if not rest or scope.config.parent is None:
            return True
        expression = (scope.config.call.get("expressions") or {}).get(rest[0])
        references = expression.get("references") if isinstance(expression, dict) else None
        if not references:
            return expression is not None and "constant_value" not in expression
        inner = rest[-1] if len(rest) > 1 else None
        index = inner if inner is not None else index
        return self._resolve(tuple(references), self._outer(scope), name, wanted, found, index, depth + 1)

    def _local(
        self,
        rest: list[str | int],
        scope: Scope,
        name: str,
        wanted: frozenset[str],
        found: dict[str, Resource],
        index: Key,
        depth: int,
    ) -> bool:
        references = self._local_references(scope.config.path, str(rest[0])) if rest else None
        if references is None:
            return True
        index = rest[1] if len(rest) > 1 else index
        return self._resolve(tuple(references), scope, name, wanted, found, index, depth + 1)

    def _local_references(self, path: tuple[str, ...], name: str) -> list[str] | None:
        if self._sources is None:
            return None
        key = (path, name)
        if key not in self._locals:
            self._locals[key] = self._sources.local_references(path, name)
        return self._locals[key]

    def _module(
        self,
        rest: list[str | int],
        scope: Scope,
        name: str,
        wanted: frozenset[str],
        found: dict[str, Resource],
        index: Key,
        depth: int,
    ) -> bool:
        if not rest:
            return True
        call = str(rest[0])
        config = scope.config.calls.get(call)
        instances = self._children.get((scope.module, call), {})
        if config is None or not instances:
            return True
        rest = rest[1:]
        if None not in instances and rest and rest[0] in instances:
            instances = {rest[0]: instances[rest[0]]}
            rest = rest[1:]
        elif index in instances and None not in instances:
            instances = {index: instances[index]}
            index = None
        named = bool(rest) and rest[0] in config.outputs
        if named:
            outputs = [config.outputs[str(rest[0])]]
            index = rest[1] if len(rest) > 1 else index
        else:
            outputs = list(config.outputs.values())
        opaque = False
        before = len(found)
        for address in instances.values():
            inner = Scope(address, config)
            for output in outputs:
                references = (output.get("expression") or {}).get("references") if isinstance(output, dict) else None
                if references:
                    opaque |= self._resolve(tuple(references), inner, name, wanted, found, index, depth + 1)
        # Where the output's name is lost, what the other outputs lead to does not matter.
        return opaque and (named or len(found) == before)

    def _resource(
        self,
        path: list[str | int],
        scope: Scope,
        name: str,
        wanted: frozenset[str],
        found: dict[str, Resource],
        index: Key,
        depth: int,
    ) -> bool:
        prefix = "data." if path[0] == "data" else ""
        if prefix:
            path = path[1:]
        if len(path) < 2:
            return True
        instances = self._instances.get((scope.module, f"{prefix}{path[0]}.{path[1]}"))
        if instances is None:
            return False  # nothing of the types that matter, or nothing at all (count = 0)
        rest = path[2:]
        if rest and rest[0] in instances and None not in instances:
            instances = {rest[0]: instances[rest[0]]}
            rest = rest[1:]
        elif index in instances:
            instances = {index: instances[index]}
        opaque = False
        for resource in instances.values():
            if resource.type in wanted:
                found[resource.address] = resource
                continue
            attribute = str(rest[0]) if rest else name
            references = resource.references(attribute)
            if not references:
                opaque = True
                continue
            opaque |= self._resolve(references, self._scope(resource), attribute, wanted, found, None, depth + 1)
        return opaque

    # -- settling ----------------------------------------------------------------------------------------------------

    def settled(self, resource: Resource, references: tuple[str, ...]) -> bool:
        """Whether everything that the references lead to is known."""
        self._left = _MAX_STEPS
        return self._settled(references, self._scope(resource), 0)

    def _settled(self, references: tuple[str, ...], scope: Scope, depth: int) -> bool:
        self._left -= 1
        if depth > _MAX_DEPTH or self._left < 0:
            return False
        return all(self._is_settled(self._steps(r), scope, depth) for r in self._most_specific(references))

    def _is_settled(self, path: list[str | int], scope: Scope, depth: int) -> bool:
        root = path[0] if path else ""
        if root in ("count", "path", "terraform") or path[:2] == ["each", "key"]:
            return True
        if root == "each":
            return self._expression_settled((scope.repeat or {}).get("for_each_expression"), scope, depth)
        if root == "var" and len(path) > 1:
            if scope.config.parent is None:
                return True
            expression = (scope.config.call.get("expressions") or {}).get(path[1])
            return expression is None or self._expression_settled(expression, self._outer(scope), depth)
        if root == "local" and len(path) > 1:
            references = self._local_references(scope.config.path, str(path[1]))
            return references is not None and self._settled(tuple(references), scope, depth + 1)
        if root == "module":
            return self._output_settled(path[1:], scope, depth)
        return self._attribute_settled(path, scope)

    def _expression_settled(self, expression: Any, scope: Scope, depth: int) -> bool:
        if not isinstance(expression, dict):
            return False
        references = expression.get("references")
        if not references:
            return "constant_value" in expression
        return self._settled(tuple(references), scope, depth + 1)

    def _output_settled(self, rest: list[str | int], scope: Scope, depth: int) -> bool:
        config = scope.config.calls.get(str(rest[0])) if rest else None
        if config is None:
            return False
        output = next((config.outputs[str(step)] for step in rest[1:3] if step in config.outputs), None)
        if output is None:
            return False
        instances = self._children.get((scope.module, str(rest[0])), {})
        return bool(instances) and all(
            self._expression_settled(output.get("expression"), Scope(address, config), depth)
            for address in instances.values()
        )

    def _attribute_settled(self, path: list[str | int], scope: Scope) -> bool:
        prefix = "data." if path[0] == "data" else ""
        path = path[1:] if prefix else path
        instances = self._instances.get((scope.module, f"{prefix}{path[0]}.{path[1]}")) if len(path) > 1 else None
        rest = path[2:]
        if not instances or not rest:
            return False
        if rest[0] in instances:
            instances = {rest[0]: instances[rest[0]]}
            rest = rest[1:]
        if not rest:
            return False
        for resource in instances.values():
            mark = resource.unknown if resource.unknown is True else (resource.unknown or {}).get(rest[0])
            if mark or str(rest[0]) not in resource.values:
                return False
        return True

    # -- what the sources say ----------------------------------------------------------------------------------------

    def dynamic(self, resource: Resource, block: str) -> dict[str, Any] | None:
        """The expressions of a dynamic block's content, from the sources."""
        if self._sources is None:
            return None
        return self._sources.dynamic(self._modules[resource.module][0].path, resource.type, resource.name, block)

    def lifecycle_replaces(self, resource: Resource) -> bool | Unknown:
        """Whether the lifecycle has `replace_triggered_by`, from the sources."""
        path = self._modules[resource.module][0].path
        found = self._sources.replace_triggered_by(path, resource.type, resource.name) if self._sources else None
        if found is None:
            return Unknown("a plan does not say whether the lifecycle has replace_triggered_by; its sources do")
        return found


def _escape(text: str) -> str:
    return text.replace("\\", "\\\\").replace('"', '\\"')
