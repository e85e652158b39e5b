"""Rules of one's own, from YAML folders and installed packages, and `apigw-check test`."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from tests.conftest import ROOT, Run

EXAMPLE = ROOT / "policies/example"
BAD = EXAMPLE / "cases/company-issuer/bad-other/plan.json"
OK, FINDINGS, USAGE, UNREADABLE = 0, 1, 2, 3


@pytest.fixture
def team(tmp_path: Path) -> Path:
    folder = tmp_path / "team"
    shutil.copytree(EXAMPLE, folder)
    return folder


def found(done: Any, rule: str = "ACME-001") -> list[dict[str, Any]]:
    return [finding for finding in json.loads(done.stdout)["findings"] if finding["rule"] == rule]


def test_the_example_passes(run: Run) -> None:
    done = run("test", EXAMPLE)
    assert done.returncode == OK, done.stdout + done.stderr
    assert "5 checks of 2 rules: 5 ok, 0 failed" in done.stdout


def test_a_finding_of_an_own_rule_is_located(run: Run) -> None:
    (finding,) = found(run(BAD, "--rules-dir", EXAMPLE / "rules", "-f", "json", cwd=ROOT))
    assert finding["message"] == "authorizer users of api orders-api accepts tokens of https://login.elsewhere.example/"
    assert (finding["places"][0]["line"], finding["places"][0]["column"]) == (14, 5)
    assert finding["severity"] == "high"


def test_undecided_is_said(run: Run) -> None:
    plan = EXAMPLE / "cases/company-issuer/undecided-later/plan.json"
    (finding,) = found(run(plan, "--rules-dir", EXAMPLE / "rules", "-f", "json"))
    assert finding["verdict"] == "undecided"


def test_the_configuration_names_folders_and_sets_parameters(run: Run, tmp_path: Path) -> None:
    (tmp_path / ".apigw-check.yaml").write_text(
        f"rules-dir: {EXAMPLE}/rules\n"
        "overrides:\n"
        "  - address: aws_apigatewayv2_authorizer.users\n"
        "    reason: a partner's issuer\n"
        "    rules:\n"
        "      company-issuer: {params: {issuer: 'https://login.elsewhere.example/'}}\n"
    )
    assert found(run(BAD, "-f", "json")) == []
    listed = json.loads(run("rules", "-f", "json").stdout)
    assert [rule["id"] for rule in listed][:2] == ["ACME-001", "ACME-002"]
    assert "# ACME-001: Token of a foreign issuer" in run("explain", "company-issuer").stdout


def test_a_rule_that_finds_nothing_fails_its_bad_case(run: Run, team: Path) -> None:
    rule = team / "rules/company-issuer.yaml"
    rule.write_text(rule.read_text().replace("require: starts_with(issuer, params.issuer)", "require: issuer != null"))
    done = run("test", team)
    assert done.returncode == FINDINGS
    assert "FAIL  bad-other: finds nothing (1 pass)" in done.stdout
    assert "FAIL  undecided-later: is decided (1 pass)" in done.stdout


def test_a_rule_that_finds_too_much_fails_its_good_case(run: Run, team: Path) -> None:
    rule = team / "rules/company-issuer.yaml"
    rule.write_text(rule.read_text().replace("require: starts_with(issuer, params.issuer)", "require: issuer == null"))
    done = run("test", team)
    assert done.returncode == FINDINGS
    assert "FAIL  good-ours: fails on authorizer users" in done.stdout


def test_a_rule_without_cases_fails(run: Run, team: Path) -> None:
    shutil.rmtree(team / "cases/owned-api-name")
    done = run("test", team)
    assert done.returncode == FINDINGS
    assert done.stdout.count("has no bad case: put one into") == 1
    assert done.stdout.count("has no good case: put one into") == 1


def test_expected_results_are_compared_whole(run: Run, team: Path) -> None:
    expected = team / "cases/company-issuer/bad-other/expected.json"
    expected.write_text('{"results": [{"verdict": "fail", "subject": "authorizer users"}]}')
    assert run("test", team).returncode == OK
    expected.write_text('{"results": [{"verdict": "pass", "subject": "authorizer users"}]}')
    done = run("test", team)
    assert done.returncode == FINDINGS
    assert "misses pass for authorizer users; has fail for authorizer users" in done.stdout
    expected.write_text("[")
    assert "expected.json cannot be used" in run("test", team).stdout


def test_an_unreadable_plan_is_told(run: Run, team: Path) -> None:
    (team / "cases/company-issuer/bad-other/plan.json").write_text("{")
    done = run("test", team)
    assert done.returncode == UNREADABLE
    assert "FAIL  bad-other: " in done.stdout
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (("subject: authorizer", "subject: autorizer"), 'subject is "autorizer"; did you mean authorizer?'),
        (("severity: high", "severity: bad"), 'severity is "bad"; allowed: critical, high, medium, low, info'),
        (("id: ACME-001", "id: acme1"), 'id is "acme1"; it has to match'),
        (("id: ACME-001", "id: APIGW-101"), "APIGW-101 is already APIGW-101 (route-without-authorization)"),
        (("at: issuer", "at: isuer"), 'at: Authorizer has no field "isuer"; did you mean issuer?'),
        (("{issuer}", "{isuer}"), 'message: Authorizer has no field "isuer"'),
        (("where: type == 'JWT'", "where: type = 'JWT'"), "where: this is no JMESPath expression"),
        (("require: starts_with(issuer, params.issuer)\n", ""), 'the file lacks the key "require"'),
        (("id: ACME-001", "id: ACME-002"), "ACME-002 is also the rule of"),
    ],
)
def test_mistakes_in_a_rule_name_file_line_and_what_to_write(
    run: Run, team: Path, change: tuple[str, str], message: str
) -> None:
    rule = team / "rules/company-issuer.yaml"
    assert change[0] in rule.read_text()
    rule.write_text(rule.read_text().replace(*change))
    for done in (run("test", team), run(BAD, "--rules-dir", team / "rules")):
        assert done.returncode == USAGE
        assert message in done.stderr
        assert ".yaml" in done.stderr
        assert "Traceback" not in done.stderr
        assert done.stdout == ""


def test_folders_that_are_none(run: Run, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    assert "there is no .yaml file with a rule in it" in run("test", "empty").stderr
    assert "no such folder" in run("test", "nowhere").stderr
    assert run(BAD, "--rules-dir", "nowhere").returncode == USAGE


def test_an_installed_package_brings_rules(run: Run, tmp_path: Path) -> None:
    site = tmp_path / "site"
    info = site / "acme_rules-1.0.dist-info"
    info.mkdir(parents=True)
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: acme-rules\nVersion: 1.0\n")
    (info / "entry_points.txt").write_text("[apigw_check.rules]\nacme = acme_rules:RULES\n")
    (site / "acme_rules.py").write_text(
        '"""Never pass.\n\n## What it requires\nNothing passes.\n"""\n'
        "from apigw_check.model.gateway import Api\n"
        "from apigw_check.rules.base import HIGH, Rule, fail\n"
        'RULE = Rule(id="ACME-900", slug="never", title="Never", subject=Api, severity=HIGH)\n'
        "@RULE.check\n"
        "def check(api, params):\n"
        '    return fail(f"{api.name} is there", api)\n'
        "RULES = [RULE]\n"
    )
    done = run(BAD, "-f", "json", PYTHONPATH=str(site))
    assert [finding["message"] for finding in found(done, "ACME-900")] == ["api orders-api is there"]
    (site / "acme_rules.py").write_text("raise ValueError('broken')\n")
    done = run(BAD, PYTHONPATH=str(site))
    assert done.returncode == USAGE
    assert (
        "package acme-rules, entry point acme = acme_rules:RULES: cannot be loaded: ValueError: broken" in done.stderr
    )
    (site / "acme_rules.py").write_text("RULES = ['x']\n")
    assert "offers str, not a Rule" in run(BAD, PYTHONPATH=str(site)).stderr
