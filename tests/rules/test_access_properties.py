"""Whatever the model holds: no rule about access raises, and less knowledge never makes a failure."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from typing import Any, get_type_hints

import pytest
from access_models import RULES, UNKNOWN, ask
from msgspec import Struct
from msgspec.structs import force_setattr

from apigw_check import model
from apigw_check.model.estate import Estate
from apigw_check.model.gateway import Api
from apigw_check.report.page import docstring
from apigw_check.rules.base import FAIL, Rule

HERE = Path(__file__).parent
#: The names of all modules of the model: annotations use some that are imported for type checkers only.
NAMESPACE = {
    name: value
    for module in iter_modules(model.__path__)
    for name, value in vars(import_module(f"{model.__name__}.{module.name}")).items()
}


# Whatever the model holds.

ODD: tuple[Any, ...] = (
    None,
    "",
    "x",
    0,
    5,
    -1.5,
    True,
    False,
    (),
    ("x",),
    {},
    {"a": "b"},
    [],
    ("",),
    (None,),
    (5,),
    UNKNOWN,
    (UNKNOWN,),
)


def own_cases() -> list[Path]:
    slugs = {rule.slug for rule in RULES.values()}
    return sorted(path for path in HERE.glob("*/*/plan.json") if path.parent.parent.name in slugs)


@cache
def estate_of(plan: Path) -> Estate:
    from apigw_check._pipeline import read
    from apigw_check.frontends.openapi import parse_body
    from apigw_check.link import link

    return link(read(str(plan), None)[0].after, parse_body, None)


@cache
def loose_fields(kind: type) -> tuple[str, ...]:
    """The fields of a model class that may be unknown."""
    hints = get_type_hints(kind, NAMESPACE)
    names: tuple[str, ...] = kind.__struct_fields__  # type: ignore[attr-defined]
    return tuple(name for name in names if "Unknown" in str(hints[name]) and not name.endswith("unread"))


def around(subject: Any) -> Iterator[Struct]:
    """The subject and the objects that a rule may look at from there."""
    owner = subject if isinstance(subject, Api) else getattr(subject, "api", None)
    seen: list[Any] = [subject, owner, getattr(subject, "authorizer", None), getattr(subject, "integration", None)]
    seen += [*getattr(subject, "mappings", ()), *(mapping.api for mapping in getattr(subject, "mappings", ()))]
    seen += [getattr(owner, "cors", None), *getattr(owner, "gateway_responses", ()), *getattr(owner, "routes", ())]
    for each in getattr(owner, "integrations", ()):
        seen += [each, *each.responses]
    unique = {id(each): each for each in seen if isinstance(each, Struct)}
    yield from unique.values()


def variants(rule: Rule, values: tuple[object, ...]) -> Iterator[tuple[str, str, str]]:
    """(what was replaced, verdict before, verdict after) for each field that a rule may look at in all the cases."""
    for plan in own_cases():
        if plan.parent.parent.name != rule.slug:
            continue
        for subject in estate_of(plan).subjects(rule.subject):
            before = ask(int(rule.id[6:]), subject).kind
            for holder in around(subject):
                for name in loose_fields(type(holder)):
                    kept = getattr(holder, name)
                    for value in values:
                        force_setattr(holder, name, value)
                        try:
                            after = ask(int(rule.id[6:]), subject).kind
                        finally:
                            force_setattr(holder, name, kept)
                        label = f"{plan.parent.name}: {subject.name}: {type(holder).__name__}.{name} = {value!r}"
                        yield label, before, after


@pytest.mark.parametrize("id_", sorted(RULES))
def test_unknown_values_never_turn_anything_into_a_failure(id_: str) -> None:
    wrong = [label for label, before, after in variants(RULES[id_], (UNKNOWN,)) if before != FAIL and after == FAIL]
    assert not wrong


#: Links: what stands there is an object of the model, never a plain value.
_LINKS = ("api", "integration", "authorizer", "domain", "stage", "cors", "mutual_tls", "policy")


@pytest.mark.parametrize("id_", sorted(RULES))
def test_odd_values_never_raise(id_: str) -> None:
    for plan in own_cases():
        if plan.parent.parent.name != RULES[id_].slug:
            continue
        for subject in estate_of(plan).subjects(RULES[id_].subject):
            for holder in around(subject):
                for name in loose_fields(type(holder)):
                    kept = getattr(holder, name)
                    for value in (None, UNKNOWN) if name in _LINKS else ODD:
                        force_setattr(holder, name, value)
                        try:
                            ask(int(id_[6:]), subject)
                        finally:
                            force_setattr(holder, name, kept)


def test_every_case_lists_its_results() -> None:
    for plan in own_cases():
        assert json.loads((plan.parent / "expected.json").read_text())["results"], plan


@pytest.mark.parametrize("id_", sorted(RULES))
def test_pages_have_the_fixed_headings(id_: str) -> None:
    page = docstring(RULES[id_])
    headings = [line for line in page.splitlines() if line.startswith("## ")]
    expected = ["## What it requires", "## Why", "## When it is fine", "## How to fix"]
    expected += ["## Parameters"] if RULES[id_].params else []
    assert headings == [*expected, "## References"]
    assert page.splitlines()[0] == f"{RULES[id_].title}."
    assert page.count("```terraform\n") == 1
    assert all(f"`{param.name}`" in page for param in RULES[id_].params)
