"""Web ACLs with a value made unknown: no rule raises, and none fails that did not fail before."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from msgspec import structs

from apigw_check.frontends.openapi import parse_body
from apigw_check.frontends.plan import read_plan
from apigw_check.link import link
from apigw_check.model.gateway import WafRule
from apigw_check.model.value import UndecidedError, Unknown
from apigw_check.model.waf import Override, Statement, Visibility
from apigw_check.rules import load
from apigw_check.rules.base import FAIL, UNDECIDED, Params, Rule

CASES = Path(__file__).resolve().parents[1] / "rules"
RULES = [rule for rule in load() if rule.subject == "web_acl"]
PARTS = (WafRule, Override, Statement, Visibility)
LEFT = ("origin", "index", "associations", "memo")


def verdict(rule: Rule, subject: Any) -> str:
    try:
        return rule.judge(subject, Params(rule.defaults())).kind
    except UndecidedError:
        return UNDECIDED


def variants(thing: Any) -> Iterator[tuple[str, Any]]:
    """The object with each of its values, and of those inside it, made unknown."""
    for name in thing.__struct_fields__:
        value = getattr(thing, name)
        if name in LEFT or isinstance(value, list):
            continue
        yield name, structs.replace(thing, **{name: Unknown("made unknown")})
        items = value if isinstance(value, tuple) else (value,)
        for index, item in enumerate(items):
            if not isinstance(item, PARTS):
                continue
            for inner, changed in variants(item):
                new = (*items[:index], changed, *items[index + 1 :]) if isinstance(value, tuple) else changed
                yield f"{name}.{inner}", structs.replace(thing, **{name: new})


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.slug)
def test_what_is_not_known_makes_no_failure(rule: Rule) -> None:
    tried = 0
    for path in sorted(CASES.glob(f"{rule.slug}/*/plan.json")):
        plan = read_plan(path.read_bytes(), str(path))
        for acl in link(plan.after, parse_body, plan.before).web_acls:
            before = verdict(rule, acl)
            for name, changed in variants(acl):
                after = verdict(rule, changed)
                tried += 1
                assert after != FAIL or before == FAIL, f"{path.parent.name}: {acl.name} with {name} unknown"
    assert tried
