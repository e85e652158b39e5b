"""A folder and its plan give the same findings, but for what only one of them can know."""

from __future__ import annotations

from pathlib import Path

import pytest

from apigw_check import catalogue
from apigw_check._pipeline import analyse
from apigw_check.engine import Selected
from apigw_check.rules.base import FAIL, UNDECIDED, Params

ROOT = Path(__file__).resolve().parents[3]
#: tests/trees are compared by their own test, difference by difference.
PATTERNS = ("examples/*", "tests/demo/*", "tests/rules/*/*", "tests/frontends/*/*")
FOLDERS = sorted(
    folder
    for pattern in PATTERNS
    for folder in ROOT.glob(pattern)
    # A folder knows nothing of what was applied before.
    if (folder / "plan.json").is_file() and (folder / "main.tf").is_file() and not (folder / "state.json").is_file()
)
#: What is undecided in the folder, and decided in its plan: the rules, and why.
UNDECIDED_IN_FOLDER = {
    "examples/rest-service-integrations": (
        {"APIGW-617", "APIGW-823"},
        "URIs of the region and the account, neither of which a provider block without arguments says",
    ),
}
#: Subjects that one side alone sees, as a body that waits for data sources is not read.
BODY_UNKNOWN = {"examples/rest-openapi"}
ORDER = "the provider keeps the stages of a usage plan in an order of its own"
#: What is undecided in the plan alone, and why.
DECIDED_IN_FOLDER = {
    "tests/frontends/plan/authorizers": "Terraform does not know that the id of an authorizer is never null",
    "tests/demo/rest-crud-poor": "what is written as null is not set, of which a plan knows only that it waits",
    "tests/rules/usage-plan-spans-apis/bad-two-apis": ORDER,
    "tests/rules/usage-plan-spans-apis/undecided-api-known-after-apply": ORDER,
}
#: The rules that fail where they are decided, each looked at: authorizers without scopes.
FAILS_IN_FOLDER = {
    "tests/frontends/plan/authorizers": {"APIGW-115"},
}

Verdicts = dict[tuple[str, str, str, str], str]


def verdicts(path: Path) -> tuple[Verdicts, list[tuple[str, str]]]:
    """The failures and undecided results by rule and subject, and what could not be read."""
    every = [Selected(rule, rule.severity, Params(rule.defaults())) for rule in catalogue.every([])]
    analysis = analyse([str(path)], every, source=None)
    assert not analysis.judgement.crashes
    found = {
        (one.rule.id, one.subject.kind, one.subject.origin.address, one.subject.name): one.verdict
        for one in analysis.judgement.findings
    }
    return found, analysis.errors


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: str(folder.relative_to(ROOT)))
def test_a_folder_and_its_plan_give_the_same_findings(folder: Path) -> None:
    name = str(folder.relative_to(ROOT))
    planned, plan_errors = verdicts(folder / "plan.json")
    read, errors = verdicts(folder)
    assert [problem for problem, _ in errors] == [problem for problem, _ in plan_errors]
    differing = {key for key in {*planned, *read} if planned.get(key) != read.get(key)}
    if name in BODY_UNKNOWN:
        assert differing, "it is the same now: take it out of the list"
        assert all(read.get(key) == UNDECIDED for key in differing if key in read)
        return
    waiting = {key for key in differing if read.get(key) == UNDECIDED}
    rules, _ = UNDECIDED_IN_FOLDER.get(name, (set(), ""))
    assert {key[0] for key in waiting} == rules
    settled = {key for key in differing if planned.get(key) == UNDECIDED}
    assert bool(settled) == (name in DECIDED_IN_FOLDER)
    assert differing - waiting - settled == set()
    assert {key[0] for key in settled if read.get(key) == FAIL} == FAILS_IN_FOLDER.get(name, set())


def test_there_are_folders_to_compare() -> None:
    assert len(FOLDERS) > 150
