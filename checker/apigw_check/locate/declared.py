"""The expressions that modules declare (arguments of their calls, locals, defaults of variables), and their insides."""

from __future__ import annotations

from collections.abc import Sequence

from .blocks import Attribute, Block, Header, SourceFile
from .modules import Definition, Folder, ModuleTree
from .shapes import Entry, Shape, elements, entries, read
from .steps import Expression, Found, InstanceKey, Named, Scope, repeat


class Declared:
    """Looks expressions up, and keeps what was read of them."""

    def __init__(self, tree: ModuleTree) -> None:
        self._tree = tree
        self._shapes: dict[tuple[str, int, int], Shape] = {}
        self._members: dict[tuple[str, int], tuple[dict[str, Entry], bool]] = {}
        self._elements: dict[tuple[str, int], list[Entry]] = {}
        self._defaults: dict[str, dict[str, Expression]] = {}
        self._scopes: dict[tuple[str, ...], Scope] = {}

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
        """Return the argument of a module's call; else whether the call can be read, and so does not set it."""
        calls = self._tree.module(module).calls
        blocks = hcl_blocks(calls)
        for call, block in reversed(blocks):
            if at := block.attributes.get(name):
                outer = module[:-1]
                value = value_of(call, at)
                found = Found(call.file, value.source, at, at.value_start, at.value_end, len(outer))
                return value, self.block_scope(outer, blocks), found
        return bool(blocks) and len(blocks) == len(calls)

    def default(self, module: tuple[str, ...], name: str) -> tuple[Expression, Found] | None:
        """Return the default of a variable of a module, unless that is null."""
        folder = self._tree.module(module).folder
        if folder is None:
            return None
        if folder.path not in self._defaults:
            self._defaults[folder.path] = _defaults(folder)
        value = self._defaults[folder.path].get(name)
        if value is None or value.text() == "null":
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
        key = value.file, value.start, value.stop
        shape = self._shapes.get(key)
        if shape is None:
            shape = self._shapes[key] = read(value.source.text, value.start, value.stop)
        return shape

    def members(self, value: Expression) -> tuple[dict[str, Entry], bool]:
        """Return the members of an object, and whether these are all."""
        key = value.file, value.start
        found = self._members.get(key)
        if found is None:
            found = self._members[key] = entries(value.source.text, value.start, value.stop - 1)
        return found

    def elements(self, value: Expression) -> list[Entry]:
        """Return the elements of a tuple."""
        key = value.file, value.start
        found = self._elements.get(key)
        if found is None:
            found = self._elements[key] = elements(value.source.text, value.start, value.stop - 1)
        return found


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


def _defaults(folder: Folder) -> dict[str, Expression]:
    """Return the defaults of the variables of a folder."""
    found: dict[str, Expression] = {}
    for file, source in folder.files.items():
        if not isinstance(source, SourceFile):
            continue
        for header in source.headers:
            if header.type == "variable" and len(header.labels) == 1:
                at = source.block(header).attributes.get("default")
                if at is not None:
                    found[header.labels[0]] = Expression(file, source, at.value_start, at.value_end)
    return found
