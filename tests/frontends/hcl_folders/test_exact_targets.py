"""What an attribute of a folder waits for is known exactly, where a plan names whatever its expression refers to."""

from __future__ import annotations

from pathlib import Path

import pytest

from apigw_check._pipeline import read_body, read_folder
from apigw_check.link import link
from apigw_check.model.estate import Estate
from apigw_check.model.value import Unknown

FUNCTIONS = """
resource "aws_lambda_function" "all" {
  for_each      = toset(["items", "pages"])
  function_name = each.key
  role          = "arn:aws:iam::123456789012:role/x"
}
resource "aws_apigatewayv2_api" "shop" {
  name          = "shop"
  protocol_type = "HTTP"
}
resource "aws_apigatewayv2_integration" "all" {
  for_each         = %s
  api_id           = aws_apigatewayv2_api.shop.id
  integration_type = "AWS_PROXY"
  integration_uri  = aws_lambda_function.all[%s].invoke_arn
}
"""


def estate(folder: Path, text: str) -> Estate:
    """The estate of a folder with one file."""
    (folder / "main.tf").write_text(text)
    read, _ = read_folder(str(folder))
    assert read.problems == []
    return link(read.plan.after, read_body, None)


@pytest.mark.parametrize(
    ("over", "index"),
    [
        ('toset(["items", "pages"])', "each.value"),
        ("toset([for name in local.names : name])", "each.value"),
        ("{ for name in local.names : upper(name) => { function = name } }", "each.value.function"),
        ("{ items = 0, pages = 1 }", "local.names[each.value]"),
        ("aws_lambda_function.all", "each.key"),
    ],
)
def test_an_instance_that_is_named_by_its_own_key_or_value(tmp_path: Path, over: str, index: str) -> None:
    found = estate(tmp_path, 'locals {\n  names = ["items", "pages"]\n}\n' + FUNCTIONS % (over, index))
    functions = {one.function_address for api in found.apis for one in api.integrations}
    assert functions == {f'aws_lambda_function.all["{name}"]' for name in ("items", "pages")}


REST = """
resource "aws_api_gateway_rest_api" "shop" {
  name = "shop"
}
resource "aws_api_gateway_resource" "item" {
  rest_api_id = aws_api_gateway_rest_api.shop.id
  parent_id   = aws_api_gateway_rest_api.shop.root_resource_id
  path_part   = "{id}"
}
resource "aws_api_gateway_authorizer" "token" {
  name           = "token"
  rest_api_id    = aws_api_gateway_rest_api.shop.id
  authorizer_uri = "arn:aws:x"
}
variable "public" {
  default = false
}
locals {
  authorizer = var.public ? %s : aws_api_gateway_authorizer.token.id
}
resource "aws_api_gateway_method" "get" {
  rest_api_id   = aws_api_gateway_rest_api.shop.id
  resource_id   = var.public ? aws_api_gateway_rest_api.shop.root_resource_id : aws_api_gateway_resource.item.id
  http_method   = "GET"
  authorization = %s
  authorizer_id = local.authorizer
}
"""


@pytest.mark.parametrize(
    ("nothing", "authorization", "expected"),
    [
        ("null", 'local.authorizer == null ? "NONE" : "CUSTOM"', "CUSTOM"),
        ("null", 'local.authorizer != null ? "CUSTOM" : "NONE"', "CUSTOM"),
        ('""', '"" == local.authorizer ? "NONE" : "CUSTOM"', "CUSTOM"),
        # Whether it is this very text is not known.
        ("null", 'local.authorizer == "abc123" ? "NONE" : "CUSTOM"', None),
        # Names and descriptions may be empty.
        ("null", 'aws_api_gateway_rest_api.shop.description == "" ? "NONE" : "CUSTOM"', None),
    ],
)
def test_ids_are_neither_null_nor_empty(tmp_path: Path, nothing: str, authorization: str, expected: str | None) -> None:
    (route,) = estate(tmp_path, REST % (nothing, authorization)).apis[0].routes
    assert str(route.name) == "GET /{id}"
    found = route.authorization
    assert isinstance(found, Unknown) if expected is None else found == expected
