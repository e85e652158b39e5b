"""Properties of every rule, on the models of its own cases with one field replaced at a time.

No value that a field can hold makes a rule raise, and a value that becomes unknown turns neither a pass nor an
undecided verdict into a failure. Replaced are the fields of a rule's subject and of what hangs together with it.
"""

from __future__ import annotations

import types
import typing
from collections.abc import Iterator
from functools import cache
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from typing import Any, get_args, get_origin, get_type_hints

import pytest
from msgspec import Struct
from msgspec.structs import force_setattr

from apigw_check import model
from apigw_check.catalogue import builtin
from apigw_check.model.estate import Estate
from apigw_check.model.gateway import REST, Api, Subject
from apigw_check.model.origin import Origin
from apigw_check.model.value import UndecidedError, Unknown
from apigw_check.rules.base import FAIL, NOT_APPLICABLE, UNDECIDED, Params, Rule

HERE = Path(__file__).parent
RULES = {rule.id: rule for rule in builtin()}
UNKNOWN = Unknown("known only after apply")
#: Annotations of the model use names that are imported for type checkers only.
NAMES = {
    name: value
    for module in iter_modules(model.__path__)
    for name, value in vars(import_module(f"{model.__name__}.{module.name}")).items()
}
#: How far from its subject a rule is followed, and how many objects at most.
STEPS, OBJECTS = 3, 150
#: What says that something was not read: it is an `Unknown` or None by itself.
_MARKS = ("unread",)

#: Fields that come from one value, so that either all of them are known or none.
_TOGETHER = {"route_key": ("method", "path")}

SCALARS: dict[object, tuple[object, ...]] = {
    str: ("", "x", "*", "/", "{", "$context", "arn:aws:", "https://", "\ud800"),
    int: (0, -1, 10**15),
    float: (0.0, -1.5, 1e15),
    bool: (True, False),
}


@cache
def cases(slug: str) -> tuple[Path, ...]:
    """Of the cases of a rule two of each kind, the smallest."""
    found: dict[str, list[Path]] = {}
    for plan in sorted(HERE.glob(f"{slug}/*/plan.json"), key=lambda path: (path.stat().st_size, path)):
        found.setdefault(plan.parent.name.partition("-")[0], []).append(plan)
    return tuple(plan for plans in found.values() for plan in plans[:2])


def estate_of(plan: Path) -> Estate:
    from apigw_check._pipeline import read
    from apigw_check.frontends.openapi import parse_body
    from apigw_check.link import link

    return link(read(str(plan), None)[0].after, parse_body, None)


@cache
def fields_of(kind: type) -> dict[str, tuple[object, ...]]:
    """The fields of a model class that may be unknown, with the other values that they may have."""
    hints = get_type_hints(kind, NAMES)
    names: tuple[str, ...] = kind.__struct_fields__  # type: ignore[attr-defined]
    return {
        name: tuple(_values(hints[name]))
        for name in names
        if _may_be_unknown(hints[name]) and not name.endswith(_MARKS)
    }


def _members(hint: Any) -> tuple[Any, ...]:
    return get_args(hint) if get_origin(hint) in (types.UnionType, typing.Union) else (hint,)


def _may_be_unknown(hint: Any) -> bool:
    return Unknown in _members(hint)


def _values(hint: Any) -> Iterator[object]:
    for member in _members(hint):
        if member is type(None):
            yield None
        elif member in SCALARS:
            yield from SCALARS[member]
        elif get_origin(member) is tuple:
            yield ()
            inner = get_args(member)[0]
            if isinstance(inner, type) or get_origin(inner) is types.UnionType:
                yield from ((value,) for value in _values(inner) if not isinstance(value, Struct))
                if _may_be_unknown(inner):
                    yield (UNKNOWN,)
        elif get_origin(member) is dict:
            yield {}
            inner = get_args(member)[1]
            yield from ({"x": value} for value in _values(inner))
            if _may_be_unknown(inner):
                yield {"x": UNKNOWN}


def objects_around(subject: Subject) -> list[Struct]:
    """The subject and what hangs together with it, nearest first."""
    found: dict[int, Struct] = {id(subject): subject}
    edge: list[Struct] = [subject]
    for _ in range(STEPS):
        further: list[Struct] = []
        for holder in edge:
            for name in holder.__struct_fields__:
                further += (each for each in _structs(getattr(holder, name)) if id(each) not in found)
                found |= {id(each): each for each in further}
        edge = further
    return list(found.values())[:OBJECTS]


def _structs(value: Any) -> Iterator[Struct]:
    if isinstance(value, Struct) and not isinstance(value, Origin | Unknown):
        yield value
    elif isinstance(value, list | tuple | frozenset):
        for each in value:
            yield from _structs(each)
    elif isinstance(value, dict):
        for each in value.values():
            yield from _structs(each)


def forget_results(around: list[Struct]) -> None:
    """Empties what was worked out once: a replaced value makes it wrong."""
    for each in around:
        memo = getattr(each, "memo", None)
        if isinstance(memo, dict):
            memo.clear()


def judge(rule: Rule, subject: Subject) -> str:
    try:
        return rule.judge(subject, Params(rule.defaults())).kind
    except UndecidedError:
        return UNDECIDED


def variants(rule: Rule, *, unknown: bool) -> Iterator[tuple[str, str, str]]:
    """(what was replaced, the verdict before, the verdict after or what was raised)."""
    for plan in cases(rule.slug):
        estate = estate_of(plan)
        for subject in estate.subjects(rule.subject)[:6]:
            around = objects_around(subject)
            everything = objects_with_memo(estate)
            forget_results(everything)
            before = judge(rule, subject)
            for holder in around:
                for name, values in fields_of(type(holder)).items():
                    if unknown and name == "protocol" and isinstance(holder, Api) and _is_rest(holder):
                        continue  # REST APIs have a resource type of their own
                    kept = {each: getattr(holder, each) for each in (name, *_TOGETHER.get(name, ()))}
                    for value in (UNKNOWN,) if unknown else values:
                        force_setattr(holder, name, value)
                        for other in _TOGETHER.get(name, ()) if unknown and kept[name] is not None else ():
                            force_setattr(holder, other, value)
                        forget_results(everything)
                        try:
                            after = judge(rule, subject)
                        except Exception as error:  # noqa: BLE001 (whatever it raises is what is looked for)
                            after = f"raised {type(error).__name__}: {error}"
                        finally:
                            for each, original in kept.items():
                                force_setattr(holder, each, original)
                        label = f"{plan.parent.name}: {subject.name}: {type(holder).__name__}.{name} = {value!r}"
                        yield label, before, after
            forget_results(everything)


def _is_rest(api: Api) -> bool:
    return isinstance(api.protocol, str) and api.protocol == REST


def objects_with_memo(estate: Estate) -> list[Struct]:
    """All objects of an estate that keep results."""
    found: dict[int, Struct] = {}
    waiting: list[Struct] = [estate]
    while waiting:
        each = waiting.pop()
        if id(each) not in found:
            found[id(each)] = each
            for name in each.__struct_fields__:
                waiting += _structs(getattr(each, name))
    return [each for each in found.values() if "memo" in each.__struct_fields__]


@pytest.mark.parametrize("id_", sorted(RULES))
def test_unknown_values_never_turn_anything_into_a_failure(id_: str) -> None:
    found = list(variants(RULES[id_], unknown=True))
    wrong = [label for label, before, after in found if before not in (FAIL, NOT_APPLICABLE) and after == FAIL]
    assert not wrong
    assert not [(label, after) for label, _, after in found if after.startswith("raised")]


@pytest.mark.parametrize("id_", sorted(RULES))
def test_no_value_makes_a_rule_raise(id_: str) -> None:
    assert not [(label, after) for label, _, after in variants(RULES[id_], unknown=False) if after.startswith("raised")]
