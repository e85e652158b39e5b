"""Every rule on its own cases: `tests/rules/<slug>/{bad,good,undecided}-*/` with their plan and `expected.json`.

`expected.json` lists every result of that one rule: verdict and subject, and for failures and undecided results the
severity and the primary place. Its `params` are the rule's parameters, where they are not the defaults. The cases are
found here; a rule without all three kinds fails.

Rules about suppressions are judged on what the comments of a case and the waivers of its `.apigw-check.yaml` accept of
the findings of all rules, on the day that `expected.json` names as `today`.
"""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from apigw_check._pipeline import analyse
from apigw_check._suppress import Settings, suppress
from apigw_check.catalogue import builtin as load
from apigw_check.engine import Selected
from apigw_check.model.suppression import Suppression
from apigw_check.policy import config
from apigw_check.report.document import Input, build
from apigw_check.rules.base import Params, Rule

HERE = Path(__file__).parent
RULES = {rule.slug: rule for rule in load()}
CASES = sorted(path.parent for path in HERE.glob("*/*/expected.json"))
KINDS = ("bad", "good", "undecided")


def results(rule: Rule, folder: Path, given: dict[str, object], today: str = "") -> list[dict[str, object]]:
    """All results of one rule on a case's plan, in the form of `expected.json`; `given` are parameters."""
    plan = str(folder / "plan.json")
    params = Params(rule.defaults() | given)
    selection = [Selected(rule, rule.severity, params)]
    if rule.subject == Suppression.kind:
        selection += [Selected(one, one.severity, Params(one.defaults())) for one in RULES.values() if one is not rule]
    analysis = analyse([plan], selection, source=None, keep_all=True)
    if rule.subject == Suppression.kind:
        rules = list(RULES.values())
        file = folder / config.FILE
        waivers = config.load(str(file), rules).waivers if file.exists() else ()
        suppress(analysis, selection, Settings(rules, date.fromisoformat(today), waivers), keep_all=True)
        analysis.judgement.decisions = [one for one in analysis.judgement.decisions if one.rule is rule]
    assert not analysis.judgement.crashes
    document = build(
        analysis.judgement,
        analysis.estate,
        inputs=[Input(plan, "plan")],
        locators=analysis.locators,
        tool_version="0",
    )
    places = {finding.fingerprint: finding.places[0] for finding in document.findings}
    # Instances of one block with one cause are one finding.
    places |= {one.fingerprint: one.place for finding in document.findings for one in finding.instances}
    found: list[dict[str, object]] = []
    for result in analysis.judgement.decisions:
        entry: dict[str, object] = {"verdict": result.verdict, "subject": result.subject.name}
        if result.verdict in ("fail", "undecided"):
            place = places[result.fingerprint]
            assert place.file is not None, f"not located: {place.address}"
            entry["severity"] = result.severity
            entry["at"] = f"{Path(place.file).resolve().relative_to(folder.resolve())}:{place.line}:{place.column}"
        found.append(entry)
    return found


def _comparable(entries: list[dict[str, object]]) -> list[dict[str, object]]:
    # The severity of an undecided result is the rule's own; a case need not repeat it.
    kept = [{k: v for k, v in e.items() if not (k == "severity" and e["verdict"] == "undecided")} for e in entries]
    for entry in kept:
        if entry["verdict"] in ("pass", "not_applicable"):
            entry.pop("at", None)
            entry.pop("severity", None)
        entry.pop("note", None)
    return sorted(kept, key=lambda entry: json.dumps(entry, sort_keys=True))


@pytest.mark.parametrize("case", CASES, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_case(case: Path) -> None:
    rule = RULES[case.parent.name]
    content = json.loads((case / "expected.json").read_text())
    expected = content["results"]
    found = results(rule, case, content.get("params", {}), content.get("today", ""))
    assert _comparable(found) == _comparable(expected)
    verdicts = {entry["verdict"] for entry in expected}
    kind = case.name.split("-")[0]
    if kind == "bad":
        assert "fail" in verdicts
    elif kind == "undecided":
        assert "undecided" in verdicts
        assert "fail" not in verdicts
    else:
        assert verdicts
        assert verdicts <= {"pass", "not_applicable"}


@pytest.mark.parametrize("slug", sorted(RULES))
def test_every_rule_has_cases_of_each_kind(slug: str) -> None:
    kinds = {path.name.split("-")[0] for path in CASES if path.parent.name == slug}
    missing = set(KINDS) - kinds
    if missing == {"undecided"}:
        assert (HERE / slug / "undecided.md").is_file(), "say in undecided.md why this rule cannot be undecided"
        return
    assert not missing


def test_no_case_of_a_rule_that_does_not_exist() -> None:
    assert {path.parent.name for path in CASES} <= set(RULES)
    folders = {path.name for path in HERE.iterdir() if path.is_dir() and path.name != "__pycache__"}
    assert folders <= set(RULES)
