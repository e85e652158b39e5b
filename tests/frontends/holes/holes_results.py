"""The results of rules on a case, as a plan and as a folder."""

from __future__ import annotations

from pathlib import Path

from apigw_check._pipeline import Analysis, analyse
from apigw_check.catalogue import builtin
from apigw_check.engine import Selected
from apigw_check.report.document import Input, build
from apigw_check.rules.base import Params

#: Rule, subject, verdict, and the place of what is not passed.
Row = tuple[str, str, str, str]


def analysed(path: Path, rules: set[str] | None = None) -> Analysis:
    """What all rules, or these, say of an input."""
    chosen = [rule for rule in builtin() if rules is None or rule.id in rules]
    selection = [Selected(rule, rule.severity, Params(rule.defaults())) for rule in chosen]
    analysis = analyse([str(path)], selection, source=None, keep_all=True)
    assert not analysis.judgement.crashes
    return analysis


def rows(path: Path, folder: Path, rules: set[str] | None = None) -> set[Row]:
    """The results of rules on an input whose sources stand in a folder; without what is not applicable."""
    analysis = analysed(path, rules)
    assert analysis.errors == []
    document = build(
        analysis.judgement,
        analysis.estate,
        inputs=[Input(str(path), "plan")],
        locators=analysis.locators,
        tool_version="0",
    )
    places = {finding.fingerprint: finding.places[0] for finding in document.findings}
    places |= {one.fingerprint: one.place for finding in document.findings for one in finding.instances}
    found: set[Row] = set()
    for one in analysis.judgement.decisions:
        at = ""
        if one.verdict in ("fail", "undecided"):
            place = places[one.fingerprint]
            assert place.file is not None, f"not located: {place.address}"
            at = f"{Path(place.file).resolve().relative_to(folder.resolve())}:{place.line}"
        if one.verdict != "not_applicable":
            found.add((one.rule.id, one.subject.name, one.verdict, at))
    return found
