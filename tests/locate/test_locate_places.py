"""Every finding points at the very characters: the sources mark them, and all formats are asked.

What stands between `⟦APIGW-101|` and `⟧` in a source is what the finding of that rule points at; `+` behind the id
marks a related place. The marks are taken out before the file is written. In JSON, YAML and objects it is the key.
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from tests.conftest import Run

_MARK = re.compile(r"⟦(APIGW-\d+)(\+?)\||⟧")

Span = tuple[str, int, int, int, int]

API = 'resource "aws_apigatewayv2_api" "shop" {\n  name = "shop"\n  protocol_type = "HTTP"\n}\n'
ROUTE = """
resource "aws_apigatewayv2_route" "orders" {
  api_id    = aws_apigatewayv2_api.shop.id
  route_key = "GET /orders"
  %s
}
"""
NONE = 'authorization_type = "NONE"'
OPEN = ROUTE % f"⟦APIGW-101|{NONE}⟧"
CORS = """
resource "aws_apigatewayv2_api" "shop" {
  name          = "shop"
  protocol_type = "HTTP"
%s
}
"""
#: A REST API by a body, with one open method.
BODY = 'resource "aws_api_gateway_rest_api" "shop" {\n  name = "shop"\n  ⟦APIGW-101+|body = %s⟧\n}\n'
YAML = """\
openapi: 3.0.1
info: {title: shop, version: "1"}
paths:
  /orders:
    ⟦APIGW-101|get⟧:
      x-amazon-apigateway-integration: {type: http_proxy, httpMethod: GET, uri: "https://example.com/"}
"""
YAML_ANCHOR = """\
openapi: 3.0.1
info: {title: shop, version: "1"}
x-open: &open
  x-amazon-apigateway-integration: {type: http_proxy, httpMethod: GET, uri: "https://example.com/"}
paths:
  # größe
  "/orders": {⟦APIGW-101|get⟧: *open}
"""
JSON = """\
{
\t"openapi": "3.0.1", "info": {"title": "größe", "version": "1"},
\t"paths": {"/orders": {⟦APIGW-101|"get"⟧: {"x-amazon-apigateway-integration":
\t\t{"type": "http_proxy", "httpMethod": "GET", "uri": "https://example.com/"}}}}
}
"""
TEMPLATE = YAML.replace("https://example.com/", "${uri}").replace("openapi", "%{ if true }%{ endif }openapi")
CALL = 'module "routes" {\n  source = "%s"\n  api_id = aws_apigatewayv2_api.shop.id\n%s}\n'
INNER = 'variable "api_id" {}\nvariable "kind" {\n  default = null\n}\n' + OPEN.replace(
    "aws_apigatewayv2_api.shop.id", "var.api_id"
)

GET = """⟦APIGW-101|get⟧ = { x-amazon-apigateway-integration = {
  type = "http_proxy", httpMethod = "GET", uri = "https://example.com/" } }"""
SPEC = 'openapi = "3.0.1", info = { title = "shop", version = "1" }'
#: Bodies that are put together: the expression, and the locals.
OBJECTS = {
    "in-a-local": ("local.api", f'  api = jsonencode({{ {SPEC}, paths = {{ "/orders" = {{ {GET} }} }} }})'),
    "in-locals-of-locals": (
        "jsonencode(local.api)",
        (
            f'  api = {{ {SPEC}, paths = local.paths }}\n  paths = {{ "/orders" = local.methods["orders"] }}\n'
            f"  methods = {{ orders = {{ {GET} }} }}"
        ),
    ),
    "merged": (
        f"jsonencode(merge({{ {SPEC} }}, local.more))",
        f'  more = {{ paths = {{ "/orders" = merge({{ parameters = [] }}, {{ {GET} }}) }} }}',
    ),
    "merged-the-last-wins": (
        f'jsonencode(merge({{ paths = {{ "/none" = {{ get = {{}} }} }} }}, {{ {SPEC} }}, local.more))',
        f'  more = {{ paths = {{ "/orders" = {{ {GET} }} }} }}',
    ),
    "in-a-loop": (
        f'jsonencode({{ {SPEC}, paths = {{ for name in local.names : "/${{name}}" => {{\n{GET} }} }} }})',
        '  names = ["orders"]',
    ),
    "in-a-conditional": (
        f'jsonencode({{ {SPEC}, paths = local.on ? {{ "/orders" = {{ {GET} }} }} : {{}} }})',
        "  on = true",
    ),
    "as-yaml": (f'yamlencode({{ {SPEC}, paths = {{ "/orders" = {{ {GET} }} }} }})', "  a = 1"),
}

CASES: dict[str, dict[str, str]] = {
    "attribute": {"main.tf": API + OPEN},
    "absent-attribute-at-its-block": {
        "main.tf": API
        + (ROUTE % "").replace(
            'resource "aws_apigatewayv2_route" "orders" {', '⟦APIGW-101|resource "aws_apigatewayv2_route" "orders" {⟧'
        )
    },
    "for-each": {"main.tf": API + OPEN.replace("{", '{\n  for_each = toset(["a", "b"])', 1)},
    "count": {"main.tf": API + OPEN.replace("{", "{\n  count = 2", 1)},
    "nested-block": {
        "main.tf": CORS
        % """  cors_configuration {
    allow_methods = ["*"]
    ⟦APIGW-610|allow_origins = ["*"]⟧
    allow_credentials = true
  }"""
    },
    "one-line-blocks": {"main.tf": CORS % '  cors_configuration { ⟦APIGW-611|allow_origins = ["*"]⟧ }'},
    "dynamic-block": {
        "main.tf": CORS
        % """  dynamic "cors_configuration" {
    for_each = [1]
    content {
      ⟦APIGW-611|allow_origins = ["*"]⟧
    }
  }"""
    },
    "several-lines": {
        "main.tf": CORS % '  cors_configuration {\n    ⟦APIGW-611|allow_origins = [\n      "*",\n    ]⟧\n  }'
    },
    "comments-between": {
        "main.tf": API
        + ROUTE % f'/* {NONE} */ ⟦APIGW-101|authorization_type /* not\n this */ = /* é */ "NONE"⟧ // {NONE}\n  # {NONE}'
    },
    "not-in-a-heredoc": {
        "main.tf": API.replace('"shop"\n', f'"shop"\n  description = <<-EOT\n    {ROUTE % NONE}\n  EOT\n', 1) + OPEN
    },
    "tabs-and-width": {"main.tf": API + ROUTE % '\t/* 日本 👩‍🚀 é́ */\t⟦APIGW-101|authorization_type\t=\t"NONE"⟧'},
    "carriage-returns": {"main.tf": (API + OPEN).replace("\n", "\r\n")},
    "byte-order-mark": {"main.tf": "\ufeff" + OPEN.lstrip() + API},
    "same-attribute-in-two-blocks": {
        "main.tf": API + (ROUTE % NONE.replace("NONE", "AWS_IAM")).replace("orders", "first") + OPEN
    },
    "override-file": {
        "main.tf": API + ROUTE % 'authorization_type = "AWS_IAM"',
        "main_override.tf": f'resource "aws_apigatewayv2_route" "orders" {{\n  ⟦APIGW-101|{NONE}⟧\n}}\n',
    },
    "json-syntax": {
        "main.tf": API,
        "routes.tf.json": '{"resource": {"aws_apigatewayv2_route": {"größe": {\n'
        '\t"api_id": "${aws_apigatewayv2_api.shop.id}", "route_key": "GET /orders",\n'
        '\t⟦APIGW-101|"authorization_type"⟧: "NONE"}}}}\n',
    },
    "local-module": {"main.tf": API + CALL % ("./routes", ""), "routes/main.tf": INNER},
    "value-of-a-caller": {
        "main.tf": API + CALL % ("./routes", '  ⟦APIGW-101+|kind = "NONE"⟧\n'),
        "routes/main.tf": INNER.replace(NONE, "authorization_type = var.kind"),
    },
    "registry-module": {
        "main.tf": API + (CALL % ("acme/routes/aws", "")).replace('module "routes" {', '⟦APIGW-101|module "routes" {⟧'),
        ".terraform/modules/modules.json": json.dumps(
            {
                "Modules": [
                    {
                        "Key": "routes",
                        "Source": "registry.terraform.io/acme/routes/aws",
                        "Dir": ".terraform/modules/routes",
                    }
                ]
            }
        ),
        ".terraform/modules/routes/main.tf": INNER.replace("⟦APIGW-101|", "⟦APIGW-101+|"),
    },
    "git-module": {
        "main.tf": API
        + (CALL % ("git::https://example.com/routes.git?ref=v1", "")).replace(
            'module "routes" {', '⟦APIGW-101|module "routes" {⟧'
        ),
        ".terraform/modules/modules.json": json.dumps(
            {
                "Modules": [
                    {
                        "Key": "routes",
                        "Source": "git::https://example.com/routes.git?ref=v1",
                        "Dir": ".terraform/modules/routes",
                    }
                ]
            }
        ),
        ".terraform/modules/routes/main.tf": INNER.replace("⟦APIGW-101|", "⟦APIGW-101+|"),
    },
    "file-yaml": {"main.tf": BODY % 'file("api.yaml")', "api.yaml": YAML},
    "file-yaml-with-anchors": {"main.tf": BODY % 'file("${path.module}/api.yaml")', "api.yaml": YAML_ANCHOR},
    "file-yaml-with-carriage-returns": {"main.tf": BODY % 'file("api.yaml")', "api.yaml": YAML.replace("\n", "\r\n")},
    "file-yaml-with-byte-order-mark": {"main.tf": BODY % 'file("api.yaml")', "api.yaml": "\ufeff" + YAML},
    "file-json": {"main.tf": BODY % 'file("api.json")', "api.json": JSON},
    "templatefile-yaml": {
        "main.tf": BODY % 'templatefile("${path.module}/api.yaml.tftpl", { uri = "https://example.com/" })',
        "api.yaml.tftpl": TEMPLATE,
    },
    "decoded-and-encoded": {"main.tf": BODY % 'jsonencode(yamldecode(file("api.yaml")))', "api.yaml": YAML},
    "heredoc-body": {
        "main.tf": BODY % f"<<EOT\n{YAML}EOT",
    },
    "indented-heredoc-body": {
        "main.tf": BODY % ("<<-EOT\n" + "".join(f"    {line}\n" for line in YAML.splitlines()) + "  EOT")
    },
    "object-body": {
        "main.tf": BODY
        % """jsonencode({
    openapi = "3.0.1", info = { title = "shop", version = "1" }
    paths = { "/orders" = {
      ⟦APIGW-101|get⟧ = { x-amazon-apigateway-integration = {
        type = "http_proxy", httpMethod = "GET", uri = "https://example.com/" } }
    } }
  })"""
    },
    **{
        f"object-{name}": {"main.tf": BODY % expression + f"locals {{\n{text}\n}}\n"}
        for name, (expression, text) in OBJECTS.items()
    },
    "loop-in-a-template": {
        "main.tf": BODY % 'templatefile("${path.module}/api.yaml.tftpl", { names = ["orders"] })',
        "api.yaml.tftpl": YAML.replace("  /orders:\n", "%{ for name in names ~}\n  /${name}:\n") + "%{ endfor ~}\n",
    },
    "references-in-a-body": {
        "main.tf": BODY % 'file("api.yaml")',
        "api.yaml": "openapi: 3.0.1\ninfo: {title: shop, version: '1'}\n"
        "paths:\n  /orders: {$ref: '#/components/pathItems/open'}\n"
        "components:\n  pathItems:\n    open:\n      ⟦APIGW-101|get⟧:\n        x-amazon-apigateway-integration:\n"
        "          {type: http_proxy, httpMethod: GET, uri: 'https://example.com/'}\n",
    },
}


def marked(files: dict[str, str]) -> tuple[dict[str, bytes], dict[tuple[str, bool], set[Span]]]:
    """The files without marks, and what they mark by rule and whether it is a related place."""
    written: dict[str, bytes] = {}
    places: dict[tuple[str, bool], set[Span]] = {}
    for name, text in files.items():
        clean, done = "", 0
        opened: list[tuple[str, bool, tuple[int, int]]] = []
        for mark in _MARK.finditer(text):
            clean += text[done : mark.start()]
            done = mark.end()
            if mark[1]:
                opened.append((mark[1], bool(mark[2]), position(clean)))
            else:
                rule, related, begin = opened.pop()
                places.setdefault((rule, related), set()).add((name, *begin, *position(clean)))
        written[name] = (clean + text[done:]).encode()
    return written, places


def position(before: str) -> tuple[int, int]:
    """Line and column behind a text; a byte order mark takes no column."""
    before = before.removeprefix("\ufeff")
    return before.count("\n") + 1, len(before) - before.rfind("\n")


def span(place: dict[str, Any]) -> Span:
    return (place["file"], place["line"], place["column"], place["end_line"], place["end_column"])


def region(location: dict[str, Any]) -> Span:
    physical = location["physicalLocation"]
    at = physical["region"]
    where = physical["artifactLocation"]["uri"]
    return (where, at["startLine"], at["startColumn"], at["endLine"], at["endColumn"])


@pytest.mark.parametrize("name", CASES)
def test_findings_point_at_what_is_marked(run: Run, tmp_path: Path, name: str) -> None:
    files, expected = marked(CASES[name])
    rules = sorted({rule for rule, _ in expected})
    for file, data in files.items():
        (tmp_path / file).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / file).write_bytes(data)
    (tmp_path / ".git").mkdir()
    asked = [word for rule in rules for word in ("--rule", rule)]
    done = run(".", *asked, "-f", "json", "-o", "sarif=r.sarif", "-o", "text=r.txt")
    findings = json.loads(done.stdout)["findings"]
    results = json.loads((tmp_path / "r.sarif").read_text())["runs"][0]["results"]
    text = (tmp_path / "r.txt").read_text()
    assert {finding["rule"] for finding in findings} == set(rules), done.stdout + done.stderr
    for rule in rules:
        (finding,) = (one for one in findings if one["rule"] == rule)
        assert finding["verdict"] == "fail", finding["message"]
        (result,) = (one for one in results if one["ruleId"] == rule)
        primary, *related = finding["places"]
        (wanted,) = expected[rule, False]
        assert span(primary) == wanted
        assert {span(place) for place in related} >= expected.get((rule, True), set())
        assert region(result["locations"][0]) == wanted
        assert {region(place) for place in result.get("relatedLocations", ())} >= expected.get((rule, True), set())
        assert f"{wanted[0]}:{wanted[1]}:{wanted[2]}" in text


def test_sarif_counts_as_the_other_formats_do(run: Run, tmp_path: Path) -> None:
    """Columns are code points, and the file says so: 16-bit units, which are the default there, would be others."""
    files, expected = marked(CASES["tabs-and-width"])
    (tmp_path / "main.tf").write_bytes(files["main.tf"])
    run(".", "--rule", "APIGW-101", "-o", "sarif=r.sarif")
    report = json.loads((tmp_path / "r.sarif").read_text())["runs"][0]
    assert report["columnKind"] == "unicodeCodePoints"
    ((_, line, column, _, _),) = expected["APIGW-101", False]
    before = files["main.tf"].decode().split("\n")[line - 1][: column - 1]
    assert len(before.encode("utf-16-le")) // 2 > len(before)


@pytest.mark.parametrize("name", ["for-each", "count"])
def test_instances_are_at_their_block_with_the_key(run: Run, tmp_path: Path, name: str) -> None:
    files, _ = marked(CASES[name])
    (tmp_path / "main.tf").write_bytes(files["main.tf"])
    (finding,) = json.loads(run(".", "--rule", "APIGW-101", "-f", "json").stdout)["findings"]
    addresses = {one["subject"]["address"] for one in (finding, *finding["instances"])}
    keys = ("0", "1") if name == "count" else ('"a"', '"b"')
    assert addresses == {f"aws_apigatewayv2_route.orders[{key}]" for key in keys}
