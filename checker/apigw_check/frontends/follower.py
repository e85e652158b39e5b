"""Following references through a plan's configuration: module inputs and outputs, for_each and count, locals.

What a plan's references lose (see `references`) is made up for by asking for wanted types: of everything that an
expression may mean, only resources of those types count. Where the sources are at hand, they say the rest.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from msgspec import Struct, structs

from ..model.resource import Link, Resource
from ..model.value import Unknown
from .base import RELEVANT, RELEVANT_DATA
from .references import SPLAT, ConfigModule, Key, Path, Reference, Step, constant_of, references_of
from .scopes import MAX_DEPTH, Scope, Scopes, is_whole, literal_keys

#: Bounds of one search, for configurations that refer in circles; a plan with many of these is given less.
_MAX_STEPS, _FEW_STEPS, _PATIENCE = 5_000, 200, 50
_WANTED = RELEVANT | {f"data.{name}" for name in RELEVANT_DATA}
#: Resources that hand on what they are given.
_CARRIERS = ("terraform_data", "null_resource", "time_sleep", "aws_ssm_parameter")
#: Data sources that may give anything.
_OPAQUE = (
    "data.aws_apigatewayv2_apis",
    "data.aws_cloudformation_export",
    "data.aws_cloudformation_stack",
    "data.aws_ssm_parameter",
    "data.aws_ssm_parameters_by_path",
)
#: Attributes that a resource has from another: (type, attribute) -> the argument that names it.
_FROM = {
    ("aws_api_gateway_deployment", "execution_arn"): "rest_api_id",
    ("aws_api_gateway_deployment", "invoke_url"): "rest_api_id",
}


class _At(Struct, frozen=True, eq=False):
    """Where a reference is followed from.

    `name` is the attribute that is looked for where a reference has lost its own; `keys` are the indexes that may
    still have to be applied, the nearest first.
    """

    scope: Scope
    name: str
    keys: tuple[Key, ...] = ()
    depth: int = 0

    def down(self, scope: Scope, keys: Iterable[Key] = ()) -> _At:
        return _At(scope, self.name, tuple(keys), self.depth + 1)


class _Search:
    """What a search is for, and what it has found.

    `known` keeps what each reference came to where it stands: whether a part could not be followed, and whether that
    depended on an instance's key. A local's expression often leads to the same place in several ways.
    """

    __slots__ = ("found", "known", "left", "vague", "wanted")

    def __init__(self, wanted: frozenset[str], steps: int) -> None:
        self.wanted = wanted
        self.found: dict[str, Resource] = {}
        self.known: dict[tuple[object, ...], tuple[bool, bool]] = {}
        self.left = steps
        self.vague = False


class Follower:
    """Resolves references to resource instances: `instances` are those by (module address, `type.name`) and key."""

    def __init__(self, instances: dict[tuple[str, str], dict[Key, Resource]], scopes: Scopes) -> None:
        self._instances = instances
        self._scopes = scopes
        self._links: dict[tuple[str, str, str, frozenset[str]], Link] = {}
        self._split = scopes.split
        self._exhausted = 0

    # -- following ---------------------------------------------------------------------------------------------------

    def follow(self, resource: Resource, name: str, wanted: frozenset[str]) -> Link:
        """The resources of wanted types that an attribute's expression refers to."""
        key = (resource.module, f"{resource.type}.{resource.name}", name, wanted)
        link = self._links.get(key)
        if link is None:
            self._scopes.keyed = False
            link = self._follow(resource, name, wanted)
            if not self._scopes.keyed:
                # Nothing depended on the instance's key: it is the same for every instance of the block.
                self._links[key] = link
        return link

    def _follow(self, resource: Resource, name: str, wanted: frozenset[str]) -> Link:
        references = resource.references(name)
        if not references:
            return Link()
        scope = self._scope(resource)
        block = f"{resource.type}.{resource.name}"
        precise = self._scopes.precise(references, scope.config, "resource", block, name)
        return self._search(precise, _At(scope, name), wanted)

    def trace(self, resource: Resource, references: tuple[str, ...], wanted: frozenset[str]) -> Link:
        """The resources of wanted types that references lead to which stand somewhere in the resource."""
        return self._search(self._split(references), _At(self._scope(resource), ""), wanted)

    def _search(self, references: list[Reference], at: _At, wanted: frozenset[str]) -> Link:
        search = _Search(wanted, _MAX_STEPS if self._exhausted < _PATIENCE else _FEW_STEPS)
        opaque = self._resolve(search, references, at)
        self._exhausted += search.left < 0
        return Link(tuple(search.found.values()), opaque, search.vague)

    def _scope(self, resource: Resource) -> Scope:
        config = self._scopes.module(resource.module)
        body = config.resources.get(f"{resource.type}.{resource.name}")
        return Scope(resource.module, config, resource.key, body, own=True)

    def _resolve(self, search: _Search, references: list[Reference], at: _At) -> bool:
        """Adds what the references lead to; returns whether a part could not be followed."""
        opaque = False
        for reference in references:
            keys = self._keys(reference, at)
            opaque |= self._once(search, reference.path, at if keys is at.keys else structs.replace(at, keys=keys))
        return opaque

    def _once(self, search: _Search, path: Path, at: _At) -> bool:
        """Follows a reference, unless this search has followed it already from the same place."""
        scope = at.scope
        place = (path, at.keys, at.name, scope.module, scope.key, id(scope.body), scope.own)
        known = search.known.get(place)
        if known is None:
            earlier, self._scopes.keyed = self._scopes.keyed, False
            known = search.known[place] = (self._path(search, path, at), self._scopes.keyed)
            self._scopes.keyed = earlier
        self._scopes.keyed |= known[1]
        return known[0]

    def _keys(self, reference: Reference, at: _At) -> tuple[Key, ...]:
        """The indexes that may apply to a reference; none where it has one that cannot be told."""
        index = reference.index
        if index is None or index[0] not in ("each", "count", "var", "local"):
            return at.keys
        given, key = self._scopes.index(index, at.scope)
        if key is not None:
            return (key, *at.keys)
        return at.keys if given else ()

    def _path(self, search: _Search, path: Path, at: _At) -> bool:
        search.left -= 1
        if at.depth > MAX_DEPTH or search.left < 0:
            return True
        root, rest = path[0], path[1:]
        if root in ("count", "path", "terraform", "self") or path == ("each", "key"):
            return False
        if root == "each":
            return self._each(search, rest[1:], at)
        if not rest or not isinstance(rest[0], str):
            return True
        if root == "var":
            return self._variable(search, rest[0], rest[1:], at)
        if root == "local":
            return self._written(search, "locals", "", rest[0], rest[1:], at)
        if root == "module":
            return self._module(search, rest[0], rest[1:], at)
        if root == "data":
            named = len(rest) > 1 and isinstance(rest[1], str)
            return self._resource(search, f"data.{rest[0]}", str(rest[1]), rest[2:], at) if named else True
        return self._resource(search, str(root), rest[0], rest[1:], at)

    def _each(self, search: _Search, rest: Path, at: _At) -> bool:
        """`each.value`: what the for_each refers to, at the same key."""
        scope = at.scope
        over = scope.body.for_each if scope.body is not None else None
        references = references_of(over)
        if not references:
            return over is None
        key = scope.key
        name = rest[0] if rest and isinstance(rest[0], str) else at.name
        inner = _At(scope, name, () if key is None else (key,), at.depth + 1)
        if key is not None and scope.body is not None and self._scopes.sources is not None:
            # A map that is written out: only the member at the key counts.
            member = self._member(scope.config, *scope.body.place, "for_each", (key, *rest), at)
            if member is not None:
                return self._resolve(search, *self._down(member, inner))
        opaque = False
        for reference in self._split(references):
            path = reference.path
            of_module = path[0] == "module" and len(path) > 2
            if key is not None and (of_module or path[0] in ("var", "local")):
                path = (*path, key, *rest)
            elif is_whole(path) and path[0] != "module":
                # The key may be another one than that of the resource: it is tried, and does not have to fit.
                type_, block = path[-2:]
                type_ = f"data.{type_}" if path[0] == "data" else type_
                opaque |= self._instance(search, str(type_), str(block), None, rest, inner)
                continue
            opaque |= self._once(search, path, inner)
        return opaque

    def _variable(self, search: _Search, name: str, rest: Path, at: _At) -> bool:
        config = at.scope.config
        if config.parent is None:
            return True
        expression = config.call.expressions.get(name)
        if expression is None:
            return False  # its default
        outer = at.down(self._scopes.outer(at.scope), at.keys)
        if self._scopes.sources is not None and (rest or at.keys):
            # An argument that is written out as an object: only the member that is meant counts.
            label = config.path[-1]
            member = self._member(config.parent, "module", label, name, rest, at)
            if member is not None:
                return self._resolve(search, *self._down(member, outer))
        references = references_of(expression)
        if not references:
            return not constant_of(expression)[0]
        precise = self._scopes.precise(references, config.parent, "module", config.path[-1], name)
        return self._resolve(search, precise, at.down(outer.scope, (*literal_keys(rest), *at.keys)))

    def _written(self, search: _Search, kind: str, label: str, name: str, rest: Path, at: _At) -> bool:
        """A local: only the sources say what it is."""
        member = self._member(at.scope.config, kind, label, name, rest, at, whole=True)
        if member is None:
            return True
        return self._resolve(search, *self._down(member, at.down(at.scope, at.keys)))

    def _member(
        self, config: ConfigModule, kind: str, label: str, name: str, rest: Path, at: _At, *, whole: bool = False
    ) -> tuple[tuple[str, ...], tuple[Key, ...]] | None:
        """The references of an expression in the sources, followed into an object by keys, and the keys left over.

        None where the sources do not have it, or (without `whole`) where it is no object that is written out.
        """
        sources = self._scopes.sources
        if sources is None:
            return None
        tries: list[list[str | int]] = [literal_keys(rest)] if rest else []
        tries += [[key] for key in at.keys if key is not None and not rest]
        for keys in tries:
            found = sources.expression(config.path, kind, label, name, keys)
            # Keys that come from the instance lead to different members.
            self._scopes.keyed |= found is not None and found.has_members
            if found is not None and found.taken:
                return found.references, tuple(keys[found.taken :])
        found = sources.expression(config.path, kind, label, name, ()) if whole else None
        return None if found is None else (found.references, (*literal_keys(rest), *at.keys))

    def _down(self, member: tuple[tuple[str, ...], tuple[Key, ...]], at: _At) -> tuple[list[Reference], _At]:
        return self._split(member[0]), structs.replace(at, keys=member[1])

    def _module(self, search: _Search, call: str, rest: Path, at: _At) -> bool:
        config = at.scope.config.calls.get(call)
        if config is None:
            return True
        explicit: Key = None
        keys = at.keys
        repeated = config.call.is_repeated or None not in self._scopes.instances(at.scope.module, config, None)
        if repeated and rest:
            explicit, known = self._explicit(rest[0], at.scope)
            rest = rest[1:]
            if not known:
                keys = ()
        instances = self._narrow(self._scopes.instances(at.scope.module, config, explicit), keys)
        named = bool(rest) and rest[0] in config.outputs
        outputs = [str(rest[0])] if named else list(config.outputs)
        search.vague |= not named and len(outputs) > 1
        opaque = False
        before = len(search.found)
        for address in instances.values():
            inner = at.down(Scope(address, config), keys)
            for output in outputs:
                opaque |= self._output(search, output, rest[1:], inner)
        # Where the output's name is lost, what the other outputs lead to does not matter.
        return opaque and (named or len(search.found) == before)

    def _output(self, search: _Search, name: str, rest: Path, at: _At) -> bool:
        config = at.scope.config
        member = self._member(config, "output", name, "value", rest, at) if rest or at.keys else None
        if member is not None:
            return self._resolve(search, *self._down(member, at))
        output = config.outputs[name]
        references = references_of(output.get("expression") if isinstance(output, dict) else None)
        if not references:
            return False
        precise = self._scopes.precise(references, config, "output", name, "value")
        return self._resolve(search, precise, structs.replace(at, keys=(*literal_keys(rest), *at.keys)))

    def _explicit(self, step: Step, scope: Scope) -> tuple[Key, bool]:
        """The key that stands in a reference, and whether it could be told (a splat means all)."""
        if step is SPLAT:
            return None, True
        key = self._scopes.key_of(step, scope)
        return key, key is not None

    def _narrow(self, instances: dict[Key, Any], keys: Iterable[Key]) -> dict[Key, Any]:
        """The instance that one of the keys names; all of them where none does."""
        if None in instances or not instances:
            return instances
        for key in keys:
            self._scopes.keyed = True
            if key in instances:
                return {key: instances[key]}
        return instances

    def _resource(self, search: _Search, type_: str, name: str, rest: Path, at: _At) -> bool:
        if type_ not in _WANTED:
            return self._carrier(search, type_, name, rest, at)
        body = at.scope.config.resources.get(f"{type_}.{name}")
        instances = self._instances.get((at.scope.module, f"{type_}.{name}"), {})
        # A plan does not show a for_each of constants alone (`toset(["a"])`): the instances tell.
        repeated = None not in instances if instances else body is not None and body.is_repeated
        if not repeated or not rest:
            return self._instance(search, type_, name, None, rest, at)
        key, known = self._explicit(rest[0], at.scope)
        if not known:
            at = structs.replace(at, keys=())
        return self._instance(search, type_, name, key, rest[1:], at)

    def _instance(self, search: _Search, type_: str, name: str, explicit: Key, rest: Path, at: _At) -> bool:
        """The instances of a block; with an explicit key only that one, if it is there at all."""
        instances = self._instances.get((at.scope.module, f"{type_}.{name}"))
        if instances is None:
            return False  # count = 0
        if explicit is not None:
            instances = {explicit: instances[explicit]} if explicit in instances else {}
        else:
            instances = self._narrow(instances, at.keys)
        attribute = next((step for step in rest if isinstance(step, str)), "")
        opaque = False
        # What an instance refers to depends on its own key, and not on that of the block that is asked.
        keyed = self._scopes.keyed
        for resource in instances.values():
            opaque |= self._attribute(search, resource, attribute, at)
        self._scopes.keyed = keyed
        return opaque

    def _attribute(self, search: _Search, resource: Resource, attribute: str, at: _At) -> bool:
        """What an attribute of a resource means: the resource itself, or what its own argument refers to."""
        expressions = resource.expressions
        if resource.type in search.wanted:
            references = resource.references(attribute) if _names_another(attribute) else ()
            if not references:
                search.found[resource.address] = resource
                return False
            # `aws_api_gateway_resource.a.parent_id` is the parent of a, not a.
            inner = _Search(search.wanted, search.left)
            inner.vague = search.vague
            there = _At(self._scope(resource), attribute, (), at.depth + 1)
            opaque = self._resolve(inner, self._split(references), there)
            search.left = inner.left
            search.vague = inner.vague
            search.found.update(inner.found or {resource.address: resource})
            return opaque and bool(inner.found)
        if expressions is None:
            return True
        attribute = _FROM.get((resource.type, attribute), attribute)
        if not attribute and at.name in expressions:
            attribute = at.name
        opaque = False
        for name in [attribute] if attribute else expressions:
            references = resource.references(name)
            if references:
                there = _At(self._scope(resource), name, (), at.depth + 1)
                opaque |= self._resolve(search, self._split(references), there)
        return opaque

    def _carrier(self, search: _Search, type_: str, name: str, rest: Path, at: _At) -> bool:
        """A resource of a type that does not matter, but may hand on what it is given."""
        if type_ in _OPAQUE:
            return True
        if type_.startswith("data.") or (type_.startswith("aws_") and type_ not in _CARRIERS):
            return not type_.startswith(("data.aws_", "aws_"))
        body = at.scope.config.resources.get(f"{type_}.{name}")
        if body is None:
            return True
        scope = structs.replace(at.scope, body=body, own=False)
        keys = at.keys
        if body.is_repeated and rest:
            key, known = self._explicit(rest[0], at.scope)
            keys = (key, *keys) if known else ()
        if keys and keys[0] is not None:
            scope = structs.replace(scope, key=keys[0])
        opaque = type_ not in _CARRIERS
        for expression in body.expressions.values():
            references = references_of(expression)
            if references:
                opaque |= self._resolve(search, self._split(references), at.down(scope, keys))
            else:
                opaque |= not constant_of(expression)[0]
        return opaque

    # -- what the sources say ----------------------------------------------------------------------------------------

    def dynamic(self, resource: Resource, block: str) -> dict[str, Any] | None:
        """The expressions of a dynamic block's content, from the sources."""
        sources = self._scopes.sources
        if sources is None:
            return None
        return sources.dynamic(self._scopes.module(resource.module).path, resource.type, resource.name, block)

    def lifecycle_replaces(self, resource: Resource) -> bool | Unknown:
        """Whether the lifecycle has `replace_triggered_by`, from the sources."""
        sources, path = self._scopes.sources, self._scopes.module(resource.module).path
        found = sources.replace_triggered_by(path, resource.type, resource.name) if sources is not None else None
        if found is None:
            return Unknown("a plan does not say whether the lifecycle has replace_triggered_by; its sources do")
        return found


def _names_another(attribute: str) -> bool:
    """Whether an argument of that name names another resource."""
    return attribute.endswith(("_id", "_arn")) or attribute == "function_name"
