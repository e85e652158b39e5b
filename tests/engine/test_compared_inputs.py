"""Every committed plan and folder compared with itself, and each folder with its own plan: nothing is new or fixed."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import msgspec
import pytest

from apigw_check._diff import compare
from apigw_check.catalogue import builtin
from apigw_check.engine import EXISTING, FIXED, NEW, Selected
from apigw_check.rules.base import FAIL, UNDECIDED, Params

ROOT = Path(__file__).resolve().parents[2]
SELECTION = [Selected(rule, rule.severity, Params(rule.defaults())) for rule in builtin()]
#: Which of its two APIs a policy belongs to is known to the folder and not to its plan.
ONE_KNOWS_MORE = "tests/frontends/plan/policies"
GROUPS = sorted(
    {plan.parent.parent for base in ("examples", "tests") for plan in ROOT.joinpath(base).rglob("plan.json")}
)


def plans(group: Path) -> Iterator[Path]:
    yield from sorted(group.glob("*/plan.json"))


def has_sources(folder: Path) -> bool:
    return any(folder.glob("*.tf")) or any(folder.glob("*.tf.json"))


def made_with_state(plan: Path) -> bool:
    """Whether a plan holds what was applied before, which no folder says."""
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
            if sides == (ROOT / ONE_KNOWS_MORE / "plan.json", ROOT / ONE_KNOWS_MORE):
                continue
            changed = [r for r in found.judgement.findings if r.change != EXISTING and r.verdict == FAIL]
            assert [(r.rule.id, r.change, r.subject) for r in changed] == [], sides


@pytest.mark.parametrize("group", GROUPS, ids=named)
def test_what_is_new_one_way_is_fixed_the_other_way(group: Path) -> None:
    """Of what both inputs decide. What another rule says better counts as said."""
    sides = list(plans(group))
    for old, new in ((sides[0], sides[-1]), *pairwise(sides[:2])):
        there, back = (compare(str(a), str(b), SELECTION).judgement for a, b in ((old, new), (new, old)))
        unclear = {r.rule.id for r in (*there.findings, *back.findings) if r.verdict == UNDECIDED}
        covering = {other for r in (*there.findings, *back.findings) for other in r.rule.replaces}
        apart = {"APIGW-821", *unclear, *covering}  # 821 is about what is gone, and not about what there is
        found, fixed = (
            sorted((r.rule.id, r.subject.name) for r in judged.findings if r.change == label and r.rule.id not in apart)
            for judged, label in ((there, NEW), (back, FIXED))
        )
        assert found == fixed, (old, new)
