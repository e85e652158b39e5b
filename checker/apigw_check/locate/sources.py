"""What the `.tf` sources add to a plan: locals, the content of dynamic blocks, lifecycles."""

from __future__ import annotations

from typing import Any

from .blocks import Block, SourceFile
from .expressions import expression_references
from .modules import Folder, ModuleTree


class Sources:
    """Answers the plan frontend's questions (`frontends.references.SourceIndex`) from the folders of a module tree."""

    def __init__(self, tree: ModuleTree) -> None:
        self._tree = tree
        self._locals: dict[int, dict[str, str]] = {}

    def local_references(self, path: tuple[str, ...], name: str) -> list[str] | None:
        """The references in a local's expression, None where it is not found."""
        folder = self._tree.module(path).folder
        if folder is None:
            return None
        texts = self._locals.get(id(folder))
        if texts is None:
            texts = self._locals[id(folder)] = _locals(folder)
        text = texts.get(name)
        return None if text is None else expression_references(text)

    def replace_triggered_by(self, path: tuple[str, ...], type_: str, name: str) -> bool | None:
        """Whether the resource's lifecycle has `replace_triggered_by`, None where the resource is not found."""
        blocks = self._blocks(path, type_, name)
        if not blocks:
            return None
        return any(
            "replace_triggered_by" in inner.attributes
            for block in blocks
            for inner in block.blocks
            if inner.type == "lifecycle"
        )

    def dynamic(self, path: tuple[str, ...], type_: str, name: str, block: str) -> dict[str, Any] | None:
        """The expressions in the content of the resource's dynamic block of that name, where there is just one."""
        for text, resource in self._texts(path, type_, name):
            found = [b for b in resource.blocks if b.type == "dynamic" and b.labels == (block,)]
            if len(found) != 1 or any(b.type == block for b in resource.blocks):
                continue
            content = next((b for b in found[0].blocks if b.type == "content"), None)
            if content is not None:
                return _expressions(text, found[0], content, block)
        return None

    def _blocks(self, path: tuple[str, ...], type_: str, name: str) -> list[Block]:
        return [block for _, block in self._texts(path, type_, name)]

    def _texts(self, path: tuple[str, ...], type_: str, name: str) -> list[tuple[str, Block]]:
        folder = self._tree.module(path).folder
        if folder is None:
            return []
        kind, _, bare = ("data", "", type_[5:]) if type_.startswith("data.") else ("resource", "", type_)
        found = []
        for definition in folder.index.get((kind, bare, name), ()):
            if isinstance(definition.source, SourceFile):
                found.append((definition.source.text, definition.source.block(definition.at)))  # type: ignore[arg-type]
        return found


def _locals(folder: Folder) -> dict[str, str]:
    return {name: source.text[a.value_start : a.value_end] for name, _, source, a in folder.locals()}


def _expressions(text: str, dynamic: Block, content: Block, name: str) -> dict[str, Any]:
    """Expressions in the form of a plan's configuration; the iterator stands for what the block repeats over."""
    iterator = dynamic.attributes.get("iterator")
    label = text[iterator.value_start : iterator.value_end] if iterator is not None else name
    repeated = dynamic.attributes.get("for_each")
    over = expression_references(text[repeated.value_start : repeated.value_end]) if repeated is not None else []
    found: dict[str, Any] = {}
    for attribute in content.attributes.values():
        value = text[attribute.value_start : attribute.value_end].strip()
        references: list[str] = []
        for reference in expression_references(value):
            references += over if reference.split(".")[0] == label else [reference]
        if references:
            found[attribute.name] = {"references": references}
        elif value == "null":
            found[attribute.name] = {"constant_value": None}
        else:
            found[attribute.name] = {"constant_value": value} if value[:1] in '"-0123456789tf[{' else {}
    for block in content.blocks:
        found.setdefault(block.labels[0] if block.type == "dynamic" and block.labels else block.type, {})
    return found
