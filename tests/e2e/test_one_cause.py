"""One cause, one finding: instances of one block that fail for the same reason are one, with all their places."""

from __future__ import annotations

import json
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
    finding = report["findings"][1]
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


def test_each_instance_keeps_a_fingerprint_of_its_own(report: dict[str, Any]) -> None:
    prints = [one["fingerprint"] for finding in report["findings"] for one in (finding, *finding["instances"])]
    assert len(prints) == len(set(prints)) == 13


def test_the_summary_counts_findings_and_checks(report: dict[str, Any]) -> None:
    assert report["summary"]["by_severity"]["high"] == len(report["findings"]) == 2
    assert report["summary"]["by_change"]["new"] == 2
    assert report["summary"]["by_verdict"] == {"fail": 13, "undecided": 0, "pass": 1, "not_applicable": 0}


def test_the_text_names_the_first_and_counts_the_rest(run: Run) -> None:
    shown = run(PLAN, "--rule", "APIGW-101", cwd=ROOT).stdout
    assert "= same for: GET /b, GET /c, GET /d, GET /e, GET /f, GET /g, GET /h, GET /i and 2 more" in " ".join(
        shown.split()
    )
    assert shown.count("anyone can call") == 2
    assert "2 findings: 2 high" in shown


def test_sarif_has_one_result_that_names_all(run: Run) -> None:
    results = json.loads(run(PLAN, "--rule", "APIGW-101", "-f", "sarif", cwd=ROOT).stdout)["runs"][0]["results"]
    assert len(results) == 2
    assert "the same for GET /b, GET /c" in results[1]["message"]["text"]
    assert len(results[1]["relatedLocations"]) == 10


def test_operations_of_a_body_stay_apart(run: Run) -> None:
    findings = json.loads(run("tests/demo/rest-crud-poor/plan.json", "-f", "json", cwd=ROOT).stdout)["findings"]
    bodies = [finding for finding in findings if finding["rule"] == "APIGW-103"]
    assert bodies
    assert all(not finding["instances"] for finding in bodies)
