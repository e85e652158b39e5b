"""What public configurations are written like: found in them, and shown here with the least that does."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from apigw_check import catalogue
from apigw_check._pipeline import analyse
from apigw_check.engine import Judgement, Selected
from apigw_check.rules.base import Params

API = """
resource "aws_api_gateway_rest_api" "shop" {
  name = "shop"
  body = data.template_file.body.rendered
}
"""
BODY = """
swagger: "2.0"
info: { title: shop, version: "1" }
paths:
  /orders:
    get:
      x-amazon-apigateway-integration:
        type: aws_proxy
        httpMethod: POST
        uri: "arn:aws:apigateway:${region}:lambda:path/2015-03-31/functions/${function}/invocations"
        timeoutInMillis: ${timeout}
"""
TEMPLATE = """
provider "aws" {
  region = "eu-central-1"
}

data "aws_region" "current" {}

data "template_file" "body" {
  template = file("${path.module}/api.yaml")
  vars = {
    function = aws_lambda_function.orders.arn
    region   = data.aws_region.current.region
    timeout  = 5000
  }
}

resource "aws_lambda_function" "orders" {
  function_name = "orders"
  role          = "arn:aws:iam::123456789012:role/orders"
}
"""


def judged(folder: Path, *rules: str) -> tuple[Judgement, list[str]]:
    """What these rules say of a folder, and the notes about it."""
    every = [Selected(rule, rule.severity, Params(rule.defaults())) for rule in catalogue.every([]) if rule.id in rules]
    analysis = analyse([str(folder)], every, source=None)
    assert not analysis.judgement.crashes
    return analysis.judgement, [str(note) for note in analysis.notes]


def verdicts(judgement: Judgement) -> list[tuple[str, str, str]]:
    return [(one.rule.id, one.subject.name, one.verdict) for one in judgement.findings]


def test_a_template_file_is_filled_in(tmp_path: Path) -> None:
    (tmp_path / "main.tf").write_text(API + TEMPLATE)
    (tmp_path / "api.yaml").write_text(BODY)
    judgement, _ = judged(tmp_path, "APIGW-101", "APIGW-823")
    assert verdicts(judgement) == [("APIGW-101", "GET /orders", "fail")]


def test_a_template_file_that_cannot_be_filled_in_is_undecided(tmp_path: Path) -> None:
    (tmp_path / "main.tf").write_text(API + TEMPLATE)
    (tmp_path / "api.yaml").write_text(BODY.replace("${timeout}", "${limit}"))
    judgement, _ = judged(tmp_path, "APIGW-101")
    (finding,) = judgement.findings
    assert finding.verdict == "undecided"
    assert "its body is not known: its template cannot be filled in" in finding.message


def test_the_reason_of_an_unread_body_is_told(tmp_path: Path) -> None:
    (tmp_path / "main.tf").write_text(
        'resource "aws_api_gateway_rest_api" "shop" {\n  name = "shop"\n  body = module.body.text\n}\n'
        'module "body" {\n  source = "example.com/body/aws"\n}\n'
    )
    judgement, _ = judged(tmp_path, "APIGW-101")
    (finding,) = judgement.findings
    assert "its body is not known: the module was not read" in finding.message


def test_references_in_quotes_are_waited_for_in_json_too(tmp_path: Path) -> None:
    api = "${aws_api_gateway_rest_api.shop.id}"
    method = {"rest_api_id": api, "resource_id": "${aws_api_gateway_rest_api.shop.root_resource_id}"}
    resources = {
        "aws_api_gateway_rest_api": {"shop": {"name": "shop"}},
        "aws_api_gateway_method": {"root": {**method, "http_method": "GET", "authorization": "AWS_IAM"}},
        "aws_api_gateway_deployment": {
            "waits": {"rest_api_id": api, "depends_on": ["aws_api_gateway_method.root"]},
            "hurries": {"rest_api_id": api},
        },
    }
    (tmp_path / "main.tf.json").write_text(json.dumps({"resource": resources}))
    judgement, _ = judged(tmp_path, "APIGW-803")
    assert verdicts(judgement) == [("APIGW-803", "deployment aws_api_gateway_deployment.hurries", "fail")]


def test_what_is_not_declared_is_noted(tmp_path: Path) -> None:
    (tmp_path / "main.tf").write_text(
        'resource "aws_api_gateway_stage" "live" {\n'
        "  rest_api_id   = aws_api_gateway_rest_api.shop.id\n"
        "  deployment_id = aws_api_gateway_deployment.shop.id\n"
        '  stage_name    = "live"\n}\n'
    )
    _, notes = judged(tmp_path, "APIGW-301")
    (note,) = [note for note in notes if "not declared" in note]
    assert "aws_api_gateway_deployment.shop and aws_api_gateway_rest_api.shop (terraform refuses that)" in note


def test_a_stage_without_a_known_name_is_called_by_its_address(tmp_path: Path) -> None:
    (tmp_path / "main.tf").write_text(
        'variable "stage" {}\nresource "aws_api_gateway_rest_api" "shop" {\n  name = "shop"\n}\n'
        'resource "aws_api_gateway_stage" "live" {\n'
        '  rest_api_id   = aws_api_gateway_rest_api.shop.id\n  deployment_id = "d"\n  stage_name    = var.stage\n}\n'
    )
    judgement, _ = judged(tmp_path, "APIGW-301")
    assert verdicts(judgement) == [("APIGW-301", "stage aws_api_gateway_stage.live", "fail")]


def test_the_listener_of_a_private_integration_is_no_url(tmp_path: Path) -> None:
    (tmp_path / "main.tf").write_text(
        'resource "aws_apigatewayv2_api" "shop" {\n  name = "shop"\n  protocol_type = "HTTP"\n}\n'
        'variable "listener" {}\n'
        'resource "aws_apigatewayv2_integration" "orders" {\n'
        "  api_id = aws_apigatewayv2_api.shop.id\n"
        '  integration_type = "HTTP_PROXY"\n  integration_method = "ANY"\n'
        '  connection_type = "VPC_LINK"\n  connection_id = "l"\n  integration_uri = var.listener\n}\n'
    )
    judgement, _ = judged(tmp_path, "APIGW-209")
    assert verdicts(judgement) == []


def test_a_wildcard_behind_an_unknown_region_is_a_wildcard(tmp_path: Path) -> None:
    (tmp_path / "main.tf").write_text(
        'data "aws_region" "current" {}\n'
        'resource "aws_api_gateway_rest_api" "shop" {\n  name = "shop"\n}\n'
        'resource "aws_api_gateway_integration" "orders" {\n'
        "  rest_api_id = aws_api_gateway_rest_api.shop.id\n"
        "  resource_id = aws_api_gateway_rest_api.shop.root_resource_id\n"
        '  http_method = "POST"\n  type = "AWS"\n  integration_http_method = "POST"\n'
        '  uri = "arn:aws:apigateway:eu-central-1:dynamodb:action/Query"\n'
        "  credentials = aws_iam_role.gateway.arn\n}\n"
        'resource "aws_iam_role" "gateway" {\n  assume_role_policy = "{}"\n}\n'
        'resource "aws_iam_role_policy" "tables" {\n  role = aws_iam_role.gateway.id\n'
        '  policy = jsonencode({ Statement = [{ Effect = "Allow", Action = "dynamodb:Query",\n'
        '    Resource = "arn:aws:dynamodb:${data.aws_region.current.name}:123456789012:table/*" }] })\n}\n'
    )
    judgement, _ = judged(tmp_path, "APIGW-614")
    assert [verdict for _, _, verdict in verdicts(judgement)] == ["fail"]


@pytest.mark.parametrize(
    ("authorization", "variable"),
    [
        ("COGNITO_USER_POOLS", "$context.authorizer.claims.sub"),
        ("CUSTOM", "$context.authorizer.principalId"),
        ("AWS_IAM", "$context.identity.user"),
    ],
)
def test_the_caller_that_a_log_should_record_is_the_one_that_the_routes_know(
    tmp_path: Path, authorization: str, variable: str
) -> None:
    (tmp_path / "main.tf").write_text(
        'resource "aws_api_gateway_rest_api" "shop" {\n  name = "shop"\n}\n'
        'resource "aws_api_gateway_method" "root" {\n'
        "  rest_api_id = aws_api_gateway_rest_api.shop.id\n"
        "  resource_id = aws_api_gateway_rest_api.shop.root_resource_id\n"
        f'  http_method = "GET"\n  authorization = "{authorization}"\n}}\n'
        'resource "aws_api_gateway_stage" "live" {\n'
        '  rest_api_id = aws_api_gateway_rest_api.shop.id\n  deployment_id = "d"\n  stage_name = "live"\n'
        "  access_log_settings {\n"
        '    destination_arn = "arn:aws:logs:eu-central-1:123456789012:log-group:shop"\n    format = "{}"\n  }\n}\n'
    )
    judgement, _ = judged(tmp_path, "APIGW-303")
    (finding,) = judgement.findings
    assert variable in finding.fix
