"""An argument that is written as null is not set, also where the provider computes one then."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from apigw_check._pipeline import read_folder
from apigw_check.frontends.hcl.options import FolderOptions
from apigw_check.model.value import Unknown

SOURCE = """
variable "waits" {{
  {variable}
}}

resource "aws_apigatewayv2_integration" "orders" {{
  for_each             = {{ orders = {{ uri = "https://example.com" }} }}
  api_id               = "abc"
  integration_type     = "HTTP_PROXY"
  integration_uri      = each.value.uri
  timeout_milliseconds = {expression}
}}

resource "aws_apigatewayv2_integration" "follows" {{
  api_id               = "abc"
  integration_type     = "HTTP_PROXY"
  timeout_milliseconds = aws_apigatewayv2_integration.orders["orders"].timeout_milliseconds
}}
"""


def timeouts(tmp_path: Path, expression: str, variable: str = "default = null") -> list[Any]:
    (tmp_path / "main.tf").write_text(SOURCE.format(expression=expression, variable=variable))
    read = read_folder(str(tmp_path), FolderOptions())[0]
    assert not read.problems
    found = {one.address: one.get("timeout_milliseconds") for one in read.plan.after.of("aws_apigatewayv2_integration")}
    return [found['aws_apigatewayv2_integration.orders["orders"]'], found["aws_apigatewayv2_integration.follows"]]


@pytest.mark.parametrize("expression", ["null", "var.waits", "try(each.value.timeout, null)"])
def test_null_is_not_set_and_what_refers_to_it_waits(tmp_path: Path, expression: str) -> None:
    own, other = timeouts(tmp_path, expression)
    assert own is None
    assert isinstance(other, Unknown)


def test_what_may_be_null_is_unknown(tmp_path: Path) -> None:
    own, _ = timeouts(tmp_path, "var.waits", "type = number")
    assert isinstance(own, Unknown)


def test_a_number_is_known(tmp_path: Path) -> None:
    assert timeouts(tmp_path, "var.waits", "default = 5000") == [5000, 5000]
