"""Where resources have moved: by `moved` blocks, and by what Terraform itself moves when a `count` comes or goes.

What Terraform does is described at https://developer.hashicorp.com/terraform/language/modules/develop/refactoring.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from typing import Any, TypeAlias

import msgspec
from msgspec import Struct

from .address import Address, Key, parse_address
from .blocks import SourceFile
from .modules import ModuleTree

#: More moves one after the other than anyone writes.
_LONGEST_CHAIN = 50
#: What an address has for characters of a key, in the order in which they are replaced.
_ESCAPED = (("\\", "\\\\"), ('"', '\\"'), ("\n", "\\n"), ("\r", "\\r"), ("\t", "\\t"), ("${", "$${"), ("%{", "%%{"))
_Modules: TypeAlias = tuple[tuple[str, Key], ...]


class Moved(Struct, frozen=True):
    """A `moved` block: the module that has it, and both addresses as seen from there."""

    module: tuple[str, ...]
    source: Address
    target: Address


def moves(tree: ModuleTree, addresses: Iterable[str]) -> list[Moved]:
    """The `moved` blocks of the root module and of the modules on the way to the addresses."""
    paths: dict[tuple[str, ...], None] = {(): None}
    for address in addresses:
        if address.startswith("module.") and (given := parsed(address)) is not None:
            names = given.module_path
            paths.update((names[:depth], None) for depth in range(1, len(names) + 1))
    found: list[Moved] = []
    for path in paths:
        folder = tree.module(path).folder
        for source in folder.files.values() if folder is not None else ():
            pairs = _written(source) if isinstance(source, SourceFile) else _json(source.text)
            for old, new in pairs:
                before, after = parsed(old), parsed(new)
                if before is not None and after is not None and before.type == after.type:
                    found.append(Moved(path, before, after))
    return found


def renamed(old: Collection[str], new: Collection[str], blocks: Iterable[Moved]) -> dict[str, str]:
    """Where each of the old addresses is now, for those that have moved.

    As Terraform has it: nothing moves to where something was before.
    """
    blocks = list(blocks)
    declared = set(new)
    found: dict[str, str] = {}
    taken = set(old)
    for address in old:
        target = _followed(address, blocks)
        if target == address and address not in declared:
            target = next((other for other in _counted(address) if other in declared), address)
        if target != address and target not in taken:
            taken.add(target)
            found[address] = target
    return found


def _followed(address: str, blocks: list[Moved]) -> str:
    now = parsed(address) if blocks else None
    if now is None:
        return address
    seen = {now}
    for _ in range(_LONGEST_CHAIN):
        step = next((to for block in blocks if (to := _move(now, block)) is not None and to not in seen), None)
        if step is None:
            break
        now = step
        seen.add(now)
    return text(now)


def _move(address: Address, block: Moved) -> Address | None:
    """The address after one move; None where the move is not about it."""
    depth = len(block.module)
    if address.module_path[:depth] != block.module:
        return None
    outer, inner = address.modules[:depth], address.modules[depth:]
    source, target = block.source, block.target
    if not source.type:
        modules = _inside(inner, source.modules, target.modules)
        return None if modules is None else msgspec.structs.replace(address, modules=(*outer, *modules))
    if (source.mode, source.type, source.name) != (address.mode, address.type, address.name) or source.modules != inner:
        return None
    key = address.key
    if source.key is not None or target.key is not None:
        if source.key != key:
            return None
        key = target.key
    return Address((*outer, *target.modules), target.mode, target.type, target.name, key)


def _inside(inner: _Modules, source: _Modules, target: _Modules) -> _Modules | None:
    """The module path after the move of a module call, or of one instance of it."""
    depth = len(source)
    if len(inner) < depth or inner[: depth - 1] != source[:-1]:
        return None
    (name, key), (wanted, only) = inner[depth - 1], source[-1]
    if name != wanted:
        return None
    if only is None and target[-1][1] is None:
        return (*target[:-1], (target[-1][0], key), *inner[depth:])  # the call, with all its instances
    return (*target, *inner[depth:]) if key == only else None


def _counted(address: str) -> Iterator[str]:
    """What an address becomes when its block gets a `count`, or loses it; of module calls Terraform moves none."""
    if address.endswith("[0]"):
        yield address.removesuffix("[0]")
    elif not address.endswith("]"):
        yield f"{address}[0]"


def text(address: Address) -> str:
    """An address as plans have it."""
    steps = [f"module.{name}{_key(key)}" for name, key in address.modules]
    if address.type:
        prefix = "data." if address.mode == "data" else ""
        steps.append(f"{prefix}{address.type}.{address.name}{_key(address.key)}")
    return ".".join(steps)


def _key(key: Key) -> str:
    if key is None:
        return ""
    if isinstance(key, int):
        return f"[{key}]"
    for character, written in _ESCAPED:
        key = key.replace(character, written)
    return f'["{key}"]'


def parsed(address: str) -> Address | None:
    """An address; None where it is none."""
    try:
        return parse_address(address)
    except ValueError:
        return None


def _written(source: SourceFile) -> Iterator[tuple[str, str]]:
    for header in source.headers:
        if header.type == "moved":
            given = source.block(header).attributes
            if "from" in given and "to" in given:
                old, new = given["from"], given["to"]
                yield source.text[old.value_start : old.value_end], source.text[new.value_start : new.value_end]


def _json(content: str) -> Iterator[tuple[str, str]]:
    try:
        document: Any = msgspec.json.decode(content)
    except (msgspec.DecodeError, RecursionError):
        return
    blocks = document.get("moved") if isinstance(document, dict) else None
    for block in blocks if isinstance(blocks, list) else [blocks]:
        if isinstance(block, dict) and isinstance(block.get("from"), str) and isinstance(block.get("to"), str):
            yield block["from"], block["to"]
