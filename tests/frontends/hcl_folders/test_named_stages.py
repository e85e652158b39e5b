"""The stage that an association of a web ACL names in a text, of which a folder knows all but the API's id."""

from __future__ import annotations

from pathlib import Path

import pytest

from apigw_check._pipeline import read_body, read_folder
from apigw_check.link import link

API = """
resource "aws_api_gateway_rest_api" "shop" {
  name = "shop"
}
resource "aws_api_gateway_deployment" "shop" {
  rest_api_id = aws_api_gateway_rest_api.shop.id
}
resource "aws_api_gateway_stage" "shop" {
  for_each      = toset(["test", "live"])
  rest_api_id   = aws_api_gateway_rest_api.shop.id
  deployment_id = aws_api_gateway_deployment.shop.id
  stage_name    = each.key
}
resource "aws_wafv2_web_acl" "shop" {
  name  = "shop"
  scope = "REGIONAL"
}
resource "aws_wafv2_web_acl_association" "shop" {
  web_acl_arn  = aws_wafv2_web_acl.shop.arn
  resource_arn = "%s"
}
"""
BY_ID = "arn:aws:apigateway:eu-central-1::/restapis/${aws_api_gateway_rest_api.shop.id}/stages/"


@pytest.mark.parametrize(
    ("arn", "protected", "unsure"),
    [
        (BY_ID + "live", ["stage live"], []),
        ("${aws_api_gateway_rest_api.shop.arn}/stages/test", ["stage test"], []),
        (BY_ID + "blue", [], []),
        (BY_ID + "${terraform_data.later.output}", [], ["stage live", "stage test"]),
    ],
)
def test_which_stage_is_protected(tmp_path: Path, arn: str, protected: list[str], unsure: list[str]) -> None:
    later = 'resource "terraform_data" "later" {\n  input = "live"\n}\n'
    (tmp_path / "main.tf").write_text(API % arn + later)
    read, _ = read_folder(str(tmp_path))
    stages = link(read.plan.after, read_body, None).apis[0].stages
    assert [stage.name for stage in stages if stage.web_acls] == protected
    assert sorted(stage.name for stage in stages if stage.web_acl_unread is not None) == unsure
