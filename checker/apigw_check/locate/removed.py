"""What Terraform is told to let go of without destroying it: `removed` blocks with `destroy = false`.

https://developer.hashicorp.com/terraform/language/resources/syntax#removing-resources
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Any

import msgspec

from .address import Address
from .blocks import SourceFile
from .modules import ModuleTree
from .moved import parsed


def forgotten(tree: ModuleTree, addresses: Collection[str]) -> set[str]:
    """Those of the addresses that a `removed` block of the root module, or of one on the way to them, lets go of."""
    found: set[str] = set()
    blocks: dict[tuple[str, ...], list[Address]] = {}
    for address in addresses:
        given = parsed(address)
        if given is None:
            continue
        names = given.module_path
        for depth in range(len(names) + 1):
            path = names[:depth]
            if path not in blocks:
                blocks[path] = list(_of_module(tree, path))
            if any(_covers(block, given, depth) for block in blocks[path]):
                found.add(address)
    return found


def _covers(block: Address, given: Address, depth: int) -> bool:
    """Whether a block of the module at a depth is about an address: all instances of a resource or of a module."""
    inner = given.module_path[depth:]
    if not block.type:
        return inner[: len(block.modules)] == block.module_path
    own = (given.mode, given.type, given.name)
    return inner == block.module_path and (block.mode, block.type, block.name) == own


def _of_module(tree: ModuleTree, path: tuple[str, ...]) -> Iterator[Address]:
    folder = tree.module(path).folder
    for source in folder.files.values() if folder is not None else ():
        for name in _written(source) if isinstance(source, SourceFile) else _json(source.text):
            address = parsed(name)
            if address is not None:
                yield address


def _written(source: SourceFile) -> Iterator[str]:
    for header in source.headers:
        if header.type != "removed":
            continue
        block = source.block(header)
        kept = [inner.attributes.get("destroy") for inner in block.blocks if inner.type == "lifecycle"]
        if "from" in block.attributes and any(
            each is not None and source.text[each.value_start : each.value_end].strip() == "false" for each in kept
        ):
            given = block.attributes["from"]
            yield source.text[given.value_start : given.value_end]


def _json(content: str) -> Iterator[str]:
    try:
        document: Any = msgspec.json.decode(content)
    except (msgspec.DecodeError, RecursionError):
        return
    for block in _blocks(document, "removed"):
        kept = any(each.get("destroy") is False for each in _blocks(block, "lifecycle"))
        if kept and isinstance(block.get("from"), str):
            yield block["from"]


def _blocks(value: Any, name: str) -> list[dict[str, Any]]:
    found = value.get(name) if isinstance(value, dict) else None
    return [each for each in (found if isinstance(found, list) else [found]) if isinstance(each, dict)]
