"""From an attribute inside a module to the line where the caller wrote its value.

The text is followed, never evaluated: from the expression through locals, variables, `for` expressions and the usual
functions to the argument of the module call, and there to the member of the object that belongs to the instance. What
does not depend on the instance is followed once for all instances, into a plan that ends at the literals in which the
instance's key is looked up.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec import Struct

from .address import Address, unescape
from .blocks import Attribute, Block, Header, SourceFile
from .modules import Definition, Folder, ModuleTree
from .places import Place, Step, Way, content, way
from .shapes import (
    CALL,
    CHOICE,
    FOR_OBJECT,
    FOR_TUPLE,
    INSIDE,
    LITERAL,
    NAME,
    OBJECT,
    TUPLE,
    Entry,
    Shape,
    Span,
    elements,
    entries,
    null_test,
    read,
)
from .words import DEFAULT, ENTRY, SET

Key = str | int | None

# Functions whose result has the members of their arguments.
_SAME = frozenset(
    (
        "coalesce", "coalescelist", "compact", "distinct", "ephemeralasnull", "nonsensitive", "reverse", "sensitive",
        "setunion", "sort", "tobool", "tolist", "tomap", "tonumber", "toset", "tostring", "try",
    )
)  # fmt: skip
_DECODERS = {"jsondecode": "jsonencode", "yamldecode": "yamlencode", "base64decode": "base64encode"}
_WORD = re.compile(r"[^\W\d][\w-]*+")
# How deep expressions are followed, how many of them for one attribute, and what is left of that for one instance.
_DEEPEST = 60
_MOST = 1000
_MOST_OF_KEY = 400
_MOST_ITEMS = 64
# Elements of a list that are all looked into, members whose keys are computed to find one, words of a key.
_MOST_ELEMENTS = 20
_MOST_PICKED = 5000
_MOST_WORDS = 20


class _Key(Struct, frozen=True):
    """A step: the key of the instance, of the module at a depth or (beyond the last module) of the resource."""

    level: int


class _Part(Struct, frozen=True):
    """A step: the member whose name is the key or a part of it. A loose one may be any member where none has such a
    name; a flat one goes through lists in lists."""

    of: str | _Key | None
    loose: bool = False
    flat: bool = False


class _End(Struct, frozen=True):
    """The last step: the member itself, whatever its value; or, opaque, nothing that could be found in a text."""

    opaque: bool


class _Expr(Struct, frozen=True, gc=False):
    file: str
    source: SourceFile
    start: int
    stop: int

    def text(self) -> str:
        return self.source.text[self.start : self.stop]

    def part(self, span: Span) -> _Expr:
        return _Expr(self.file, self.source, *span)


class _Scope:
    """Where an expression stands: the module, and what names such as `each.value` and those of `for` stand for."""

    __slots__ = ("module", "names")

    def __init__(self, module: tuple[str, ...], names: dict[str, _State]) -> None:
        self.module = module
        self.names = names


class _State(Struct):
    """What a name stands for: a path into an expression, and the step that it is as an index."""

    expr: _Expr | None
    scope: _Scope
    path: tuple[_Step, ...]
    step: _Step | None = None


class _Index(Struct, eq=False):
    """A step: what an expression says, where that is a literal."""

    expr: _Expr
    scope: _Scope
    plan: list[_Candidate | _Pending] | None = None


class _Pick(Struct, eq=False):
    """A step: the member for which the key of a `for` expression says this; `other` where that is not found."""

    expr: _Expr
    scope: _Scope
    names: tuple[str, str]
    want: str | _Key
    other: _Part
    known: dict[tuple[str, int], dict[str, Entry]] = {}


_Step = str | int | _Key | _Part | _End | _Index | _Pick


class _Found(Struct, frozen=True, gc=False):
    """The deepest place so far in the caller's text. `level` is the number of modules around it, `members` how many
    members deep it is in the argument; `exact` is the local that holds just this value."""

    file: str
    source: SourceFile
    at: Attribute | int
    value: int
    stop: int
    level: int
    members: int = 0
    default: bool = False
    exact: _Found | None = None


class _Candidate(Struct, gc=False):
    """An end of the way: how many steps are left, how far from the value's own expression it is, and the literal."""

    found: _Found | None
    left: int
    tier: int
    value: str | None


class _Pending(Struct):
    """A literal in which the key of an instance is to be looked up."""

    kind: int
    expr: _Expr
    scope: _Scope
    path: tuple[_Step, ...]
    found: _Found | None
    tier: int
    depth: int


_Items = list[_Candidate | _Pending]


class Traced(Struct, frozen=True, gc=False):
    """Where a value is written, what to say of it, and how many modules are around it."""

    place: Place
    note: str
    level: int


_ANY = _Part(None, loose=True)
_SELF = _End(opaque=False)
_STOP = _End(opaque=True)


class Tracer:
    """Traces attributes; what is read of the sources is kept."""

    def __init__(self, tree: ModuleTree) -> None:
        self.tree = tree
        self._plans: dict[tuple[object, ...], tuple[_Items, bool]] = {}
        self._shapes: dict[tuple[str, int, int], Shape] = {}
        self._members: dict[tuple[str, int], tuple[dict[str, Entry], bool]] = {}
        self._elements: dict[tuple[str, int], list[Entry]] = {}
        self._defaults: dict[str, dict[str, _Expr]] = {}
        self._scopes: dict[tuple[str, ...], _Scope] = {}

    def trace(self, parsed: Address, attribute: tuple[Step, ...], definitions: Sequence[Definition]) -> Traced | None:
        """Return where the value of a resource's attribute is written, or the entry that its instance is made of where
        the resource does not set the attribute; None where that is not found outside of the module."""
        module = parsed.module_path
        key = module, parsed.mode, parsed.type, parsed.name, attribute
        try:
            if key not in self._plans:
                self._plans[key] = self._plan(module, attribute, definitions)
            items, whole = self._plans[key]
            keys = (*(key for _, key in parsed.modules), parsed.key)
            best = _best(_Run(self, keys, module).finish(items))
        except RecursionError:
            return None
        if best is None or best.found is None:
            return None
        exact = not best.left
        found = (best.found.exact if exact else None) or best.found
        note = DEFAULT if found.default and not found.members else SET if exact and not whole else ENTRY
        return Traced(_place(found, exact and not whole), note if exact or found.members else SET, found.level)

    def _plan(
        self, module: tuple[str, ...], attribute: tuple[Step, ...], definitions: Sequence[Definition]
    ) -> tuple[_Items, bool]:
        """Follow the attribute of a resource as far as that is the same for all instances. Return also whether it is
        the instance as a whole that was followed."""
        blocks = [
            (definition, source.block(header))
            for definition in definitions
            if isinstance(source := definition.source, SourceFile) and isinstance(header := definition.at, Header)
        ]
        run = _Run(self, None, module)
        if not blocks or len(blocks) != len(definitions):
            return [], False
        scope = self._block_scope(module, len(module), blocks)
        for definition, block in reversed(blocks):
            found = way(definition, block, attribute)
            if found.blocks or found.attribute:
                scope, repeated = _inner_scope(definition, found, scope)
                if (at := found.attribute) is not None:
                    run.walk(_value(definition, at), scope, tuple(found.names), None, 0, 0)
                    return run.settled(), False
                if repeated is not None:
                    run.follow(repeated, (), None, 0, 0)
                    return run.settled(), True
                break
        state = scope.names.get("each.key")
        if state is not None:
            run.follow(state, (), None, 0, 0)
        return run.settled(), True

    def _block_scope(self, module: tuple[str, ...], level: int, blocks: Sequence[tuple[Definition, Block]]) -> _Scope:
        """Return the scope of a resource or module call: what `each` and `count` stand for."""
        outer = self.module_scope(module)
        for definition, block in reversed(blocks):
            if at := block.attributes.get("for_each"):
                return _Scope(module, _repeat("each", _value(definition, at), outer, _Key(level)))
        return _Scope(module, {"count.index": _State(None, outer, (), _Key(level))})

    def module_scope(self, module: tuple[str, ...]) -> _Scope:
        """Return the scope of what stands in no repeated block."""
        if module not in self._scopes:
            self._scopes[module] = _Scope(module, {})
        return self._scopes[module]

    def argument(self, module: tuple[str, ...], name: str) -> tuple[_Expr, _Scope, _Found] | bool:
        """Return the argument of a module's call; else whether the call can be read, and so does not set it."""
        calls = self.tree.module(module).calls
        blocks = [
            (call, source.block(header))
            for call in calls
            if isinstance(source := call.source, SourceFile) and isinstance(header := call.at, Header)
        ]
        for call, block in reversed(blocks):
            if at := block.attributes.get(name):
                outer = module[:-1]
                expr = _value(call, at)
                found = _Found(call.file, expr.source, at, at.value_start, at.value_end, len(outer))
                return expr, self._block_scope(outer, len(outer), blocks), found
        return bool(blocks) and len(blocks) == len(calls)

    def default(self, module: tuple[str, ...], name: str) -> tuple[_Expr, _Found] | None:
        """Return the default of a variable of a module, unless that is null."""
        folder = self.tree.module(module).folder
        if folder is None:
            return None
        if folder.path not in self._defaults:
            self._defaults[folder.path] = _defaults(folder)
        expr = self._defaults[folder.path].get(name)
        if expr is None or expr.text() == "null":
            return None
        at = expr.source.text.rfind("default", 0, expr.start)
        return expr, _Found(expr.file, expr.source, at, expr.start, expr.stop, len(module), 0, True)

    def local(self, module: tuple[str, ...], name: str) -> tuple[_Expr, _Found] | None:
        """Return the expression of a local."""
        folder = self.tree.module(module).folder
        local = folder.local(name) if folder else None
        if local is None:
            return None
        file, source, at = local
        span = at.value_start, at.value_end
        return _Expr(file, source, *span), _Found(file, source, at, *span, len(module))

    def shape(self, expr: _Expr) -> Shape:
        """Return the shape of an expression, read once."""
        key = expr.file, expr.start, expr.stop
        shape = self._shapes.get(key)
        if shape is None:
            shape = self._shapes[key] = read(expr.source.text, expr.start, expr.stop)
        return shape

    def members(self, expr: _Expr) -> tuple[dict[str, Entry], bool]:
        """Return the members of an object, read once, and whether these are all."""
        key = expr.file, expr.start
        found = self._members.get(key)
        if found is None:
            found = self._members[key] = entries(expr.source.text, expr.start, expr.stop - 1)
        return found

    def elements(self, expr: _Expr) -> list[Entry]:
        """Return the elements of a tuple, read once."""
        key = expr.file, expr.start
        found = self._elements.get(key)
        if found is None:
            found = self._elements[key] = elements(expr.source.text, expr.start, expr.stop - 1)
        return found


class _Run:
    """Follows expressions, for all instances (without keys) or for the one with these keys."""

    __slots__ = ("_budget", "_items", "_keys", "_module", "_tracer")

    def __init__(self, tracer: Tracer, keys: tuple[Key, ...] | None, module: tuple[str, ...], budget: int = 0) -> None:
        self._tracer = tracer
        self._keys = keys
        self._module = module
        self._budget = budget or (_MOST if keys is None else _MOST_OF_KEY)
        self._items: _Items = []

    def settled(self) -> _Items:
        """Return what was found, what is nearest to the value first."""
        return sorted(self._items, key=lambda item: item.tier)

    def finish(self, items: _Items, *, thorough: bool = False) -> list[_Candidate]:
        """Look up the keys in the literals where a plan ends, until nothing better can come, or in all."""
        done: list[_Candidate] = []
        for item in items:
            if done and item.tier > done[0].tier:
                break
            if isinstance(item, _Candidate):
                new = [item]
            else:
                self._items = []
                self.descend(item.kind, item.expr, item.scope, item.path, item.found, item.tier, item.depth)
                new = [found for found in self._items if isinstance(found, _Candidate)]
            if not thorough:
                new = [found for found in new if found.found is not None]
                done += new
                if any(found.tier == item.tier and not found.left and found.value != "null" for found in new):
                    break
            else:
                done += new
        return done

    def walk(
        self, expr: _Expr, scope: _Scope, path: tuple[_Step, ...], found: _Found | None, tier: int, depth: int
    ) -> None:
        """Follow a path into an expression."""
        self._budget -= 1
        if self._budget < 0 or depth > _DEEPEST or len(self._items) > _MOST_ITEMS:
            self._end(path or (_STOP,), found, tier)
            return
        depth += 1
        shape = self._tracer.shape(expr)
        kind = shape.kind
        if kind == NAME:
            self._name(expr, shape, scope, path, found, tier, depth)
            return
        if shape.steps:
            path = (*self._steps(expr, scope, shape.steps), *path)
        if kind == LITERAL:
            self._end(path, found, tier, expr.source.text[shape.parts[0][0] : shape.parts[0][1]])
        elif kind in (OBJECT, TUPLE):
            self.descend(kind, expr.part(shape.parts[0]), scope, path, found, tier, depth)
        elif kind == CHOICE:
            self._choice(expr, shape, scope, path, found, tier, depth)
        elif kind == FOR_OBJECT:
            self._for_object(expr, shape, scope, path, found, tier, depth)
        elif kind == FOR_TUPLE:
            self._for_tuple(expr, shape, scope, path, found, tier, depth)
        elif kind == CALL:
            self._call(expr, shape, scope, path, found, tier, depth)
        else:
            path = path if kind == INSIDE or not path else (_STOP,)
            self._end(path or (_STOP,), found, tier)
            for part in shape.parts[:_MOST_ELEMENTS]:
                self.walk(expr.part(part), scope, path, found, tier, depth)

    def follow(self, state: _State, path: tuple[_Step, ...], found: _Found | None, tier: int, depth: int) -> None:
        """Follow a path into what a name stands for."""
        if state.expr is None:
            self._end(path or (_STOP,), found, tier)
        else:
            self.walk(state.expr, state.scope, (*state.path, *path), found, tier, depth)

    def _end(self, path: tuple[_Step, ...], found: _Found | None, tier: int, value: str | None = None) -> None:
        left = len(path) if path != (_SELF,) else 0
        # A default that does not say it is no better than none, unless it is the caller's and has the entry.
        if found and found.default and left and (not found.members or found.level == len(self._module)):
            return
        self._items.append(_Candidate(found, left, tier, value if not left else None))

    def _name(
        self,
        expr: _Expr,
        shape: Shape,
        scope: _Scope,
        path: tuple[_Step, ...],
        found: _Found | None,
        tier: int,
        depth: int,
    ) -> None:
        first = shape.steps[0] if shape.steps else ""
        used = 1 if isinstance(first, str) and first else 0
        state = scope.names.get(f"{shape.name}.{first}") if used else None
        if state is None and (state := scope.names.get(shape.name)):
            used = 0
        steps = self._steps(expr, scope, shape.steps[used:])
        if state is not None:
            self.follow(state, (*steps, *path), found, tier, depth)
        elif used and shape.name == "var":
            self._variable(scope.module, str(first), (*steps, *path), found, tier, depth)
        elif used and shape.name == "local":
            local = self._tracer.local(scope.module, str(first))
            if local is None:
                self._end(path or (_STOP,), found, tier)
                return
            held = found and _Found(
                found.file, found.source, found.at, found.value, found.stop, found.level, found.members,
                found.default, local[1],
            )  # fmt: skip
            self.walk(local[0], self._tracer.module_scope(scope.module), (*steps, *path), held, tier, depth)
        else:
            self._end(path, found, tier)
            return
        for step in steps:
            if isinstance(step, _Index):
                self.walk(step.expr, scope, (), found, tier + 1, depth)

    def _variable(
        self,
        module: tuple[str, ...],
        name: str,
        path: tuple[_Step, ...],
        found: _Found | None,
        tier: int,
        depth: int,
    ) -> None:
        """Follow a variable into the argument of the module's call, else into its default."""
        argument = self._tracer.argument(module, name) if module else True
        if not isinstance(argument, bool):
            expr, scope, place = argument
            self.walk(expr, scope, path, place, tier, depth)
            return
        default = self._tracer.default(module, name) if argument else None
        if default is not None:
            # What the call really sets goes before what its module would do without.
            later = len(module) == len(self._module)
            expr, place = default
            self.walk(expr, self._tracer.module_scope(module), path, place, tier + later, depth)
        if found is not None:
            self._end((_STOP, *path), found, tier)

    def _choice(
        self,
        expr: _Expr,
        shape: Shape,
        scope: _Scope,
        path: tuple[_Step, ...],
        found: _Found | None,
        tier: int,
        depth: int,
    ) -> None:
        """Follow both branches, first the one that is not for what is null, and last the condition."""
        condition, first, second = shape.parts
        if null_test(expr.source.text, condition) == "==":
            first, second = second, first
        self.walk(expr.part(first), scope, path, found, tier, depth)
        self.walk(expr.part(second), scope, path, found, tier, depth)
        self.walk(expr.part(condition), scope, (), found, tier + 1, depth)

    def _for_object(
        self,
        expr: _Expr,
        shape: Shape,
        scope: _Scope,
        path: tuple[_Step, ...],
        found: _Found | None,
        tier: int,
        depth: int,
    ) -> None:
        collection, key, value = (expr.part(part) for part in shape.parts)
        if not path or isinstance(path[0], _End):
            self.walk(collection, scope, path, found, tier, depth)
            return
        step = self._key_step(key, shape.names, scope, path[0])
        if path[1:] == (_SELF,):
            self.walk(collection, scope, (step, _SELF), found, tier, depth)
        else:
            self.walk(value, _bind(scope, shape.names, collection, step), path[1:], found, tier, depth)

    def _key_step(self, key: _Expr, names: tuple[str, str], scope: _Scope, step: _Step) -> _Step:
        """Return the step into the collection of a `for` expression that leads to the member whose key is `step`."""
        shape = self._tracer.shape(key)
        if shape.kind == NAME and not shape.steps and shape.name in names:
            return step
        return self._pick(key, names, scope, step)

    def _pick(self, key: _Expr, names: tuple[str, str], scope: _Scope, step: _Step) -> _Step:
        want = _base(step)
        if want is None:
            return _ANY
        words = _WORD.findall(key.text())
        other = _Part(want, loose=not names[0] or names[0] not in words)
        shape = self._tracer.shape(key)
        if shape.kind == NAME or (shape.kind != CALL and shape.parts):
            roots = [shape] if shape.kind == NAME else [self._tracer.shape(key.part(part)) for part in shape.parts]
            if all(root.kind == NAME and root.name in names for root in roots):
                return _Pick(key, scope, names, want, other, {})
        return other

    def _for_tuple(
        self,
        expr: _Expr,
        shape: Shape,
        scope: _Scope,
        path: tuple[_Step, ...],
        found: _Found | None,
        tier: int,
        depth: int,
    ) -> None:
        collection, value = (expr.part(part) for part in shape.parts)
        if not path or isinstance(path[0], _End):
            self.walk(collection, scope, path, found, tier, depth)
            return
        step, rest = path[0], path[1:]
        inner: _Step
        if isinstance(step, int):
            inner = _ANY if shape.name else step
        elif isinstance(step, _Part):
            of = step.of
            if of is None:
                of = next((base for base in map(_base, rest) if isinstance(base, _Key)), None)
            inner = _Part(of, loose=True)
            if step.flat and self._is_list(value):
                rest = path
        else:
            inner = self._pick(value, shape.names, scope, step)
            inner = _Part(inner.of, loose=True) if isinstance(inner, _Part) else inner
        self.walk(value, _bind(scope, shape.names, collection, inner), rest, found, tier, depth)

    def _is_list(self, expr: _Expr) -> bool:
        shape = self._tracer.shape(expr)
        return shape.kind in (TUPLE, FOR_TUPLE) or (shape.kind == CALL and shape.name in ("concat", "flatten"))

    def _call(
        self,
        expr: _Expr,
        shape: Shape,
        scope: _Scope,
        path: tuple[_Step, ...],
        found: _Found | None,
        tier: int,
        depth: int,
    ) -> None:
        name = shape.name
        parts = [expr.part(part) for part in shape.parts[:_MOST_ELEMENTS]]
        if name == "merge":
            self._merge(parts, shape.names[0] == "...", scope, path, found, tier, depth)
            return
        ways = self._ways(name, parts, scope, path, spread=shape.names[0] == "...")
        if ways is None:
            self._end(path or (_STOP,), found, tier)
            ways = [(part, (_STOP,) if path else ()) for part in parts]
        for part, steps in ways:
            self.walk(part, scope, steps, found, tier, depth)

    def _ways(
        self, name: str, parts: list[_Expr], scope: _Scope, path: tuple[_Step, ...], *, spread: bool
    ) -> list[tuple[_Expr, tuple[_Step, ...]]] | None:
        """Return the arguments of a function that its result has the members of, each with the path into it; None of a
        function that makes something else of them."""
        if name in _SAME and not spread:
            return [(part, path) for part in parts]
        if name in _DECODERS and len(parts) == 1:
            inner = self._tracer.shape(parts[0])
            if inner.kind == CALL and inner.name == _DECODERS[name] and len(inner.parts) == 1:
                return [(parts[0].part(inner.parts[0]), path)]
        if name in ("lookup", "element") and 2 <= len(parts) <= 3:
            step = self._index(parts[1], scope)
            return [(parts[0], (step, *path)), *((part, path) for part in parts[2:])]
        if name == "one":
            return [(part, (_ANY, *path)) for part in parts]
        if not path or isinstance(path[0], _End):
            return None
        first, rest = path[0], path[1:]
        if name == "flatten" or (name == "concat" and spread):
            return [(part, (_Part(_base(first), loose=True, flat=True), *rest)) for part in parts]
        if name in ("concat", "values"):
            return [(part, (_Part(_base(first), loose=True), *rest)) for part in parts]
        if name == "keys":
            return [(part, (first, _SELF)) for part in parts]
        return None

    def _merge(
        self,
        parts: list[_Expr],
        spread: bool,
        scope: _Scope,
        path: tuple[_Step, ...],
        found: _Found | None,
        tier: int,
        depth: int,
    ) -> None:
        """Follow the arguments of a merge, the last one first, as it wins."""
        for number, part in enumerate(reversed(parts)):
            self.walk(part, scope, (_ANY, *path) if spread and not number else path, found, tier, depth)
            shape = self._tracer.shape(part)
            plain = shape.kind == OBJECT and not shape.steps and path and isinstance(path[0], str)
            if plain and path[0] in self._tracer.members(part.part(shape.parts[0]))[0]:
                return

    def _steps(self, expr: _Expr, scope: _Scope, steps: Sequence[str | int | Span | None]) -> list[_Step]:
        return [
            _ANY if step is None else self._index(expr.part(step), scope) if isinstance(step, tuple) else step
            for step in steps
        ]

    def _index(self, expr: _Expr, scope: _Scope) -> _Step:
        """Return the step that an index is."""
        shape = self._tracer.shape(expr)
        if shape.kind == LITERAL:
            return _literal(expr.source.text[shape.parts[0][0] : shape.parts[0][1]])
        if shape.kind == NAME and len(shape.steps) < 2:
            name = ".".join([shape.name, *(str(step) for step in shape.steps)])
            state = scope.names.get(name)
            if state is not None and state.step is not None:
                return state.step
        return _Index(expr, scope)

    def descend(
        self,
        kind: int,
        expr: _Expr,
        scope: _Scope,
        path: tuple[_Step, ...],
        found: _Found | None,
        tier: int,
        depth: int,
    ) -> None:
        """Follow a path into an object or a tuple."""
        step = path[0] if path else _SELF
        if isinstance(step, _End):
            self._end(path, found, tier)
            return
        if self._keys is None and not isinstance(step, (str, int)) and step != _ANY:
            self._items.append(_Pending(kind, expr, scope, path, found, tier, depth))
            return
        chosen, missing = self._members(expr, step, depth) if kind == OBJECT else self._elements(expr, step, depth)
        if not chosen:
            if not missing:
                self._end(path, found, tier)
            return
        if len(chosen) > 1 and found is not None:
            self._end(path, found, tier)
            return
        text = expr.source.text
        for entry in chosen[:_MOST_ELEMENTS]:
            rest = path[1:]
            value = _Expr(expr.file, expr.source, entry.value, entry.stop)
            if isinstance(step, _Part) and step.flat and self._is_list(value):
                rest = path
            inner = found and _Found(
                expr.file, expr.source, entry.start, entry.value, entry.stop, len(scope.module), found.members + 1,
                found.default,
            )  # fmt: skip
            if rest == (_SELF,):
                self._end(rest, inner, tier, text[entry.start : entry.stop] if entry.start == entry.value else None)
            else:
                self.walk(value, scope, rest, inner, tier, depth)

    def _members(self, expr: _Expr, step: _Step, depth: int) -> tuple[list[Entry], bool]:
        """Return the members of an object that a step leads to, and, where there are none, whether this object cannot
        be what was meant: what belongs to an instance must be there."""
        members, whole = self._tracer.members(expr)
        if isinstance(step, (str, int)):
            entry = members.get(str(step))
            return [entry] if entry else [], False
        if isinstance(step, _Pick):
            want = self._resolve(step.want, depth)
            entry = self._picked(step, expr, [*members.items()]).get(str(want)) if want is not None else None
            if entry:
                return [entry], False
            step = step.other
        if isinstance(step, _Part):
            key = self._resolve(step.of, depth) if step.of is not None else None
            entry = _part(members, str(key)) if key is not None else None
            if entry is None and step.loose:
                return list(members.values()) if whole else [], False
            return [entry] if entry else [], whole
        key = self._resolve(step, depth)
        if key is None:
            return [], False
        entry = members.get(str(key))
        return [entry] if entry else [], whole

    def _elements(self, expr: _Expr, step: _Step, depth: int) -> tuple[list[Entry], bool]:
        """Return the elements of a tuple that a step leads to: by number, or by what they say."""
        found = self._tracer.elements(expr)
        if isinstance(step, _Pick):
            want = self._resolve(step.want, depth)
            named = [("", entry) for entry in found]
            entry = self._picked(step, expr, named).get(str(want)) if want is not None else None
            return ([entry], False) if entry else (found, False)
        if isinstance(step, _Part) and step.of is None:
            return found, False
        key = self._resolve(step, depth)
        if isinstance(key, int):
            return (found[key : key + 1] if key >= 0 else []), False
        text = expr.source.text
        said = (entry for entry in found if key is not None and _literal(text[entry.value : entry.stop]) == key)
        if entry := next(said, None):
            return [entry], False
        return (found, False) if isinstance(step, _Part) and step.loose else ([], False)

    def _picked(self, pick: _Pick, expr: _Expr, members: list[tuple[str, Entry]]) -> dict[str, Entry]:
        """Return the members of a collection by what the key of the `for` expression says of each."""
        place = expr.file, expr.start
        if place not in pick.known:
            known: dict[str, Entry] = {}
            for key, entry in members[:_MOST_PICKED]:
                value = _Expr(expr.file, expr.source, entry.value, entry.stop)
                names = pick.scope.names | {
                    pick.names[0]: _State(None, pick.scope, (), key),
                    pick.names[1]: _State(value, self._tracer.module_scope(()), ()),
                }
                said = self._said(pick.expr, _Scope(pick.scope.module, names))
                if said is not None:
                    known.setdefault(said, entry)
            pick.known[place] = known
        return pick.known[place]

    def _said(self, expr: _Expr, scope: _Scope) -> str | None:
        """Return what the key of a `for` expression says where that is only names of members and text around them."""
        shape = self._tracer.shape(expr)
        text = expr.source.text
        if shape.kind == NAME:
            first = next((str(step) for step in shape.steps), "")
            state = scope.names.get(f"{shape.name}.{first}") or scope.names.get(shape.name)
            if state is None or state.expr is None:
                return state.step if state and isinstance(state.step, str) and len(shape.steps) < 2 else None
            steps = shape.steps[f"{shape.name}.{first}" in scope.names :]
            return self._plain(state.expr, steps)
        if not text.startswith('"', expr.start):
            return None
        said: list[str] = []
        pos = expr.start + 1
        for begin, end in shape.parts:
            inner = self._said(expr.part((begin, end)), scope)
            if inner is None:
                return None
            opened = text.rfind("${", pos, begin)
            said += unescape(text[pos:opened]), inner
            pos = text.find("}", end) + 1
        return "".join(said) + unescape(text[pos : expr.stop - 1])

    def _plain(self, expr: _Expr, steps: Sequence[str | int | Span | None]) -> str | None:
        """Return the literal at a path of names in a literal object."""
        for step in steps:
            shape = self._tracer.shape(expr)
            if shape.kind != OBJECT or shape.steps or not isinstance(step, str):
                return None
            entry = self._tracer.members(expr.part(shape.parts[0]))[0].get(step)
            if entry is None:
                return None
            expr = expr.part((entry.value, entry.stop))
        shape = self._tracer.shape(expr)
        text = expr.text()
        return _literal(text) if shape.kind == LITERAL and text != "null" else None

    def _resolve(self, step: _Step, depth: int) -> Key:
        """Return the key that a step stands for; None where it is not known."""
        if isinstance(step, (str, int)):
            return step
        if isinstance(step, _Key):
            return self._keys[step.level] if self._keys is not None else None
        if isinstance(step, _Part) and step.of is not None:
            return self._resolve(step.of, depth)
        if not isinstance(step, _Index) or depth > _DEEPEST:
            return None
        if step.plan is None:
            run = _Run(self._tracer, None, self._module)
            run.walk(step.expr, step.scope, (), None, 0, depth + 1)
            step.plan = run.settled()
        run = _Run(self._tracer, self._keys, self._module, max(self._budget, 1))
        candidates = run.finish(step.plan, thorough=True)
        self._budget = run._budget
        said = {one.value for one in candidates if one.value not in (None, "null") and not one.tier}
        value = said.pop() if len(said) == 1 else None
        return _literal(value) if value else None


def _best(candidates: list[_Candidate]) -> _Candidate | None:
    """Return what the value's own expression leads to, exactly if possible, else the deepest; else the first."""
    found = [candidate for candidate in candidates if candidate.found]
    return min(found, key=_rank) if found else None


def _rank(candidate: _Candidate) -> tuple[int, bool, bool, int]:
    members = candidate.found.members if candidate.found else 0
    return candidate.tier, candidate.value == "null", candidate.left > 0, -members


def _place(found: _Found, exact: bool) -> Place:
    """Return the place of what was found: as a whole, or up to the bracket that begins what it holds."""
    position = found.source.position
    at = found.at
    begin = (at.line, at.column) if isinstance(at, Attribute) else position(at)
    end = position(found.stop)
    if not exact and end[0] > begin[0] and found.source.text[found.value : found.value + 1] in ("{", "["):
        end = position(found.value + 1)
    return Place(found.file, *begin, *end)


def _part(members: dict[str, Entry], key: str) -> Entry | None:
    """Return the member whose name is the key, else the longest part of it that blanks separate from the rest."""
    if key in members:
        return members[key]
    words = key.split(" ")[: _MOST_WORDS + 1]
    parts = [part for place in range(1, len(words)) for part in (" ".join(words[:place]), " ".join(words[place:]))]
    name = max((part for part in parts if part in members), key=len, default=None)
    return None if name is None else members[name]


def _base(step: _Step) -> str | _Key | None:
    """Return the key behind a step."""
    if isinstance(step, (str, _Key)):
        return step
    return step.of if isinstance(step, _Part) else step.want if isinstance(step, _Pick) else None


def _literal(text: str) -> str:
    return unescape(text[1:-1]) if text.startswith('"') and text.endswith('"') else text


def _value(definition: Definition, at: Attribute) -> _Expr:
    source = definition.source
    assert isinstance(source, SourceFile)
    return _Expr(definition.file, source, at.value_start, at.value_end)


def _defaults(folder: Folder) -> dict[str, _Expr]:
    """Return the defaults of the variables of a folder."""
    found: dict[str, _Expr] = {}
    for file, source in folder.files.items():
        for header in source.headers if isinstance(source, SourceFile) else ():
            if isinstance(source, SourceFile) and header.type == "variable" and len(header.labels) == 1:
                at = source.block(header).attributes.get("default")
                if at is not None:
                    found[header.labels[0]] = _Expr(file, source, at.value_start, at.value_end)
    return found


def _repeat(name: str, over: _Expr, scope: _Scope, step: _Step) -> dict[str, _State]:
    """Return what the names of a repeated block stand for."""
    return {
        f"{name}.value": _State(over, scope, (step,)),
        f"{name}.key": _State(over, scope, (step, _SELF), step),
    }


def _bind(scope: _Scope, names: tuple[str, str], collection: _Expr, step: _Step) -> _Scope:
    """Return the scope inside a `for` expression."""
    bound = {names[1]: _State(collection, scope, (step,))}
    if names[0]:
        bound[names[0]] = _State(collection, scope, (step, _SELF), step)
    return _Scope(scope.module, scope.names | bound)


def _inner_scope(definition: Definition, found: Way, scope: _Scope) -> tuple[_Scope, _State | None]:
    """Return the scope inside the dynamic blocks on a way, and what the innermost repeats over if it ends there."""
    last: _State | None = None
    for block, path in found.blocks:
        last = None
        over = block.attributes.get("for_each")
        if block.type != "dynamic" or over is None or not block.labels:
            continue
        text = definition.source.text
        named = block.attributes.get("iterator")
        name = text[named.value_start : named.value_end] if named else block.labels[0]
        expr = _value(definition, over)
        chosen = next((step for step in path[:2] if isinstance(step, tuple)), None)
        at = content(block).attributes.get(chosen[0]) if chosen else None
        step: _Step = _ANY
        if chosen and at:
            own = (f"{name}.key", f"{name}.value")
            said = text[at.value_start : at.value_end]
            key = _value(definition, at)
            step = chosen[1] if said in own else _Pick(key, scope, own, chosen[1], _ANY, {})
        names = _repeat(name, expr, scope, step)
        scope = _Scope(scope.module, scope.names | names)
        last = names[f"{name}.value"]
    return scope, last
