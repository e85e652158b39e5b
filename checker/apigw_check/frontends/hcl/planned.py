"""What a plan that creates everything would have for a resource: its values, what is unknown, what is sensitive."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from msgspec import Struct

from ...model.value import Unknown
from .documents import document
from .evaluate import evaluate
from .instances import InstanceKey, Repetition
from .schema import BlockType, provider
from .scope import ExpressionScope, ModuleInstance
from .syntax import Attribute, Block, Body
from .typed import convert
from .values import FunctionError, HclSet, NotEvaluatedError, Sensitive, Value, first_unknown, unmark

_LATER = "known only after apply"
_READ = "a data source that terraform reads when it plans"
#: Arguments that are Terraform's own, not the provider's.
META = frozenset({"count", "for_each", "provider", "depends_on", "lifecycle", "connection", "provisioner"})
#: Blocks are not nested deeper than this.
_DEEPEST = 40
_DOCUMENT = "data.aws_iam_policy_document"


class Planned(Struct):
    """The values of a block, and marks in their shape: of what is unknown, True or the reason; of what is sensitive."""

    values: dict[str, Any]
    unknown: dict[str, Any]
    sensitive: dict[str, Any]


def full_type(block: Block) -> str:
    """The type of a resource block, with the prefix of data sources."""
    return f"data.{block.labels[0]}" if block.type == "data" else block.labels[0]


def planned(module: ModuleInstance, block: Block, repeated: Repetition, key: InstanceKey) -> Planned:
    """The values of one instance of a resource whose type is in the schema."""
    type_ = full_type(block)
    schema = provider().block(type_)
    assert schema is not None
    made = Planned({}, {}, {})
    for name in (*schema.attributes, *schema.nested):
        _put(made, name, attribute_value(module, block, repeated, key, name))
    for name, attribute in schema.attributes.items():
        if "s" in attribute.flags:
            made.sensitive[name] = True
    return made


def attribute_value(module: ModuleInstance, block: Block, repeated: Repetition, key: InstanceKey, name: str) -> Value:
    """The value of an attribute, or of the nested blocks of a name, of one instance of a resource."""
    return module.kept(
        ("attribute", block.type, block.labels, key, name),
        lambda: _Values(module, full_type(block)).attribute(block.body, module.scope(repeated, key), name),
        f"{'.'.join(block.labels)}.{name}",
    )


def whole_value(module: ModuleInstance, block: Block, repeated: Repetition, key: InstanceKey) -> Value:
    """A whole instance of a resource as an object; `Unknown` where its schema is not at hand."""
    schema = provider().block(full_type(block))
    if schema is None:
        return Unknown(_READ if block.type == "data" else _LATER)
    names = (*schema.attributes, *schema.nested)
    return {name: attribute_value(module, block, repeated, key, name) for name in names}


class _Values:
    def __init__(self, module: ModuleInstance, type_: str) -> None:
        self._module = module
        self._type = type_
        self._provider = provider()
        self._defaults = self._provider.defaults.get(type_, {})

    def attribute(self, body: Body, scope: ExpressionScope, name: str) -> Value:
        schema = self._provider.block(self._type)
        if schema is not None:
            return self._attribute(body, schema, scope, name, "", 0)
        written = body.attributes.get(name)
        value = None if written is None else evaluate(written.expression, scope, self._module.shared.diagnostics)
        if value is None:
            return Unknown(_READ if self._type.startswith("data.") else _LATER)
        return value

    def _attribute(
        self, body: Body, schema: BlockType, scope: ExpressionScope, name: str, prefix: str, depth: int
    ) -> Value:
        attribute = schema.attributes.get(name)
        if attribute is None:
            if name in schema.nested:
                return self._blocks(body, schema, scope, name, prefix, depth)
            return Unknown(f"{self._type} has no attribute {name}")
        written = body.attributes.get(name)
        if written is None and _is_blocks(attribute.type) and any(_named(body, name)):
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
            value = convert(value, type_)
        except (FunctionError, NotEvaluatedError) as error:
            return Unknown(f"its value does not fit: {error}")
        inner, marked = unmark(value)
        collection = isinstance(inner, dict | list | HclSet) and not self._type.startswith("data.")
        if collection and (unknown := first_unknown(inner)) is not None:
            # The provider takes a collection for unknown as a whole; one that waits to be read is still as written.
            return Sensitive(unknown) if marked else unknown
        if isinstance(value, dict) and type_[0] == "map" and any(item is None for item in value.values()):
            # The provider leaves members that are null out.
            return {key: item for key, item in value.items() if item is not None} or None
        return value

    def _computed(self, body: Body, schema: BlockType, scope: ExpressionScope, name: str) -> Value:
        if self._type == _DOCUMENT and name in ("json", "minified_json"):
            made = Planned({}, {}, {})
            for argument in (*schema.attributes, *schema.nested):
                if argument not in ("id", "json", "minified_json"):
                    value = self._attribute(body, schema, scope, argument, "", 0)
                    _put(made, argument, value)
            if (reason := _first(made.unknown)) is not None:
                return Unknown(reason)
            text = document(made.values)
            return Unknown("a document that it is merged with is none") if text is None else text
        if self._type.startswith("data."):
            return Unknown(_READ)
        return Unknown(_LATER)

    def _tags(self, body: Body, schema: BlockType, scope: ExpressionScope) -> Value:
        """The resource's own tags and those that the provider adds; the sum of none is left open by the provider."""
        own = self._attribute(body, schema, scope, "tags", "", 0)
        added = self._module.default_tags("provider" in body.attributes)
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
            names = (*inner.attributes, *inner.nested)
            found.append(
                {one: self._attribute(content, inner, inside, one, f"{prefix}{name}.", depth + 1) for one in names}
            )
        if mode == "single":
            return found[0] if found else None
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
        for block in _named(body, name):
            if block.type != "dynamic":
                yield block.body, scope
                continue
            content = next((inner for inner in block.body.blocks if inner.type == "content"), None)
            over = block.body.attributes.get("for_each")
            if content is None or over is None:
                continue
            collection, _ = unmark(evaluate(over.expression, scope, self._module.shared.diagnostics))
            if isinstance(collection, Unknown):
                yield collection, scope
                continue
            iterator = block.body.attributes.get("iterator")
            label = getattr(iterator.expression, "name", name) if iterator is not None else name
            for key, value in _members(collection):
                yield content.body, scope.inside(label, {"key": key, "value": value})


def _members(collection: Value) -> Iterator[tuple[Value, Value]]:
    if isinstance(collection, dict):
        yield from sorted(collection.items())
    elif isinstance(collection, HclSet):
        for item in collection:
            yield item, item
    elif isinstance(collection, list):
        yield from enumerate(collection)


def _named(body: Body, name: str) -> Iterator[Block]:
    for block in body.blocks:
        if block.type == name or (block.type == "dynamic" and block.labels == (name,)):
            yield block


def _is_blocks(type_: Any) -> bool:
    return (
        isinstance(type_, list)
        and type_[0] in ("list", "set")
        and isinstance(type_[1], list)
        and type_[1][0] == "object"
    )


def _first(marks: Any) -> str | None:
    """The first reason in the marks of what is unknown."""
    if isinstance(marks, str):
        return marks
    if marks is True:
        return _LATER
    for inner in marks.values() if isinstance(marks, dict) else marks if isinstance(marks, list) else ():
        if (found := _first(inner)) is not None:
            return found
    return None


def _put(made: Planned, name: str, value: Value) -> None:
    """Splits a value into what is known, what is not, and what is sensitive."""
    plain, unknown, sensitive = _split(value)
    if unknown is not True and not isinstance(unknown, str):
        made.values[name] = plain
    if unknown:
        made.unknown[name] = unknown
    if sensitive:
        made.sensitive[name] = sensitive


def _split(value: Value) -> tuple[Any, Any, Any]:
    """A value without unknowns and marks, then both in its shape."""
    if isinstance(value, Sensitive):
        plain, unknown, _ = _split(value.value)
        return plain, unknown, True
    if isinstance(value, Unknown):
        return None, True if value.reason == _LATER else value.reason, False
    if isinstance(value, dict):
        parts = {name: _split(item) for name, item in value.items()}
        plain = {name: part[0] for name, part in parts.items() if not isinstance(part[1], str) and part[1] is not True}
        unknown = {name: part[1] for name, part in parts.items() if part[1]}
        return plain, unknown, {name: part[2] for name, part in parts.items() if part[2]}
    if isinstance(value, list | HclSet):
        items = [_split(item) for item in value]
        unknown = [item[1] or False for item in items] if any(item[1] for item in items) else []
        sensitive = [item[2] or False for item in items] if any(item[2] for item in items) else []
        return [item[0] for item in items], unknown, sensitive
    return value, False, False
