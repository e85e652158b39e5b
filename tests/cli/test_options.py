"""Options, where they come from, and what they do; exit codes."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from tests.conftest import Run, change, plan_of, write

OK, FINDINGS, USAGE, UNREADABLE, CRASHED = range(5)


@pytest.fixture
def plan(tmp_path: Path, open_route: dict[str, Any]) -> Path:
    """One finding of high severity."""
    return write(tmp_path / "plan.json", open_route)


@pytest.fixture
def unknown(tmp_path: Path) -> Path:
    """One undecided result and no finding."""
    route = change(
        "aws_apigatewayv2_route.orders",
        "aws_apigatewayv2_route",
        {"api_id": "a1", "route_key": "GET /orders", "target": "integrations/i1"},
        change={"after_unknown": {"authorization_type": True}},
    )
    api = change(
        "aws_apigatewayv2_api.shop", "aws_apigatewayv2_api", {"name": "s", "protocol_type": "HTTP", "id": "a1"}
    )
    made = plan_of(api, route)
    expressions = {"authorization_type": {"references": ["terraform_data.x.output", "terraform_data.x"]}}
    made["configuration"]["root_module"]["resources"][1]["expressions"] = expressions
    return write(tmp_path / "unknown.json", made)


@pytest.mark.parametrize(
    ("level", "code"), [("critical", OK), ("high", FINDINGS), ("medium", FINDINGS), ("info", FINDINGS), ("never", OK)]
)
def test_fail_on(run: Run, plan: Path, level: str, code: int) -> None:
    assert run(plan, "--fail-on", level).returncode == code
    assert run(plan, APIGW_CHECK_FAIL_ON=level).returncode == code
    plan.with_name(".apigw-check.yaml").write_text(f"fail-on: {level}\n")
    assert run(plan).returncode == code


def test_a_flag_wins_over_the_environment_and_that_over_the_file(run: Run, plan: Path) -> None:
    plan.with_name(".apigw-check.yaml").write_text("fail-on: never\nformat: json\n")
    done = run(plan)
    assert done.returncode == OK
    assert json.loads(done.stdout)["version"] == 1
    done = run(plan, APIGW_CHECK_FORMAT="sarif", APIGW_CHECK_FAIL_ON="high")
    assert done.returncode == FINDINGS
    assert json.loads(done.stdout)["version"] == "2.1.0"
    done = run(
        plan, "--format", "text", "--fail-on", "critical", APIGW_CHECK_FORMAT="sarif", APIGW_CHECK_FAIL_ON="high"
    )
    assert done.returncode == OK
    assert "APIGW-101" in done.stdout
    assert run(plan, "--no-config").returncode == FINDINGS


def test_pyproject_holds_the_configuration_too(run: Run, plan: Path) -> None:
    plan.with_name("pyproject.toml").write_text('[tool.apigw-check]\nfail-on = "never"\n')
    assert run(plan).returncode == OK


def test_a_wrong_word_in_the_environment(run: Run, plan: Path) -> None:
    done = run(plan, APIGW_CHECK_FAIL_ON="hihg")
    assert done.returncode == USAGE
    assert "APIGW_CHECK_FAIL_ON=hihg" in done.stderr
    assert run(plan, APIGW_CHECK_STRICT_UNKNOWN="perhaps").returncode == USAGE


def test_undecided_results_fail_only_where_asked(run: Run, unknown: Path) -> None:
    done = run(unknown)
    assert done.returncode == OK
    assert "undecided" in done.stdout
    assert run(unknown, "--strict-unknown").returncode == FINDINGS
    assert run(unknown, APIGW_CHECK_STRICT_UNKNOWN="1").returncode == FINDINGS
    assert "authorization type is not known" in run(unknown, "-v").stdout
    report = json.loads(run(unknown, "--format", "json").stdout)
    assert {f["verdict"] for f in report["findings"]} == {"undecided"}
    assert all(f["reason"] for f in report["findings"])


def test_only_the_rules_that_are_named(run: Run, plan: Path) -> None:
    report = json.loads(run(plan, "--rule", "APIGW-301", "--format", "json").stdout)
    assert report["findings"] == []
    report = json.loads(run(plan, "--rule", "route-without-authorization", "--format", "json").stdout)
    assert [f["rule"] for f in report["findings"]] == ["APIGW-101"]


def test_severity_parameters_and_waivers(run: Run, plan: Path) -> None:
    config = plan.with_name(".apigw-check.yaml")
    config.write_text("rules:\n  APIGW-101: {severity: low}\n")
    done = run(plan, "--format", "json")
    assert done.returncode == OK
    assert json.loads(done.stdout)["findings"][0]["severity"] == "low"
    config.write_text('rules:\n  APIGW-101: {params: {public_routes: ["GET /orders"]}}\n')
    assert json.loads(run(plan, "--format", "json").stdout)["findings"] == []
    config.write_text(
        "waivers:\n"
        "  - {rule: APIGW-101, address: aws_apigatewayv2_route.*, reason: a public catalogue}\n"
        "  - {rule: APIGW-301, address: '*', reason: nothing has it}\n"
    )
    asked = [word for number in (101, 301, 901) for word in ("--rule", f"APIGW-{number}")]
    done = run(plan, "-o", "sarif=r.sarif", "-o", "json=r.json", *asked)
    assert done.returncode == OK
    assert "1 waived" in done.stdout
    assert "this waiver suppresses nothing: APIGW-301" in done.stdout
    assert ".apigw-check.yaml:3:5" in done.stdout
    assert "a public catalogue" in run(plan, "-v").stdout
    finding, unused = json.loads(plan.with_name("r.json").read_text())["findings"]
    assert (unused["rule"], unused["severity"], unused["change"]) == ("APIGW-901", "low", "new")
    assert (finding["status"], finding["status_reason"]) == ("waived", "a public catalogue")
    result, _ = json.loads(plan.with_name("r.sarif").read_text())["runs"][0]["results"]
    assert result["suppressions"][0]["justification"] == "a public catalogue"
    config.write_text("waivers:\n  - {rule: APIGW-101, address: '*', reason: for a while, until: 2020-01-31}\n")
    done = run(plan)
    assert done.returncode == FINDINGS
    assert "this waiver does not hold: it ended on 2020-01-31" in done.stdout
    config.write_text("waivers:\n  - {rule: APIGW-101, address: '*'}\n")
    assert run(plan).returncode == USAGE


def test_a_crash_of_a_rule_is_told_and_the_report_is_still_written(
    monkeypatch: pytest.MonkeyPatch, plan: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    from apigw_check import _cli
    from apigw_check.rules.authorization import route_without_authorization as module

    def broken(route: object, params: object) -> Any:
        raise ZeroDivisionError("by \x1b[31mzero")

    monkeypatch.setattr(module.RULE, "_check", broken)
    assert _cli.run([str(plan), "--format", "json", "--no-config"]) == CRASHED
    out, err = capsysbinary.readouterr()
    report = json.loads(out)
    assert report["crashes"] == ["APIGW-101 failed internally on GET /orders: ZeroDivisionError: by zero"]
    assert b"please report this" in err
    assert b"\x1b" not in err


def test_version_and_help(run: Run) -> None:
    from apigw_check import __version__

    assert run("--version").stdout == f"apigw-check {__version__}\n"
    text = run("--help").stdout
    for word in ("exit codes:", "--strict-unknown", "inventory", "APIGW_CHECK_FAIL_ON"):
        assert word in text


def test_inventory_and_rules(run: Run, plan: Path) -> None:
    assert "GET /orders" in run("inventory", plan).stdout
    (gateway,) = json.loads(run("inventory", plan, "--format", "json").stdout)["gateways"]
    assert gateway["routes"][0]["name"] == "GET /orders"
    assert run("inventory", "missing.json").returncode == UNREADABLE
    listed = json.loads(run("rules", "--format", "json").stdout)
    assert {"APIGW-101", "APIGW-804"} <= {rule["id"] for rule in listed}
    assert run("explain", "APIGW-101").stdout.startswith("# APIGW-101: Route without authorization\n")


def test_inventory_of_a_folder(run: Run, tmp_path: Path) -> None:
    (tmp_path / "main.tf").write_text(
        'resource "aws_apigatewayv2_api" "shop" {\n  name = "shop"\n  protocol_type = "HTTP"\n}\n'
        'resource "aws_apigatewayv2_route" "orders" {\n  api_id = aws_apigatewayv2_api.shop.id\n'
        '  route_key = "${var.method} /orders"\n}\nvariable "method" {\n}\n'
    )
    (tmp_path / "own.tfvars").write_text('method = "PUT"\n')
    assert "GET /orders" in run("inventory", tmp_path, "--var", "method=GET").stdout
    assert "PUT /orders" in run("inventory", tmp_path, "--var-file", tmp_path / "own.tfvars").stdout
    done = run("inventory", tmp_path, "--var", "other=GET")
    assert done.returncode == OK
    assert "/orders" not in done.stdout.replace("var.method", "")
    assert "--var other: the folder declares no such variable" in done.stderr
    (tmp_path / "config.yaml").write_text("var:\n  method: PATCH\n")
    assert "PATCH /orders" in run("inventory", tmp_path, "--config", tmp_path / "config.yaml").stdout
    (tmp_path / "odd.tf").write_text("locals {\n  a = = 1\n}\n")
    assert run("inventory", tmp_path, "--var", "method=GET").returncode == UNREADABLE
    assert run("inventory", tmp_path, "--var", "method=GET", "--keep-going").returncode == OK
