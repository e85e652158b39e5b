"""The baseline: what the file holds, what it covers, and what of it is fixed."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from apigw_check.engine import Result
from apigw_check.model.gateway import Api, Stage
from apigw_check.model.origin import Origin
from apigw_check.policy import PolicyFileError
from apigw_check.policy.baseline import Baseline, apply, content, entries, read
from apigw_check.rules.base import Spot
from tests.conftest import Run, change, plan_of, write

from .rules_for_tests import RULES

API = Api(origin=Origin("aws_api_gateway_rest_api.shop", "aws_api_gateway_rest_api"), protocol="REST")


def result(number: int = 1, **given: Any) -> Result:
    origin = Origin(f"aws_api_gateway_stage.s{number}", "aws_api_gateway_stage", input=given.pop("input", "plan.json"))
    stage = Stage(origin=origin, api=API, stage_name=f"s{number}")
    values: dict[str, Any] = {"verdict": "fail", "severity": "medium", "fingerprint": f"f{number}"} | given
    return Result(rule=RULES[0], subject=stage, message="m", spots=(Spot(origin),), **values)


def made(*results: Result, undecided: bool = False) -> Baseline:
    return Baseline(1, tuple(entries(results, ".", str, (), undecided=undecided)))


def applied(baseline: Baseline, *results: Result, inputs: tuple[str, ...] = ("plan.json",), **given: Any) -> list[str]:
    """The subjects that are fixed."""
    values: dict[str, Any] = {"asked": [RULES[0].id], "kept": (), "settled": True} | given
    return [entry.subject for entry in apply(results, baseline, ".", str, inputs=inputs, **values).fixed]


def test_what_is_in_it_is_accepted_and_what_is_new_is_not() -> None:
    baseline = made(result(1), result(2))
    old, new = result(1), result(3)
    assert applied(baseline, old, new) == ["stage s2"]
    assert (old.status, new.status) == ("baseline", "open")


def test_only_open_findings_are_written() -> None:
    found = [
        result(1, status="waived"),
        result(2, change="fixed"),
        result(3, verdict="undecided"),
        result(4),
    ]
    assert [entry.subject for entry in made(*found).findings] == ["stage s4"]
    assert [entry.subject for entry in made(*found, undecided=True).findings] == ["stage s3", "stage s4"]
    assert entries(found, ".", str, [RULES[0].id], undecided=True) == []


@pytest.mark.parametrize(
    ("was", "now", "status"),
    [
        ({"severity": "medium"}, {"severity": "high"}, "open"),
        ({"severity": "medium"}, {"severity": "low"}, "baseline"),
        ({"extent": ("a", "b")}, {"extent": ("b",)}, "baseline"),
        ({"extent": ("a",)}, {"extent": ("a", "b")}, "open"),
        ({"verdict": "undecided"}, {"verdict": "fail"}, "open"),
        ({"verdict": "fail"}, {"verdict": "undecided"}, "baseline"),
    ],
)
def test_what_is_worse_is_not_covered(was: dict[str, Any], now: dict[str, Any], status: str) -> None:
    found = result(**now)
    assert applied(made(result(**was), undecided=True), found) == []
    assert found.status == status


def test_inputs_are_told_apart_where_there_are_several() -> None:
    baseline = made(result(input="a.json"))
    alone, other, same = result(input="moved.json"), result(input="b.json"), result(input="a.json")
    applied(baseline, alone, inputs=("moved.json",))
    applied(baseline, other, same, inputs=("a.json", "b.json"))
    assert (alone.status, other.status, same.status) == ("baseline", "open", "baseline")
    both = made(result(1, input="a.json"), result(2, input="b.json"))
    assert applied(both, inputs=("a.json",)) == ["stage s1"]


def test_nothing_is_fixed_that_was_not_judged() -> None:
    baseline = made(result())
    assert applied(baseline) == ["stage s1"]
    assert applied(baseline, asked=()) == []
    assert applied(baseline, settled=False) == []


def test_a_rule_that_cannot_be_suppressed() -> None:
    found = result()
    assert applied(made(result()), found, kept=[RULES[0].id]) == []
    assert found.status == "open"


def test_the_order_is_that_of_no_run() -> None:
    found = [result(number) for number in range(5)]
    assert content(made(*found).findings) == content(made(*reversed(found), *found).findings)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "this is no baseline"),
        ("[]", "this is no baseline"),
        ("{}", "a baseline of version without a number"),
        ('{"version": 2}', "a baseline of version 2, and this program knows version 1"),
        ('{"version": true}', "a baseline of version without a number"),
        ('{"version": 1, "findings": [{"rule": "APIGW-101"}]}', "this is no baseline"),
        (
            '{"version": 1, "findings": [{"rule": "a", "fingerprint": "f", "severity": "bad", "subject": "s"}]}',
            'there is no severity "bad"',
        ),
        ('{"version": 1, "findings": ' + "[" * 100_000, "this is no baseline"),
    ],
)
def test_broken_files(tmp_path: Path, text: str, message: str) -> None:
    path = tmp_path / "b.json"
    path.write_text(text)
    with pytest.raises(PolicyFileError, match=r"b\.json: ") as caught:
        read(str(path))
    assert message in str(caught.value)


def test_bytes_that_are_no_text(tmp_path: Path) -> None:
    path = tmp_path / "b.json"
    path.write_bytes(b'{"version": "\xff"}')
    with pytest.raises(PolicyFileError, match="this is no baseline"):
        read(str(path))


# -- the command -----------------------------------------------------------------------------------------------------


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    return write(tmp_path / "plan.json", shop("GET /orders", "GET /stock"))


def shop(*routes: str) -> dict[str, Any]:
    api = change(
        "aws_apigatewayv2_api.shop", "aws_apigatewayv2_api", {"name": "s", "protocol_type": "HTTP", "id": "a1"}
    )
    made = [
        change(
            f"aws_apigatewayv2_route.{key.rpartition('/')[2]}",
            "aws_apigatewayv2_route",
            {"api_id": "a1", "route_key": key, "authorization_type": "NONE"},
        )
        for key in routes
    ]
    return plan_of(api, *made)


ASKED = ("--rule", "APIGW-101")


def test_from_the_first_run_to_the_last(run: Run, plan: Path) -> None:
    assert run(plan, *ASKED).returncode == 1
    done = run("baseline", plan, "--source", ".", "--no-config")
    assert done.returncode == 3  # no sources there: said as for any run
    done = run("baseline", plan)
    assert (done.returncode, done.stderr) == (0, "")
    file = plan.with_name("apigw-check-baseline.json")
    written = file.read_bytes()
    assert json.loads(written)["version"] == 1
    assert b'"line"' not in written
    again = run("baseline", plan)
    assert (again.returncode, file.read_bytes()) == (2, written)
    assert "--update" in again.stderr

    for options, environment in ((("--baseline", file), {}), ((), {"APIGW_CHECK_BASELINE": str(file)})):
        done = run(plan, *options, "-f", "json", **environment)
        assert done.returncode == 0
        findings = json.loads(done.stdout)["findings"]
        assert {finding["status"] for finding in findings} == {"baseline"}
    config = plan.with_name(".apigw-check.yaml")
    config.write_text("baseline: apigw-check-baseline.json\n")
    assert run(plan).returncode == 0

    write(plan, shop("GET /orders", "GET /customers"))
    done = run(plan, "-v", *ASKED)
    assert done.returncode == 1
    assert "anyone can call GET /customers" in done.stdout
    assert "1 of its" in done.stdout
    assert "fixed: APIGW-101 GET /stock at aws_apigatewayv2_route.stock" in " ".join(done.stdout.split())

    assert run("baseline", plan, "--update").returncode == 0
    subjects = {entry["subject"] for entry in json.loads(file.read_bytes())["findings"]}
    assert "GET /customers" in subjects
    assert "GET /stock" not in subjects
    assert run(plan).returncode == 0


def test_a_plan_that_cannot_be_read_makes_no_baseline(run: Run, plan: Path) -> None:
    plan.write_text("{")
    done = run("baseline", plan)
    assert done.returncode == 3
    assert "no baseline was written" in done.stderr
    assert not plan.with_name("apigw-check-baseline.json").exists()


def test_what_is_no_baseline_is_not_replaced(run: Run, plan: Path) -> None:
    other = plan.with_name("other.json")
    other.write_text('{"mine": 1}')
    assert run("baseline", plan, "-o", "other.json", "--update").returncode == 2
    assert other.read_text() == '{"mine": 1}'
    done = run(plan, "--baseline", "none.json")
    assert done.returncode == 2
    assert "none.json: the baseline cannot be read" in done.stderr
    assert run("baseline", plan, "-o", "no/such/folder.json").returncode == 2
