"""The expressions that modules declare (arguments of their calls, locals, defaults of variables), and their insides."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from .blocks import Attribute, Block, Header, SourceFile
from .data import Data
from .files import file_of
from .given import Given
from .modules import Definition, Folder, ModuleTree, read_source
from .shapes import CALL, OTHER, Entry, Shape, elements, entries, read
from .steps import Expression, Found, InstanceKey, Named, Scope, plain, repeat


class Declared:
    """Looks expressions up, and keeps what was read of them."""

    def __init__(self, tree: ModuleTree) -> None:
        self._tree = tree
        self._shapes: dict[tuple[str, int, int], Shape] = {}
        self._members: dict[tuple[str, int], tuple[dict[str, Entry], bool]] = {}
        self._elements: dict[tuple[str, int], list[Entry]] = {}
        self._variables: dict[str, dict[tuple[str, str], Expression]] = {}
        self._data: dict[tuple[str, bool], Data] = {}
        self._scopes: dict[tuple[str, ...], Scope] = {}
        #: What `Follower` and `Knower` keep: the members of collections by the keys that `for` expressions give them.
        self.picked: dict[tuple[object, ...], dict[str, Entry]] = {}
        self.keys_said: dict[tuple[object, ...], Any] = {}
        self._given_values = Given(tree.root, tree.inputs)

    def scope(self, module: tuple[str, ...]) -> Scope:
        """Return the scope of what stands in no repeated block of a module."""
        if module not in self._scopes:
            self._scopes[module] = Scope(module, {})
        return self._scopes[module]

    def block_scope(self, module: tuple[str, ...], blocks: Sequence[tuple[Definition, Block]]) -> Scope:
        """Return the scope of a resource or module call in a module: what `each` and `count` stand for."""
        outer, step = self.scope(module), InstanceKey(len(module))
        for definition, block in reversed(blocks):
            if at := block.attributes.get("for_each"):
                return Scope(module, repeat("each", value_of(definition, at), outer, step))
        return Scope(module, {"count.index": Named(None, outer, (), step)})

    def argument(self, module: tuple[str, ...], name: str) -> tuple[Expression, Scope, Found] | bool:
        """Return the argument of a module's call, for the root module what a file gives a variable; else whether
        there is surely none, so that the variable has its default."""
        if not module:
            return self._given(name)
        calls = self._tree.module(module).calls
        blocks = hcl_blocks(calls)
        for call, block in reversed(blocks):
            if at := block.attributes.get(name):
                outer = module[:-1]
                value = value_of(call, at)
                found = Found(call.file, value.source, at, at.value_start, at.value_end, len(outer))
                return value, self.block_scope(outer, blocks), found
        return bool(blocks) and len(blocks) == len(calls)

    def _given(self, name: str) -> tuple[Expression, Scope, Found] | bool:
        """Return what a file gives a variable of the root module, unless that is kept secret; else whether there is
        none, and it can have its default."""
        given = self._given_values
        found = given.value(name)
        if found is not None:
            secret = "true" in self._variable((), name, "sensitive")
            return False if secret or not given.holds(name, found[0]) else (found[0], self.scope(()), found[1])
        value = self._written((), name, "default")
        return given.holds(name, value) if value is not None else False

    def completes(self, module: tuple[str, ...], name: str, members: bool) -> bool:
        """Whether a variable may have something else than what it is given: defaults for null, or for members."""
        if members:
            return "optional" in self._variable(module, name, "type")
        return "false" in self._variable(module, name, "nullable")

    def _variable(self, module: tuple[str, ...], name: str, attribute: str) -> str:
        value = self._written(module, name, attribute)
        return value.text() if value else ""

    def _written(self, module: tuple[str, ...], name: str, attribute: str) -> Expression | None:
        """Return what the block of a variable says."""
        folder = self._tree.module(module).folder
        if folder is None:
            return None
        if folder.path not in self._variables:
            self._variables[folder.path] = _variables(folder)
        return self._variables[folder.path].get((name, attribute))

    def default(self, module: tuple[str, ...], name: str, *, null: bool = False) -> tuple[Expression, Found] | None:
        """Return the default of a variable of a module, unless that is null (which may be asked for as well)."""
        value = self._written(module, name, "default")
        if value is None or (value.text() == "null" and not null):
            return None
        begin = value.source.text.rfind("default", 0, value.start)
        return value, Found(value.file, value.source, begin, value.start, value.stop, len(module), 0, True)

    def local(self, module: tuple[str, ...], name: str) -> tuple[Expression, Found] | None:
        """Return the expression of a local."""
        folder = self._tree.module(module).folder
        local = folder.local(name) if folder else None
        if local is None:
            return None
        file, source, at = local
        span = at.value_start, at.value_end
        return Expression(file, source, *span), Found(file, source, at, *span, len(module))

    def shape(self, value: Expression) -> Shape:
        """Return the shape of an expression."""
        if isinstance(data := value.source, Data):
            kind = data.node(value.start).kind
            return Shape(kind, () if kind == OTHER else ((value.start, value.stop),))
        key = value.file, value.start, value.stop
        shape = self._shapes.get(key)
        if shape is None:
            shape = self._shapes[key] = read(value.source.text, value.start, value.stop)
        return shape

    def members(self, value: Expression) -> tuple[dict[str, Entry], bool]:
        """Return the members of an object, and whether these are all."""
        if isinstance(data := value.source, Data):
            node = data.node(value.start)
            return node.members, node.whole
        key = value.file, value.start
        found = self._members.get(key)
        if found is None:
            found = self._members[key] = entries(value.source.text, value.start, value.stop - 1)
        return found

    def elements(self, value: Expression) -> list[Entry]:
        """Return the elements of a tuple."""
        if isinstance(data := value.source, Data):
            return data.node(value.start).elements
        key = value.file, value.start
        found = self._elements.get(key)
        if found is None:
            found = self._elements[key] = elements(value.source.text, value.start, value.stop - 1)
        return found

    def said(self, value: Expression) -> str | None:
        """Return what a literal says; None for null."""
        text = self.literal(value)
        return None if text == "null" else text if isinstance(value.source, Data) else plain(text)

    def literal(self, value: Expression) -> str:
        """Return a literal as it is written; what a file says without the quotes that its language has."""
        return value.source.node(value.start).said if isinstance(value.source, Data) else value.text()

    def decoded(self, value: Expression, shape: Shape, module: tuple[str, ...]) -> Expression | None:
        """Return what the file holds that a call decodes; None where it decodes none that can be read."""
        if shape.name not in ("yamldecode", "jsondecode") or len(shape.parts) != 1:
            return None
        inner = self.shape(value.part(shape.parts[0]))
        if inner.kind != CALL or inner.steps or inner.name not in ("file", "templatefile") or not inner.parts:
            return None
        name = value.part(inner.parts[0]).text().strip()
        file = file_of(self._tree, module, name[1:-1]) if name[:1] == '"' == name[-1:] else None
        if file is None:
            return None
        key = file, inner.name == "templatefile"
        if key not in self._data:
            text = read_source(file, self._tree.notes)
            self._data[key] = Data(text.text if text else "", template=key[1])
        data = self._data[key]
        return Expression(file, data, *data.span) if data.span else None


def hcl_blocks(definitions: Sequence[Definition]) -> list[tuple[Definition, Block]]:
    """Return definitions with their blocks, as far as they are in HCL syntax."""
    return [
        (definition, source.block(header))
        for definition in definitions
        if isinstance(source := definition.source, SourceFile) and isinstance(header := definition.at, Header)
    ]


def value_of(definition: Definition, at: Attribute) -> Expression:
    """Return the expression of an attribute."""
    source = definition.source
    assert isinstance(source, SourceFile)
    return Expression(definition.file, source, at.value_start, at.value_end)


def _variables(folder: Folder) -> dict[tuple[str, str], Expression]:
    """Return what the blocks of the variables of a folder say, by variable and attribute."""
    found: dict[tuple[str, str], Expression] = {}
    for file, source in folder.files.items():
        if not isinstance(source, SourceFile):
            continue
        for header in source.headers:
            if header.type == "variable" and len(header.labels) == 1:
                for name, at in source.block(header).attributes.items():
                    found[header.labels[0], name] = Expression(file, source, at.value_start, at.value_end)
    return found
