"""What a plan that creates everything would have for a resource: its values, what is unknown, what is sensitive."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any

from msgspec import Struct

from ...model.holes import PartlyKnown, sources_of
from ...model.value import UndecidedError, Unknown
from . import provider_data, providers
from .awaited import awaited, bare
from .documents import document
from .evaluate import evaluate
from .instances import InstanceKey, Repetition, address_key
from .nested import bare_name, blocks_named, is_argument, named_in
from .schema import BlockType, provider
from .scope import ExpressionScope, ModuleInstance
from .syntax import Attribute, Block, Body
from .types import convert
from .values import SCALARS, FunctionError, HclSet, NotEvaluatedError, Sensitive, Value, first_unknown, plain, unmark

_LATER = "known only after apply"
_READ = "a data source that terraform reads when it plans"
#: Arguments that are Terraform's own, not the provider's.
META = frozenset({"count", "for_each", "provider", "depends_on", "lifecycle", "connection", "provisioner"})
#: Blocks are not nested deeper than this.
_DEEPEST = 40
#: More nested blocks than one resource has: dynamic blocks within one another multiply.
_MOST_BLOCKS = 20_000
_DOCUMENT = "data.aws_iam_policy_document"


class Planned(Struct):
    """The values of a block, and marks in their shape: of what is unknown, True or the reason; of what is sensitive.

    `texts` are the attributes that are unknown, and of which a part is known; `name/0` is that of an element. `targets`
    are the addresses of the resources that an attribute waits for, where it waits for nothing else.
    """

    values: dict[str, Any]
    unknown: dict[str, Any]
    sensitive: dict[str, Any]
    texts: dict[str, PartlyKnown] = {}
    targets: dict[str, tuple[str, ...]] = {}


def full_type(block: Block) -> str:
    """The type of a resource block, with the prefix of data sources."""
    return f"data.{block.labels[0]}" if block.type == "data" else block.labels[0]


def planned(module: ModuleInstance, block: Block, repeated: Repetition, key: InstanceKey) -> Planned:
    """The values of one instance of a resource whose type is in the schema."""
    type_ = full_type(block)
    schema = provider().block(type_)
    assert schema is not None
    named = named_in(block.body)
    left_out, chosen, secret = _left_out(type_), _chosen_later(type_), _secret(type_)
    made = Planned(
        {name: value for name, value in left_out.items() if name not in named},
        {name: mark for name, mark in chosen.items() if name not in named},
        {},
    )
    for name in (*schema.attributes, *schema.nested):
        if name in named or (name not in left_out and name not in chosen):
            value = attribute_value(module, block, repeated, key, name)
            if _is_left_open(value, module, block, repeated, key, name):
                # Beside the mark of what the provider computes, null says that the caller has not set it.
                made.values[name] = None
            _put(made, name, value)
            if name in named and (sources := sources_of(unmark(value)[0])):
                made.targets[name] = tuple(source.rpartition(".")[0] for source in sources)
    made.sensitive |= secret
    return made


def _is_left_open(
    value: Value, module: ModuleInstance, block: Block, repeated: Repetition, key: InstanceKey, name: str
) -> bool:
    """Whether a resource's argument that the provider would compute is written, and known to be null."""
    written = block.body.attributes.get(name)
    if block.type != "resource" or written is None or type(value) is not Unknown or value.reason != _LATER:
        return False
    return evaluate(written.expression, module.scope(repeated, key), module.shared.diagnostics) is None


@cache
def _left_out(type_: str) -> dict[str, Any]:
    """The values of what is not written and does not wait for anything: most of what a resource could have."""
    schema, defaults = provider().block(type_), provider().defaults.get(type_, {})
    assert schema is not None
    found = {name: defaults.get(name) for name, attribute in schema.attributes.items() if not attribute.computed}
    return found | {name: None if mode == "single" else [] for name, (mode, _) in schema.nested.items()}


@cache
def _chosen_later(type_: str) -> dict[str, Any]:
    """The marks of what is not written and comes of no argument, as `_Values` has it: ids, ARNs, and so on."""
    schema, defaults = provider().block(type_), provider().defaults.get(type_, {})
    assert schema is not None
    if type_ == _DOCUMENT:
        return {}
    mark = _READ if type_.startswith("data.") else True
    own = {"tags_all", *defaults}
    return {name: mark for name, attribute in schema.attributes.items() if attribute.computed and name not in own}


@cache
def _secret(type_: str) -> dict[str, Any]:
    schema = provider().block(type_)
    assert schema is not None
    return {name: True for name, attribute in schema.attributes.items() if "s" in attribute.flags}


def attribute_value(module: ModuleInstance, block: Block, repeated: Repetition, key: InstanceKey, name: str) -> Value:
    """The value of an attribute, or of the nested blocks of a name, of one instance of a resource."""
    return module.kept(
        ("attribute", block.type, block.labels, key, name),
        lambda: _one_attribute(module, block, repeated, key, name),
        f"{'.'.join(block.labels)}.{name}",
    )


def _one_attribute(module: ModuleInstance, block: Block, repeated: Repetition, key: InstanceKey, name: str) -> Value:
    prefix = f"{module.address}." if module.address else ""
    address = f"{prefix}{full_type(block)}.{block.labels[1]}{address_key(key)}"
    plan = module.shared.plan
    if plan is not None and (known := plan.attribute(address, full_type(block), name)) is not None:
        return known.value
    value = _Values(module, full_type(block)).attribute(block.body, module.scope(repeated, key), name)
    if plan is not None and first_unknown(value) is None:
        # The sources say it, the plan does not: it is not told by the sources alone.
        return Unknown(_LATER)
    return awaited(value, block, address, name)


def whole_value(module: ModuleInstance, block: Block, repeated: Repetition, key: InstanceKey) -> Value:
    """A whole instance of a resource as an object; `Unknown` where its schema is not at hand."""
    schema = provider().block(full_type(block))
    names = (*schema.attributes, *schema.nested) if schema is not None else provider_data.names(full_type(block))
    if not names:
        return Unknown(_READ if block.type == "data" else _LATER)
    return {name: attribute_value(module, block, repeated, key, name) for name in names}


class _Values:
    def __init__(self, module: ModuleInstance, type_: str) -> None:
        self._module = module
        self._type = type_
        self._provider = provider()
        self._defaults = self._provider.defaults.get(type_, {})
        self._blocks_left = _MOST_BLOCKS

    def attribute(self, body: Body, scope: ExpressionScope, name: str) -> Value:
        schema = self._provider.block(self._type)
        if schema is not None:
            return self._attribute(body, schema, scope, name, "", 0)
        if provider_data.names(self._type):
            return provider_data.attribute(
                self._module, body, self._type, lambda argument: self._plain(body, scope, argument), name
            )
        value = self._plain(body, scope, name)
        if value is None:
            return Unknown(_READ if self._type.startswith("data.") else _LATER)
        return value

    def _plain(self, body: Body, scope: ExpressionScope, name: str) -> Value:
        written = body.attributes.get(name)
        return None if written is None else evaluate(written.expression, scope, self._module.shared.diagnostics)

    def _attribute(
        self, body: Body, schema: BlockType, scope: ExpressionScope, name: str, prefix: str, depth: int
    ) -> Value:
        attribute = schema.attributes.get(name)
        if attribute is None:
            if name in schema.nested:
                return self._blocks(body, schema, scope, name, prefix, depth)
            return Unknown(f"{self._type} has no attribute {name}")
        written = body.attributes.get(name)
        if written is None and _is_blocks(attribute.type) and any(blocks_named(body, name)):
            value = self._object_blocks(body, scope, name, attribute.type)
        else:
            value = self._written(written, attribute.type, scope)
        if value is None and prefix + name in self._defaults:
            value = self._defaults[prefix + name]
        if value is None and name == "tags_all" and not prefix:
            return self._tags(body, schema, scope)
        if value is None and attribute.computed:
            return self._computed(body, schema, scope, name)
        return value

    def _written(self, written: Attribute | None, type_: Any, scope: ExpressionScope) -> Value:
        if written is None:
            return None
        value = evaluate(written.expression, scope, self._module.shared.diagnostics)
        try:
            # What is unknown in a set may be the same as something else in it; in a policy that makes no difference.
            value = convert(value, _listed(type_) if self._type == _DOCUMENT else type_)
        except (FunctionError, NotEvaluatedError) as error:
            return Unknown(f"its value does not fit: {error}")
        inner, marked = unmark(value)
        collection = isinstance(inner, dict | list | HclSet) and not self._type.startswith("data.")
        if collection and (unknown := first_unknown(inner)) is not None:
            # The provider takes a collection for unknown as a whole; one that waits to be read is still as written.
            return Sensitive(bare(unknown)) if marked else bare(unknown)
        if isinstance(value, dict) and type_[0] == "map" and any(item is None for item in value.values()):
            # The provider leaves members that are null out.
            return {key: item for key, item in value.items() if item is not None} or None
        return value

    def _computed(self, body: Body, schema: BlockType, scope: ExpressionScope, name: str) -> Value:
        if self._type == _DOCUMENT and name in ("json", "minified_json"):
            names = (one for one in (*schema.attributes, *schema.nested) if one not in ("id", "json", "minified_json"))
            given = {one: self._attribute(body, schema, scope, one, "", 0) for one in names}
            arguments, marked = unmark(given)
            try:
                text = document(plain(arguments))
            except UndecidedError as error:
                return bare(error.unknown)
            found: Value = Unknown("a document that it is merged with is none") if text is None else text
            return Sensitive(found) if marked else found
        if self._type.startswith("data."):
            return Unknown(_READ)
        return Unknown(_LATER)

    def _tags(self, body: Body, schema: BlockType, scope: ExpressionScope) -> Value:
        """The resource's own tags and those that the provider adds; the sum of none is left open by the provider."""
        own = self._attribute(body, schema, scope, "tags", "", 0)
        added = providers.default_tags(self._module, body)
        if isinstance(added, Unknown):
            return added
        if isinstance(own, Unknown):
            return own
        if not own and not added:
            return Unknown(_LATER)
        return {**added, **own} if isinstance(own, dict) else own or added

    def _blocks(
        self, body: Body, schema: BlockType, scope: ExpressionScope, name: str, prefix: str, depth: int
    ) -> Value:
        mode, place = schema.nested[name]
        inner = self._provider.blocks[place]
        if depth > _DEEPEST:
            return Unknown("blocks that are nested too deeply")
        found: list[Value] = []
        for content, inside in self._contents(body, scope, name):
            if isinstance(content, Unknown):
                return content if depth == 0 else Unknown(_LATER)
            found.append(self._content(content, inner, inside, f"{prefix}{name}.", depth + 1))
        if mode == "single":
            return found[0] if found else None
        return found

    def _content(self, body: Body, schema: BlockType, scope: ExpressionScope, prefix: str, depth: int) -> Value:
        """What a nested block has, written or not."""
        named = named_in(body)
        found: dict[str, Value] = {}
        for name, attribute in schema.attributes.items():
            if name in named or attribute.computed:
                found[name] = self._attribute(body, schema, scope, name, prefix, depth)
            else:
                found[name] = self._defaults.get(prefix + name)
        for name, (mode, _) in schema.nested.items():
            if name in named:
                found[name] = self._blocks(body, schema, scope, name, prefix, depth)
            else:
                found[name] = None if mode == "single" else []
        return found

    def _object_blocks(self, body: Body, scope: ExpressionScope, name: str, type_: Any) -> Value:
        """An attribute that is written as blocks."""
        members = type_[1][1]
        found: list[Value] = []
        for content, inside in self._contents(body, scope, name):
            if isinstance(content, Unknown):
                return content
            found.append({one: self._written(content.attributes.get(one), members[one], inside) for one in members})
        return found

    def _contents(
        self, body: Body, scope: ExpressionScope, name: str
    ) -> Iterator[tuple[Body | Unknown, ExpressionScope]]:
        """The bodies of the blocks of a name, dynamic ones included, each with its scope."""
        if is_argument(body, name):
            yield Unknown(f"{name} is written as an argument, and is a block"), scope
        for block in blocks_named(body, name):
            if block.type != "dynamic":
                yield block.body, scope
                continue
            content = next(blocks_named(block.body, "content"), None)
            over = block.body.attributes.get("for_each")
            if content is None or over is None:
                continue
            collection, _ = unmark(evaluate(over.expression, scope, self._module.shared.diagnostics))
            if isinstance(collection, Unknown):
                yield collection, scope
                continue
            iterator = block.body.attributes.get("iterator")
            label = (bare_name(iterator.expression) if iterator is not None else None) or name
            for key, value in _members(collection):
                self._blocks_left -= 1
                if self._blocks_left < 0:
                    yield Unknown(f"dynamic blocks that make more than {_MOST_BLOCKS:,} blocks"), scope
                    return
                yield content.body, scope.inside(label, {"key": key, "value": value})


def _members(collection: Value) -> Iterator[tuple[Value, Value]]:
    if isinstance(collection, dict):
        yield from sorted(collection.items())
    elif isinstance(collection, HclSet):
        for item in collection:
            yield item, item
    elif isinstance(collection, list):
        yield from enumerate(collection)


def _is_blocks(type_: Any) -> bool:
    return (
        isinstance(type_, list)
        and type_[0] in ("list", "set")
        and isinstance(type_[1], list)
        and type_[1][0] == "object"
    )


def _listed(type_: Any) -> Any:
    """The type, with lists for sets."""
    return ["list", *type_[1:]] if isinstance(type_, list) and type_[0] == "set" else type_


def holed(name: str, value: Value) -> dict[str, PartlyKnown]:
    """The texts of which a part is known: the value of an attribute, or the elements of its list."""
    if isinstance(value, PartlyKnown):
        return {name: value}
    items = value if isinstance(value, list) else ()
    return {f"{name}/{place}": item for place, item in enumerate(items) if isinstance(item, PartlyKnown)}


def _put(made: Planned, name: str, value: Value) -> None:
    """Splits a value into what is known, what is not, and what is sensitive."""
    if type(value) in SCALARS:
        made.values[name] = value
        return
    made.texts |= holed(name, value)
    known, unknown, sensitive = _split(value)
    if unknown is not True and not isinstance(unknown, str):
        made.values[name] = known
    if unknown:
        made.unknown[name] = unknown
    if sensitive:
        made.sensitive[name] = sensitive


def _split(value: Value) -> tuple[Any, Any, Any]:
    """A value without unknowns and marks, then both in its shape."""
    if isinstance(value, Sensitive):
        known, unknown, _ = _split(value.value)
        return known, unknown, True
    if isinstance(value, Unknown):
        return None, True if value.reason == _LATER else value.reason, False
    if isinstance(value, dict):
        parts = {name: _split(item) for name, item in value.items()}
        known = {name: part[0] for name, part in parts.items() if not isinstance(part[1], str) and part[1] is not True}
        unknown = {name: part[1] for name, part in parts.items() if part[1]}
        return known, unknown, {name: part[2] for name, part in parts.items() if part[2]}
    if isinstance(value, list | HclSet):
        items = [_split(item) for item in value]
        unknown = [item[1] or False for item in items] if any(item[1] for item in items) else []
        sensitive = [item[2] or False for item in items] if any(item[2] for item in items) else []
        return [item[0] for item in items], unknown, sensitive
    return value, False, False
