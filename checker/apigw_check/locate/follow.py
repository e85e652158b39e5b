"""Follows a path into an expression, through what it refers to, to the literals that say it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from .address import Key
from .declared import Declared
from .known import Knower, Open, Said, around
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
    null_test,
)
from .steps import (
    ANY,
    ITSELF,
    NOTHING,
    At,
    Candidate,
    End,
    Expression,
    Found,
    Index,
    InstanceKey,
    Items,
    Named,
    Part,
    Pending,
    Pick,
    Scope,
    Step,
    base,
    bind,
    plain,
)

# Functions whose result has the members of their arguments.
_SAME = frozenset(
    (
        "coalesce", "coalescelist", "compact", "distinct", "ephemeralasnull", "nonsensitive", "reverse", "sensitive",
        "setunion", "sort", "tobool", "tolist", "tomap", "tonumber", "toset", "tostring", "try",
    )
)  # fmt: skip
# Of these, those whose result is the argument itself.
_UNCHANGED = frozenset(("nonsensitive", "sensitive", "tobool", "tonumber", "tostring"))
_DECODERS = {"jsondecode": "jsonencode", "yamldecode": "yamlencode", "base64decode": "base64encode"}
_WORD = re.compile(r"[^\W\d][\w-]*+")
# How deep expressions are followed, how many of them for one attribute, and how many more for one instance.
_DEEPEST = 60
_MOST = 1000
_MOST_OF_KEY = 400
_MOST_ITEMS = 64
# Elements of a list that are all looked into, members whose keys are computed to find one, words of a key.
_MOST_ELEMENTS = 20
_MOST_PICKED = 5000
_MOST_WORDS = 20


class Follower:
    """Follows expressions, for all instances (without keys) or for the one with these keys, of whose value it may be
    known whether it is null."""

    __slots__ = ("_budget", "_declared", "_items", "_keys", "_module", "_null")

    def __init__(
        self,
        declared: Declared,
        keys: tuple[Key, ...] | None,
        module: tuple[str, ...],
        budget: int = 0,
        null: bool | None = None,
    ) -> None:
        self._declared = declared
        self._keys = keys
        self._module = module
        self._budget = budget or (_MOST if keys is None else _MOST_OF_KEY)
        self._items: Items = []
        self._null = null

    def plan(self, module: tuple[str, ...] = ()) -> Items:
        """Return what was found, what is nearest to the value first; inside a module only what leads out of it."""
        items = [item for item in self._items if not module or isinstance(item, Pending) or item.found]
        return sorted(items, key=lambda item: item.tier)

    def finish(self, plan: Items, *, thorough: bool = False) -> list[Candidate]:
        """Look the keys up in the literals where a plan ends, until nothing better can come, or (thorough) in all."""
        done: list[Candidate] = []
        for item in plan:
            if done and item.tier > done[0].tier:
                break
            self._items = []
            if isinstance(item, Candidate):
                self._items.append(item)
            elif item.kind == CHOICE:
                self.walk(item.expression, item.at.to(item.at.path))
            else:
                self._descend(item.kind, item.expression, item.at)
            new = [one for one in self._items if isinstance(one, Candidate) and (thorough or self._is_meant(one))]
            done += new
            if not thorough and any(one.tier == item.tier and not one.left and one.value != "null" for one in new):
                break
        return done

    def _is_meant(self, candidate: Candidate) -> bool:
        """Whether a candidate is a place, and one of the instance: the collections on the way there have it."""
        found = candidate.found
        if found is None or found.bare or found.keyed:
            return found is not None and not found.bare
        for guard in candidate.guards:
            items, self._items = self._items, []
            self.name(guard, At(guard.scope))
            absent = not self._items
            self._items = items
            if absent:
                return False
        return True

    def walk(self, value: Expression, at: At) -> None:
        """Follow a path into an expression."""
        self._budget -= 1
        if self._budget < 0 or at.depth > _DEEPEST or len(self._items) > _MOST_ITEMS:
            self._lose(at)
            return
        at.depth += 1
        shape = self._declared.shape(value)
        kind = shape.kind
        if kind == NAME:
            self._name(value, shape, at)
            return
        if shape.steps:
            at = at.to((*self._steps(value, at.scope, shape.steps), *at.path))
        if kind == LITERAL:
            self._end(at, self._declared.literal(value.part(shape.parts[0])))
        elif kind in (OBJECT, TUPLE):
            self._descend(kind, value.part(shape.parts[0]), at)
        elif kind == CHOICE:
            self._choice(value, shape, at)
        elif kind == FOR_OBJECT:
            self._for_object(value, shape, at)
        elif kind == FOR_TUPLE:
            self._for_tuple(value, shape, at)
        elif kind == CALL:
            self._call(value, shape, at)
        else:
            if kind != INSIDE:
                self._lose(at)
            inner = at.path if kind == INSIDE or not at.path else (NOTHING,)
            for part in shape.parts[:_MOST_ELEMENTS]:
                self.walk(value.part(part), at.to(inner))

    def name(self, named: Named, at: At) -> None:
        """Follow a path into what a name stands for."""
        over = named.expression
        if over is None:
            self._lose(at)
            return
        found = at.found
        if found is None and not self._module:
            # In the root module all that the value is made of is the caller's.
            found = Found(over.file, over.source, over.start, over.start, over.stop, 0, bare=True)
        self.walk(over, at.holding(found, (*named.path, *at.path), named.scope))

    def _end(self, at: At, value: str | None = None) -> None:
        """Note where the way ends: at the value itself if nothing is left of the path."""
        found = at.found
        left = 0 if at.path == (ITSELF,) else len(at.path)
        # A default that does not say it is no better than none, unless it is the caller's and has the entry.
        if found and found.default and left and (not found.members or found.level == len(self._module)):
            return
        self._items.append(Candidate(found, left, at.tier, None if left else value, at.guards))

    def _lose(self, at: At) -> None:
        """Note that the way is lost: what stands there is not the value itself."""
        self._end(at if at.path else at.to((NOTHING,)))

    def _name(self, value: Expression, shape: Shape, at: At) -> None:
        first = shape.steps[0] if shape.steps else None
        names = at.scope.names
        named = names.get(f"{shape.name}.{first}") if first else None
        used = 1
        if named is None and (named := names.get(shape.name)):
            used = 0
        steps = self._steps(value, at.scope, shape.steps[used:])
        inner = at.to((*steps, *at.path))
        if named is not None:
            self.name(named, inner)
        elif shape.name == "var" and isinstance(first, str):
            self._variable(first, inner)
        elif shape.name == "local" and isinstance(first, str):
            self._local(first, inner)
        else:
            self._end(at)
            return
        for step in steps:
            if isinstance(step, Index):
                self.walk(step.expression, at.to((), later=1, other=True))

    def _local(self, name: str, at: At) -> None:
        module = at.scope.module
        local = self._declared.local(module, name)
        if local is None:
            self._lose(at)
            return
        value, place = local
        old = at.found
        found = old and Found(
            old.file, old.source, old.at, old.value, old.stop, old.level, old.members, old.default, old.keyed, place,
            old.bare,
        )  # fmt: skip
        if found is None and not self._module:
            found = place
        self.walk(value, at.holding(found, at.path, self._declared.scope(module)))

    def _variable(self, name: str, at: At) -> None:
        """Follow a variable into the argument of the module's call, else into its default."""
        module = at.scope.module
        argument = self._declared.argument(module, name)
        if not isinstance(argument, bool):
            value, scope, place = argument
            self.walk(value, at.holding(place, at.path, scope))
            return
        default = self._declared.default(module, name) if argument else None
        if default is not None:
            value, place = default
            inner = at.holding(place, at.path, self._declared.scope(module))
            # What the call really sets goes before what its module would do without.
            inner.tier += module == self._module
            self.walk(value, inner)
        if at.found is not None:
            self._end(at.to((NOTHING, *at.path)))

    def _choice(self, value: Expression, shape: Shape, at: At) -> None:
        """Follow the branch that is taken and the condition, which is what decides where the branch is a literal.

        Where it is not known which one is taken, that is the condition alone; but where it asks for null, both are
        followed, first the one that is not for what is null."""
        condition, first, second = (value.part(part) for part in shape.parts)
        holds = Knower(self._declared, self._keys).truth(condition, at.scope)
        nulls = first.text().strip() == "null", second.text().strip() == "null"
        if holds is Open.UNKNOWN and nulls[0] != nulls[1] and not at.other:
            # Whether the value is null tells it for the instance.
            holds = Open.KEYED if self._keys is None else holds if self._null is None else nulls[0] == self._null
        if holds is Open.KEYED:
            self._items.append(Pending(CHOICE, value, at))
            return
        if isinstance(holds, bool):
            taken = first if holds else second
            literal = self._declared.shape(taken).kind == LITERAL
            self.walk(taken, at.to(at.path, later=literal))
            self.walk(condition, at.to((), later=not literal, other=True))
            return
        test = null_test(value.source.text, shape.parts[0])
        for branch in ((second, first) if test == "==" else (first, second)) if test else ():
            self.walk(branch, at.to(at.path, other=True))
        self.walk(condition, at.to((), later=bool(test), other=True))

    def _for_object(self, value: Expression, shape: Shape, at: At) -> None:
        collection, key, member = (value.part(part) for part in shape.parts)
        if not at.path or isinstance(at.path[0], End):
            self.walk(collection, at)
            return
        step, rest = at.path[0], at.path[1:]
        says = self._declared.shape(key)
        if says.kind != NAME or says.steps or says.name not in shape.names:
            step = self._pick(key, shape.names, at.scope, step)
        if rest == (ITSELF,):
            self.walk(collection, at.to((step, ITSELF)))
        else:
            inner = at.to(rest, bind(at.scope, shape.names, collection, step))
            if isinstance(step, (InstanceKey, Part, Pick)):
                inner.guards = (*at.guards, Named(collection, at.scope, (step, ITSELF)))
            self.walk(member, inner)

    def _pick(self, key: Expression, names: tuple[str, str], scope: Scope, step: Step) -> Part | Pick:
        """Return the step into the collection of a `for` expression to the member of which `key` says the step."""
        want = base(step)
        if want is None:
            return ANY
        other = Part(want, loose=not names[0] or names[0] not in _WORD.findall(key.text()))
        shape = self._declared.shape(key)
        return Pick(key, scope, names, want, other) if shape.parts or shape.kind == NAME else other

    def _for_tuple(self, value: Expression, shape: Shape, at: At) -> None:
        collection, member = (value.part(part) for part in shape.parts)
        if not at.path or isinstance(at.path[0], End):
            self.walk(collection, at)
            return
        step, rest = at.path[0], at.path[1:]
        if isinstance(step, int):
            # Which element that is cannot be said where some are left out.
            step = ANY if shape.name else step
        elif isinstance(step, Part):
            if step.flat and self._is_list(member):
                rest = at.path
            of = step.of or next((key for key in map(base, rest) if isinstance(key, InstanceKey)), None)
            step = Part(of, loose=True)
        else:
            picked = self._pick(member, shape.names, at.scope, step)
            step = picked if isinstance(picked, Pick) else Part(picked.of, loose=True)
        self.walk(member, at.to(rest, bind(at.scope, shape.names, collection, step)))

    def _is_list(self, value: Expression) -> bool:
        shape = self._declared.shape(value)
        return shape.kind in (TUPLE, FOR_TUPLE) or (shape.kind == CALL and shape.name in ("concat", "flatten"))

    def _call(self, value: Expression, shape: Shape, at: At) -> None:
        parts = [value.part(part) for part in shape.parts[:_MOST_ELEMENTS]]
        spread = shape.names[0] == "..."
        data = self._declared.decoded(value, shape, at.scope.module)
        if data is not None:
            self.walk(data, at)
            return
        if shape.name == "merge":
            self._merge(parts, at.to(at.path, other=True), spread=spread)
            return
        ways = self._ways(shape.name, parts, at, spread=spread)
        if ways is None:
            self._lose(at)
            ways = [(part, (NOTHING,) if at.path else ()) for part in parts]
        for part, path in ways:
            self.walk(part, at.to(path, other=shape.name not in _UNCHANGED))

    def _ways(
        self, name: str, parts: list[Expression], at: At, *, spread: bool
    ) -> list[tuple[Expression, tuple[Step, ...]]] | None:
        """Return the arguments of a function that its result has the members of, each with the path into it; None of a
        function that makes something else of them."""
        path = at.path
        if name in _SAME and not spread:
            return [(part, path) for part in parts]
        if name in _DECODERS and len(parts) == 1:
            inner = self._declared.shape(parts[0])
            if inner.kind == CALL and inner.name == _DECODERS[name] and len(inner.parts) == 1:
                return [(parts[0].part(inner.parts[0]), path)]
        if name in ("lookup", "element") and 2 <= len(parts) <= 3:
            step = self._index(parts[1], at.scope)
            return [(parts[0], (step, *path)), *((part, path) for part in parts[2:])]
        if name == "contains" and len(parts) == 2 and not path:
            # The element that is asked for, else the list that lacks it.
            return [(parts[0], (self._index(parts[1], at.scope),)), (parts[0], ())]
        if name == "one":
            return [(part, (ANY, *path)) for part in parts]
        if not path or isinstance(path[0], End):
            return None
        first: Step = path[0]
        if name == "flatten" or (name == "concat" and spread):
            first = Part(base(first), loose=True, flat=True)
        elif name in ("concat", "values"):
            first = Part(base(first), loose=True)
        elif name == "keys":
            return [(part, (first, ITSELF)) for part in parts]
        else:
            return None
        return [(part, (first, *path[1:])) for part in parts]

    def _merge(self, parts: list[Expression], at: At, *, spread: bool) -> None:
        """Follow the arguments of a merge, the last one first, as it wins."""
        path = at.path
        for number, part in enumerate(reversed(parts)):
            self.walk(part, at.to((ANY, *path) if spread and not number else path))
            shape = self._declared.shape(part)
            if shape.kind == OBJECT and not shape.steps and path and isinstance(path[0], str):
                members, _ = self._declared.members(part.part(shape.parts[0]))
                if path[0] in members:
                    return

    def _steps(self, value: Expression, scope: Scope, steps: Sequence[str | int | Span | None]) -> tuple[Step, ...]:
        return tuple(
            ANY if step is None else self._index(value.part(step), scope) if isinstance(step, tuple) else step
            for step in steps
        )

    def _index(self, value: Expression, scope: Scope) -> Step:
        """Return the step that an index is."""
        shape = self._declared.shape(value)
        if shape.kind == LITERAL:
            said = plain(value.part(shape.parts[0]).text())
            return int(said) if said.isdecimal() and len(said) < 9 else said
        if shape.kind == NAME and len(shape.steps) < 2:
            named = scope.names.get(".".join([shape.name, *map(str, shape.steps)]))
            if named is not None and named.step is not None:
                return named.step
        return Index(value, scope)

    def _descend(self, kind: int, value: Expression, at: At) -> None:
        """Follow a path into an object or a tuple."""
        step = at.path[0] if at.path else ITSELF
        if isinstance(step, End):
            self._end(at)
            return
        if self._keys is None and not isinstance(step, (str, int)) and step != ANY:
            self._items.append(Pending(kind, value, at))
            return
        chosen, absent = self._members(value, step, at) if kind == OBJECT else self._elements(value, step, at)
        found = at.found
        if not chosen or (len(chosen) > 1 and found is not None):
            if not absent:
                self._end(at)
            return
        for entry in chosen[:_MOST_ELEMENTS]:
            inner = value.part((entry.value, entry.stop))
            flat = isinstance(step, Part) and step.flat and self._is_list(inner)
            path = at.path if flat else at.path[1:]
            deeper = found and Found(
                value.file, value.source, entry.start, entry.value, entry.stop, len(at.scope.module),
                found.members + 1, found.default, found.keyed or isinstance(step, (InstanceKey, Part, Pick)),
            )  # fmt: skip
            below = at.holding(deeper, path, at.scope)
            if path == (ITSELF,):
                self._end(below)
            else:
                self.walk(inner, below)

    def _members(self, value: Expression, step: Step, at: At) -> tuple[list[Entry], bool]:
        """Return the members of an object that a step leads to, and, where there are none, whether this object cannot
        be what was meant: what belongs to an instance must be there."""
        members, whole = self._declared.members(value)
        if isinstance(step, (str, int)):
            entry = members.get(str(step))
            return [entry] if entry else [], False
        if isinstance(step, Pick):
            key = self._resolve(step.want, at)
            if key is not None and (entry := self._picked(step, value, [*members.items()]).get(str(key))):
                return [entry], False
            step = step.other
        if isinstance(step, Part):
            key = self._resolve(step.of, at) if step.of is not None else None
            entry = _part(members, str(key)) if key is not None else None
            if entry is None and step.loose:
                return list(members.values()) if whole else [], False
            return [entry] if entry else [], whole
        key = self._resolve(step, at)
        if key is None:
            return [], False
        entry = members.get(str(key))
        return [entry] if entry else [], whole

    def _elements(self, value: Expression, step: Step, at: At) -> tuple[list[Entry], bool]:
        """Return the elements of a tuple that a step leads to, by number or by what they say, and as for members."""
        found = self._declared.elements(value)
        if isinstance(step, Pick):
            key = self._resolve(step.want, at)
            entry = self._picked(step, value, [("", entry) for entry in found]).get(str(key))
            return [entry] if entry and key is not None else found, False
        key = self._resolve(step, at)
        if isinstance(key, int):
            return found[key : key + 1] if key >= 0 else [], False
        said = [self._literal(value.part((entry.value, entry.stop)), ()) for entry in found]
        if key is not None and key in said:
            return [found[said.index(key)]], False
        if isinstance(step, Part) and step.loose:
            return found, False
        return [], key is not None and None not in said

    def _picked(self, pick: Pick, value: Expression, members: list[tuple[str, Entry]]) -> dict[str, Entry]:
        """Return the members of a collection by what the key of the `for` expression says of each."""
        says = pick.expression
        place = value.file, value.start, says.file, says.start, around(pick.scope)
        if place not in self._declared.picked:
            known = self._declared.picked[place] = {}
            for key, entry in members[:_MOST_PICKED]:
                member = Named(value.part((entry.value, entry.stop)), pick.scope, ())
                own = {pick.names[0]: Named(None, pick.scope, (), key), pick.names[1]: member}
                scope = Scope(pick.scope.module, pick.scope.names | own)
                said = Knower(self._declared, None).value(pick.expression, scope)
                if isinstance(said, Said) and said.text is not None:
                    known.setdefault(said.text, entry)
        return self._declared.picked[place]

    def _literal(self, value: Expression, steps: Sequence[str | int | Span | None]) -> str | None:
        """Return the literal at a path of names in a literal object."""
        for step in steps:
            shape = self._declared.shape(value)
            if shape.kind != OBJECT or shape.steps or not isinstance(step, str):
                return None
            entry = self._declared.members(value.part(shape.parts[0]))[0].get(step)
            if entry is None:
                return None
            value = value.part((entry.value, entry.stop))
        return self._declared.said(value) if self._declared.shape(value).kind == LITERAL else None

    def _resolve(self, step: Step | None, at: At) -> Key:
        """Return the key that a step stands for; None where it is not known."""
        if isinstance(step, Part):
            step = step.of
        if isinstance(step, InstanceKey):
            return self._keys[step.level] if self._keys is not None else None
        if isinstance(step, (str, int)):
            return step
        if not isinstance(step, Index) or at.depth > _DEEPEST:
            return None
        inner = At(step.scope, depth=at.depth + 1)
        if step.plan is None:
            follower = Follower(self._declared, None, self._module, max(self._budget, 1))
            follower.walk(step.expression, inner)
            step.plan = follower.plan()
            self._budget = follower._budget
        follower = Follower(self._declared, self._keys, self._module, max(self._budget, 1))
        said = {one.value for one in follower.finish(step.plan, thorough=True) if not one.tier} - {None, "null"}
        self._budget = follower._budget
        value = said.pop() if len(said) == 1 else None
        return plain(value) if value else None


def _part(members: dict[str, Entry], key: str) -> Entry | None:
    """Return the member whose name is the key, else the longest part of it that blanks separate from the rest."""
    if key in members:
        return members[key]
    words = key.split(" ", _MOST_WORDS)
    parts = [part for place in range(1, len(words)) for part in (" ".join(words[:place]), " ".join(words[place:]))]
    name = max((part for part in parts if part in members), key=len, default=None)
    return None if name is None else members[name]
