"""A baseline outlives edits that change no finding, covers nothing else, and no file of that name makes a run crash."""

from __future__ import annotations

import json
import random
import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.conftest import ROOT, Run
from tests.properties.edits.edit_sources import commented, put, reordered, sources, spread

from apigw_check import catalogue
from apigw_check._pipeline import Analysis, analyse
from apigw_check._suppress import Settings, suppress
from apigw_check.engine import BASELINE, OPEN, Selected
from apigw_check.policy import PolicyFileError
from apigw_check.policy.baseline import content, entries, read
from apigw_check.rules.base import FAIL, Params

EVERY = [Selected(rule, rule.severity, Params(rule.defaults())) for rule in catalogue.every([])]
POOR = ROOT / "tests/demo/rest-crud-poor"

_API = 'resource "aws_apigatewayv2_api" "a{0}" {{\n  name = "a{0}"\n  protocol_type = "HTTP"\n}}\n'
_ROUTE = (
    'resource "aws_apigatewayv2_route" "r{0}_{1}" {{\n  api_id = aws_apigatewayv2_api.a{0}.id\n'
    '  route_key = "GET /r{1}"\n  authorization_type = "NONE"\n}}\n'
)
_STAGE = (
    'resource "aws_apigatewayv2_stage" "s{0}" {{\n  api_id = aws_apigatewayv2_api.a{0}.id\n  name = "$default"\n}}\n'
)


def estate(apis: int, routes: int) -> bytes:
    """A configuration with many findings."""
    parts = []
    for api in range(apis):
        parts += [_API.format(api), _STAGE.format(api), *(_ROUTE.format(api, number) for number in range(routes))]
    return "\n".join(parts).encode()


def judged(folder: Path, baseline: Path | None = None) -> Analysis:
    analysis = analyse([str(folder)], EVERY, source=None)
    rules = [one.rule for one in EVERY]
    suppress(analysis, EVERY, Settings(rules, date(2027, 1, 31), baseline=str(baseline) if baseline else None))
    return analysis


def statuses(analysis: Analysis) -> dict[str, list[str]]:
    """The names of the failures, by status."""
    found: dict[str, list[str]] = {}
    for one in analysis.judgement.findings:
        if one.verdict == FAIL:
            found.setdefault(one.status, []).append(f"{one.rule.id} {one.subject.name} {one.subject.origin.address}")
    return {status: sorted(names) for status, names in found.items()}


def written(folder: Path, path: Path) -> list[str]:
    """Write the baseline of a folder; return the names of what is in it."""
    analysis = judged(folder)
    found = entries(analysis.judgement.findings, str(path.parent), str, (), undecided=False)
    path.write_bytes(content(found))
    return statuses(analysis)[OPEN]


@pytest.fixture(params=["estate", "demo"])
def files(request: pytest.FixtureRequest) -> dict[str, bytes]:
    if request.param == "estate":
        return {"main.tf": estate(8, 12)}
    found = sources(POOR)
    return {name: data.replace(b"../../../", f"{ROOT}/".encode()) for name, data in found.items()}


def test_edits_that_change_no_finding_uncover_none(files: dict[str, bytes], tmp_path: Path) -> None:
    folder, path = tmp_path / "w", tmp_path / "b.json"
    put(folder, files)
    names = written(folder, path)
    assert len(names) > 20
    draw = random.Random(7)
    main = files["main.tf"]
    edits: dict[str, dict[str, bytes]] = {
        "nothing": files,
        "lines": {**files, "main.tf": b"\n\n# a comment\n" + commented(main, draw)},
        "order": {**files, "main.tf": reordered(main, draw)},
        "files": {**files, **spread(main, draw)},
        "names of files": {("renamed.tf" if name == "main.tf" else name): data for name, data in files.items()},
        "indentation": {**files, "main.tf": main.replace(b"\n  ", b"\n\t\t")},
    }
    for kind, edited in edits.items():
        work = tmp_path / kind.replace(" ", "-")
        put(work, edited)
        analysis = judged(work, path)
        assert statuses(analysis) == {BASELINE: names}, kind
        assert not [note for note in analysis.notes if "fixed" in note], kind
        # It is written again as it was.
        assert content(entries(judged(work).judgement.findings, str(tmp_path), str, (), undecided=False)) == (
            path.read_bytes().replace(b'"input": "w"', f'"input": "{work.name}"'.encode())
        )


def test_what_is_added_is_open_and_alone(files: dict[str, bytes], tmp_path: Path) -> None:
    folder, path = tmp_path / "w", tmp_path / "b.json"
    put(folder, files)
    names = written(folder, path)
    added = _API.format("_new") + _ROUTE.format("_new", 0)
    put(folder, {"added.tf": added.encode()})
    found = statuses(judged(folder, path))
    assert found[BASELINE] == names
    assert found[OPEN]
    assert all("_new" in name for name in found[OPEN]), found[OPEN]


def test_what_is_taken_away_is_said_and_uncovers_nothing(tmp_path: Path) -> None:
    folder, path = tmp_path / "w", tmp_path / "b.json"
    put(folder, {"main.tf": estate(8, 12)})
    names = written(folder, path)
    put(folder, {"main.tf": estate(7, 12)})
    analysis = judged(folder, path)
    found = statuses(analysis)
    assert found == {BASELINE: [name for name in names if not re.search(r"\.[ars]7(_|$)", name)]}
    gone = len(names) - len(found[BASELINE])
    assert gone > 10
    (note,) = (note for note in analysis.notes if "fixed" in note)
    assert f"{gone} of its {len(names)} findings are fixed" in note


def test_what_becomes_more_severe_is_open(run: Run, tmp_path: Path) -> None:
    put(tmp_path / "w", {"main.tf": estate(1, 2)})
    assert run("baseline", "w", "-o", "b.json").returncode == 0
    (tmp_path / ".apigw-check.yaml").write_text("baseline: b.json\n")
    assert run("w", "--fail-on", "low").returncode == 0
    (tmp_path / ".apigw-check.yaml").write_text("baseline: b.json\nrules: {APIGW-101: {severity: critical}}\n")
    done = run("w", "-f", "json", "--fail-on", "low")
    assert done.returncode == 1
    worse = [one for one in json.loads(done.stdout)["findings"] if one["status"] == "open"]
    assert {one["rule"] for one in worse} == {"APIGW-101"}


# -- files that are none ----------------------------------------------------------------------------------------------

_ENTRY = {"fingerprint": "f", "rule": "APIGW-101", "severity": "high", "subject": "GET /", "extent": ["a"]}
SAMPLE = json.dumps({"version": 1, "findings": [_ENTRY, {**_ENTRY, "input": "../x", "verdict": "undecided"}]}).encode()
ANY: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from([*_ENTRY, "version", "x"]), inner),
    max_leaves=6,
)


def read_or_refused(path: Path, data: bytes) -> str:
    """Read a file; the message where it is refused."""
    path.write_bytes(data)
    try:
        read(str(path))
    except PolicyFileError as error:
        return str(error)
    return ""


@settings(max_examples=300)
@given(st.integers(0, len(SAMPLE)), st.integers(0, 8), st.binary(max_size=6))
def test_a_damaged_file_is_refused_or_read(
    tmp_path_factory: pytest.TempPathFactory, at: int, cut: int, put_in: bytes
) -> None:
    path = tmp_path_factory.getbasetemp() / "damaged.json"
    message = read_or_refused(path, SAMPLE[:at] + put_in + SAMPLE[at + cut :])
    assert not message or message.startswith(f"{path}: ")
    assert "\n" not in message


@settings(max_examples=200)
@given(ANY)
def test_any_entry_is_refused_or_read(tmp_path_factory: pytest.TempPathFactory, value: Any) -> None:
    path = tmp_path_factory.getbasetemp() / "any.json"
    for document in (value, {"version": 1, "findings": value}, {"version": 1, "findings": [value]}):
        message = read_or_refused(path, json.dumps(document).encode())
        assert not message or message.startswith(f"{path}: ")


def test_every_cut_of_a_file_is_refused(tmp_path: Path) -> None:
    for length in range(len(SAMPLE)):
        assert "this is no baseline" in read_or_refused(tmp_path / "b.json", SAMPLE[:length]), length
    assert read_or_refused(tmp_path / "b.json", SAMPLE) == ""


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (SAMPLE[:-20], "this is no baseline"),
        (b'{"version": 99, "findings": []}', "version 99"),
        (b"\x00\x01\x02", "this is no baseline"),
        (b'{"version": 1, "findings": [' + b"[" * 50_000, "this is no baseline"),
    ],
)
def test_a_run_says_it_once_and_what_to_do(run: Run, tmp_path: Path, data: bytes, words: str) -> None:
    put(tmp_path / "w", {"main.tf": estate(1, 1)})
    (tmp_path / "b.json").write_bytes(data)
    done = run("w", "--baseline", "b.json")
    assert done.returncode == 2
    assert done.stdout == ""
    assert words in done.stderr
    assert done.stderr.count("b.json: ") == 1
    assert "Traceback" not in done.stderr


def test_what_an_entry_says_is_printed_and_not_obeyed(run: Run, tmp_path: Path) -> None:
    put(tmp_path / "w", {"main.tf": estate(1, 1)})
    hostile = {**_ENTRY, "subject": "\x1b[2Jgone\u202e\n::error::x", "address": "a\x07b"}
    (tmp_path / "b.json").write_text(json.dumps({"version": 1, "findings": [hostile]}))
    done = run("w", "--baseline", "b.json", "-v", "-o", "json=r.json", "-o", "sarif=r.sarif")
    assert done.returncode == 1
    shown = done.stdout + done.stderr
    assert "gone" in shown
    assert not any(char in shown for char in "\x1b\u202e\x07")
    assert not any(line.startswith("::error") for line in shown.splitlines())
    listed = run("suppressions", "w", "--baseline", "b.json").stdout
    assert not any(char in listed for char in "\x1b\u202e\x07")
