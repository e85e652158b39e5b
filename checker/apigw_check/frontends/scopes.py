"""Where expressions stand, and which of their values a plan shows: keys, variables, what a `for_each` repeats over."""

from __future__ import annotations

import re
from typing import Any, TypeAlias

from msgspec import Struct

from .references import (
    Body,
    Call,
    Computed,
    ConfigModule,
    Key,
    Path,
    Reference,
    SourceIndex,
    Step,
    constant_of,
    references_of,
    split,
    steps,
    unescape,
)

#: Whether a value is known, and which.
Constant: TypeAlias = tuple[bool, Any]

_NOT_KNOWN: Constant = (False, None)
_LOCAL = re.compile(r"local\.([\w-]+)")
_TOSET = re.compile(r"toset\s*\(")
#: Locals that are nothing but another local, in a row.
_MOST_LOCALS = 8
#: Bound for configurations that refer in circles: Terraform makes none, but a plan is an untrusted file.
MAX_DEPTH = 64


class Scope(Struct, frozen=True, eq=False):
    """Where an expression stands: the module instance, and the key and block of what repeats it.

    `own` is set for the block that a question is about, and not for the module calls around it.
    """

    module: str
    config: ConfigModule
    key: Key = None
    body: Body | Call | None = None
    own: bool = False


class Scopes:
    """The module instances of a plan, and the values that can be told in them.

    `keyed` is set whenever an answer depended on the key of an `own` scope: what did not is the same for every
    instance of its block.
    """

    def __init__(self, root: ConfigModule, sources: SourceIndex | None) -> None:
        self.sources = sources
        self.keyed = False
        self._modules: dict[str, tuple[ConfigModule, Key, str]] = {"": (root, None, "")}
        self._children: dict[tuple[str, str], dict[Key, str]] = {}
        self._split: dict[tuple[str, ...], list[Reference]] = {}

    def split(self, references: tuple[str, ...]) -> list[Reference]:
        """See `references.split`; what was split once is kept."""
        found = self._split.get(references)
        if found is None:
            found = self._split[references] = split(references)
        return found

    def precise(
        self, references: tuple[str, ...], config: ConfigModule, kind: str, label: str, name: str
    ) -> list[Reference]:
        """The references of an expression: from the sources, where the plan has lost an output or an attribute."""
        found = self.split(references)
        if self.sources is not None and any(is_whole(reference.path) for reference in found):
            written = self.sources.expression(config.path, kind, label, name, ())
            exact = self.split(written.references) if written is not None else []
            if exact and agree(found, references, exact):
                return exact
        return found

    # -- modules -----------------------------------------------------------------------------------------------------

    def module(self, address: str) -> ConfigModule:
        """The configuration of a module instance; learns its place among its parent's children."""
        known = self._modules.get(address)
        if known is not None:
            return known[0]
        parent, name, key = split_module(address)
        outer = self.module(parent)
        config = outer.calls.get(name)
        if config is None:
            # Removed from the configuration: only deletions and moves stand there.
            config = ConfigModule(path=(*outer.path, name), parent=outer)
        self._modules[address] = (config, key, parent)
        self._children.setdefault((parent, name), {})[key] = address
        return config

    def instances(self, module: str, config: ConfigModule, explicit: Key) -> dict[Key, str]:
        """The addresses of a called module's instances by key, or the one that is named.

        A module instance without resources of the types that matter stands in no list: it is made up here, so that
        what it hands on can be followed.
        """
        name = config.path[-1]
        known = self._children.get((module, name), {})
        if explicit is not None:
            known = {explicit: known[explicit]} if explicit in known else {}
        elif not config.call.is_repeated and None in known:
            return {None: known[None]}
        if known:
            return known
        address = f"{module}.module.{name}" if module else f"module.{name}"
        if explicit is not None or config.call.is_repeated:
            address += f"[{explicit!r}]"
        self._modules.setdefault(address, (config, explicit, module))
        return {explicit: address}

    def outer(self, scope: Scope) -> Scope:
        """The scope of the call of the scope's module."""
        _, key, parent = self._modules[scope.module]
        return Scope(parent, self._modules[parent][0], key, scope.config.call)

    # -- values ------------------------------------------------------------------------------------------------------

    def constant(self, path: Path, scope: Scope, depth: int = 0) -> Constant:
        """The value of a reference, where the plan or a literal in the sources shows it."""
        if depth > MAX_DEPTH or not path:
            return _NOT_KNOWN
        root, rest = path[0], path[1:]
        if path in (("each", "key"), ("count", "index")):
            self.keyed |= scope.own
            return (scope.key is not None, scope.key)
        if root == "each" and rest[:1] == ("value",):
            return self._each_value(rest[1:], scope, depth)
        if root == "var" and rest and isinstance(rest[0], str):
            return self._variable(rest[0], rest[1:], scope, depth)
        if root == "local" and rest and isinstance(rest[0], str):
            return self._written("locals", "", rest[0], rest[1:], scope, scope.config, depth) or _NOT_KNOWN
        return _NOT_KNOWN

    def _each_value(self, rest: Path, scope: Scope, depth: int) -> Constant:
        if scope.body is None or scope.key is None:
            return _NOT_KNOWN
        over = scope.body.for_each
        given, value = constant_of(over)
        if given:
            return self._member(value, rest, scope)
        references = self.split(references_of(over))
        if not references:
            # A function of literals, which some plans leave out altogether: in practice toset().
            self.keyed |= scope.own
            return _NOT_KNOWN if rest else (True, scope.key)
        if not rest and self._repeats_over_set(scope):
            self.keyed |= scope.own
            return (True, scope.key)
        steps = (scope.key, *rest)
        written = self._written(*scope.body.place, "for_each", steps, scope, scope.config, depth, member=True)
        if written is not None:
            self.keyed |= scope.own
            return written
        path = references[0].path
        if len(references) > 1 or path[0] not in ("var", "local"):
            return _NOT_KNOWN
        given, value = self.constant(path, scope, depth + 1)
        if given:
            return self._member(value, rest, scope)
        return self.constant((*path, scope.key, *rest), scope, depth + 1)

    def _repeats_over_set(self, scope: Scope) -> bool:
        """Whether the sources make a set of what is repeated over, with `toset(...)`: its members are the keys."""
        if self.sources is None or scope.body is None:
            return False
        place = (*scope.body.place, "for_each")
        for _ in range(_MOST_LOCALS):
            text = (self.sources.text(scope.config.path, *place) or "").strip()
            named = _LOCAL.fullmatch(text)
            if named is None:
                return _TOSET.match(text) is not None and _is_one_call(text)
            place = ("locals", "", named[1])
        return False

    def _member(self, value: Any, rest: Path, scope: Scope) -> Constant:
        """What a collection has at the scope's key; the members of a set are their own keys."""
        self.keyed |= scope.own and isinstance(value, dict | list)
        if isinstance(value, list):
            return (True, scope.key) if scope.key in value and not rest else _NOT_KNOWN
        return walk(value, (scope.key, *rest) if scope.key is not None else rest)

    def _variable(self, name: str, rest: Path, scope: Scope, depth: int) -> Constant:
        config = scope.config
        declared = config.variables.get(name)
        declared = declared if isinstance(declared, dict) else {}
        if config.parent is None:
            if "value" not in declared and "default" not in declared:
                return _NOT_KNOWN
            return walk(declared["value"] if "value" in declared else declared["default"], rest)
        expression = config.call.expressions.get(name)
        if expression is None:
            return walk(declared["default"], rest) if "default" in declared else _NOT_KNOWN
        given, value = constant_of(expression)
        if given:
            return walk(value, rest)
        outer = self.outer(scope)
        written = self._written("module", config.path[-1], name, rest, outer, config.parent, depth) if rest else None
        if written is not None:
            return written
        references = self.split(references_of(expression))
        if len(references) != 1:
            return _NOT_KNOWN
        return self.constant((*references[0].path, *rest), outer, depth + 1)

    def _written(
        self,
        kind: str,
        label: str,
        name: str,
        rest: Path,
        scope: Scope,
        config: ConfigModule,
        depth: int,
        *,
        member: bool = False,
    ) -> Constant | None:
        """The value that the sources give an argument or local: a literal, or what a single reference leads to.

        None where the sources do not have it, or (with `member`) do not write it out as an object with these keys.
        """
        if self.sources is None:
            return None
        found = self.sources.expression(config.path, kind, label, name, literal_keys(rest))
        if found is None or (member and not found.taken):
            return None
        left = rest[found.taken :]
        if found.literal is not None:
            return _NOT_KNOWN if left else (True, found.literal)
        references = self.split(found.references)
        if len(references) != 1:
            return _NOT_KNOWN
        return self.constant((*references[0].path, *left), scope, depth + 1)

    def index(self, path: Path | None, scope: Scope) -> Constant:
        """The key that a reference means as an index."""
        given, value = self.constant(path, scope) if path else _NOT_KNOWN
        return (given, value) if isinstance(value, str | int) and not isinstance(value, bool) else (given, None)

    def key_of(self, step: Step, scope: Scope) -> Key:
        """The key that a step of a path means, None where that is not known."""
        key: Key = self.index(step.path, scope)[1] if isinstance(step, Computed) else step
        return key


def _is_one_call(text: str) -> bool:
    """Whether the first parenthesis of a text is closed by its last character: brackets in strings make it False."""
    depth = 0
    for position, character in enumerate(text):
        depth += (character == "(") - (character == ")")
        if depth == 0 and character == ")":
            return position == len(text) - 1
    return False


def agree(found: list[Reference], references: tuple[str, ...], exact: list[Reference]) -> bool:
    """Whether sources refer to what the plan refers to, but for what a plan loses: computed indexes and what follows.

    They may have changed since the plan was made. `found` are the plan's references, split.
    """
    begun = {_begun(reference.path) for reference in exact}
    named = {steps(reference) for reference in references}
    return begun <= named and all(any(path[: len(each.path)] == each.path for path in begun) for each in found)


def _begun(path: Path) -> Path:
    """A path up to its first computed step."""
    return tuple(literal_keys(path))


def is_whole(path: Path) -> bool:
    """Whether a reference names a resource or a module call, without instance and attribute."""
    if path[0] in ("var", "local", "each", "count", "path", "terraform", "self"):
        return False
    return len(path) == (3 if path[0] == "data" else 2)


def walk(value: Any, rest: Path) -> Constant:
    """What a value has at a path."""
    for step in rest:
        if isinstance(value, dict) and not isinstance(step, Computed) and str(step) in value:
            value = value[str(step)]
        elif isinstance(value, list) and isinstance(step, int) and step < len(value):
            value = value[step]
        else:
            return _NOT_KNOWN
    return (True, value)


def literal_keys(path: Path) -> list[str | int]:
    """The steps of a path up to the first computed one."""
    found: list[str | int] = []
    for step in path:
        if isinstance(step, Computed):
            break
        found.append(step)
    return found


def split_module(address: str) -> tuple[str, str, Key]:
    """Splits `module.a.module.b["x"]` into parent address, call name and key."""
    starts = _module_starts(address)
    start = starts[-1] if starts else 0
    name, key = address[start + len("module.") :], None
    if name.endswith("]"):
        name, _, index = name.partition("[")
        index = index[:-1]
        if index[:1] == '"':
            return address[: max(start - 1, 0)], name, unescape(index[1:-1])
        key = int(index) if index.isdecimal() and len(index) < 10 else None
    return address[: max(start - 1, 0)], name, key


def module_of(address: str) -> str:
    """The module's address of a resource's address."""
    starts = _module_starts(address)
    if not starts:
        return ""
    end = starts[-1] + len("module.")
    return address[: _name_end(address, end)]


def _module_starts(address: str) -> list[int]:
    starts, position = [], 0
    while address.startswith("module.", position):
        starts.append(position)
        position = _name_end(address, position + len("module.")) + 1
    return starts


def _name_end(address: str, position: int) -> int:
    """Where the name (with its index) that begins at `position` ends."""
    quoted = False
    while position < len(address):
        character = address[position]
        if quoted and character == "\\":
            position += 1
        elif character == '"':
            quoted = not quoted
        elif character == "." and not quoted:
            break
        position += 1
    return min(position, len(address))
