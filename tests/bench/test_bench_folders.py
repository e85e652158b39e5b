"""The benchmark's trees: what they hold, that no two teams share a file, and that they are judged. Nothing is timed."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

import bench_folders
from apigw_check._pipeline import Analysis, analyse
from apigw_check.catalogue import builtin
from apigw_check.engine import select
from bench_folders import EXAMPLES, Tree, make, sources


@pytest.fixture(autouse=True)
def _elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bench_folders, "FOLDER", tmp_path)


def judged(root: Path) -> Analysis:
    analysis = analyse([str(root)], select(builtin()), source=None)
    assert not analysis.errors
    assert not analysis.judgement.crashes
    return analysis


def test_teams_have_all_modules_and_examples_and_call_them() -> None:
    root = make(Tree("teams", teams=2, others=1))
    analysis = judged(root)
    own = Counter(api.origin.address.split(".")[1].rpartition("-")[2] for api in analysis.estate.apis)
    assert set(own) == {"000", "001"}
    assert own["000"] == own["001"] >= len(EXAMPLES)
    first, second = (
        {text for path in sources(root / team) if b"this" in (text := path.read_bytes())}
        for team in ("team-000", "team-001")
    )
    assert first
    assert second
    assert not first & second, "two teams have the same file"
    assert len(list(root.glob("team-*/services/*/main.tf"))) == 2 * len(EXAMPLES)


def test_teams_give_the_same_findings() -> None:
    analysis = judged(make(Tree("same", teams=2)))
    # Both teams' gateways stand in one account, so rules about accounts see both.
    found = Counter(
        (result.rule.id, result.verdict, result.subject.origin.address.replace("001", "000"))
        for result in analysis.judgement.findings
        if result.subject.kind in ("route", "stage")
    )
    assert found
    assert all(count % 2 == 0 for count in found.values())


@pytest.mark.parametrize("apart", [False, True])
def test_a_module_is_called_as_often_as_asked(apart: bool) -> None:
    assert len(judged(make(Tree("calls", calls=3, apart=apart))).estate.apis) == 3


def test_small_files_and_one_that_matters() -> None:
    root = make(Tree("files", files=1_100))
    assert len(sources(root)) == 1_102
    assert len(judged(root).estate.apis) == 1


def test_one_large_file() -> None:
    root = make(Tree("large", large=20_000))
    [file] = sources(root)
    assert file.stat().st_size >= 20_000
    [api] = judged(root).estate.apis
    assert len(api.routes) == file.read_text(encoding="utf-8").count("aws_apigatewayv2_route")


def test_modules_within_one_another() -> None:
    [api] = judged(make(Tree("deep", deep=4))).estate.apis
    assert api.name == "api deep"
    assert api.origin.address.count("module.inner") == 4


def test_a_tree_is_made_once_and_anew_where_it_is_another() -> None:
    first = make(Tree("again", deep=1))
    assert make(Tree("again", deep=1)) == first
    second = make(Tree("again", deep=2))
    assert second != first
    assert not first.exists()
