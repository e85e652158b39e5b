"""Functions that hand on one of their arguments, or a member of one, hand on what it waits for."""

from __future__ import annotations

from pathlib import Path

import pytest

from apigw_check._pipeline import read_folder
from apigw_check.frontends.plan_resources import PlanInput

FOLDER = """
resource "aws_lambda_function" "all" {
  for_each      = toset(["items", "pages"])
  function_name = each.key
  role          = "arn:aws:iam::123456789012:role/x"
}
locals {
  arns = { for name, function in aws_lambda_function.all : name => function.invoke_arn }
}
resource "aws_apigatewayv2_api" "shop" {
  name          = "shop"
  protocol_type = "HTTP"
}
variable "given" {
  default = null
}
variable "empty" {
  default = ""
}
resource "aws_apigatewayv2_integration" "it" {
  api_id           = aws_apigatewayv2_api.shop.id
  integration_type = "AWS_PROXY"
  integration_uri  = %s
}
"""


def functions(folder: Path, expression: str) -> list[str]:
    """The functions that an expression may lead to."""
    (folder / "main.tf").write_text(FOLDER % expression, encoding="utf-8")
    read, _ = read_folder(str(folder))
    assert read.problems == []
    plan: PlanInput = read.plan
    (one,) = plan.after.of("aws_apigatewayv2_integration")
    link = plan.after.follow(one, "integration_uri", frozenset({"aws_lambda_function"}))
    return sorted(target.address for target in link.targets)


@pytest.mark.parametrize(
    "expression",
    [
        'lookup(local.arns, "pages")',
        'lookup(local.arns, "pages", local.arns["items"])',
        'lookup(local.arns, "nothing", local.arns["pages"])',
        'lookup({}, "nothing", local.arns["pages"])',
        'one([for name, arn in local.arns : arn if name == "pages"])',
        "element(values(local.arns), 3)",
        'coalesce(var.given, local.arns["pages"], local.arns["items"])',
        'coalesce(var.empty, local.arns["pages"])',
        'coalesce(var.given, var.empty, local.arns["pages"], "arn:aws:x")',
    ],
)
def test_the_one_that_is_handed_on(tmp_path: Path, expression: str) -> None:
    assert functions(tmp_path, expression) == ['aws_lambda_function.all["pages"]']


@pytest.mark.parametrize(
    "expression",
    [
        # Which member it is, is not known.
        'lookup(local.arns, aws_apigatewayv2_api.shop.id, local.arns["pages"])',
        # What stands first may be empty, as far as this tells.
        'coalesce(aws_lambda_function.all["items"].version, local.arns["pages"])',
        # A number is converted: whether it is a text is not asked here.
        "coalesce(var.given, values(local.arns)[0], 1)",
        # What these make of it is another text.
        'trimspace("${local.arns["items"]}${local.arns["pages"]}")',
        "element([for arn in local.arns : upper(arn)], 0)",
    ],
)
def test_what_may_be_something_else_leads_to_all_that_is_named(tmp_path: Path, expression: str) -> None:
    assert functions(tmp_path, expression) == [f'aws_lambda_function.all["{name}"]' for name in ("items", "pages")]
