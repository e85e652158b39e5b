"""What a folder may come to in several ways is decided only where all of them say the same."""

from __future__ import annotations

from pathlib import Path

import pytest

from apigw_check import catalogue
from apigw_check._diff import compare
from apigw_check._pipeline import analyse
from apigw_check.engine import Judgement, Result, Selected
from apigw_check.rules.base import Params

EVERY = [Selected(rule, rule.severity, Params(rule.defaults())) for rule in catalogue.every([])]
VARIABLES = """
variable "some" {}
variable "other" {}
"""
STAGE = """
resource "aws_api_gateway_rest_api" "shop" {
  name = "shop"
}

resource "aws_api_gateway_stage" "prod" {
  rest_api_id   = aws_api_gateway_rest_api.shop.id
  deployment_id = "d"
  stage_name    = "prod"
}
"""
ACL = '"arn:aws:wafv2:eu-central-1:123456789012:regional/webacl/a/b"'


def association(name: str = "prod", target: str = "aws_api_gateway_stage.prod.arn", more: str = "") -> str:
    return f"""
resource "aws_wafv2_web_acl_association" "{name}" {{
  {more}
  resource_arn = {target}
  web_acl_arn  = {ACL}
}}
"""


def mapping(more: str) -> str:
    return f"""
resource "aws_api_gateway_base_path_mapping" "shop" {{
  {more}
  api_id      = aws_api_gateway_rest_api.shop.id
  domain_name = "api.example.com"
  stage_name  = aws_api_gateway_stage.prod.stage_name
}}
"""


def judged(folder: Path, *texts: str) -> Judgement:
    folder.mkdir(exist_ok=True)
    (folder / "main.tf").write_text("\n".join(texts))
    analysis = analyse([str(folder)], EVERY, source=None, keep_all=True)
    assert analysis.errors == []
    return analysis.judgement


def one(judgement: Judgement, rule: str, address: str) -> Result:
    """The only result of a rule on a subject."""
    (found,) = [r for r in judgement.decisions if r.rule.id == rule and r.subject.origin.address == address]
    return found


PROD = "aws_api_gateway_stage.prod"
SHOP = "aws_api_gateway_rest_api.shop"


@pytest.mark.parametrize(
    ("count", "verdict"),
    [("count = 0", "fail"), ("count = 1", "pass"), ("", "pass"), ("count = var.some", "undecided")],
)
def test_what_protects_may_not_be_there(tmp_path: Path, count: str, verdict: str) -> None:
    result = one(judged(tmp_path, VARIABLES, STAGE, association(more=count)), "APIGW-501", PROD)
    assert result.verdict == verdict
    if verdict == "undecided":
        assert result.message.startswith("it hangs on aws_wafv2_web_acl_association.prod: whether it is there")


@pytest.mark.parametrize(
    ("more", "verdict"),
    [("", "fail"), ("for_each = {}", "not_applicable"), ("for_each = var.some", "undecided")],
)
def test_what_exposes_may_not_be_there(tmp_path: Path, more: str, verdict: str) -> None:
    judgement = judged(tmp_path, VARIABLES, STAGE, mapping(more))
    assert one(judgement, "APIGW-606", SHOP).verdict == verdict
    counted = [sum(r.verdict == kind for r in judgement.decisions) for kind in ("pass", "not_applicable")]
    assert counted == [judgement.passed, judgement.not_applicable]


def test_each_condition_is_told_of_what_it_decides(tmp_path: Path) -> None:
    folder = judged(tmp_path, VARIABLES, STAGE, association(more="count = var.some"), mapping("for_each = var.other"))
    assert "association.prod: " in one(folder, "APIGW-501", PROD).message
    assert "mapping.shop: " in one(folder, "APIGW-606", SHOP).message


def test_one_of_two_is_enough_only_if_it_is_there(tmp_path: Path) -> None:
    sure = judged(tmp_path, VARIABLES, STAGE, association("a", more="count = var.some"), association("b"))
    assert one(sure, "APIGW-501", PROD).verdict == "pass"
    either = [association("a", more="count = var.some"), association("b", more="count = var.other")]
    assert one(judged(tmp_path, VARIABLES, STAGE, *either), "APIGW-501", PROD).verdict == "undecided"


def test_what_fails_either_way_fails(tmp_path: Path) -> None:
    judgement = judged(tmp_path, VARIABLES, STAGE, mapping("for_each = var.some"))
    assert one(judgement, "APIGW-501", PROD).verdict == "fail"


@pytest.mark.parametrize(
    ("target", "verdict"),
    [
        ("var.some", "undecided"),
        ("terraform_data.arn.output", "undecided"),
        ("aws_lb.front.arn", "fail"),
        ("data.terraform_remote_state.network.outputs.front", "fail"),
        ('"arn:aws:elasticloadbalancing:eu-central-1:123456789012:loadbalancer/app/a/b"', "fail"),
    ],
)
def test_what_names_something_unknown_may_name_something_in_sight(tmp_path: Path, target: str, verdict: str) -> None:
    more = """
resource "terraform_data" "arn" {}
resource "aws_lb" "front" {}
data "terraform_remote_state" "network" {
  backend = "local"
}
"""
    judgement = judged(tmp_path, VARIABLES, STAGE, more, association(target=target))
    assert one(judgement, "APIGW-501", PROD).verdict == verdict


@pytest.mark.parametrize(
    ("read", "verdict"),
    [('name = "shop"', "undecided"), ('name = "another"', "fail"), ("name = var.some", "undecided")],
)
def test_an_api_that_is_read_may_be_one_in_sight_but_for_its_name(tmp_path: Path, read: str, verdict: str) -> None:
    texts = f"""
data "aws_api_gateway_rest_api" "read" {{
  {read}
}}

resource "aws_api_gateway_method_settings" "all" {{
  rest_api_id = data.aws_api_gateway_rest_api.read.id
  stage_name  = "prod"
  method_path = "*/*"

  settings {{
    throttling_rate_limit  = 100
    throttling_burst_limit = 50
  }}
}}
"""
    assert one(judged(tmp_path, VARIABLES, STAGE, texts), "APIGW-401", PROD).verdict == verdict


def test_a_protection_that_may_never_have_been_there_is_not_taken_away(tmp_path: Path) -> None:
    texts = {"old": association(more="count = var.some"), "sure": association(), "new": ""}
    for name, text in texts.items():
        judged(tmp_path / name, VARIABLES, STAGE, text)

    def taken(old: str) -> list[str]:
        findings = compare(str(tmp_path / old), str(tmp_path / "new"), EVERY).judgement.findings
        return [result.verdict for result in findings if result.rule.id == "APIGW-821"]

    assert taken("sure") == ["fail"]
    assert taken("old") == ["undecided"]
