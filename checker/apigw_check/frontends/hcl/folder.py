"""A folder of Terraform sources as the plan that would create everything in it, without running terraform.

What comes of it is read as any other plan is, so that everything behind the frontend is shared.
"""

from __future__ import annotations

import itertools
import json
import os
from collections.abc import Iterator
from typing import Any

import msgspec
from msgspec import Struct, field

from ...model.holes import PartlyKnown
from ..base import RELEVANT, RELEVANT_DATA, InputError
from ..plan import build
from ..plan_format import decode
from ..plan_resources import PlanInput
from ..references import SourceIndex
from . import configuration
from .instances import InstanceKey, address_key
from .modules import DEEPEST_MODULES, Modules, Problem
from .options import FolderOptions
from .planned import full_type, planned
from .scope import Configuration, ModuleInstance
from .values import Sensitive, first_unknown, plain
from .variables import Given

_OUTLINE: dict[str, Any] = {"format_version": "1.2", "resource_changes": []}
_CARRIERS = frozenset({"null_resource", "terraform_data", "time_sleep", "aws_ssm_parameter"})
_WANTED = RELEVANT | {f"data.{name}" for name in RELEVANT_DATA}
#: More instances of modules, and more resources that matter, than anyone has.
_MOST_MODULES, _MOST_RESOURCES = 20_000, 100_000


class FolderInput(Struct, eq=False):
    """A folder, read. `problems` are files that could not be read or understood.

    `maybe` has the addresses of resources of which it is not known whether they are there, each with the reason;
    `folders` are those of all modules that were read.
    """

    plan: PlanInput
    problems: list[Problem]
    maybe: dict[str, str] = field(default_factory=dict)
    folders: tuple[str, ...] = ()


class FolderReader:
    """A folder that is read in two steps, so that its sources can be found in between."""

    def __init__(self, path: str, options: FolderOptions) -> None:
        self._path = path
        self._options = options
        self._modules = Modules(path)
        self._maybe: dict[str, str] = {}
        self._secrets: set[str] = set()
        self._texts: dict[str, dict[str, PartlyKnown]] = {}
        self._targets: dict[str, dict[str, tuple[str, ...]]] = {}

    def read(self, sources: SourceIndex | None) -> FolderInput:
        """The estate's resources; raises `InputError` where the folder has no sources."""
        modules = self._modules
        root = modules.root.folder
        assert root is not None
        if not root.keys and not modules.problems and not any(_sources(self._path)):
            raise InputError(self._path, "a folder without .tf files", "name the root module's folder, or a plan")
        document = self._plan() if self._has_anything() else {}
        for folder in modules.folders:
            folder.examine()
        read = build(decode(_encoded({**_OUTLINE, **document}), self._path), self._path, sources)
        read.secrets |= self._secrets
        read.after.set_texts(self._texts)
        read.after.set_targets(self._targets)
        read.skipped = self._others()
        read.notes += [f"{note}" for note in dict.fromkeys(modules.notes)]
        if modules.undeclared and not modules.problems:
            read.notes.append(_undeclared(sorted(modules.undeclared)))
        folders = tuple(folder.path for folder in modules.folders)
        return FolderInput(read, sorted(set(modules.problems), key=_order), self._maybe, folders)

    def _has_anything(self) -> bool:
        return any(_type(key) in _WANTED for folder in self._modules.folders for key in folder.keys)

    def _others(self) -> int:
        return sum(
            key[0] in ("resource", "data") and _type(key) not in _WANTED
            for folder in self._modules.folders
            for key in folder.keys
        )

    def _plan(self) -> dict[str, Any]:
        options, modules = self._options, self._modules
        assert modules.root.folder is not None
        given = Given(modules.root.folder, options.var_files, options.variables, modules.problems)
        modules.notes += [
            f"{os.path.basename(where)} {name}: the folder declares no such variable"
            for name, where in given.unknown(modules.root.folder)
        ]
        shared = Configuration(modules, given, outside=options.allow_outside)
        root = ModuleInstance(shared, modules.root)
        every = (change for module in self._instances(root) for change in self._changes(module))
        changes = list(itertools.islice(every, _MOST_RESOURCES + 1))
        if len(changes) > _MOST_RESOURCES:
            del changes[_MOST_RESOURCES:]
            self._too_many(f"more than {_MOST_RESOURCES:,} resources")
        return {
            "resource_changes": changes,
            "configuration": {"root_module": configuration.of_module(modules.root, _WANTED | _CARRIERS)},
            "variables": self._variables(root),
        }

    def _too_many(self, what: str) -> None:
        self._modules.problems.append(Problem(self._modules.root_path, 0, 0, f"makes {what}, and the rest is unread"))

    def _instances(self, root: ModuleInstance) -> Iterator[ModuleInstance]:
        """All instances of modules, the outer ones first."""
        waiting, count, full = [root], 0, False
        while waiting and count < _MOST_MODULES:
            one = waiting.pop()
            count += 1
            yield one
            if full or len(one.module.path) > DEEPEST_MODULES:
                continue
            for name in reversed(list(one.module.calls)):
                waiting += reversed(list(one.children(name)[1].values()))
            full = count + len(waiting) > _MOST_MODULES
            if full:
                self._too_many(f"more than {_MOST_MODULES:,} instances of modules")

    def _variables(self, root: ModuleInstance) -> dict[str, Any]:
        """The values of the root's variables, as far as they are known."""
        found: dict[str, Any] = {}
        folder = root.module.folder
        for _, name in folder.blocks("variable") if folder is not None else ():
            value = root.variable(name)
            if first_unknown(value) is None:
                found[name] = {"value": plain(value)}
                if isinstance(value, Sensitive):
                    self._secrets |= _texts(plain(value))
        return found

    def _changes(self, module: ModuleInstance) -> Iterator[Any]:
        folder = module.module.folder
        if folder is None:
            return
        for kind, type_, name in sorted(folder.keys):
            if kind not in ("resource", "data") or _type((kind, type_, name)) not in _WANTED:
                continue
            block = folder.block(kind, type_, name)
            if block is None:
                continue  # what looked like a header stands in a comment or a text
            repeated = module.repeated(block)
            prefix = f"{module.address}." if module.address else ""
            for key in repeated.values:
                address = f"{prefix}{full_type(block)}.{name}{address_key(key)}"
                if reason := repeated.reason or module.maybe:
                    self._maybe[address] = reason
                made = planned(module, block, repeated, key)
                if made.texts:
                    self._texts[address] = made.texts
                if made.targets:
                    self._targets[address] = made.targets
                yield {
                    "address": address,
                    "module_address": module.address,
                    "mode": "data" if kind == "data" else "managed",
                    "type": type_,
                    "name": name,
                    "index": key,
                    "change": {
                        "actions": ["read" if kind == "data" else "create"],
                        "after": made.values,
                        "after_unknown": made.unknown,
                        "after_sensitive": made.sensitive,
                    },
                }


def _encoded(document: dict[str, Any]) -> bytes:
    try:
        return msgspec.json.encode(document)
    except (OverflowError, UnicodeEncodeError):  # numbers and characters that only the standard library writes
        return json.dumps(document).encode()


def _type(key: tuple[str, str, str]) -> str:
    return f"data.{key[1]}" if key[0] == "data" else key[1] if key[0] == "resource" else ""


def _sources(path: str) -> Iterator[str]:
    try:
        yield from (name for name in os.listdir(path) if name.endswith((".tf", ".tf.json")))
    except OSError as error:
        raise InputError(path, f"a folder that cannot be read ({error.strerror})", "check its permissions") from None


def _texts(value: Any) -> set[str]:
    if isinstance(value, dict | list):
        return {text for item in (value.values() if isinstance(value, dict) else value) for text in _texts(item)}
    return {str(value)} if value is not None and not isinstance(value, bool) else set()


def _order(problem: Problem) -> tuple[str, int, int]:
    return (problem.file, problem.line, problem.column)


def _undeclared(names: list[str]) -> str:
    """The note about references that lead nowhere, which may also be those of a part of a configuration."""
    shown = names if len(names) <= 4 else [*names[:3], f"{len(names) - 3} more"]
    listed = shown[0] if len(shown) == 1 else f"{', '.join(shown[:-1])} and {shown[-1]}"
    return f"not declared, though something refers to it: {listed} (terraform refuses that)"


__all__ = ["FolderInput", "FolderOptions", "FolderReader", "InstanceKey"]
