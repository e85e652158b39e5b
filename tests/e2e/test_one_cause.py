"""One cause, one finding: instances of one block that fail for the same reason are one, with all their places."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from tests.conftest import ROOT, Run

PLAN = "tests/frontends/one-cause/plan.json"
SAME = sorted("abcdefghijk")


@pytest.fixture
def report(run: Run) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(run(PLAN, "--rule", "APIGW-101", "-f", "json", cwd=ROOT).stdout)
    return found


def test_eleven_methods_of_one_block_are_one_finding(report: dict[str, Any]) -> None:
    finding = report["findings"][2]
    assert [finding["subject"]["name"], *(one["subject"]["name"] for one in finding["instances"])] == [
        f"GET /{name}" for name in SAME
    ]
    assert [place["address"] for place in finding["places"]] == [
        f'aws_api_gateway_method.same["{name}"]' for name in SAME
    ]
    assert {(place["file"], place["line"], place["column"]) for place in finding["places"]} == {
        ("tests/frontends/one-cause/main.tf", 29, 3)
    }
    assert [place["role"] for place in finding["places"]] == ["primary"] + ["related"] * 10


def test_routes_that_a_line_each_opens_are_a_finding_each(report: dict[str, Any]) -> None:
    causes = [[(place["line"], place["note"]) for place in finding["places"]] for finding in report["findings"][:2]]
    assert causes == [[(47, ""), (4, "set here")], [(47, ""), (5, "set here")]]


def test_each_instance_keeps_a_fingerprint_of_its_own(report: dict[str, Any]) -> None:
    prints = [one["fingerprint"] for finding in report["findings"] for one in (finding, *finding["instances"])]
    assert len(prints) == len(set(prints)) == 13


def test_the_summary_counts_findings_and_checks(report: dict[str, Any]) -> None:
    assert report["summary"]["by_severity"]["high"] == len(report["findings"]) == 3
    assert report["summary"]["by_change"]["new"] == 3
    assert report["summary"]["by_verdict"] == {"fail": 13, "undecided": 0, "pass": 1, "not_applicable": 0}


def test_the_text_names_the_first_and_counts_the_rest(run: Run) -> None:
    shown = run(PLAN, "--rule", "APIGW-101", cwd=ROOT).stdout
    assert "= same for: GET /b, GET /c, GET /d, GET /e, GET /f, GET /g, GET /h, GET /i and 2 more" in " ".join(
        shown.split()
    )
    assert shown.count("anyone can call") == 3
    assert "3 findings: 3 high" in shown


def test_sarif_has_one_result_that_names_all(run: Run) -> None:
    results = json.loads(run(PLAN, "--rule", "APIGW-101", "-f", "sarif", cwd=ROOT).stdout)["runs"][0]["results"]
    assert len(results) == 3
    assert "the same for GET /b, GET /c" in results[2]["message"]["text"]
    assert len(results[2]["relatedLocations"]) == 10


def test_operations_of_a_body_stay_apart(run: Run) -> None:
    findings = json.loads(run("tests/demo/rest-crud-poor/plan.json", "-f", "json", cwd=ROOT).stdout)["findings"]
    bodies = [finding for finding in findings if finding["rule"] == "APIGW-103"]
    assert bodies
    assert all(not finding["instances"] for finding in bodies)


REMOVED = "tests/rules/protection-removed/bad-everything-removed/plan.json"
OPENED = ("--rule", "APIGW-101", "--rule", "APIGW-821", "-f", "json")


def found(run: Run, *arguments: str) -> dict[str, dict[str, Any]]:
    return {f"{each['rule']} {each['subject']['name']}": each for each in run_json(run, *arguments)["findings"]}


def run_json(run: Run, *arguments: str) -> dict[str, Any]:
    report: dict[str, Any] = json.loads(run(*arguments, cwd=ROOT).stdout)
    return report


def test_that_a_route_is_open_and_that_the_change_opened_it_are_one_finding(run: Run) -> None:
    findings = found(run, REMOVED, *OPENED)
    opened = findings["APIGW-101 GET /"]
    assert opened["message"] == (
        "anyone can call GET /: it has no authorization; the change takes the authorization AWS_IAM from GET /"
    )
    assert (opened["joined"], opened["severity"], opened["change"]) == (["APIGW-821"], "high", "new")
    assert "APIGW-821 GET /" not in findings
    # Of the other protections no other rule that is asked says anything: each stays.
    assert {name for name in findings if name.startswith("APIGW-821")} > {"APIGW-821 stage prod", "APIGW-821 api shop"}


def test_what_is_accepted_of_the_one_leaves_the_other(run: Run, tmp_path: Path) -> None:
    for accepted, left in (("APIGW-101", "APIGW-821"), ("APIGW-821", "APIGW-101")):
        config = tmp_path / f"{accepted}.yaml"
        address = "aws_api_gateway_method.get"
        config.write_text(f"waivers:\n  - {{rule: {accepted}, address: {address}, reason: moved elsewhere}}\n")
        findings = found(run, REMOVED, *OPENED, "--config", str(config))
        assert findings[f"{accepted} GET /"]["status"] == "waived"
        assert (findings[f"{left} GET /"]["status"], findings[f"{left} GET /"]["joined"]) == ("open", [])


def test_the_one_who_is_worse_tells_both(run: Run, tmp_path: Path) -> None:
    config = tmp_path / "config.yaml"
    config.write_text("rules:\n  APIGW-101: {severity: low}\n")
    opened = found(run, REMOVED, *OPENED, "--config", str(config))["APIGW-821 GET /"]
    assert (opened["joined"], opened["severity"]) == (["APIGW-101"], "high")
    assert opened["message"].startswith("the change takes the authorization AWS_IAM from GET /; anyone can call")


def test_account_settings_that_are_missing_are_one_finding(run: Run) -> None:
    (missing,) = run_json(
        run, "tests/rules/account-logging-role-missing/bad-no-account/plan.json", "--rule", "APIGW-312", "-f", "json"
    )["findings"]
    assert [each["subject"]["name"] for each in missing["instances"]] == ["stage live"]
    assert {(place["line"], place["role"]) for place in missing["places"]} == {(9, "primary"), (30, "related")}


def test_operations_of_one_body_stand_together_in_the_text(run: Run, tmp_path: Path) -> None:
    operation = '{ get = { x-amazon-apigateway-integration = { type = "MOCK" } } }'
    paths = "".join(f'\n      "/{name}" = {operation}' for name in "abcde")
    (tmp_path / "main.tf").write_text(
        'resource "aws_api_gateway_rest_api" "shop" {\n  name = "shop"\n'
        f'  body = jsonencode({{\n    openapi = "3.0.1"\n    info = {{}}\n    paths = {{{paths}\n    }}\n  }})\n}}\n'
    )
    shown = run(".", "--rule", "APIGW-101", cwd=tmp_path).stdout
    assert shown.count("anyone can call") == 1
    assert [line.split("likewise: ")[1] for line in shown.splitlines() if "likewise" in line] == [
        f"main.tf:{line}:16 GET /{name}" for line, name in zip(range(8, 12), "bcde", strict=True)
    ]
    assert "5 findings: 5 high" in shown
    assert len(run_json(run, str(tmp_path), "--rule", "APIGW-101", "-f", "json")["findings"]) == 5
