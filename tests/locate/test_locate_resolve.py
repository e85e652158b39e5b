"""From addresses and attributes to places."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from locate_files import write

from apigw_check.locate.resolve import Located, Locator, find_sources

MAIN = """
    # The API.
    resource "aws_api_gateway_rest_api" "this" {
      for_each = local.apis
      name     = each.key
      endpoint_configuration {
        types = ["EDGE"]
      }
      tags = {
        Name  = "x"
        "a.b" = {
          c = 1
        }
      }
    }

    resource "aws_wafv2_web_acl" "this" {
      rule {
        name = "first"
      }
      rule {
        name = "second"
        statement {
          managed = 1
        }
      }
    }

    resource "aws_thing" "many" {
      part {
        a = 1
      }
      part {
        b = 2
      }
      dynamic "part" {
        for_each = [1]
        content {
          c = 3
          deep {
            d = 4
          }
        }
      }
    }
    data "aws_thing" "many" { a = 1 }
    resource "aws_thing" "mixed" {
      dynamic "part" {
        for_each = var.parts
      }
      part { a = 1 }
    }
    resource "aws_thing" "plain" {
      part { a = 1 }
      part { b = 1 }
    }
"""


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return write(tmp_path, {"main.tf": MAIN})


def lines(found: list[Located]) -> list[tuple[str, int, str]]:
    return [(located.file, located.line, located.role) for located in found]


def first_line(locator: Locator, address: str, attribute: tuple[str | int | tuple[str, str], ...] | None) -> str:
    located = locator.locate(address, attribute)[0]
    return locator.snippet(located.file, located.line, located.line)[0][located.column - 1 :]


@pytest.mark.parametrize("key", ["", "[0]", '["x"]', r'["a.b[0]\"x"]'])
def test_an_attribute(root: Path, key: str) -> None:
    found = Locator(".").locate(f"aws_api_gateway_rest_api.this{key}", ("name",))
    assert found == [Located("main.tf", 4, 3, 4, 22, "primary", "")]


@pytest.mark.parametrize(
    ("resource", "attribute", "expected"),
    [
        ("aws_api_gateway_rest_api.this", None, 'resource "aws_api_gateway_rest_api" "this" {'),
        ("aws_api_gateway_rest_api.this", (), 'resource "aws_api_gateway_rest_api" "this" {'),
        ("aws_api_gateway_rest_api.this", ("body",), 'resource "aws_api_gateway_rest_api" "this" {'),
        ("aws_api_gateway_rest_api.this", ("body", "x"), 'resource "aws_api_gateway_rest_api" "this" {'),
        ("aws_api_gateway_rest_api.this", ("endpoint_configuration",), "endpoint_configuration {"),
        ("aws_api_gateway_rest_api.this", ("endpoint_configuration", "types"), 'types = ["EDGE"]'),
        ("aws_api_gateway_rest_api.this", ("endpoint_configuration", 0, "types"), 'types = ["EDGE"]'),
        ("aws_api_gateway_rest_api.this", ("endpoint_configuration", 0, "types", 0), '"EDGE"]'),
        ("aws_api_gateway_rest_api.this", ("endpoint_configuration", 0, "vpc"), "endpoint_configuration {"),
        ("aws_api_gateway_rest_api.this", ("tags",), "tags = {"),
        ("aws_api_gateway_rest_api.this", ("tags", "Name"), 'Name  = "x"'),
        ("aws_api_gateway_rest_api.this", ("tags", "a.b"), '"a.b" = {'),
        ("aws_api_gateway_rest_api.this", ("tags", "a.b", "c"), "c = 1"),
        ("aws_api_gateway_rest_api.this", ("tags", "nothing"), "tags = {"),
        ("aws_wafv2_web_acl.this", ("rule", ("name", "second"), "statement", 0, "managed"), "managed = 1"),
        ("aws_wafv2_web_acl.this", ("rule", ("name", "second"), "action"), "rule {"),
        ("aws_wafv2_web_acl.this", ("rule", ("name", "third"), "action"), 'resource "aws_wafv2_web_acl" "this" {'),
        # A set: the plan's order is not the source's.
        ("aws_wafv2_web_acl.this", ("rule", 1, "statement"), 'resource "aws_wafv2_web_acl" "this" {'),
        ("aws_wafv2_web_acl.this", ("rule", "statement"), "statement {"),
        ("aws_thing.many", ("part", 0, "a"), "a = 1"),
        ("aws_thing.many", ("part", 1, "b"), "b = 2"),
        ("aws_thing.many", ("part", 1, "a"), "part {"),
        ("aws_thing.many", ("part", 2, "c"), "c = 3"),
        ("aws_thing.many", ("part", 7, "deep", 0, "d"), "d = 4"),
        ("aws_thing.many", ("part", 2, "nothing"), 'dynamic "part" {'),
        ("aws_thing.many", ("part", "b"), "b = 2"),
        ("aws_thing.many", ("part", "c"), "c = 3"),
        ("aws_thing.many", ("part", "deep"), "deep {"),
        ("aws_thing.many", ("part", "nothing"), "part {"),
        ("data.aws_thing.many", ("a",), "a = 1 }"),
        # How many blocks come before the second is not known.
        ("aws_thing.mixed", ("part", 1, "a"), 'dynamic "part" {'),
        ("aws_thing.mixed", ("part", "a"), "a = 1 }"),
        ("aws_thing.plain", ("part", 2, "a"), 'resource "aws_thing" "plain" {'),
    ],
)
def test_the_nearest_place(
    root: Path, resource: str, attribute: tuple[str | int | tuple[str, str], ...] | None, expected: str
) -> None:
    assert first_line(Locator("."), resource, attribute) == expected


def test_the_second_of_two_blocks_is_meant(root: Path) -> None:
    locator = Locator(".")
    assert locator.locate("aws_wafv2_web_acl.this", ("rule", ("name", "first")))[0].line == 17
    assert locator.locate("aws_wafv2_web_acl.this", ("rule", ("name", "second")))[0].line == 20
    assert locator.locate("aws_thing.many", ("part", 1))[0].line == 32


def test_the_end_of_a_header_is_its_brace(root: Path) -> None:
    (found,) = Locator(".").locate("aws_wafv2_web_acl.this")
    assert (found.line, found.column, found.end_line, found.end_column) == (16, 1, 16, 38)


@pytest.mark.parametrize(
    "address", ["aws_thing.other", "data.aws_wafv2_web_acl.this", "module.m.aws_thing.many", "", "?", "aws_thing"]
)
def test_what_the_sources_do_not_have(root: Path, address: str) -> None:
    assert Locator(".").locate(address, ("a",)) == []
    assert Locator(".").scopes(address, ("a",)) == []


def test_without_sources() -> None:
    locator = Locator(None)
    assert locator.locate("aws_thing.many", ("a",)) == []
    assert locator.snippet("main.tf", 1, 2) == []
    assert locator.notes == []


@pytest.fixture
def nested(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    write(
        tmp_path,
        {
            ".git/HEAD": "",
            "live/main.tf": """
                module "api" {
                  source        = "../modules/api"
                  authorization = "NONE"
                }
                module "far" {
                  source = "terraform-aws-modules/apigateway-v2/aws"
                }
                module "unseen" {
                  source = "git::https://example.com/x.git"
                }
            """,
            "live/.terraform/modules/modules.json": """
                {"Modules": [{"Key": "far", "Source": "registry.terraform.io/terraform-aws-modules/apigateway-v2/aws",
                              "Dir": ".terraform/modules/far"}]}
            """,
            "live/.terraform/modules/far/main.tf": """
                module "deep" {
                  source = "./deep"
                }
            """,
            "live/.terraform/modules/far/deep/main.tf": 'resource "a" "b" {\n  c = 1\n}\n',
            "modules/api/main.tf": """
                module "inner" {
                  source = "./inner"
                }
                module "far" {
                  source = "org/far/aws"
                }
            """,
            "modules/api/inner/main.tf": 'resource "a" "b" {\n  c = 1\n}\n',
        },
    )
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_a_local_module(nested: Path) -> None:
    found = Locator("live").locate('module.api["x"].module.inner[0].a.b["k"]', ("c",))
    assert found == [
        Located("modules/api/inner/main.tf", 2, 3, 2, 8, "primary", ""),
        Located("modules/api/main.tf", 1, 1, 1, 17, "related", "called here"),
        Located("live/main.tf", 1, 1, 1, 15, "related", "called here"),
    ]


def test_a_module_from_a_registry(nested: Path) -> None:
    found = Locator("live").locate("module.far.module.deep.a.b", ("c",))
    note = "declared in the module from terraform-aws-modules/apigateway-v2/aws"
    assert found == [
        Located("live/main.tf", 5, 1, 5, 15, "primary", note),
        Located("live/.terraform/modules/far/deep/main.tf", 2, 3, 2, 8, "related", "declared here"),
    ]


def test_a_module_that_is_not_at_hand(nested: Path) -> None:
    locator = Locator("live")
    assert lines(locator.locate("module.unseen.module.x.a.b", ("c",))) == [("live/main.tf", 8, "primary")]
    assert lines(locator.locate("module.api.module.far.a.b", ("c",))) == [
        ("modules/api/main.tf", 4, "primary"),
        ("live/main.tf", 1, "related"),
    ]


def test_an_argument_of_the_call_is_not_the_attribute(nested: Path) -> None:
    """What the module does with an argument of the same name is not known."""
    (found,) = Locator("live").locate("module.api.a.gone", ("authorization",))
    assert (found.line, found.note) == (1, "not found in the sources of this module")


def test_a_module_call(nested: Path) -> None:
    locator = Locator("live")
    assert locator.locate('module.far["x"]') == [Located("live/main.tf", 5, 1, 5, 15)]
    assert lines(locator.locate("module.api.module.inner")) == [
        ("modules/api/main.tf", 1, "primary"),
        ("live/main.tf", 1, "related"),
    ]


def test_scopes(nested: Path) -> None:
    locator = Locator("live")
    assert [(scope.file, scope.line) for scope in locator.scopes("module.api.module.inner.a.b", ("c",))] == [
        ("modules/api/inner/main.tf", 2),
        ("modules/api/inner/main.tf", 1),
        ("modules/api/main.tf", 1),
        ("live/main.tf", 1),
    ]
    assert [(scope.file, scope.line) for scope in locator.scopes("module.far.module.deep.a.b", ("c",))] == [
        ("live/main.tf", 5)
    ]
    source = locator.source("live/main.tf")
    assert source is not None
    assert len(source.blocks) == 3
    assert locator.source("nothing.tf") is None


def test_files_outside_of_the_working_directory_are_absolute(nested: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(nested / "live")
    found = Locator(".").locate("module.api.module.inner.a.b", ("c",))
    assert [located.file for located in found] == [
        f"{nested}/modules/api/inner/main.tf", f"{nested}/modules/api/main.tf", "main.tf",
    ]  # fmt: skip
    assert Locator(str(nested / "live"), cwd=str(nested)).locate("module.far")[0].file == "live/main.tf"


def test_override_files_win(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    resource = 'resource "a" "b" {\n  c = 1\n  d {\n    e = 1\n  }\n  f = 1\n}\n'
    override = 'resource "a" "b" {\n\n  c = 2\n  d {\n  }\n}\n'
    write(tmp_path, {"main.tf": resource, "x_override.tf": override, "override.tf": 'resource "a" "b" {\n}\n'})
    locator = Locator(".")
    assert lines(locator.locate("a.b", ("c",))) == [("x_override.tf", 3, "primary")]
    assert lines(locator.locate("a.b", ("d", "e"))) == [("x_override.tf", 4, "primary")]
    assert lines(locator.locate("a.b", ("f",))) == [("main.tf", 6, "primary")]
    assert lines(locator.locate("a.b", ("g",))) == [("main.tf", 1, "primary")]
    assert [scope.file for scope in locator.scopes("a.b", ("c",))] == ["x_override.tf", "x_override.tf", "main.tf"]


def test_json_syntax(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    write(
        tmp_path,
        {
            "main.tf.json": """
                {
                  "resource": {
                    "a": {
                      "b": {
                        "c": "x",
                        "d": [{"e": 1}, {
                          "e": 2}],
                        "f": {
                          "g": 3
                        },
                        "dynamic": {"h": {"content": {
                          "i": 4
                        }}}
                      }
                    }
                  },
                  "module": {
                    "m": {"source": "./m"}
                  }
                }
            """,
            "m/x.tf.json": '[{"resource": [{"a": {"c": {}}},\n {"a": {"b": [{\n"d": 1}]}}]}]',
        },
    )
    locator = Locator(".")
    for attribute, line in [
        ((), 4), (("c",), 5), (("d", 0, "e"), 6), (("d", 1, "e"), 7), (("f", 0, "g"), 9), (("f", "g"), 9),
        (("h", "i"), 12), (("h", 0, "i"), 12), (("z",), 4), (("f", "z"), 8),
    ]:  # fmt: skip
        assert lines(locator.locate("a.b", attribute)) == [("main.tf.json", line, "primary")], attribute
    assert lines(locator.locate("module.m.a.b", ("d",))) == [
        ("m/x.tf.json", 3, "primary"),
        ("main.tf.json", 18, "related"),
    ]
    assert locator.source("main.tf.json") is None
    assert locator.snippet("main.tf.json", 5, 5) == ['        "c": "x",']


def test_snippets_are_safe_to_show(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    dangerous = "\x1b[31m\x07\u202e\u2066\x9b\u200b"
    write(tmp_path, {"main.tf": f'resource "a" "b" {{\r\n\tc = "{dangerous}"\n' + "#" * 1000 + "\n" * 100 + "}\n"})
    locator = Locator(".")
    assert locator.snippet("main.tf", 1, 3) == [], "only what was located is shown"
    locator.locate("a.b")
    first, second, third = locator.snippet("main.tf", 1, 3)
    assert first == 'resource "a" "b" {'
    assert second == ' c = "\ufffd[31m' + "\ufffd" * 5 + '"'
    assert (len(third), third[-1]) == (240, "\u2026")
    assert len(locator.snippet("main.tf", 1, 10_000)) == 40
    assert locator.snippet("main.tf", 103, 200) == ["}", ""]
    assert locator.snippet("main.tf", -5, 0) == []


def test_sources_are_where_most_blocks_are(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    beside, elsewhere = tmp_path / "repo/live", tmp_path / "elsewhere"
    text = 'resource "a" "b" {}\nresource "a" "c" {}\nmodule "m" {}\ndata "a" "b" {}\n'
    write(tmp_path, {"repo/live/main.tf": text, "elsewhere/main.tf": 'resource "a" "b" {}\n', "repo/live/out/x": ""})
    monkeypatch.chdir(elsewhere)
    headers = [("resource", "a", "b"), ("resource", "a", "c"), ("module", "", "m"), ("data", "a", "b")]
    assert find_sources(str(beside / "plan.json"), None, headers) == str(beside)
    assert find_sources(str(beside / "out/plan.json"), None, headers) == str(beside)
    assert find_sources(str(elsewhere / "plan.json"), None, headers) is None
    assert find_sources(str(beside / "plan.json"), None, []) is None
    assert find_sources("-", None, headers) is None
    assert find_sources(None, None, headers[:1]) == str(elsewhere)
    # More than half are wanted.
    assert find_sources("-", None, headers[:2]) is None
    assert find_sources("-", None, [*headers[:1], ("resource", "a", "b")]) == str(elsewhere)
    monkeypatch.chdir(beside)
    assert find_sources("plan.json", None, headers) == str(beside)
    assert find_sources("-", None, headers) == str(beside)
    assert find_sources("-", str(elsewhere), headers) == str(elsewhere)
    assert find_sources("-", str(tmp_path / "nowhere"), headers) is None
    assert find_sources("nowhere/plan.json", None, headers) == str(beside)


STEPS = st.sampled_from(["settings", "a", 0, 1, -1, 10**9, ("a", "1"), "", "tags", "content"])


@given(
    st.lists(st.sampled_from(["module.m", "aws_thing.many", "data", "a", "[0]", '["x"]', "."]), max_size=5).map(
        "".join
    ),
    st.lists(STEPS, max_size=5),
    st.sampled_from([None, "", "/", "/a/0", "a", "#/a", "~2"]),
)
def test_no_question_fails(
    tmp_path_factory: pytest.TempPathFactory, address: str, attribute: list[str | int], pointer: str | None
) -> None:
    root = write(
        tmp_path_factory.getbasetemp() / "fuzz",
        {"main.tf": 'module "m" {\n  source = "./m"\n}\n' + MAIN, "m/main.tf": MAIN, "x.tf.json": "{"},
    )
    for located in Locator(str(root)).locate(address, attribute, pointer):
        assert located.line >= 1
        assert located.column >= 1
        assert (located.end_line, located.end_column) >= (located.line, located.column)


def test_time_grows_with_the_findings(tmp_path: Path) -> None:
    resource = 'resource "a" "b{0}" {{\n  c = 1\n  d {{\n    e = 2\n  }}\n}}\n'
    write(tmp_path, {"main.tf": "".join(resource.format(number) for number in range(3000))})
    locator = Locator(str(tmp_path))
    begin = time.process_time()
    for number in range(30_000):
        (found,) = locator.locate(f'a.b{number % 3000}["{number}"]', ("d", 0, "e"))
        assert found.line == number % 3000 * 6 + 4
    assert time.process_time() - begin < 5
