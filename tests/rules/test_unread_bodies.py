"""A body, or an operation of it, that is not known leaves open whatever hangs on what it says."""

from __future__ import annotations

from pathlib import Path

import pytest

from apigw_check import catalogue
from apigw_check._pipeline import analyse
from apigw_check.engine import Selected
from apigw_check.rules.base import Params

RULES = [Selected(rule, rule.severity, Params(rule.defaults())) for rule in catalogue.every([])]
SCHEMA = '{ type = "object", properties = { a = { type = "string", minItems = 1 } } }'
OPERATION = f"""{{
  x-amazon-apigateway-integration       = {{ type = "http", httpMethod = "POST", uri = "https://b.example.com" }}
  x-amazon-apigateway-request-validator = "all"
  requestBody                           = {{ content = {{ "application/json" = {{ schema = {SCHEMA} }} }} }}
}}"""
STAGE = """
resource "aws_api_gateway_stage" "prod" {
  rest_api_id   = aws_api_gateway_rest_api.shop.id
  deployment_id = "d"
  stage_name    = "prod"
}
"""
WITHOUT = "{ responses = {} }"


def body(operation: str) -> str:
    validators = "{ all = { validateRequestBody = true, validateRequestParameters = true } }"
    return f"""jsonencode({{
  openapi = "3.0.1"
  info    = {{ title = "shop", version = "1" }}
  x-amazon-apigateway-request-validators = {validators}
  paths   = {{ "/orders" = {{ get = {operation}, post = {operation} }} }}
}})"""


def verdicts(folder: Path, text: str, kind: str) -> dict[str, set[str]]:
    api = "aws_api_gateway_rest_api" if kind == "REST" else "aws_apigatewayv2_api"
    more = 'binary_media_types = ["*/*"]' if kind == "REST" else 'protocol_type = "HTTP"'
    stage = STAGE if kind == "REST" else ""
    resource = f'resource "{api}" "shop" {{\n  name = "shop"\n  body = {text}\n  {more}\n}}\n'
    (folder / "main.tf").write_text(f'variable "unknown" {{}}\n{resource}{stage}')
    analysis = analyse([str(folder)], RULES, source=None, keep_all=True)
    found: dict[str, set[str]] = {}
    for result in analysis.judgement.decisions:
        found.setdefault(result.rule.id, set()).add(result.verdict)
    return found


@pytest.mark.parametrize(
    ("rule", "kind", "operation"),
    [
        ("APIGW-212", "REST", OPERATION),
        ("APIGW-424", "REST", OPERATION),
        ("APIGW-704", "REST", OPERATION),
        ("APIGW-705", "HTTP", OPERATION),
        ("APIGW-707", "REST", OPERATION),
        ("APIGW-709", "REST", OPERATION),
        ("APIGW-811", "REST", WITHOUT),
        ("APIGW-811", "HTTP", WITHOUT),
    ],
)
def test_what_fails_where_it_is_known_is_undecided_where_it_is_not(
    tmp_path: Path, rule: str, kind: str, operation: str
) -> None:
    assert verdicts(tmp_path, body(operation), kind)[rule] == {"fail"}
    assert "undecided" in verdicts(tmp_path, "var.unknown", kind)[rule]
    assert verdicts(tmp_path, body("var.unknown"), kind)[rule] == {"undecided"}
