"""Three trees as other people write them, each judged as a folder and as its plan, side by side.

The findings were read against the sources one by one. What one side alone says stands in `expected.json` with the
reason, so that a difference that nobody explained fails.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.trees.findings import TREES, lines, roots

ROOTS = [root.relative_to(TREES) for root in roots()]


def expected(root: Path) -> dict[str, Any]:
    """What `expected.json` of a root module says: the lines of both sides, and those of one with their reasons."""
    found: dict[str, Any] = json.loads((TREES / root / "expected.json").read_text(encoding="utf-8"))
    return found


def test_the_trees_are_there() -> None:
    assert [str(root) for root in ROOTS] == ["monorepo/envs/dev", "monorepo/envs/prod", "openapi", "serverless"]


@pytest.mark.parametrize("root", ROOTS, ids=str)
@pytest.mark.parametrize("side", ["plan", "folder"])
def test_the_findings_are_the_expected_ones(root: Path, side: str) -> None:
    wanted = expected(root)
    path = root / "plan.json" if side == "plan" else root
    assert sorted(lines(path)) == sorted({*wanted["both"], *wanted[f"{side}_only"]})


@pytest.mark.parametrize("root", ROOTS, ids=str)
def test_every_difference_has_its_reason(root: Path) -> None:
    wanted = expected(root)
    for side in ("plan_only", "folder_only"):
        assert all(len(reason) > 20 for reason in wanted[side].values()), side


@pytest.mark.parametrize("root", ROOTS, ids=str)
def test_each_tree_has_findings_of_several_severities_and_good_parts(root: Path) -> None:
    grades = {line.split(" ", 1)[0] for line in expected(root)["both"]}
    assert {"high", "medium", "low", "info"} <= grades
