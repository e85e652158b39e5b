"""Credentials that a rule finds in the configuration: each is named and located, and none is printed."""

from __future__ import annotations

import json
from pathlib import Path

from tests.conftest import Run

MAIN = """
resource "aws_api_gateway_stage" "live" {
  rest_api_id   = "abc"
  deployment_id = "def"
  stage_name    = "live"
  variables = {
    region       = "eu-central-1"
    db_password  = "hunter2hunter2"
    partner_token = "tok-12345678"
  }
}
"""
SECRETS = ("hunter2hunter2", "tok-12345678")
ONLY = ("--rule", "APIGW-616")


def test_every_variable_is_named_at_its_line(run: Run, tmp_path: Path) -> None:
    (tmp_path / "main.tf").write_text(MAIN)
    (finding,) = json.loads(run(".", *ONLY, "-f", "json", cwd=tmp_path).stdout)["findings"]
    assert finding["message"] == (
        "the variable db_password (a password, by its name) and the variable partner_token (a credential, by its name)"
        " of stage live hold credentials: everyone who may read the stage can read it"
    )
    assert [(place["line"], place["column"]) for place in finding["places"]] == [(8, 5), (9, 5)]


def test_no_format_prints_a_value(run: Run, tmp_path: Path) -> None:
    (tmp_path / "main.tf").write_text(MAIN)
    for form in ("text", "json", "sarif"):
        shown = run(".", *ONLY, "-f", form, cwd=tmp_path).stdout
        assert "db_password" in shown
        assert not any(secret in shown for secret in SECRETS)
    assert 'db_password  = "(sensitive value)"' in run(".", *ONLY, cwd=tmp_path).stdout


def test_no_comparison_prints_a_value(run: Run, tmp_path: Path) -> None:
    for name, text in (("with", MAIN), ("without", MAIN.replace("db_password", "x").replace("partner_token", "y"))):
        (tmp_path / name).mkdir()
        (tmp_path / name / "main.tf").write_text(text)
    for old, new in (("without", "with"), ("with", "without"), ("with", "with")):
        for form in ("text", "json", "sarif"):
            shown = run("diff", old, new, *ONLY, "-f", form, "-v", cwd=tmp_path).stdout
            assert not any(secret in shown for secret in SECRETS), (old, new, form)


def test_an_ignore_at_the_key_counts(run: Run, tmp_path: Path) -> None:
    ignore = '# apigw-check: ignore[APIGW-616] reason="a test account"\n    db_password'
    (tmp_path / "main.tf").write_text(MAIN.replace("db_password", ignore))
    (finding,) = json.loads(run(".", *ONLY, "-f", "json", cwd=tmp_path).stdout)["findings"]
    assert finding["status"] == "ignored"
