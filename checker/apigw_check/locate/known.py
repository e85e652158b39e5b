"""What an expression is known to be for one instance, where that is written: what conditions depend on is read here.

An expression is followed to the literal, object or list that it stands for. Nothing is computed but comparisons, and
what is not certain is not known.
"""

from __future__ import annotations

import re
from enum import Enum
from itertools import chain, pairwise
from typing import TypeAlias

from msgspec import Struct

from .address import Key, unescape
from .declared import Declared
from .shapes import (
    CALL,
    CHOICE,
    FOR_OBJECT,
    INSIDE,
    LITERAL,
    NAME,
    OBJECT,
    OTHER,
    TUPLE,
    Entry,
    Shape,
)
from .steps import ITSELF, Expression, Index, InstanceKey, Named, Part, Pick, Scope, Step

# Functions that give their argument back, as far as a condition can tell.
_THROUGH = frozenset(("nonsensitive", "tobool", "tolist", "tomap", "tonumber", "toset", "tostring"))
# What stands before an operand.
_OPERATOR = re.compile(r"(&&|\|\||==|!=|>=|<=|>|<|)\s*+(!?)")
_NUMBER = re.compile(r"-?\d{1,15}")
# How many expressions are looked into for one condition, how deep, and members of a collection to find one by its key.
_MOST = 300
_DEEPEST = 40
_MOST_MEMBERS = 200
_MOST_KEYS = 5000


class Open(Enum):
    """What there is instead of a value: nothing is known, there is no such member, or the instance decides."""

    UNKNOWN = 0
    ABSENT = 1
    KEYED = 2


class Said(Struct, frozen=True):
    """A literal: its text, or None for null."""

    text: str | None


class Held(Struct, frozen=True):
    """An object or list that is written out; its members are read where it stands."""

    value: Expression
    shape: Shape
    scope: Scope


Value: TypeAlias = Said | Held | Open
KeysSaid: TypeAlias = dict[str | None, list[tuple[str, Entry]]] | Open


class Knower:
    """Looks values up, for all instances (without keys) or for the one with these keys."""

    __slots__ = ("_budget", "_declared", "_depth", "_keys")

    def __init__(self, declared: Declared, keys: tuple[Key, ...] | None) -> None:
        self._declared = declared
        self._keys = keys
        self._budget = _MOST
        self._depth = 0

    def truth(self, condition: Expression, scope: Scope) -> bool | Open:
        """Return whether a condition holds."""
        value = self.value(condition, scope)
        if isinstance(value, Said) and value.text in ("true", "false"):
            return value.text == "true"
        return value if isinstance(value, Open) else Open.UNKNOWN

    def value(self, value: Expression, scope: Scope, path: tuple[Step, ...] = ()) -> Value:
        """Return what stands at a path into an expression."""
        self._budget -= 1
        if self._budget < 0 or self._depth > _DEEPEST:
            return Open.UNKNOWN
        self._depth += 1
        try:
            return self._value(value, scope, path)
        finally:
            self._depth -= 1

    def _value(self, value: Expression, scope: Scope, path: tuple[Step, ...]) -> Value:
        if len(path) == 2 and path[1] == ITSELF:
            return self._key(path[0])
        shape = self._declared.shape(value)
        kind = shape.kind
        if kind == NAME:
            return self._name(value, shape, scope, path)
        path = (*self._steps(value, scope, shape), *path)
        if kind == LITERAL:
            said = self._declared.said(value.part(shape.parts[0]))
            return Open.UNKNOWN if path else Said(said)
        if kind in (OBJECT, TUPLE):
            held = Held(value.part(shape.parts[0]), shape, scope)
            return self._member(held, path) if path else held
        if kind == INSIDE:
            return self.value(value.part(shape.parts[0]), scope, path)
        if kind == CHOICE:
            condition, first, second = (value.part(part) for part in shape.parts)
            holds = self.truth(condition, scope)
            return holds if isinstance(holds, Open) else self.value(first if holds else second, scope, path)
        if kind == CALL:
            return self._call(value, shape, scope, path)
        if kind == FOR_OBJECT and path:
            return self._for_object(value, shape, scope, path)
        return self._operators(value, shape, scope) if kind == OTHER and not path else Open.UNKNOWN

    def _steps(self, value: Expression, scope: Scope, shape: Shape, taken: int = 0) -> tuple[Step, ...]:
        found: list[Step] = []
        for step in shape.steps[taken:]:
            if isinstance(step, tuple):
                found.append(Index(value.part(step), scope))
            else:
                found.append(Part(None) if step is None else step)
        return tuple(found)

    def _key(self, step: Step) -> Value:
        """Return the key that a step stands for."""
        if isinstance(step, (str, int)):
            return Said(str(step))
        if isinstance(step, InstanceKey):
            if self._keys is None:
                return Open.KEYED
            key = self._keys[step.level]
            return Open.UNKNOWN if key is None else Said(str(key))
        if isinstance(step, Index):
            return self.value(step.expression, step.scope)
        return Open.UNKNOWN

    def _name(self, value: Expression, shape: Shape, scope: Scope, path: tuple[Step, ...]) -> Value:
        first = shape.steps[0] if shape.steps else None
        if first is not None and (named := scope.names.get(f"{shape.name}.{first}")):
            return self._named(named, (*self._steps(value, scope, shape, 1), *path))
        if named := scope.names.get(shape.name):
            return self._named(named, (*self._steps(value, scope, shape), *path))
        path = (*self._steps(value, scope, shape, 1), *path)
        if not isinstance(first, str):
            return Open.UNKNOWN
        if shape.name == "local" and (local := self._declared.local(scope.module, first)):
            return self.value(local[0], self._declared.scope(scope.module), path)
        return self._variable(first, scope.module, path) if shape.name == "var" else Open.UNKNOWN

    def _named(self, named: Named, path: tuple[Step, ...]) -> Value:
        if named.expression is None:
            return self._key(named.step) if named.step is not None and not path else Open.UNKNOWN
        return self.value(named.expression, named.scope, (*named.path, *path))

    def _variable(self, name: str, module: tuple[str, ...], path: tuple[Step, ...]) -> Value:
        given = self._declared.argument(module, name)
        if not isinstance(given, bool):
            found = self.value(given[0], given[1], path)
            # What is left out may have a default in the type, and null one of the variable.
            settled = found != Said(None) if not path else found != Open.ABSENT
            return found if settled or not self._declared.completes(module, name, bool(path)) else Open.UNKNOWN
        default = self._declared.default(module, name, null=True) if given else None
        return Open.UNKNOWN if default is None else self.value(default[0], self._declared.scope(module), path)

    def _member(self, held: Held, path: tuple[Step, ...]) -> Value:
        """Return what stands at a path into an object or a list."""
        step, rest = path[0], path[1:]
        if isinstance(step, Pick):
            found = self._matches(held, step.expression, step.scope, step.names, self._key(step.want))
            return found if isinstance(found, Open) else self._entry(held, found[1], rest)
        if isinstance(step, Part):
            if step.of is None:
                return Open.UNKNOWN
            key = self._key(step.of)
        else:
            key = self._key(step)
        if not isinstance(key, Said) or key.text is None:
            return key if isinstance(key, Open) else Open.UNKNOWN
        sure = not isinstance(step, Part)
        if held.shape.kind == OBJECT:
            members, whole = self._declared.members(held.value)
            if entry := members.get(key.text):
                return self._entry(held, entry, rest)
            return Open.ABSENT if whole and sure else Open.UNKNOWN
        elements = self._declared.elements(held.value)
        if isinstance(step, InstanceKey) or not sure:
            # The elements of a set are their own keys.
            for entry in elements:
                if self._entry(held, entry, ()) == key:
                    return self._entry(held, entry, rest)
            return Open.UNKNOWN
        if key.text.isdecimal():
            number = int(key.text)
            return self._entry(held, elements[number], rest) if number < len(elements) else Open.ABSENT
        return Open.UNKNOWN

    def _entry(self, held: Held, entry: Entry, path: tuple[Step, ...]) -> Value:
        return self.value(held.value.part((entry.value, entry.stop)), held.scope, path)

    def _matches(
        self, held: Held, says: Expression, scope: Scope, names: tuple[str, str], want: Value
    ) -> tuple[str, Entry] | Open:
        """Return the one member for which the key of a `for` expression says this."""
        if not isinstance(want, Said):
            return want if isinstance(want, Open) else Open.UNKNOWN
        place = held.value.file, held.value.start, says.file, says.start, around(scope)
        keys = self._declared.keys_said.get(place)
        if keys is None:
            # What does not depend on the instance is read once.
            keys = self._declared.keys_said[place] = self._keys_said(held, says, scope, names)
        matching = keys.get(want.text, []) if isinstance(keys, dict) else keys
        if (
            matching is Open.KEYED
            and self._keys is not None
            and len(members := self._listed(held) or []) < _MOST_MEMBERS
        ):
            matching = [
                (key, entry)
                for key, entry in members
                if self.value(says, _bound(held, scope, names, key, entry)) == want
            ]
        if isinstance(matching, Open):
            return matching
        return matching[0] if len(matching) == 1 else Open.UNKNOWN

    def _keys_said(self, held: Held, says: Expression, scope: Scope, names: tuple[str, str]) -> KeysSaid:
        """Return the members by the keys that a `for` expression gives them."""
        members = self._listed(held)
        if members is None or len(members) > _MOST_KEYS:
            return Open.UNKNOWN
        found: dict[str | None, list[tuple[str, Entry]]] = {}
        for key, entry in members:
            said = Knower(self._declared, None).value(says, _bound(held, scope, names, key, entry))
            if not isinstance(said, Said):
                return said if said is Open.KEYED else Open.UNKNOWN
            found.setdefault(said.text, []).append((key, entry))
        return found

    def _listed(self, held: Held) -> list[tuple[str, Entry]] | None:
        """Return all members with their keys; None where they are not all known."""
        if held.shape.kind == OBJECT:
            members, whole = self._declared.members(held.value)
            return [*members.items()] if whole else None
        return [(str(number), entry) for number, entry in enumerate(self._declared.elements(held.value))]

    def _for_object(self, value: Expression, shape: Shape, scope: Scope, path: tuple[Step, ...]) -> Value:
        collection, says, member = (value.part(part) for part in shape.parts)
        want = self._key(path[0])
        if not isinstance(want, Said):
            return want
        held = self.value(collection, scope)
        if not isinstance(held, Held):
            return held if isinstance(held, Open) else Open.UNKNOWN
        found = self._matches(held, says, scope, shape.names, want)
        if isinstance(found, Open):
            return found
        return self.value(member, _bound(held, scope, shape.names, *found), path[1:])

    def _call(self, value: Expression, shape: Shape, scope: Scope, path: tuple[Step, ...]) -> Value:
        parts = [value.part(part) for part in shape.parts]
        name = shape.name
        if shape.names[0] == "..." or not parts:
            return Open.UNKNOWN
        if name in _THROUGH and len(parts) == 1:
            return self.value(parts[0], scope, path)
        if name in ("try", "coalesce"):
            skipped = Open.ABSENT if name == "try" else Said(None)
            for part in parts:
                found = self.value(part, scope, path)
                if found != skipped:
                    return found
            return Open.UNKNOWN
        if name == "lookup" and len(parts) == 3:
            found = self.value(parts[0], scope, (Index(parts[1], scope), *path))
            return self.value(parts[2], scope, path) if found is Open.ABSENT else found
        if name == "merge" and path:
            for part in reversed(parts):
                found = self.value(part, scope, path[:1])
                if found is not Open.ABSENT:
                    return self.value(part, scope, path)
            return Open.ABSENT
        data = self._declared.decoded(value, shape, scope.module)
        if data is not None:
            return self.value(data, scope, path)
        return self._asked(name, parts, scope) if not path else Open.UNKNOWN

    def _asked(self, name: str, parts: list[Expression], scope: Scope) -> Value:
        """Return what a function says of a collection."""
        if name not in ("contains", "length"):
            return Open.UNKNOWN
        held = self.value(parts[0], scope)
        if not isinstance(held, Held):
            return held if isinstance(held, Open) else Open.UNKNOWN
        members = self._listed(held)
        if members is None or len(members) > _MOST_MEMBERS:
            return Open.UNKNOWN
        if name == "length":
            return Said(str(len(members)))
        if len(parts) != 2:
            return Open.UNKNOWN
        wanted = self.value(parts[1], scope)
        every = [self._entry(held, entry, ()) for _, entry in members]
        open_ = next((one for one in (wanted, *every) if not isinstance(one, Said)), None)
        if open_ is not None:
            return open_ if open_ is Open.KEYED else Open.UNKNOWN
        return _said(wanted in every)

    def _operators(self, value: Expression, shape: Shape, scope: Scope) -> Value:
        """Return what a comparison, `!`, `&&`, `||` or a template gives."""
        text, parts = value.source.text, shape.parts
        if not parts:
            return Open.UNKNOWN
        if text.startswith('"', value.start) and parts[0][0] > value.start + 2:
            return self._template(value, shape, scope)
        signs = [text[left:right].strip() for left, right in pairwise((value.start, *chain(*parts), value.stop))][::2]
        found = [_OPERATOR.fullmatch(sign) for sign in signs[:-1]]
        operators = [each[1] for each in found if each]
        if signs[-1] or not all(found) or operators[0] or len(set(operators[1:])) > 1:
            return Open.UNKNOWN
        negated = [bool(each and each[2]) for each in found]
        operator = operators[1] if len(operators) > 1 else "&&"
        if operator in ("&&", "||"):
            return self._joined(operator == "||", [value.part(part) for part in parts], negated, scope)
        if len(parts) == 2 and not any(negated):
            return self._compared(operator, *(self.value(value.part(part), scope) for part in parts))
        return Open.UNKNOWN

    def _joined(self, decisive: bool, parts: list[Expression], negated: list[bool], scope: Scope) -> Value:
        """Return what `||` gives, of whose operands one that holds decides, or `&&`, of which one that does not."""
        every: list[bool | Open] = []
        for part, turned in zip(parts, negated, strict=True):
            holds = self.truth(part, scope)
            every.append(holds if isinstance(holds, Open) else holds != turned)
        if decisive in every:
            return _said(decisive)
        return next((one for one in every if isinstance(one, Open)), _said(not decisive))

    def _compared(self, operator: str, left: Value, right: Value) -> Value:
        for one in (left, right):
            if isinstance(one, Open):
                return Open.KEYED if one is Open.KEYED else Open.UNKNOWN
        if operator in ("==", "!="):
            if isinstance(left, Held) or isinstance(right, Held):
                null = Said(None) in (left, right)
                return _said(operator == "!=") if null else Open.UNKNOWN
            return _said((left == right) == (operator == "=="))
        if not isinstance(left, Said) or not isinstance(right, Said):
            return Open.UNKNOWN
        if not _NUMBER.fullmatch(left.text or "") or not _NUMBER.fullmatch(right.text or ""):
            return Open.UNKNOWN
        first, second = int(left.text or ""), int(right.text or "")
        less, equal = first < second, first == second
        return _said({"<": less, "<=": less or equal, ">": not less and not equal, ">=": not less}[operator])

    def _template(self, value: Expression, shape: Shape, scope: Scope) -> Value:
        text = value.source.text
        said: list[str] = []
        pos = value.start + 1
        for begin, end in shape.parts:
            inner = self.value(value.part((begin, end)), scope)
            if not isinstance(inner, Said) or inner.text is None:
                return inner if inner is Open.KEYED else Open.UNKNOWN
            literal = text[pos : text.rfind("${", pos, begin)]
            if "%{" in literal:
                return Open.UNKNOWN
            said += unescape(literal), inner.text
            pos = text.find("}", end) + 1
        rest = text[pos : value.stop - 1]
        return Open.UNKNOWN if "%{" in rest else Said("".join(said) + unescape(rest))


def _said(holds: bool) -> Said:
    return Said("true" if holds else "false")


def around(scope: Scope) -> tuple[object, ...]:
    """Return what tells the names of one scope from those of another at the same place."""
    return tuple(
        (name, named.expression and (named.expression.file, named.expression.start), named.path, named.step)
        for name, named in scope.names.items()
    )


def _bound(held: Held, scope: Scope, names: tuple[str, str], key: str, entry: Entry) -> Scope:
    """Return the scope inside a `for` expression at one member of its collection."""
    own = {names[1]: Named(held.value.part((entry.value, entry.stop)), held.scope, ())}
    if names[0]:
        own[names[0]] = Named(None, scope, (), key)
    return Scope(scope.module, scope.names | own)
