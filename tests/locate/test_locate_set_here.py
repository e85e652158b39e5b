"""Where the value of an attribute is written that the attribute itself does not say: the sources mark the place.

What stands between `⟦` and `⟧` is what "set here" points at (or the words that the case names); sources without a mark
must have no such place. Each case is asked as a folder, and as a plan with the same values of the variables.
"""

from __future__ import annotations

import json
import time
from pathlib import Path
from typing import Any

import pytest
from locate_files import write
from tests.conftest import Run

from apigw_check.locate.modules import Inputs
from apigw_check.locate.resolve import Located, Locator

SET, ENTRY, DEFAULT = "set here", "written in this entry", "default of this variable"

#: A route whose authorization is written elsewhere.
ROUTE = """
resource "aws_apigatewayv2_api" "shop" {
  name          = "shop"
  protocol_type = "HTTP"
}

resource "aws_apigatewayv2_route" "this" {
  for_each           = %s
  api_id             = aws_apigatewayv2_api.shop.id
  route_key          = each.key
  authorization_type = %s
}
"""
AUTH = "each.value.auth"
NONE = '⟦auth = "NONE"⟧'
ENTRIES = f'"GET /a" = {{ auth = "AWS_IAM" }}\n  "POST /pets" = {{ {NONE} }}'
LOCAL = ROUTE % ("local.routes", AUTH)
TFVARS = f'routes = {{\n  # é\n  "POST /pets" = {{ {NONE} }}\n}}\n'
YAML = """\
routes:
  GET /a: {auth: AWS_IAM}
  POST /pets:
    # size: größe
    ⟦auth: "NONE"⟧
"""

#: Files, values of variables on the command line, the words at the place; the route is `POST /pets`.
CASES: dict[str, tuple[dict[str, str], str]] = {
    "local": ({"main.tf": LOCAL + f"locals {{\n  routes = {{\n  {ENTRIES}\n  }}\n}}\n"}, SET),
    "literal": ({"main.tf": ROUTE % (f"{{\n  {ENTRIES}\n}}", AUTH)}, SET),
    "in-the-attribute-by-key": (
        {"main.tf": ROUTE % ('toset(["POST /pets"])', 'lookup({ "POST /pets" = "NONE" }, each.key, "AWS_IAM")')},
        "",
    ),
    "map-by-key": (
        {
            "main.tf": ROUTE % ('toset(["POST /pets", "GET /a"])', "local.auth[each.key]")
            + 'locals {\n  auth = { "GET /a" = "AWS_IAM", ⟦"POST /pets" = "NONE"⟧ }\n}\n'
        },
        SET,
    ),
    "map-with-default": (
        {
            "main.tf": ROUTE % ('toset(["POST /pets"])', 'lookup(local.auth, each.key, "NONE")')
            + 'locals {\n  auth = { "GET /a" = "AWS_IAM" }\n}\n'
        },
        "",
    ),
    "locals-of-locals": (
        {
            "main.tf": LOCAL
            + 'locals {\n  routes = local.more\n  more = { "POST /pets" = local.open }\n'
            + f"  open = {{ {NONE} }}\n}}\n"
        },
        SET,
    ),
    "a-local-as-the-value": (
        {"main.tf": LOCAL + 'locals {\n  routes = { "POST /pets" = { auth = local.none } }\n  ⟦none = "NONE"⟧\n}\n'},
        SET,
    ),
    "merge": (
        {
            "main.tf": ROUTE % ("merge(local.a, local.b)", AUTH)
            + f'locals {{\n  a = {{ "POST /pets" = {{ {NONE} }} }}\n  b = {{ "GET /a" = {{ auth = "AWS_IAM" }} }}\n}}\n'
        },
        SET,
    ),
    "merge-where-the-last-wins": (
        {
            "main.tf": ROUTE % ("merge(local.a, local.b)", AUTH)
            + 'locals {\n  a = { "POST /pets" = { auth = "AWS_IAM" } }\n'
            + f'  b = {{ "POST /pets" = {{ {NONE} }} }}\n}}\n'
        },
        SET,
    ),
    "other-file": ({"main.tf": LOCAL, "routes.tf": f"locals {{\n  routes = {{\n {ENTRIES}\n }}\n}}\n"}, SET),
    "for": (
        {
            "main.tf": ROUTE % ('{ for r in local.list : "${r.method} /${r.path}" => r }', AUTH)
            + "locals {\n  list = [\n"
            + '    { method = "GET", path = "pets", auth = "AWS_IAM" },\n'
            + f'    {{ method = "POST", path = "pets", {NONE} }},\n  ]\n}}\n'
        },
        SET,
    ),
    "for-with-a-conditional-key": (
        {
            "main.tf": ROUTE % ('{ for r in local.list : "${r.open ? "POST" : "GET"} /pets" => r }', AUTH)
            + f'locals {{\n  list = [{{ open = false, auth = "AWS_IAM" }}, {{ open = true, {NONE} }}]\n}}\n'
        },
        SET,
    ),
    "yaml": (
        {"main.tf": LOCAL + 'locals {\n  routes = yamldecode(file("r.yaml")).routes\n}\n', "r.yaml": YAML},
        SET,
    ),
    "yaml-by-index": (
        {
            "main.tf": ROUTE % ('local.all["routes"]', AUTH)
            + 'locals {\n  all = yamldecode(file("${path.module}/r.yaml"))\n}\n',
            "r.yaml": YAML,
        },
        SET,
    ),
    "yaml-with-carriage-returns": (
        {
            "main.tf": LOCAL + 'locals {\n  routes = yamldecode(file("r.yaml")).routes\n}\n',
            "r.yaml": YAML.replace("\n", "\r\n"),
        },
        SET,
    ),
    "yaml-with-anchors": (
        {
            "main.tf": LOCAL + 'locals {\n  routes = yamldecode(file("r.yaml")).routes\n}\n',
            "r.yaml": "open: &open\n  ⟦auth: NONE⟧\nroutes:\n  POST /pets: *open\n",
        },
        SET,
    ),
    "json-file": (
        {
            "main.tf": LOCAL + 'locals {\n  routes = jsondecode(file("r.json"))\n}\n',
            "r.json": '{\n\t"POST /pets": {⟦"auth": "NONE"⟧}\n}\n',
        },
        SET,
    ),
    "yaml-list": (
        {
            "main.tf": ROUTE % ('{ for r in yamldecode(file("r.yaml")) : r.key => r }', AUTH),
            "r.yaml": "- {key: GET /a, auth: AWS_IAM}\n- key: POST /pets\n  ⟦auth: NONE⟧\n",
        },
        SET,
    ),
    "tfvars": ({"main.tf": ROUTE % ("var.routes", AUTH) + 'variable "routes" {}\n', "terraform.tfvars": TFVARS}, SET),
    "automatic-tfvars-win": (
        {
            "main.tf": ROUTE % ("var.routes", AUTH) + 'variable "routes" {}\n',
            "terraform.tfvars": 'routes = { "POST /pets" = { auth = "AWS_IAM" } }\n',
            "z.auto.tfvars": TFVARS,
        },
        SET,
    ),
    "json-tfvars": (
        {
            "main.tf": ROUTE % ("var.routes", AUTH) + 'variable "routes" {}\n',
            "terraform.tfvars.json": '{"routes": {"POST /pets": {⟦"auth": "NONE"⟧}}}',
        },
        SET,
    ),
    "tfvars-of-another-variable": (
        {
            "main.tf": LOCAL + 'variable "auth" {}\nlocals {\n  routes = { "POST /pets" = { auth = var.auth } }\n}\n',
            "terraform.tfvars": 'other = "NONE"\n⟦auth = "NONE"⟧\n',
        },
        SET,
    ),
    "secret-tfvars": (
        {
            "main.tf": ROUTE % ('toset(["POST /pets"])', "var.auth") + 'variable "auth" {\n  sensitive = true\n}\n',
            "terraform.tfvars": 'auth = "NONE"\n',
        },
        "",
    ),
    "default": (
        {"main.tf": ROUTE % ("var.routes", AUTH) + f'variable "routes" {{\n  default = {{\n {ENTRIES}\n }}\n}}\n'},
        DEFAULT,
    ),
    "default-itself": (
        {"main.tf": ROUTE % ('toset(["POST /pets"])', "var.auth") + 'variable "auth" { ⟦default = "NONE"⟧ }\n'},
        DEFAULT,
    ),
    "written-in-the-attribute": ({"main.tf": ROUTE % ('toset(["POST /pets"])', '"NONE"')}, ""),
    "conditional-by-a-member": (
        {
            "main.tf": ROUTE % ("local.routes", 'try(each.value.public, false) ? "NONE" : "AWS_IAM"')
            + 'locals {\n  routes = { "GET /a" = {}, "POST /pets" = { ⟦public = true⟧ } }\n}\n'
        },
        SET,
    ),
    "conditional-by-a-list": (
        {
            "main.tf": ROUTE % ('toset(["POST /pets"])', 'contains(local.public, each.key) ? "NONE" : "AWS_IAM"')
            + 'locals {\n  public = ["GET /a", ⟦"POST /pets"⟧]\n}\n'
        },
        SET,
    ),
    "conditional-by-a-variable": (
        {
            "main.tf": ROUTE % ('toset(["POST /pets"])', 'var.strict ? local.iam : "NONE"')
            + 'variable "strict" { ⟦default = false⟧ }\nlocals {\n  iam = "AWS_IAM"\n}\n'
        },
        DEFAULT,
    ),
    "conditional-whose-branch-says-it": (
        {
            "main.tf": ROUTE % ('toset(["POST /pets"])', "var.strict == true ? local.iam : local.open")
            + 'variable "strict" { default = false }\nlocals {\n  iam = "AWS_IAM"\n  ⟦open = "NONE"⟧\n}\n'
        },
        SET,
    ),
    "not-and-or": (
        {
            "main.tf": ROUTE
            % ("local.routes", '!each.value.closed && (local.on || false) ? each.value.auth : "AWS_IAM"')
            + f'locals {{\n  on = true\n  routes = {{ "POST /pets" = {{ closed = false, {NONE} }} }}\n}}\n'
        },
        SET,
    ),
}


def marked(files: dict[str, str]) -> tuple[dict[str, str], tuple[str, str] | None, tuple[int, int, int, int] | None]:
    """The files without marks; the name of the one with a mark and what is marked; its lines and columns."""
    found, span = None, None
    clean = {}
    for name, text in files.items():
        before, mark, rest = text.partition("⟦")
        inside, _, after = rest.partition("⟧")
        clean[name] = before + inside + after
        if mark:
            found = name, inside
            span = *_position(before), *_position(before + inside)
    return clean, found, span


def _position(before: str) -> tuple[int, int]:
    return before.count("\n") + 1, len(before) - before.rfind("\n")


def _traced(places: list[Located]) -> list[tuple[str, int, int, int, int, str]]:
    return [
        (one.file, one.line, one.column, one.end_line, one.end_column, one.note)
        for one in places
        if one.note in (SET, ENTRY, DEFAULT)
    ]


@pytest.mark.parametrize("name", CASES)
def test_the_place_in_a_folder(run: Run, tmp_path: Path, name: str) -> None:
    """By the command, in each format."""
    files, words = CASES[name]
    clean, found, span = marked(files)
    for file, text in clean.items():
        (tmp_path / file).write_bytes(text.encode())
    (tmp_path / ".git").mkdir()
    done = run(".", "--rule", "APIGW-101", "-f", "json", "-o", "sarif=r.sarif", "-o", "text=r.txt")
    findings = json.loads(done.stdout)["findings"]
    (finding,) = (one for one in findings if one["verdict"] == "fail" and "POST /pets" in one["subject"]["name"])
    traced = [
        (one["file"], one["line"], one["column"], one["end_line"], one["end_column"], one["note"])
        for one in finding["places"]
        if one["note"] in (SET, ENTRY, DEFAULT)
    ]
    assert traced == ([(found[0], *span, words)] if found and span else [])
    if not found or not span:
        return
    (result,) = json.loads((tmp_path / "r.sarif").read_text())["runs"][0]["results"]
    assert [place["physicalLocation"] for place in result["relatedLocations"]] == [
        {
            "artifactLocation": result["relatedLocations"][0]["physicalLocation"]["artifactLocation"],
            "region": dict(zip(("startLine", "startColumn", "endLine", "endColumn"), span, strict=True)),
        }
    ]
    assert f"{found[0]}:{span[0]}:{span[1]}  {words}" in (tmp_path / "r.txt").read_text()


#: What the plans of these cases say of their variables.
VALUES: dict[str, dict[str, Any]] = {
    **{
        name: {"routes": {"POST /pets": {"auth": "NONE"}}} for name in ("tfvars", "json-tfvars", "automatic-tfvars-win")
    },
    "tfvars-of-another-variable": {"auth": "NONE"},
    "secret-tfvars": {"auth": "NONE"},
    "default": {"routes": {"POST /pets": {"auth": "NONE"}, "GET /a": {"auth": "AWS_IAM", "more": None}}},
    "default-itself": {"auth": "NONE"},
    "conditional-by-a-variable": {"strict": False},
    "conditional-whose-branch-says-it": {"strict": "false"},
}


def _locate(root: Path, values: dict[str, Any] | None) -> list[tuple[str, int, int, int, int, str]]:
    locator = Locator(str(root), cwd=str(root))
    assert locator.tree is not None
    locator.tree.inputs = Inputs(values=values)
    return _traced(locator.locate('aws_apigatewayv2_route.this["POST /pets"]', ("authorization_type",)))


@pytest.mark.parametrize("name", CASES)
def test_the_place_in_a_plan(tmp_path: Path, name: str) -> None:
    files, words = CASES[name]
    clean, found, span = marked(files)
    write(tmp_path, {".git/HEAD": ""})
    for file, text in clean.items():
        (tmp_path / file).write_bytes(text.encode())
    wanted = [(found[0], *span, words)] if found and span else []
    assert _locate(tmp_path, VALUES.get(name, {})) == wanted


@pytest.mark.parametrize("name", sorted(VALUES))
def test_values_that_come_from_elsewhere_have_no_place(tmp_path: Path, name: str) -> None:
    """A plan that was made with `-var` or `-var-file` has other values than the files that are there."""
    files, _ = CASES[name]
    clean, _, _ = marked(files)
    write(tmp_path, {".git/HEAD": ""})
    for file, text in clean.items():
        (tmp_path / file).write_bytes(text.encode())
    other = {"routes": {"POST /pets": {"auth": "JWT"}}, "auth": "JWT", "strict": True}
    for file, *_, note in _locate(tmp_path, other):
        assert (file, note != DEFAULT) == ("main.tf", True), "an expression that uses the variable, or another branch"


def test_time_grows_with_the_instances(tmp_path: Path) -> None:
    """A list in a file, keys that are put together, and a conditional that depends on the instance."""
    main = """
        locals {
          list   = yamldecode(file("r.yaml"))
          routes = { for r in local.list : "${r.method} ${r.open ? "/open" : ""}/${r.name}" => r }
        }
        resource "aws_apigatewayv2_route" "this" {
          for_each           = local.routes
          authorization_type = each.value.open ? "NONE" : "AWS_IAM"
        }
    """
    count = 1500
    routes = "".join(f"- {{method: GET, name: n{number}, open: true}} # 🙂\n" for number in range(count))
    write(tmp_path, {".git/HEAD": "", "main.tf": main, "r.yaml": routes})
    locator = Locator(str(tmp_path), cwd=str(tmp_path))
    begin = time.process_time()
    for number in range(count):
        address = f'aws_apigatewayv2_route.this["GET /open/n{number}"]'
        (found,) = _traced(locator.locate(address, ("authorization_type",)))
        name = len(str(number))
        assert found == ("r.yaml", number + 1, 26 + name, number + 1, 36 + name, SET)
    assert time.process_time() - begin < 5


DAMAGED = [
    "a: &a [*a]",
    "a: [",
    "\t- x",
    "{" * 300,
    "&a b: *c",
    "- - - ? x",
    "",
    "a: !!binary x\n<<: [1, {b: 2}]",
    "\x85é: '",
]


@pytest.mark.parametrize("text", DAMAGED)
def test_damaged_files_have_no_place(tmp_path: Path, text: str) -> None:
    files = {
        "main.tf": ROUTE % ('yamldecode(file("r.yaml"))', AUTH) + 'variable "a" {}\nlocals {\n  x = var.a\n}\n',
        "r.yaml": text,
        "terraform.tfvars": text,
        "terraform.tfvars.json": text,
    }
    write(tmp_path, {".git/HEAD": "", **files})
    assert _locate(tmp_path, None) == []
    locator = Locator(str(tmp_path), cwd=str(tmp_path))
    assert locator.tree is not None
    locator.tree.inputs = Inputs(values={"a": {"b": [1]}})
    assert locator.locate('aws_apigatewayv2_route.this["POST /pets"]', ("authorization_type", "x"))


@pytest.mark.parametrize(
    ("arguments", "found"),
    [
        ((), [("main.tf", 12, DEFAULT)]),
        (("--var-file", "open.tfvars"), [("open.tfvars", 2, SET)]),
        (("--var", "auth=NONE"), []),
        (("--var-file", "open.tfvars", "--var", "auth=NONE"), []),
    ],
    ids=["default", "file", "value", "file-and-value"],
)
def test_values_of_the_command_line(
    run: Run, tmp_path: Path, arguments: tuple[str, ...], found: list[tuple[str, int, str]]
) -> None:
    main = ROUTE % ('toset(["POST /pets"])', "var.auth") + 'variable "auth" { default = "NONE" }\n'
    write(tmp_path, {".git/HEAD": "", "main.tf": main, "open.tfvars": '# open\nauth = "NONE"\n'})
    done = run(".", "--rule", "APIGW-101", "-f", "json", *arguments)
    (finding,) = json.loads(done.stdout)["findings"]
    assert [(one["file"], one["line"], one["note"]) for one in finding["places"][1:]] == found
