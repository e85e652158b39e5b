"""`apigw-check suppressions`: what accepts findings, where, why, and whether it is used."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from tests.conftest import Run, write

SOURCE = """
resource "aws_apigatewayv2_api" "shop" {
  name          = "shop"
  protocol_type = "HTTP"
}

# apigw-check: ignore[APIGW-101] owner=web since=%s reason="a public catalogue"
resource "aws_apigatewayv2_route" "orders" {
  api_id    = aws_apigatewayv2_api.shop.id
  route_key = "GET /orders"
}

# apigw-check: ignore[APIGW-1011]
"""


@pytest.fixture
def plan(tmp_path: Path, open_route: dict[str, Any]) -> Path:
    written = datetime.now(UTC).date() - timedelta(days=12)
    tmp_path.joinpath("main.tf").write_text(SOURCE % written)
    return write(tmp_path / "plan.json", open_route)


def test_everything_that_there_is(run: Run, plan: Path) -> None:
    assert run("baseline", plan, "-o", "b.json", "--no-ignores").returncode == 0
    plan.with_name(".apigw-check.yaml").write_text(
        "baseline: b.json\n"
        "waivers:\n"
        "  - {rule: APIGW-301, address: '*', reason: nothing has it, owner: ops, until: 2020-01-31}\n"
        "  - rule: [APIGW-101]\n"
        "    address: '*'\n"
        "    reason: all are public\n"
    )
    done = run("suppressions", plan, "-f", "json")
    assert (done.returncode, done.stderr) == (0, "")
    listing = json.loads(done.stdout)
    assert listing["version"] == 1
    first, second, third, fourth, *entries = listing["suppressions"]
    assert (first["form"], first["file"], first["line"], first["column"]) == ("ignore", "main.tf", 7, 3)
    assert (first["rules"], first["used"], first["owner"]) == (["APIGW-101"], ["APIGW-101"], "web")
    assert (first["age_days"], first["reason"], first["refused"]) == (12, "a public catalogue", "")
    assert (second["unknown_rules"], second["used"], second["age_days"]) == (["APIGW-1011"], [], None)
    assert (third["form"], third["until"]) == ("waiver", "2020-01-31")
    assert third["refused"] == "it ended on 2020-01-31"
    assert (fourth["file"], fourth["line"], fourth["column"]) == (".apigw-check.yaml", 4, 5)
    assert fourth["used"] == ["APIGW-101"]
    assert {entry["form"] for entry in entries} == {"baseline"}
    routes = [entry for entry in entries if entry["rules"] == ["APIGW-101"]]
    assert [(entry["subject"], entry["used"]) for entry in routes] == [("GET /orders", [])]


def test_as_text(run: Run, plan: Path) -> None:
    done = run("suppressions", plan)
    assert done.returncode == 0
    assert "main.tf:7:3" in done.stdout
    assert "12 d" in done.stdout
    assert "2 suppressions, 1 used" in done.stdout
    assert "no suppressions" in run("suppressions", plan, "--no-ignores").stdout


def test_bad_input(run: Run, plan: Path) -> None:
    plan.write_text("{")
    done = run("suppressions", plan)
    assert done.returncode == 3
    assert "Traceback" not in done.stderr
    assert run("suppressions").returncode == 2
