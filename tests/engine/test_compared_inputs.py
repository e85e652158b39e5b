"""Every committed plan and folder compared with itself, and each folder with its own plan: nothing is new or fixed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from apigw_check._diff import compare
from apigw_check.catalogue import builtin
from apigw_check.engine import EXISTING, Selected
from apigw_check.rules.base import FAIL, Params

ROOT = Path(__file__).resolve().parents[2]
SELECTION = [Selected(rule, rule.severity, Params(rule.defaults())) for rule in builtin()]
#: Folders whose plans were made with a state hold what AWS knows, which no folder says.
GROUPS = sorted(
    {plan.parent.parent for base in ("examples", "tests") for plan in ROOT.joinpath(base).rglob("plan.json")}
)


def plans(group: Path) -> Iterator[Path]:
    yield from sorted(group.glob("*/plan.json"))


def has_sources(folder: Path) -> bool:
    return any(folder.glob("*.tf")) or any(folder.glob("*.tf.json"))


def made_with_state(plan: Path) -> bool:
    document = msgspec.json.decode(plan.read_bytes())
    return any(change["change"]["actions"] not in (["create"], ["read"]) for change in document["resource_changes"])


def named(group: Path) -> str:
    return str(group.relative_to(ROOT))


@pytest.mark.parametrize("group", GROUPS, ids=named)
def test_with_itself_nothing_changes(group: Path) -> None:
    for plan in plans(group):
        for side in (plan, plan.parent) if has_sources(plan.parent) else (plan,):
            found = compare(str(side), str(side), SELECTION, scoped=True)
            assert [(r.rule.id, r.change, r.subject) for r in found.judgement.findings if r.change != EXISTING] == []
            unread = {api.origin.key for api in found.estate.apis if api.unread is not None}
            touched = {r.gateway for r in found.judgement.findings if r.touched and r.gateway}
            assert touched <= unread, side


@pytest.mark.parametrize("group", GROUPS, ids=named)
def test_a_folder_and_its_plan_say_the_same(group: Path) -> None:
    for plan in plans(group):
        if not has_sources(plan.parent) or made_with_state(plan):
            continue
        for sides in ((plan.parent, plan), (plan, plan.parent)):
            found = compare(str(sides[0]), str(sides[1]), SELECTION)
            changed = [r for r in found.judgement.findings if r.change != EXISTING and r.verdict == FAIL]
            assert [(r.rule.id, r.change, r.subject) for r in changed] == [], sides
