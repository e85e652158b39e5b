"""Settings for some routes and addresses only, public routes with a reason, and the versions that a pack is for."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from apigw_check._version import __version__
from apigw_check.policy.pack import unmet
from tests.conftest import ROOT, Run

PLAN = ROOT / "tests/frontends/one-cause/plan.json"


def severities(run: Run, folder: Path, config: str) -> dict[str, str]:
    (folder / ".apigw-check.yaml").write_text(config)
    findings = json.loads(run(PLAN, "-f", "json").stdout)["findings"]
    return {
        one["subject"]["name"]: finding["severity"]
        for finding in findings
        if finding["rule"] == "APIGW-101"
        for one in (finding, *finding["instances"])
    }


EVERY = [*(f"GET /{name}" for name in "abcdefghijk"), "GET /open", "GET /public"]


def test_public_routes_are_left_out_by_name(run: Run, tmp_path: Path) -> None:
    config = "public-routes: [{route: ['GET /?'], reason: the catalogue}]\n"
    assert severities(run, tmp_path, config) == {"GET /open": "high", "GET /public": "high"}


def test_public_routes_are_left_out_at_an_address(run: Run, tmp_path: Path) -> None:
    config = "public-routes: [{route: '*', address: 'aws_api_gateway_method.own*', reason: the catalogue}]\n"
    assert set(severities(run, tmp_path, config)) == set(EVERY) - {"GET /open", "GET /public"}


def test_an_override_grades_and_switches_off(run: Run, tmp_path: Path) -> None:
    config = (
        "overrides:\n"
        "  - {route: 'GET /?', reason: internal, rules: {APIGW-101: {severity: low}}}\n"
        "  - {address: '*.same[\"a\"]', reason: moved, rules: {route-without-authorization: {enabled: false}}}\n"
        "  - {route: 'GET /b', reason: it matters, rules: {APIGW-101: {severity: critical}}}\n"
    )
    found = severities(run, tmp_path, config)
    assert "GET /a" not in found
    assert found["GET /b"] == "critical"
    assert found["GET /c"] == "low"
    assert found["GET /open"] == "high"


def test_a_rule_that_is_off_can_be_asked_somewhere(run: Run, tmp_path: Path) -> None:
    config = (
        "rules: {APIGW-101: {enabled: false}}\n"
        "overrides: [{route: 'GET /open', reason: here it counts, rules: {APIGW-101: {enabled: true}}}]\n"
    )
    assert severities(run, tmp_path, config) == {"GET /open": "high"}


def test_a_pack_brings_them_too(run: Run, tmp_path: Path) -> None:
    (tmp_path / "team.yaml").write_text(
        "name: team\nextends: recommended\nrequires: '>=0.1'\n"
        "public-routes: [{route: 'GET /?', reason: the catalogue}]\n"
        "overrides: [{route: 'GET /open', reason: internal, rules: {APIGW-101: {severity: info}}}]\n"
    )
    (tmp_path / "child.yaml").write_text("name: child\nextends: ./team.yaml\n")
    done = json.loads(run(PLAN, "--pack", "./child.yaml", "-f", "json").stdout)
    found = {f["subject"]["name"]: f["severity"] for f in done["findings"] if f["rule"] == "APIGW-101"}
    assert found == {"GET /open": "info", "GET /public": "high"}


@pytest.mark.parametrize(
    ("config", "message"),
    [
        ("public-routes: [{route: 'GET /a'}]\n", 'public-routes[0] lacks the key "reason"'),
        ("overrides: [{route: a, reason: b, rules: {APIGW-1O1: {severity: low}}}]\n", "did you mean APIGW-101"),
        ("overrides: [{route: a, reason: b, rules: {APIGW-101: {severty: low}}}]\n", 'unknown key "severty"'),
        (
            "overrides: [{route: a, reason: b, rules: {APIGW-101: {params: {public_routes: 3}}}}]\n",
            "overrides[0].rules.APIGW-101.params.public_routes: must be a list of texts",
        ),
    ],
)
def test_mistakes_name_file_line_and_key(run: Run, tmp_path: Path, config: str, message: str) -> None:
    (tmp_path / ".apigw-check.yaml").write_text(config)
    done = run(PLAN)
    assert done.returncode == 2
    assert ".apigw-check.yaml:1: " in done.stderr
    assert message in done.stderr


@pytest.mark.parametrize(
    ("requirement", "version", "met"),
    [
        (">=0.1", "0.1.0", True),
        (">=0.1, <1", "0.9.3", True),
        (">=0.1, <1", "1.0", False),
        ("==0.2", "0.2.0", True),
        (">0.2", "0.2.0", False),
        ("<=0.2", "0.2.1", False),
        (">=1", "0.10.0", False),
        (">=0.9", "0.10.0", True),
    ],
)
def test_versions(requirement: str, version: str, met: bool) -> None:
    assert (unmet(requirement, version) == "") is met


def test_a_pack_for_another_version_is_refused(run: Run, tmp_path: Path) -> None:
    (tmp_path / "team.yaml").write_text("name: team\nextends: recommended\nrequires: '>=99'\n")
    done = run(PLAN, "--pack", "./team.yaml")
    assert done.returncode == 2
    assert f"./team.yaml:3: the pack is for apigw-check >=99, and this is {__version__}" in done.stderr
    (tmp_path / "team.yaml").write_text("name: team\nrequires: newest\n")
    assert 'requires is "newest"; write versions such as' in run(PLAN, "--pack", "./team.yaml").stderr
