"""A plan and its folder are located alike: the same findings at the same places, with the same words."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from tests.conftest import COUNTS, ROOT

from apigw_check import catalogue
from apigw_check._pipeline import analyse
from apigw_check.engine import Selected
from apigw_check.report.places import Places
from apigw_check.rules.base import FAIL, Params

EVERY = [Selected(rule, rule.severity, Params(rule.defaults())) for rule in catalogue.every([])]
PLANS = [
    path
    for pattern in ("examples/*", "tests/demo/*", "tests/rules/*/*", "tests/trees/*", "tests/trees/*/envs/prod")
    for path in ROOT.glob(f"{pattern}/plan.json")
]
GROUPS = sorted({plan.parent.parent if "rules" in plan.parts else plan.parent for plan in PLANS})


def places(path: Path, source: Path) -> dict[Any, list[Any]]:
    """All places of each failure that is there after the change."""
    analysis = analyse([str(path)], EVERY, source=str(source) if path.is_file() else None)
    lookup = Places(analysis.locators, str)
    return {
        (one.key, one.subject.name): lookup.of(one.spots)
        for one in analysis.judgement.findings
        if one.verdict == FAIL and one.change != "fixed"
    }


@pytest.mark.parametrize("group", GROUPS, ids=lambda group: group.name)
def test_a_plan_and_its_folder_have_the_same_places(group: Path, request: pytest.FixtureRequest) -> None:
    for plan in PLANS:
        folder = plan.parent
        if group not in (folder, folder.parent) or not (folder / "main.tf").is_file():
            continue
        planned, read = places(plan, folder), places(folder, folder)
        both = planned.keys() & read.keys()
        assert {key: planned[key] for key in both} == {key: read[key] for key in both}, folder
        assert all(found[0].file is not None for found in planned.values() if found[0].address), folder
        request.config.stash[COUNTS]["findings were located in a plan and in its folder"] += len(both)
