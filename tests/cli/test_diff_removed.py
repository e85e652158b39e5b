"""`diff` of folders where NEW lets go of resources with `removed` blocks."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from apigw_check import catalogue
from apigw_check._diff import compare
from apigw_check.engine import Selected
from apigw_check.rules.base import Params

TAKEN = [Selected(r, r.severity, Params(r.defaults())) for r in catalogue.every([]) if r.id == "APIGW-821"]
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
ASSOCIATION = """
resource "aws_wafv2_web_acl_association" "prod" {
  resource_arn = aws_api_gateway_stage.prod.arn
  web_acl_arn  = "arn:aws:wafv2:eu-central-1:123456789012:regional/webacl/a/b"
}
"""


def removed(name: str, destroy: str) -> str:
    return f"removed {{\n  from = {name}\n  lifecycle {{\n    destroy = {destroy}\n  }}\n}}\n"


def taken(old: Path, new: Path) -> int:
    analysis = compare(str(old), str(new), TAKEN)
    assert analysis.errors == []
    return len(analysis.judgement.findings)


def put(folder: Path, text: str, name: str = "main.tf") -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / name).write_text(text)
    return folder


@pytest.mark.parametrize(
    ("block", "findings"),
    [
        ("", 1),
        (removed("aws_wafv2_web_acl_association.prod", "false"), 0),
        (removed("aws_wafv2_web_acl_association.prod", "true"), 1),
        (removed("aws_wafv2_web_acl_association.other", "false"), 1),
        ("removed {\n  from = aws_wafv2_web_acl_association.prod\n}\n", 1),
        ("# " + removed("aws_wafv2_web_acl_association.prod", "false").replace("\n", "\n# "), 1),
        ("removed {\n  lifecycle {\n    destroy = false\n  }\n}\n", 1),
    ],
)
def test_what_is_forgotten_stays(tmp_path: Path, block: str, findings: int) -> None:
    assert taken(put(tmp_path / "old", STAGE + ASSOCIATION), put(tmp_path / "new", STAGE + block)) == findings


@pytest.mark.parametrize("lifecycle", [{"destroy": False}, [{"destroy": False}], {"destroy": True}, "odd", None])
def test_in_json(tmp_path: Path, lifecycle: object) -> None:
    new = put(tmp_path / "new", STAGE)
    block = {"from": "aws_wafv2_web_acl_association.prod", "lifecycle": lifecycle}
    put(new, json.dumps({"removed": [block]}), "removed.tf.json")
    kept = lifecycle in ({"destroy": False}, [{"destroy": False}])
    assert taken(put(tmp_path / "old", STAGE + ASSOCIATION), new) == (0 if kept else 1)


@pytest.mark.parametrize(("name", "findings"), [("module.waf", 0), ("module.other", 1)])
def test_a_module_with_all_that_is_in_it(tmp_path: Path, name: str, findings: int) -> None:
    inner = 'variable "arn" {}\n' + ASSOCIATION.replace("aws_api_gateway_stage.prod.arn", "var.arn")
    call = 'module "waf" {\n  source = "./waf"\n  arn    = aws_api_gateway_stage.prod.arn\n}\n'
    old = put(tmp_path / "old", STAGE + call)
    put(old / "waf", inner)
    assert taken(old, put(tmp_path / "new", STAGE + removed(name, "false"))) == findings
