"""What edits to the sources may do to the findings of a folder.

- An edit that makes a value unknown turns nothing that passed, did not apply or was undecided into a failure.
- An edit to comments, white space, the order of blocks and the files that they stand in changes nothing at all.
- No edit makes a run crash, or a rule.

The first is held for values, and for references, which say what belongs to what. `NOT_MONOTONIC` and `GUESSED` are the
exceptions, each with its reason.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from tests.properties.edits.edit_sources import (
    DECLARED,
    ROOT,
    UNKNOWNS,
    Spot,
    commented,
    damaged,
    expressions,
    folders,
    put,
    reordered,
    sources,
    spread,
    unknown,
)

from apigw_check import catalogue, engine
from apigw_check._pipeline import Analysis, analyse
from apigw_check.engine import Selected
from apigw_check.rules.base import FAIL, Params

EVERY = [Selected(rule, rule.severity, Params(rule.defaults())) for rule in catalogue.every([])]
RULES = sorted({folder.parent for folder in folders("tests/rules/*/*")})
LARGE = folders("examples/*", "tests/demo/*")

#: Cases of which every value is tried: in each of them one made a failure once.
THOROUGH = (
    "alarms-missing/good-alarms",
    "api-not-deployed/good-stages",
    "cache-key-parameters-missing/good-methods",
    "cache-unencrypted/good-no-get-method",
    "cached-response-shared-between-callers/good-methods",
    "deployment-without-triggers/good-triggers",
    "integration-timeout-mismatch/good-shorter",
    "public-route-shares-throttle/good-websocket",
    "validator-validates-nothing/good-methods",
    "web-acl-logs-secrets/good-redacted",
)
#: Cases of which every reference is tried: APIs, stages, domains, web ACLs, settings, roles.
REFERRING = (
    "account-logging-role-missing/good-role",
    "backend-client-certificate-missing/good-domains",
    "base-path-exposes-every-stage/good-stage",
    "method-settings-path-invalid/good-paths",
    "method-settings-path-invalid/undecided-later",
    "waf-classic/good-v2",
    "web-acl-body-oversize/good-handled",
    "web-acl-metrics-off/good-on",
    "web-acl-without-core-rules/good-has-it",
)
#: Arguments of which an expression that cannot be followed is taken for the only candidate in sight, by design: it is
#: no less knowledge where what stood there is elsewhere (a literal, a data source).
GUESSED = {
    "api_id": "the API of a stage, route or integration",
    "rest_api_id": "the API of a stage, method or deployment",
}
#: Rules that are not monotonic, and why.
NOT_MONOTONIC = {
    "APIGW-314": "which API a log group is of is told by the references in its name",
    "APIGW-802": "what a deployment notices is what its triggers refer to: without that it is another configuration",
    "APIGW-803": "what a deployment waits for is what it refers to, as 802",
    "APIGW-808": "an unknown value counts as one that is there, though a body may turn out to be null",
    "APIGW-810": "as 808",
}

Key = tuple[str, str, str]


def judged(folder: Path) -> Analysis:
    analysis = analyse([str(folder)], EVERY, source=None, keep_all=True)
    assert analysis.judgement.crashes == []
    return analysis


def failures(analysis: Analysis, *, hidden: bool = False) -> dict[Key, str]:
    """The failures by rule and subject; `hidden` adds those that another finding speaks for."""
    found = list(analysis.judgement.findings)
    if hidden:
        shown, covered = engine._evaluate(analysis.estate, EVERY, [])
        found += [*shown, *covered]
    return {
        (one.rule.id, one.subject.kind, one.subject.origin.key): one.message for one in found if one.verdict == FAIL
    }


def everything(analysis: Analysis) -> list[Any]:
    """All that the findings say, but for places."""
    return [
        (one.rule.id, one.verdict, one.severity, one.key, one.message, one.fix, one.extent, one.fingerprint)
        for one in analysis.judgement.findings
    ]


def values(data: bytes) -> list[Spot]:
    return [spot for spot in expressions(data) if not spot.refers and spot.argument not in GUESSED]


def references(data: bytes) -> list[Spot]:
    """The expressions that lead to something in the folder."""
    elsewhere = [spot for spot in expressions(data) if spot.argument in GUESSED and "data." in spot.text]
    return [spot for spot in expressions(data) if spot.refers and spot not in elsewhere]


def unknown_edits(folder: Path, work: Path, number: int, edited: Callable[[bytes], list[Spot]] = values) -> int:
    """Make values of a folder unknown, one at a time; return how many edits were tried."""
    draw = random.Random(folder.name)
    files = sources(folder)
    put(work, files)
    known = failures(judged(folder), hidden=True)
    every = [(name, spot) for name, data in files.items() if name.endswith(".tf") for spot in edited(data)]
    chosen = draw.sample(every, min(number, len(every)))
    for name, spot in chosen:
        what = draw.choice(UNKNOWNS)
        put(work, {name: unknown(files[name], spot, what) + DECLARED.encode()})
        now = failures(judged(work))
        new = {key: now[key] for key in now if key not in known and key[0] not in NOT_MONOTONIC}
        line = files[name].count(b"\n", 0, spot.start) + 1
        assert not new, f"{folder}/{name}:{line}: {what} in place of {spot.text!r}"
        put(work, {name: files[name]})
    return len(chosen)


def cases(rule: Path) -> list[Path]:
    return folders(f"{rule.relative_to(ROOT).as_posix()}/*")


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_less_knowledge_makes_no_failure(rule: Path, tmp_path: Path) -> None:
    tried = [unknown_edits(folder, tmp_path / folder.name, 2) for folder in cases(rule)]
    assert all(tried)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_less_knowledge_of_what_belongs_to_what_makes_no_failure(rule: Path, tmp_path: Path) -> None:
    tried = [unknown_edits(folder, tmp_path / folder.name, 2, references) for folder in cases(rule)]
    assert tried


@pytest.mark.parametrize("case", REFERRING)
def test_no_reference_of_these_is_needed_to_pass(case: str, tmp_path: Path) -> None:
    assert unknown_edits(ROOT / "tests/rules" / case, tmp_path / "w", 1_000, references)


@pytest.mark.parametrize("case", THOROUGH)
def test_no_value_of_these_is_needed_to_pass(case: str, tmp_path: Path) -> None:
    assert unknown_edits(ROOT / "tests/rules" / case, tmp_path / "w", 1_000) > 5


@pytest.mark.slow
@pytest.mark.parametrize("folder", LARGE, ids=lambda folder: folder.name)
def test_less_knowledge_makes_no_failure_in_whole_projects(folder: Path, tmp_path: Path) -> None:
    # The modules are where their callers look for them.
    for name in ("modules", "examples"):
        (tmp_path / name).symlink_to(ROOT / name)
    assert unknown_edits(folder, tmp_path / "w" / folder.name, 30) > 10


def test_the_property_can_fail(tmp_path: Path) -> None:
    """An edit that makes a value known, and bad, is seen by the same comparison."""
    folder = ROOT / "tests/rules/access-logging-off/good-openapi"
    files = sources(folder)
    before = failures(judged(folder), hidden=True)
    worse = files["main.tf"].replace(b"access_log_settings {", b"unrelated {")
    assert worse != files["main.tf"]
    put(tmp_path, {**files, "main.tf": worse})
    assert "APIGW-301" in {key[0] for key in failures(judged(tmp_path)) if key not in before}


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_layout_and_order_mean_nothing(rule: Path, tmp_path: Path) -> None:
    for folder in cases(rule):
        draw = random.Random(folder.name)
        files = sources(folder)
        main = files["main.tf"]
        expected = everything(judged(folder))
        layouts: list[dict[str, bytes]] = [
            {"main.tf": commented(main, draw)},
            {"main.tf": b"\xef\xbb\xbf" + reordered(main, draw)},
        ]
        if b"<<" not in main:  # line breaks in a heredoc are its text
            layouts[0]["main.tf"] = layouts[0]["main.tf"].replace(b"\n", b"\r\n")
        if b"main.tf" not in main and b"*.tf" not in main:  # some read their own file
            layouts.append(spread(main, draw))
        for number, layout in enumerate(layouts):
            work = tmp_path / f"{folder.name}-{number}"
            put(work, {**files, **layout})
            found = everything(judged(work))
            assert found == expected, f"{folder}, layout {number}"


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_no_edit_makes_a_run_crash(rule: Path, tmp_path: Path) -> None:
    for folder in cases(rule):
        draw = random.Random(folder.name)
        files = sources(folder)
        put(tmp_path, files)
        names = [name for name in files if name.endswith((".tf", ".json", ".yaml", ".yml", ".tftpl"))]
        for _ in range(3):
            name = draw.choice(names)
            data = files[name]
            for _ in range(draw.randint(1, 3)):
                data = damaged(data, draw)
            put(tmp_path, {name: data})
            judged(tmp_path)
            put(tmp_path, {name: files[name]})
