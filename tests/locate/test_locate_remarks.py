"""Comments in Terraform's JSON and in YAML: which there are, and what they are about."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from apigw_check.locate.blocks import Text
from apigw_check.locate.remarks import in_json, in_yaml

JSON = """{
  "//": "MARK top",
  "resource": {
    "aws_apigatewayv2_route": {
      "//": ["nothing", "MARK kind"],
      "open": {
        "//": "MARK block",
        "route_key": "GET /open MARK"
      },
      "listed": [
        { "//": "MARK only", "route_key": "GET /a" }
      ],
      "closed": { "target": { "//": "MARK nested" } }
    },
    "aws_apigatewayv2_stage": {
      "s": { "route_settings": [ { "route_key": "a" },
        { "//": "MARK second",
          "route_key": "b" } ] }
    }
  }
}
"""

YAML = """openapi: 3.0.1  # MARK behind the first
paths:
  # MARK above a path
  # and more
  /open:
    get: # MARK behind an operation
      description: |
        # MARK in a text
      summary: "# MARK in quotes"
      responses: {}

    post:
      x: 1
  # MARK above nothing

  /closed:
    put: {tags: [a#MARK]}
    # MARK above the last
    patch:
      - a
      - b
# MARK at the end
"""


def found(read: Any, text: str) -> dict[str, tuple[int, int]]:
    source = Text(text)
    return {one.text.partition("MARK ")[2]: (one.first, one.last) for one in read(source, "MARK")}


def test_members_of_json() -> None:
    assert found(in_json, JSON) == {
        "top": (0, 0),
        "kind": (4, 14),
        "block": (6, 9),
        "only": (10, 11),
        "nested": (13, 13),
        "second": (17, 18),
    }


def test_comments_of_yaml() -> None:
    assert found(in_yaml, YAML) == {
        "behind the first": (1, 1),
        "above a path": (5, 13),
        "behind an operation": (6, 10),
        "above nothing": (0, 0),
        "above the last": (19, 21),
        "at the end": (0, 0),
    }


def test_a_template_of_yaml() -> None:
    text = "paths:\n%{ for p in list ~}\n  /${p}: # MARK filled in\n    get: {}\n%{ endfor ~}\n"
    text += "  # MARK ${p}\n  /b:\n    get: {}\n"
    assert found(in_yaml, text) == {"filled in": (3, 4), "${p}": (7, 8)}


@given(st.text(alphabet='{}[]":,#MARK \n-|>\\/$%é'))
def test_anything_can_be_read(text: str) -> None:
    for read in (in_json, in_yaml):
        for one in read(Text(f"{text}MARK{text}"), "MARK"):
            assert 0 <= one.first <= one.last or one.last == 0


class TestAccepting:
    API = """openapi: "3.0.1"
info: {title: shop, version: "1"}
paths:
  /open:
    # apigw-check: ignore[APIGW-101] reason="a status page"
    get:
      responses: {}
      x-amazon-apigateway-integration: {type: http_proxy, httpMethod: GET, uri: "https://${host}/"}
  /other:
    get: # apigw-check: ignore[APIGW-402] reason="another rule"
      responses: {}
      x-amazon-apigateway-integration: {type: http_proxy, httpMethod: GET, uri: "https://${host}/"}
"""

    def findings(self, run: Any, folder: Path) -> dict[str, tuple[str, str]]:
        report = json.loads(run(folder, "-f", "json", "--rule", "APIGW-101", "--rule", "APIGW-901").stdout)
        return {one["subject"]["name"]: (one["status"], one.get("status_reason") or "") for one in report["findings"]}

    @pytest.mark.parametrize(
        "text", ['templatefile("${path.module}/api.yaml", { host = "h.example" })', 'file("api.yaml")']
    )
    def test_an_operation_of_a_description(self, tmp_path: Path, run: Any, text: str) -> None:
        (tmp_path / "api.yaml").write_text(self.API)
        (tmp_path / "main.tf").write_text(
            f'resource "aws_api_gateway_rest_api" "r" {{\n  name = "r"\n  body = {text}\n}}\n'
        )
        found = self.findings(run, tmp_path)
        assert found["GET /open"] == ("ignored", "a status page")
        assert found["GET /other"][0] == "open"

    def test_a_block_of_json(self, tmp_path: Path, run: Any) -> None:
        mark = 'apigw-check: ignore[APIGW-101] reason="a status page"'
        route = {"api_id": "${aws_apigatewayv2_api.a.id}", "authorization_type": "NONE"}
        content = {
            "resource": {
                "aws_apigatewayv2_api": {"a": {"name": "a", "protocol_type": "HTTP"}},
                "aws_apigatewayv2_route": {
                    "open": {"//": mark, "route_key": "GET /open", **route},
                    "other": {"route_key": "GET /other", **route},
                },
            }
        }
        (tmp_path / "main.tf.json").write_text(json.dumps(content, indent=2))
        found = self.findings(run, tmp_path)
        assert found["GET /open"] == ("ignored", "a status page")
        assert found["GET /other"][0] == "open"
