"""The main job on real plans: the same findings in every format, each at the right line, and what a change does."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from tests.conftest import ROOT, Run

POOR = "tests/demo/rest-crud-poor"
CHANGE = "tests/demo/rest-crud-change"

#: What the line that a finding points at must say, by rule: the attribute, or the header of the block that lacks it.
LINE = {
    "APIGW-101": r"authorization\s+=",
    "APIGW-102": r"authorization_type\s+=",
    "APIGW-103": r"get = \{",
    "APIGW-106": r"authorization\s+=",
    "APIGW-107": r"authorization\s+=",
    "APIGW-110": r"authorizer_id\s+=",
    "APIGW-113": r"jwt_configuration \{",
    "APIGW-125": r'resource "aws_api_?gateway\w*_authorizer"',
    "APIGW-127": r"policy\s+=",
    "APIGW-201": r"security_policy\s+=",
    "APIGW-203": r"disable_execute_api_endpoint\s+=",
    "APIGW-209": r"uri\s+=",
    "APIGW-210": r"insecure_skip_verification\s+=",
    "APIGW-301": r'resource "aws_api_?gateway\w*_(stage|deployment)"|destination_arn\s+=',
    "APIGW-302": r"format\s+=",
    "APIGW-303": r"format\s+=",
    "APIGW-305": r'logging_level\s+=|resource "aws_api_gateway_deployment"',
    "APIGW-306": r"data_trace_enabled\s+=",
    "APIGW-312": r'resource "aws_api_?gateway\w*_stage"',
    "APIGW-401": r'resource "aws_api_?gateway\w*_(stage|deployment)"',
    "APIGW-402": r"throttling_rate_limit\s+=",
    "APIGW-404": r"method_path\s+=",
    "APIGW-410": r'resource "aws_api_gateway_stage"',
    "APIGW-420": r"cache_data_encrypted\s+=",
    "APIGW-421": r"require_authorization_for_cache_control\s+=",
    "APIGW-423": r"cache_key_parameters\s+=",
    "APIGW-501": r'resource "aws_api_gateway_(stage|deployment)"',
    "APIGW-502": r"resource_arn\s+=",
    "APIGW-505": r'resource "aws_wafv2_web_acl"',
    "APIGW-506": r'resource "aws_wafv2_web_acl"',
    "APIGW-507": r"rule \{",
    "APIGW-510": r'resource "aws_wafv2_web_acl"',
    "APIGW-601": r"policy\s+=",
    "APIGW-602": r'resource "aws_api_gateway_rest_api"',
    "APIGW-606": r"disable_execute_api_endpoint\s+=",
    "APIGW-607": r'resource "aws_api_gateway_base_path_mapping"',
    "APIGW-610": r"response_parameters\s+=",
    "APIGW-612": r'resource "aws_lambda_permission"',
    "APIGW-701": r"request_validator_id\s+=",
    "APIGW-801": r'resource "aws_api_gateway_deployment"',
    "APIGW-804": r"stage_name\s+=",
    "APIGW-817": r'resource "aws_api_gateway_rest_api"',
    "APIGW-805": r'resource "aws_api_gateway_deployment"',
}


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("reports")


def reports(run: Run, out: Path, folder: str) -> tuple[dict[str, Any], dict[str, Any], str]:
    done = run(
        f"{folder}/plan.json", "-o", f"json={out}/r.json", "-o", f"sarif={out}/r.sarif", "-o", f"text={out}/r.txt",
        cwd=ROOT,
    )  # fmt: skip
    assert done.returncode == 1, done.stderr
    assert not done.stderr
    return (
        json.loads((out / "r.json").read_text()),
        json.loads((out / "r.sarif").read_text()),
        (out / "r.txt").read_text(),
    )


def test_every_format_has_the_same_findings_at_the_same_lines(run: Run, out: Path) -> None:
    report, sarif, text = reports(run, out, POOR)
    in_json = sorted(
        (f["rule"], f["places"][0]["file"], f["places"][0]["line"], f["places"][0]["column"])
        for f in report["findings"]
        if f["verdict"] == "fail"
    )
    in_sarif = []
    for result in sarif["runs"][0]["results"]:
        if result["kind"] != "fail":
            continue
        place = result["locations"][0]["physicalLocation"]
        region = place["region"]
        in_sarif.append(
            (result["ruleId"], place["artifactLocation"]["uri"], region["startLine"], region["startColumn"])
        )
    heads = re.findall(r"^(?:critical|high|medium|low|info) (APIGW-\d+)", text, re.MULTILINE)
    places = re.findall(r"^ *╭─ (\S+):(\d+):(\d+)", text, re.MULTILINE)
    assert len(heads) == len(places)
    in_text = [(r, f, int(li), int(co)) for r, (f, li, co) in zip(heads, places, strict=True)]
    assert sorted(in_sarif) == in_json
    assert sorted(in_text) == in_json
    assert len(in_json) >= 30


def test_each_finding_is_at_the_right_line(run: Run, out: Path) -> None:
    report, _, text = reports(run, out, POOR)
    for finding in report["findings"]:
        place = finding["places"][0]
        line = (ROOT / place["file"]).read_text().splitlines()[place["line"] - 1]
        assert re.match(LINE[finding["rule"]], line[place["column"] - 1 :]), (finding["rule"], place, line)
        assert place["role"] == "primary"
        assert [p["role"] for p in finding["places"][1:]] == ["related"] * (len(finding["places"]) - 1)
        if finding["verdict"] == "fail":
            assert line.strip()[:40] in text


def test_the_poor_variant_violates_what_its_comments_say(run: Run, out: Path) -> None:
    report, _, _ = reports(run, out, POOR)
    found = {finding["rule"] for finding in report["findings"] if finding["verdict"] == "fail"}
    named = set()
    for path in (ROOT / POOR).glob("*.tf"):
        named |= {f"APIGW-{number}" for number in re.findall(r"#.*?APIGW-(\d+)", path.read_text())}
    assert named
    assert named <= found


def test_a_change_is_told_from_what_was_there(run: Run, out: Path) -> None:
    report, _, _ = reports(run, out, CHANGE)
    found = {(f["rule"], f["subject"]["name"], f["change"]) for f in report["findings"] if f["verdict"] == "fail"}
    assert found == {
        ("APIGW-101", "GET /debug", "new"),
        ("APIGW-101", "GET /users", "new"),
        ("APIGW-201", "domain api.example.com", "new"),
        ("APIGW-209", "integration of GET /reports", "existing"),
        ("APIGW-306", "stage prod", "fixed"),
        ("APIGW-312", "stage prod", "existing"),
        ("APIGW-505", "web ACL users", "existing"),
        ("APIGW-506", "web ACL users", "existing"),
        ("APIGW-510", "web ACL users", "existing"),
        ("APIGW-701", "POST /users", "existing"),
        ("APIGW-821", "stage prod", "new"),
    }
    # What a change takes away, and what is missing now, are one finding at one place: the worse tells both.
    joined = {(f["rule"], f["subject"]["name"], *f["joined"]) for f in report["findings"] if f["joined"]}
    assert joined == {
        ("APIGW-101", "GET /users", "APIGW-821"),
        ("APIGW-201", "domain api.example.com", "APIGW-821"),
        ("APIGW-821", "stage prod", "APIGW-301"),
    }


def test_the_good_example_has_no_findings(run: Run) -> None:
    folder = "examples/rest-crud"
    # Its configuration says which cached route answers all members alike, and asks for the strict pack.
    done = run(f"{folder}/plan.json", "--config", f"{folder}/.apigw-check.yaml", "--format", "json", cwd=ROOT)
    assert done.returncode == 0, done.stderr
    failed = [f for f in json.loads(done.stdout)["findings"] if f["verdict"] == "fail"]
    assert {f["status"] for f in failed} <= {"waived"}


@pytest.mark.parametrize("folder", sorted(path.parent.name for path in (ROOT / "examples").glob("*/plan.json")))
def test_every_example_is_clean_under_strict_but_for_reasoned_waivers(run: Run, folder: str) -> None:
    done = run("plan.json", "--format", "json", "--fail-on", "info", cwd=ROOT / "examples" / folder)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "pack: strict" in (ROOT / "examples" / folder / ".apigw-check.yaml").read_text()
    report = json.loads(done.stdout)
    failures = [finding for finding in report["findings"] if finding["verdict"] == "fail"]
    assert {finding["status"] for finding in failures} <= {"waived"}
    assert all(finding["status_reason"] for finding in failures)
    assert report["summary"]["checks"] > 20
