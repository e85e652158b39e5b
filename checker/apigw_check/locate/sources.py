"""What the `.tf` sources add to a plan: locals, whole expressions, the content of dynamic blocks, lifecycles."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from ..model.resource import Written
from .blocks import Attribute, Block, Header, SourceFile
from .expressions import expression_references
from .modules import Folder, ModuleTree, literal
from .objects import members, value_end

_FOR = re.compile(r"[{\[]\s*for\b")
#: A key in parentheses: which one it is, is not written.
_COMPUTED_KEY = re.compile(r"[{,\n]\s*\(")
_NUMBER = re.compile(r"\d{1,9}")


class Sources:
    """Answers the plan frontend's questions (`frontends.references.SourceIndex`) from the folders of a module tree."""

    def __init__(self, tree: ModuleTree) -> None:
        self._tree = tree
        self._texts_of: dict[tuple[tuple[str, ...], str, str, str], str | None] = {}
        #: By text: many keys lead into one expression that is no object.
        self._references: dict[str, tuple[str, ...]] = {}
        self._written: dict[tuple[tuple[tuple[str, ...], str, str, str], tuple[str | int, ...]], Written | None] = {}

    def expression(
        self, path: tuple[str, ...], kind: str, label: str, name: str, keys: Sequence[str | int]
    ) -> Written | None:
        """An expression of the module at a path, followed into an object by keys; None where it is not found."""
        place = (path, kind, label, name)
        key = (place, tuple(keys))
        if key not in self._written:
            if place not in self._texts_of:
                self._texts_of[place] = self._text(*place)
            text = self._texts_of[place]
            self._written[key] = None if text is None else self._read(text.strip(), keys)
        return self._written[key]

    def _read(self, text: str, keys: Sequence[str | int]) -> Written:
        """What an expression says at a path of keys, as far as it is written out."""
        taken, has_members = 0, text[:1] in ("{", "[") and _FOR.match(text) is None
        for key in keys:
            inner = _member(text, key) if text[:1] in ("{", "[") and _FOR.match(text) is None else None
            if inner is None:
                break
            text = inner
            taken += 1
        plain: str | int | None = literal(text)
        if plain is None and _NUMBER.fullmatch(text):
            plain = int(text)
        references = self._references.get(text)
        if references is None:
            references = self._references[text] = tuple(expression_references(text))
        return Written(references, plain, taken, has_members)

    def _text(self, path: tuple[str, ...], kind: str, label: str, name: str) -> str | None:
        """The text of an argument, of the last block that has it."""
        folder = self._tree.module(path).folder
        if folder is None:
            return None
        if kind == "locals":
            found = folder.local(name)
            return _slice(found[1], found[2]) if found else None
        texts: list[tuple[SourceFile, Block]] = []
        if kind == "output":
            for source in folder.files.values():
                if isinstance(source, SourceFile):
                    headers = (h for h in source.headers if h.type == "output" and h.labels == (label,))
                    texts += [(source, source.block(header)) for header in headers]
        elif kind == "module":
            texts = _blocks(folder, ("module", "", label))
        else:
            type_, _, called = label.removeprefix("data.").partition(".")
            texts = _blocks(folder, ("data" if label.startswith("data.") else "resource", type_, called))
        for file, found_block in reversed(texts):
            if name in found_block.attributes:
                return _slice(file, found_block.attributes[name])
        return None

    def replace_triggered_by(self, path: tuple[str, ...], type_: str, name: str) -> bool | None:
        """Whether the resource's lifecycle has `replace_triggered_by`, None where the resource is not found."""
        blocks = [block for _, block in self._texts(path, type_, name)]
        if not blocks:
            return None
        return any(
            "replace_triggered_by" in inner.attributes
            for block in blocks
            for inner in block.blocks
            if inner.type == "lifecycle"
        )

    def text(self, path: tuple[str, ...], kind: str, label: str, name: str) -> str | None:
        """The text of an expression of the module at a path; None where it is not found."""
        place = (path, kind, label, name)
        if place not in self._texts_of:
            self._texts_of[place] = self._text(*place)
        return self._texts_of[place]

    def members(
        self, path: tuple[str, ...], type_: str, name: str, argument: str, block: tuple[Any, ...]
    ) -> dict[str, Written] | None:
        """The members of an argument that is written out as an object; None where it is not.

        `block` leads to a nested block, as in `Origin.block`.
        """
        for text, resource in reversed(self._texts(path, type_, name)):
            found = _nested(text, resource, block)
            attribute = found.attributes.get(argument) if found is not None else None
            if attribute is not None:
                value = text[attribute.value_start : attribute.value_end].strip()
                if value[:1] != "{" or _FOR.match(value) or _COMPUTED_KEY.search(value):
                    return None
                keys = [str(member.key) for member in members(value, 0, len(value))]
                return {key: self._read(value, (key,)) for key in keys}
        return None

    def lifecycle(self, path: tuple[str, ...], type_: str, name: str) -> dict[str, tuple[str, tuple[str, ...]]] | None:
        """The arguments of the resource's lifecycle as texts with their references, None where it is not found."""
        blocks = self._texts(path, type_, name)
        if not blocks:
            return None
        found: dict[str, tuple[str, tuple[str, ...]]] = {}
        for text, block in blocks:
            for inner in block.blocks:
                if inner.type == "lifecycle":
                    for attribute in inner.attributes.values():
                        value = text[attribute.value_start : attribute.value_end].strip()
                        found[attribute.name] = (value, tuple(expression_references(value)))
        return found

    def file(self, path: tuple[str, ...], type_: str, name: str) -> str | None:
        """The name of the file in which the resource stands, None where it is not found."""
        folder = self._tree.module(path).folder
        found = folder.index.get(("resource", type_, name)) if folder is not None else None
        return found[0].file.replace("\\", "/").rpartition("/")[2] if found else None

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

    def _texts(self, path: tuple[str, ...], type_: str, name: str) -> list[tuple[str, Block]]:
        folder = self._tree.module(path).folder
        if folder is None:
            return []
        kind, bare = ("data", type_[5:]) if type_.startswith("data.") else ("resource", type_)
        return [(source.text, block) for source, block in _blocks(folder, (kind, bare, name))]


def _nested(text: str, block: Block, steps: tuple[Any, ...]) -> Block | None:
    """The nested block that steps lead to: names, each with a pair (argument, value) where it occurs several times."""
    found: Block | None = block
    for index, step in enumerate(steps):
        if not isinstance(step, str) or found is None:
            continue
        inner = [each for each in found.blocks if each.type == step]
        wanted = steps[index + 1] if index + 1 < len(steps) else None
        if isinstance(wanted, tuple):
            name, value = wanted
            inner = [
                each
                for each in inner
                if (at := each.attributes.get(name)) and literal(text[at.value_start : at.value_end].strip()) == value
            ]
        found = inner[0] if len(inner) == 1 else None
    return found


def _blocks(folder: Folder, key: tuple[str, str, str]) -> list[tuple[SourceFile, Block]]:
    return [
        (definition.source, definition.source.block(definition.at))
        for definition in folder.index.get(key, ())
        if isinstance(definition.source, SourceFile) and isinstance(definition.at, Header)
    ]


def _slice(source: SourceFile, attribute: Attribute) -> str:
    return source.text[attribute.value_start : attribute.value_end]


def _member(text: str, key: str | int) -> str | None:
    listed = text.startswith("[")
    for member in members(text, 0, len(text)):
        if member.key == key:
            return text[member.value : value_end(text, member.value, len(text), listed=listed)].strip()
    return None


def _expressions(text: str, dynamic: Block, content: Block, name: str) -> dict[str, Any]:
    """Expressions in the form of a plan's configuration; the iterator stands for what the block repeats over."""
    iterator = dynamic.attributes.get("iterator")
    label = text[iterator.value_start : iterator.value_end] if iterator is not None else name
    repeated = dynamic.attributes.get("for_each")
    over = expression_references(text[repeated.value_start : repeated.value_end]) if repeated is not None else []
    return _inside(text, content, label, over)


def _inside(text: str, content: Block, label: str, over: list[str]) -> dict[str, Any]:
    """The expressions in a block; those of the iterator are what the dynamic block repeats over."""
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
        dynamic = block.type == "dynamic" and bool(block.labels)
        # A list that does not fit the blocks of the plan says nothing of what is in them.
        blocks = found.setdefault(block.labels[0] if dynamic else block.type, [])
        if not dynamic and isinstance(blocks, list):
            blocks.append(_inside(text, block, label, over))
    return found
