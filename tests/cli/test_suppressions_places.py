"""Ignores in every place where one may stand: what each accepts, in a plan and in a folder alike."""

from __future__ import annotations

import json
import random
import re
import shutil
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import tree_sitter
import tree_sitter_hcl
from tests.conftest import COUNTS, ROOT, Run

from apigw_check import catalogue
from apigw_check._pipeline import Analysis, analyse
from apigw_check._suppress import Settings, suppress
from apigw_check.engine import Result, Selected
from apigw_check.model.attributes import attribute_path
from apigw_check.model.suppression import Suppression
from apigw_check.rules.base import FAIL, Params

PLACEMENTS = ROOT / "tests/frontends/suppressing/placements"
ASKED = [word for number in (101, 611, 900, 901, 902, 903) for word in ("--rule", f"APIGW-{number}")]
MODES = ("folder", "plan")

#: By what is judged, the reason of the ignore that accepts it; None where none does.
EXPECTED: dict[str, str | None] = {
    "GET /open": None,
    "GET /block_above": "above a block",
    "GET /block_behind": "behind a header",
    "GET /block_end": "behind the end of a block",
    "GET /comment_between": "above another comment",
    "GET /blank_between": None,
    "GET /attribute_above": "above an attribute",
    "GET /attribute_behind": "behind an attribute",
    "GET /attribute_inside": "inside an attribute",
    "GET /attribute_lines": "where an attribute begins",
    "GET /other_attribute": None,
    "GET /many_lines": "in a comment of several lines",
    "GET /several_rules": "several rules",
    "GET /by_name": "by name",
    "GET /unknown_rule": None,
    "GET /unexplained": None,
    "GET /expired": None,
    "GET /another_rule": None,
    "GET /via_local": "local in the root module",
    "GET /via_variable": "default in the root module",
    # Files of values have no ignores.
    "GET /via_tfvars": None,
    "GET /a": "all instances",
    "GET /b": "all instances",
    "GET /called": "call of a module",
    "GET /called/default": "call of a module",
    "GET /entry": "entry of a map",
    "GET /entry-open": None,
    "GET /from-local": "entry of a local",
    "GET /from-local-open": None,
    "GET /argument": "argument of a call",
    "GET /argument/default": "default in a module",
    "GET /entry/default": "default in a module",
    "GET /entry-open/default": "default in a module",
    "GET /from-local/default": "default in a module",
    "GET /from-local-open/default": "default in a module",
    "api nested_block": "nested block",
    "api nested_attribute": "attribute in a nested block",
    "api nested_on_line": "header of a nested block",
    "api dynamic_block": "dynamic block",
    "api dynamic_content": "in the content of a dynamic block",
    "api nested_open": None,
}
#: What is wrong with some of them: the rule, and what stands in the comment.
WRONG = {
    ("APIGW-900", 'ignore[APIGW-1011] reason="unknown"'),
    ("APIGW-901", 'reason="data source"'),
    ("APIGW-901", 'reason="above a blank line"'),
    ("APIGW-901", 'reason="behind another attribute"'),
    ("APIGW-902", 'until=2020-01-31 reason="expired"'),
    ("APIGW-903", "# apigw-check: ignore[APIGW-101]\n"),
}


def report(run: Run, folder: Path, mode: str, *options: str) -> Any:
    path = folder / "plan.json" if mode == "plan" else folder
    done = run(path, "--no-config", "--source", folder, "-f", "json", "-o", "sarif=r.sarif", *ASKED, *options)
    assert done.returncode in (0, 1), done.stderr
    return json.loads(done.stdout)["findings"]


def reasons(findings: Any) -> dict[str, str | None]:
    """By the name of what is judged, why it is accepted."""
    return {
        one["subject"]["name"]: finding["status_reason"]
        for finding in findings
        for one in (finding, *finding["instances"])
        if finding["rule"] < "APIGW-9"
    }


@pytest.mark.parametrize("mode", MODES)
def test_each_place(run: Run, tmp_path: Path, mode: str) -> None:
    findings = report(run, PLACEMENTS, mode)
    assert reasons(findings) == EXPECTED
    lines = (PLACEMENTS / "main.tf").read_text().splitlines(keepends=True)
    wrong = [finding for finding in findings if finding["rule"] >= "APIGW-9"]
    told = {(finding["rule"], lines[finding["places"][0]["line"] - 1]) for finding in wrong}
    assert len(wrong) == len(told) == len(WRONG)
    assert all(any(rule == each and words in line for each, line in told) for rule, words in WRONG)
    results = json.loads((tmp_path / "r.sarif").read_text())["runs"][0]["results"]
    accepted = [one["suppressions"] for one in results if "suppressions" in one]
    assert {kind["kind"] for (kind,) in accepted} == {"inSource"}
    assert {kind["justification"] for (kind,) in accepted} == {why for why in EXPECTED.values() if why}


@pytest.mark.parametrize("mode", MODES)
def test_without_ignores_all_is_open(run: Run, mode: str) -> None:
    findings = report(run, PLACEMENTS, mode, "--no-ignores")
    assert reasons(findings) == dict.fromkeys(EXPECTED)
    assert not [finding for finding in findings if finding["rule"] >= "APIGW-9"]


@pytest.mark.parametrize("mode", MODES)
def test_modules_from_a_registry(run: Run, tmp_path: Path, mode: str) -> None:
    """An ignore at the call counts, one inside of what was downloaded does not."""
    folder = tmp_path / "w"
    shutil.copytree(PLACEMENTS, folder)
    (folder / ".terraform/modules").mkdir(parents=True)
    (folder / "modules").rename(folder / ".terraform/modules/routes")
    main = folder / "main.tf"
    main.write_text(main.read_text().replace('"./modules/outer"', '"acme/routes/aws"'))
    names = ("called", "entries", "locals", "argument")
    base = ".terraform/modules/routes/outer"
    found = [{"Key": name, "Source": "registry.terraform.io/acme/routes/aws", "Dir": base} for name in names]
    found += [{"Key": f"{name}.inner", "Source": "./inner", "Dir": f"{base}/inner"} for name in names]
    (folder / ".terraform/modules/modules.json").write_text(json.dumps({"Modules": found}))
    expected = {name: None if why == "default in a module" else why for name, why in EXPECTED.items()}
    assert reasons(report(run, folder, mode)) == expected


WAIVERS = """
waivers:
  - {rule: APIGW-101, address: "module.entries.*", reason: by module}
  - {rule: APIGW-101, address: "*", route: "GET /o*n", reason: by route}
  - {rule: [APIGW-611], address: "aws_apigatewayv2_api.nested_????", reason: by name}
  - {rule: APIGW-101, address: "*", route: "GET /expired", reason: over, until: 2020-01-31}
"""


@pytest.mark.parametrize("mode", MODES)
def test_waivers_by_address_and_route(run: Run, tmp_path: Path, mode: str) -> None:
    (tmp_path / "c.yaml").write_text(WAIVERS)
    path = PLACEMENTS / "plan.json" if mode == "plan" else PLACEMENTS
    done = run(path, "--config", "c.yaml", "--source", PLACEMENTS, "--no-ignores", "-f", "json", *ASKED)
    found = reasons(json.loads(done.stdout)["findings"])
    accepted = {name: why for name, why in found.items() if why}
    assert accepted == {
        "GET /entry": "by module",
        "GET /entry/default": "by module",
        "GET /entry-open": "by module",
        "GET /entry-open/default": "by module",
        "GET /open": "by route",
        "api nested_open": "by name",
    }
    wrong = [one for one in json.loads(done.stdout)["findings"] if one["rule"] >= "APIGW-9"]
    assert [(one["rule"], one["places"][0]["file"], one["places"][0]["line"]) for one in wrong] == [
        ("APIGW-902", "c.yaml", 6)
    ]


# -- every finding of every case ---------------------------------------------------------------------------------------

EVERY = [Selected(rule, rule.severity, Params(rule.defaults())) for rule in catalogue.every([])]
ALL = [one.rule for one in EVERY]
PARSER = tree_sitter.Parser(tree_sitter.Language(tree_sitter_hcl.language()))
RULES = sorted({path.parent.parent for path in (ROOT / "tests/rules").glob("*/*/plan.json")})


def judged(path: Path, source: Path) -> Analysis:
    analysis = analyse([str(path)], EVERY, source=str(source) if path.is_file() else None)
    suppress(analysis, EVERY, Settings(ALL, date(2027, 1, 31)))
    return analysis


def failing(analysis: Analysis) -> dict[tuple[str, ...], Result]:
    """The failures, with the names of their subjects, that have a line, by what identifies them."""
    return {
        (*one.key, one.subject.name): one
        for one in analysis.judgement.findings
        if one.verdict == FAIL and one.change != "fixed" and one.subject.kind != Suppression.kind
    }


def lines_of(analysis: Analysis, result: Result, folder: Path) -> list[tuple[Path, int]]:
    """Where an ignore of the finding may stand: its own line, and those of the blocks and calls around it."""
    spot = result.spots[0]
    locator = analysis.locators[spot.origin.input]
    path = attribute_path(spot.origin, spot.field)
    places = [*locator.locate(spot.origin.address, path)[:1], *locator.scopes(spot.origin.address, path)]
    found = {(Path(place.file).resolve(), place.line) for place in places if place.file.endswith(".tf")}
    return sorted(one for one in found if one[0].is_relative_to(folder.resolve()))


def commented(data: bytes, line: int, rule: str, above: bool) -> bytes | None:
    """The file with an ignore above a line or behind it; None where a comment cannot stand there."""
    words = f'# apigw-check: ignore[{rule}] reason="here"'.encode()
    lines = data.split(b"\n")
    if above:
        lines.insert(line - 1, words)
    else:
        lines[line - 1] += b" " + words
    made = b"\n".join(lines)
    start = made.index(words)
    node = PARSER.parse(made).root_node.descendant_for_byte_range(start, start + len(words))
    return made if node is not None and node.type == "comment" and node.start_byte == start else None


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_an_ignore_where_a_finding_is_accepts_it_in_both_modes(
    rule: Path, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    for case in sorted(rule.glob("*/plan.json")):
        if not (case.parent / "main.tf").is_file():
            continue
        draw = random.Random(case.parent.name)
        work = tmp_path / case.parent.name
        shutil.copytree(case.parent, work)
        planned, read = judged(work / "plan.json", work), judged(work, work)
        known = {name: one for name, one in failing(planned).items() if name in failing(read) and one.status == "open"}
        for name in draw.sample(sorted(known), min(2, len(known))):
            places = lines_of(planned, known[name], work)
            if not places:
                continue
            file, line = draw.choice(places)
            before = file.read_bytes()
            edited = commented(before, line, name[0], draw.random() < 0.5)
            if edited is None:
                continue
            file.write_bytes(edited)
            request.config.stash[COUNTS]["ignores were put where a finding is, and read in both modes"] += 1
            found = failing(judged(work / "plan.json", work)), failing(judged(work, work))
            file.write_bytes(before)
            where = f"{name} at {file.name}:{line}"
            assert [each[name].status for each in found] == ["ignored", "ignored"], where
            both = found[0].keys() & found[1].keys()
            statuses = [{each: one[each].status for each in both} for one in found]
            assert statuses[0] == statuses[1], where


def test_the_same_comments_are_found_wrong_in_both_modes() -> None:
    about = [
        [
            (one.rule.id, one.verdict, one.message, one.subject.origin.pointer)
            for one in judged(path, PLACEMENTS).judgement.findings
            if one.subject.kind == Suppression.kind
        ]
        for path in (PLACEMENTS / "plan.json", PLACEMENTS)
    ]
    assert about[0] == about[1]
    assert {re.sub(r"\D", "", rule) for rule, *_ in about[0]} == {"900", "901", "902", "903"}
