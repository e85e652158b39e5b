"""What names stand for in one instance of a module: variables, locals, outputs, resources.

Everything is evaluated when it is first asked for, and kept.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Hashable
from typing import TYPE_CHECKING, Any

from ...model.value import Unknown
from .evaluate import Diagnostic, evaluate
from .functions.files import Files
from .instances import InstanceKey, Repetition, address_key, each_of, repetition
from .modules import Folder, Module, Modules, Problem
from .syntax import Block
from .values import Value
from .variables import Given, declared, typed

if TYPE_CHECKING:
    from .plan_values import PlanValues, PlanVariables

Path = tuple[Any, ...]
Found = tuple[Value, int]

#: What comes of a circle is not kept, as another way in may have an answer; so many circles are one configuration's.
_MOST_CIRCLES = 200


class Configuration:
    """What all instances share: the modules, the values given to the root, and what went wrong in expressions."""

    def __init__(self, modules: Modules, given: Given | PlanVariables, *, outside: bool = False) -> None:
        self.modules = modules
        self.given = given
        self.outside = outside
        self.diagnostics: list[Diagnostic] = []
        #: What a plan has for resources, where there is one beside the sources.
        self.plan: PlanValues | None = None
        self.circles = 0
        self.depth = 0
        self._files: dict[str, Files] = {}

    def files(self, folder: Folder | None) -> Files:
        """What the expressions of a module may read."""
        base = self.modules.root_path
        path = base if folder is None else folder.path
        if path not in self._files:
            # What a module reads beside its own sources is as much part of the scan as these.
            inside = Files(base).inside(os.path.realpath(path))
            self._files[path] = Files(base, base if inside else path, outside=self.outside)
        return self._files[path]


class ModuleInstance:
    """One instance of a module; `maybe` says why it is not known whether it is there."""

    def __init__(
        self,
        shared: Configuration,
        module: Module,
        address: str = "",
        parent: ModuleInstance | None = None,
        repeated: Repetition | None = None,
        key: InstanceKey = None,
    ) -> None:
        self.shared = shared
        self.module = module
        self.address = address
        self.parent = parent
        self.caller = parent.scope(repeated or Repetition(), key) if parent is not None else None
        inherited: str = parent.maybe if parent is not None else ""
        self.maybe: str = repeated.reason or inherited if repeated is not None else inherited
        self.files = shared.files(module.folder)
        self._kept: dict[Hashable, Any] = {}
        self._asked: set[Hashable] = set()

    def scope(self, repeated: Repetition, key: InstanceKey) -> ExpressionScope:
        """The scope of the expressions in one instance of a block."""
        return ExpressionScope(self, each_of(repeated, key), key if repeated.kind == "count" else None, repeated)

    def kept(self, name: Hashable, make: Callable[[], Any], circular: str) -> Any:
        """What `make` gives, made once; `Unknown` where it is asked for while it is being made."""
        if name in self._kept:
            return self._kept[name]
        if name in self._asked:
            self.shared.circles += 1
            message = f"{circular} refers to itself in a circle"
            if self.module.folder is not None and isinstance(name, tuple) and name[0] in ("var", "local", "output"):
                # Terraform's circles are larger than ours, never smaller: it refuses whatever comes here.
                self.shared.modules.problems.append(Problem(self.module.folder.path, 0, 0, message))
            return Unknown(message)
        before = self.shared.circles
        self._asked.add(name)
        self.shared.depth += 1
        try:
            value = make()
        finally:
            self._asked.discard(name)
            self.shared.depth -= 1
        if self.shared.circles == before or self.shared.depth == 0 or before > _MOST_CIRCLES:
            self._kept[name] = value
        return value

    # -- names -------------------------------------------------------------------------------------------------------

    def variable(self, name: str) -> Value:
        """The value of a variable."""
        return self.kept(("var", name), lambda: self._variable(name), f"var.{name}")

    def _variable(self, name: str) -> Value:
        block = self._block("variable", name)
        if block is None:
            return Unknown(f"var.{name} is not declared")
        wanted = self.kept(("declared", name), lambda: declared(block), name)
        if self.parent is None or self.caller is None or self.module.call is None:
            return self.shared.given.value(name, wanted)
        attribute = self.module.call.body.attributes.get(name)
        if attribute is not None:
            value = evaluate(attribute.expression, self.caller, self.shared.diagnostics)
            return typed(name, value, wanted)
        if wanted.default is None:
            return Unknown(f"the call of the module gives var.{name} no value")
        from .variables import NOWHERE

        return typed(name, evaluate(wanted.default, NOWHERE), wanted)

    def local(self, name: str) -> Value:
        """The value of a local."""
        if ("local", name) in self._kept:
            return self._kept[("local", name)]
        attribute = self.module.folder.local(name) if self.module.folder is not None else None
        if attribute is None:
            return Unknown(f"local.{name} is not declared")
        plain = self.scope(Repetition(), None)
        return self.kept(
            ("local", name), lambda: evaluate(attribute.expression, plain, self.shared.diagnostics), f"local.{name}"
        )

    def output(self, name: str) -> Value:
        """The value of an output."""
        folder = self.module.folder
        if folder is None:
            return Unknown(f"the module was not read: {self.module.why}")
        block = self._block("output", name)
        attribute = block.body.attributes.get("value") if block is not None else None
        if attribute is None:
            return Unknown(f"the module has no output {name}")
        plain = self.scope(Repetition(), None)
        return self.kept(
            ("output", name), lambda: evaluate(attribute.expression, plain, self.shared.diagnostics), f"output {name}"
        )

    def outputs(self) -> Value:
        """All outputs as an object."""
        folder = self.module.folder
        if folder is None:
            return Unknown(f"the module was not read: {self.module.why}")
        return {name: self.output(name) for (_, name) in folder.blocks("output")}

    def _block(self, kind: str, name: str) -> Block | None:
        return self.module.folder.block(kind, "", name) if self.module.folder is not None else None

    def repeated(self, block: Block) -> Repetition:
        """How often a block of this module is there."""
        found = self.kept(
            ("repetition", block.type, block.labels),
            lambda: repetition(block.body, self.scope(Repetition(), None), self.shared.diagnostics),
            "count or for_each",
        )
        return found if isinstance(found, Repetition) else Repetition("unknown", {None: found}, found.reason)

    def children(self, name: str) -> tuple[Repetition, dict[InstanceKey, ModuleInstance]]:
        """The instances of a module call, by key."""
        called = self.module.calls[name]
        assert called.call is not None
        repeated = self.repeated(called.call)
        found = self._kept.get(("children", name))
        if found is None:
            prefix = f"{self.address}." if self.address else ""
            found = {
                key: ModuleInstance(
                    self.shared, called, f"{prefix}module.{name}{address_key(key)}", self, repeated, key
                )
                for key in repeated.values
            }
            if ("repetition", "module", (name,)) in self._kept:
                self._kept[("children", name)] = found
        return repeated, found

    # -- references --------------------------------------------------------------------------------------------------

    def resolve_module(self, path: Path) -> Found:
        """The value of `module.x...`."""
        name = path[1]
        if name not in self.module.calls:
            return Unknown(f"module.{name} is not declared"), len(path)
        repeated, instances = self.children(name)

        def value(key: InstanceKey, offset: int) -> Found:
            one = instances[key]
            if len(path) > offset and isinstance(path[offset], str):
                return one.output(path[offset]), offset + 1
            return one.outputs(), offset

        return self._pick(path, 2, repeated, value)

    def resolve_resource(self, path: Path, kind: str, offset: int) -> Found:
        """The value of `aws_x.y...` or `data.aws_x.y...`; `offset` is where the name ends."""
        from .planned import attribute_value, whole_value

        type_, name = path[offset - 2 : offset]
        if not isinstance(type_, str) or not isinstance(name, str) or self.module.folder is None:
            return Unknown("a reference that is not understood"), len(path)
        block = self.module.folder.block(kind, type_, name)
        if block is None:
            self._undeclared(f"{'data.' if kind == 'data' else ''}{type_}.{name}")
            return Unknown(f"{type_}.{name} is not declared in this module"), len(path)
        repeated = self.repeated(block)

        def value(key: InstanceKey, after: int) -> Found:
            if len(path) > after and isinstance(path[after], str):
                return attribute_value(self, block, repeated, key, path[after]), after + 1
            return whole_value(self, block, repeated, key), after

        return self._pick(path, offset, repeated, value)

    def _undeclared(self, name: str) -> None:
        """Notes a reference that leads nowhere."""
        if self.shared.plan is None:
            prefix = f"{self.address}." if self.address else ""
            self.shared.modules.undeclared.add(f"{prefix}{name}")

    def _pick(self, path: Path, offset: int, repeated: Repetition, value: Callable[[InstanceKey, int], Found]) -> Found:
        """The instance that the step behind a name means, or all of them."""
        if repeated.kind == "single":
            return value(None, offset)
        step = path[offset] if len(path) > offset else None
        if repeated.kind == "unknown":
            if step is None:
                return Unknown(repeated.reason), len(path)
            return value(None, offset + 1)
        if isinstance(step, Unknown):
            return step, len(path)
        if repeated.kind == "count" and isinstance(step, str) and step.isdecimal():
            step = int(step)
        if repeated.kind == "for_each" and isinstance(step, int):
            step = str(step)
        if step in repeated.values:
            return value(step, offset + 1)
        if repeated.kind == "count":
            return [value(key, len(path))[0] for key in repeated.values], offset
        return {key: value(key, len(path))[0] for key in repeated.values}, offset


class ExpressionScope:
    """The scope of the expressions in one instance of a block (`evaluate.Scope`)."""

    __slots__ = ("_count", "_each", "_names", "_repeated", "module")

    def __init__(
        self,
        module: ModuleInstance,
        each: dict[str, Value] | None,
        count: InstanceKey,
        repeated: Repetition,
        names: dict[str, Value] | None = None,
    ) -> None:
        self.module = module
        self._each = each
        self._count = count
        self._repeated = repeated
        self._names = names or {}

    @property
    def files(self) -> Files:
        """See `evaluate.Scope`."""
        return self.module.files

    def inside(self, name: str, value: dict[str, Value]) -> ExpressionScope:
        """The scope in a dynamic block, whose iterator has this name."""
        return ExpressionScope(self.module, self._each, self._count, self._repeated, {**self._names, name: value})

    def resolve(self, path: Path) -> Found:
        """See `evaluate.Scope`."""
        root = path[0]
        if root in self._names:
            return self._names[root], 1
        if root in _MEMBERS and len(path) > 1:
            return _MEMBERS[root](self, path)
        if root in ("terraform", "self") or len(path) < 2 or not isinstance(root, str):
            known_to = "which workspace this is" if root == "terraform" else root
            return Unknown(f"{known_to} is not known here"), len(path)
        return self.module.resolve_resource(path, "resource", 2)

    def _variable(self, path: Path) -> Found:
        return self.module.variable(path[1]), 2

    def _local(self, path: Path) -> Found:
        return self.module.local(path[1]), 2

    def _each_member(self, path: Path) -> Found:
        if self._each is None or path[1] not in self._each:
            return Unknown("each stands for nothing here"), len(path)
        return self._each[path[1]], 2

    def _count_index(self, path: Path) -> Found:
        if self._repeated.kind == "unknown":
            return Unknown(self._repeated.reason), len(path)
        return (Unknown("count stands for nothing here"), len(path)) if self._count is None else (self._count, 2)

    def _path(self, path: Path) -> Found:
        base = self.module.shared.modules.root_path
        if path[1] == "root":
            return ".", 2
        folder = self.module.module.folder
        if path[1] == "module" and folder is not None:
            return os.path.relpath(folder.path, base).replace(os.sep, "/"), 2
        return Unknown(f"path.{path[1]} depends on where terraform runs"), len(path)

    def _module(self, path: Path) -> Found:
        return self.module.resolve_module(path)

    def _data(self, path: Path) -> Found:
        if len(path) < 3:
            return Unknown("a reference that is not understood"), len(path)
        return self.module.resolve_resource(path, "data", 3)


_MEMBERS: dict[str, Callable[[ExpressionScope, Path], Found]] = {
    "var": ExpressionScope._variable,
    "local": ExpressionScope._local,
    "each": ExpressionScope._each_member,
    "count": ExpressionScope._count_index,
    "path": ExpressionScope._path,
    "module": ExpressionScope._module,
    "data": ExpressionScope._data,
}
