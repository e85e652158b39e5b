"""From an attribute inside a module to where the caller wrote its value."""

from __future__ import annotations

import json
import time
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from locate_files import write
from locate_generated import DOCUMENTS

from apigw_check.locate.places import Step
from apigw_check.locate.resolve import Located, Locator

REPOSITORY = Path(__file__).parents[2]
SET, ENTRY, DEFAULT, CALLED = "set here", "written in this entry", "default of this variable", "called here"

# A module whose routes go through locals before they become methods.
MODULE = """
    variable "routes" {
      type = map(object({ authorization = optional(string, "NONE"), method = string }))
    }
    variable "stages" { default = {} }
    variable "level" {
      description = "x"
      default     = "OFF"
    }
    variable "a" { default = null }
    variable "b" { default = null }
    variable "names" { default = ["x"] }
    locals {
      routes  = merge({ "OPTIONS /" = { authorization = "NONE" } }, local.callers)
      callers = { for key, route in var.routes : key => {
        authorization = route.authorization == null ? var.level : route.authorization
        method        = split(" ", key)[0]
        kind          = "NONE"
      } }
      settings = merge([
        for name, stage in var.stages : {
          for path, setting in merge({ "*/*" = stage.default }, stage.paths) : "${name} ${path}" => merge(
            stage.default,
            { for key, value in setting : key => value if value != null },
            { stage = name },
          )
        }
      ]...)
      pairs = flatten([
        for name, stage in var.stages : [
          for path, setting in stage.paths : { stage = name, path = path, log = setting.log }
        ]
      ])
    }
    resource "r" "method" {
      for_each      = local.routes
      authorization = each.value.authorization
      direct        = var.routes[each.key].authorization
      looked_up     = lookup(var.routes, each.key, null).authorization
      method        = each.value.method
      name          = "x-${each.key}"
      whole         = each.value
      kind          = each.value.kind
      level         = var.level
      both          = coalesce(var.a, var.b)
      tried         = try(var.a.x.y, var.b, "z")
      opaque        = yamldecode(var.a).x
      computed      = upper(var.a)
      plain         = "NONE"
    }
    resource "r" "setting" {
      for_each = local.settings
      part {
        log  = each.value.log
        rate = each.value.throttle.rate
      }
    }
    resource "r" "pair" {
      for_each = { for pair in local.pairs : "${pair.stage} ${pair.path}" => pair }
      log      = each.value.log
    }
    resource "r" "dynamic" {
      dynamic "part" {
        for_each = var.stages
        iterator = it
        content {
          name = it.key
          log  = it.value.log
          dynamic "deep" {
            for_each = it.value.deep == null ? [] : [it.value.deep]
            content {
              value = deep.value.x
            }
          }
        }
      }
      dynamic "switch" {
        for_each = var.a.on ? [true] : []
        content {
          on = switch.value
        }
      }
    }
    resource "r" "counted" {
      count = length(var.a)
      kind  = var.a[count.index].kind
      only  = element(var.a, count.index).kind
    }
    resource "r" "named" {
      for_each = toset(var.names)
      name     = each.value
    }
    resource "r" "listed" {
      for_each = { for route in var.a : "${route.method} ${route.path}" => route }
      kind     = each.value.kind
    }
"""


class Tree:
    """A configuration that calls the module, and what is found for it."""

    def __init__(self, root: Path) -> None:
        self.root = root
        write(root, {".git/HEAD": "", "m/main.tf": MODULE})

    def call(self, arguments: str, **files: str) -> Tree:
        write(self.root, {name.replace("__", "/") + ".tf": text for name, text in files.items()})
        (self.root / "main.tf").write_text(f'module "m" {{\n  source = "./m"\n{arguments}\n}}\n', encoding="utf-8")
        return self

    def found(self, address: str, *attribute: Step) -> list[tuple[str, str, str]]:
        """File, text and note of each related place."""
        locator = Locator(str(self.root), cwd=str(self.root))
        located = locator.locate(address, attribute)
        assert located[0].role == "primary"
        assert located[0].file == "m/main.tf" or not located[0].file.startswith("m/")
        return [(place.file, self.text(place), place.note) for place in located[1:]]

    def text(self, place: Located) -> str:
        lines = (self.root / place.file).read_text(encoding="utf-8").split("\n")[place.line - 1 : place.end_line]
        lines[-1] = lines[-1][: place.end_column - 1]
        lines[0] = lines[0][place.column - 1 :]
        return "\n".join(lines)


@pytest.fixture
def tree(tmp_path: Path) -> Tree:
    return Tree(tmp_path)


HEADER = [("main.tf", 'module "m" {', CALLED)]
ROUTES = """
  routes = {
    "GET /a" = { method = "x", authorization = "NONE" } # comment, with a = "b"
    "GET /b" = {
      method = "y"
    }
    (var.key) = { authorization = "COMPUTED" }
  }
"""


@pytest.mark.parametrize("attribute", ["authorization", "direct", "looked_up"])
def test_the_attribute_in_the_entry(tree: Tree, attribute: str) -> None:
    found = tree.call(ROUTES).found('module.m.r.method["GET /a"]', attribute)
    assert found == [("main.tf", 'authorization = "NONE"', SET)]


def test_the_entry_where_it_does_not_have_the_attribute(tree: Tree) -> None:
    """An optional() attribute that is left out."""
    tree.call(ROUTES)
    assert tree.found('module.m.r.method["GET /b"]', "authorization") == [("main.tf", '"GET /b" = {', ENTRY)]
    assert tree.found('module.m.r.method["GET /a"]', "missing")[0][0:3:2] == ("main.tf", ENTRY)
    assert tree.found('module.m.r.method["GET /b"]') == [("main.tf", '"GET /b" = {', ENTRY)]


def test_the_entry_for_what_is_made_of_its_key(tree: Tree) -> None:
    entry = '"GET /a" = { method = "x", authorization = "NONE" }'
    assert tree.call(ROUTES).found('module.m.r.method["GET /a"]', "name") == [("main.tf", entry, SET)]
    assert tree.found('module.m.r.method["GET /a"]', "method") == [("main.tf", entry, ENTRY)]


@pytest.mark.parametrize(
    ("attribute", "why"),
    [("plain", "it depends on no input"), ("kind", "the module writes it itself"), ("level", "the default is its own")],
)
def test_the_call_is_the_place_of_what_the_caller_does_not_say(tree: Tree, attribute: str, why: str) -> None:
    assert tree.call(ROUTES).found('module.m.r.method["GET /a"]', attribute)[-1:] == HEADER, why


def test_an_instance_that_the_module_adds(tree: Tree) -> None:
    routes = 'level = "INFO"\nroutes = {\n  "GET /a" = { authorization = "IAM" }\n}'
    assert tree.call(routes).found('module.m.r.method["OPTIONS /"]', "authorization") == HEADER


def test_the_default_of_the_modules_own_variable(tree: Tree) -> None:
    default = ("m/main.tf", 'default     = "OFF"', DEFAULT)
    assert tree.call("").found('module.m.r.method["x"]', "level") == [default, *HEADER]
    assert tree.call('level = "INFO"').found('module.m.r.method["x"]', "level") == [("main.tf", 'level = "INFO"', SET)]


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        ('a = "1"\nb = "2"', 'a = "1"'),
        ('b = "2"', 'b = "2"'),
        ('a = null\nb = "2"', 'b = "2"'),
        ("a = null", "a = null"),
    ],
)
def test_what_the_call_really_sets(tree: Tree, arguments: str, expected: str) -> None:
    assert tree.call(arguments).found('module.m.r.method["x"]', "both") == [("main.tf", expected, SET)]


def test_functions(tree: Tree) -> None:
    tree.call("a = {\n  x = {\n    y = 1\n  }\n}\nb = 2")
    assert tree.found('module.m.r.method["x"]', "tried") == [("main.tf", "y = 1", SET)]
    assert tree.call("a = { x = 1 }\nb = 2").found('module.m.r.method["x"]', "tried") == [("main.tf", "b = 2", SET)]
    tree.call('a = jsonencode({ x = 1 })\nlevel = "x"')
    for attribute in ("opaque", "computed"):
        found = tree.found('module.m.r.method["x"]', attribute)
        assert found == [("main.tf", "a = jsonencode({ x = 1 })", SET)], attribute


STAGES = """
  stages = {
    prod = {
      default = { log = "INFO", throttle = { burst = 1, rate = 2 } }
      paths = {
        "GET /x" = { log = "OFF" }
        "POST /prod" = { throttle = { rate = 9 } }
      }
    }
    test = { default = {}, paths = {} }
  }
"""


@pytest.mark.parametrize(
    ("key", "attribute", "expected"),
    [
        ("prod */*", ("part", "log"), 'log = "INFO"'),
        ("prod */*", ("part", 0, "rate"), "rate = 2"),
        ("prod GET /x", ("part", "log"), 'log = "OFF"'),
        # What the last argument of merge() leaves out comes from the one before.
        ("prod GET /x", ("part", "rate"), "rate = 2"),
        ("prod POST /prod", ("part", "rate"), "rate = 9"),
        ("prod POST /prod", ("part", "log"), 'log = "INFO"'),
    ],
)
def test_compound_keys(tree: Tree, key: str, attribute: tuple[Step, ...], expected: str) -> None:
    assert tree.call(STAGES).found(f'module.m.r.setting["{key}"]', *attribute) == [("main.tf", expected, SET)]


def test_compound_keys_that_are_not_there(tree: Tree) -> None:
    tree.call(STAGES)
    assert tree.found('module.m.r.setting["test */*"]', "part", "log") == [("main.tf", "default = {}", ENTRY)]
    assert tree.found('module.m.r.setting["other */*"]', "part", "log") in (HEADER, [("main.tf", "stages = {", SET)])


def test_flattened_pairs(tree: Tree) -> None:
    assert tree.call(STAGES).found('module.m.r.pair["prod GET /x"]', "log") == [("main.tf", 'log = "OFF"', SET)]
    found = tree.found('module.m.r.pair["prod POST /prod"]', "log")
    assert [(text.split(" = ")[0], note) for _, text, note in found] == [('"POST /prod"', ENTRY)]


def test_dynamic_blocks(tree: Tree) -> None:
    stages = "stages = {\n  x = { log = 1, deep = { x = 2 } }\n  y = {\n    log = 3\n    deep = { x = 4 }\n  }\n}"
    tree.call(stages)
    assert tree.found("module.m.r.dynamic", "part", ("name", "y"), "log") == [("main.tf", "log = 3", SET)]
    assert tree.found("module.m.r.dynamic", "part", ("name", "x"), "log") == [("main.tf", "log = 1", SET)]
    assert tree.found("module.m.r.dynamic", "part", ("name", "y"), "deep", 0, "value") == [("main.tf", "x = 4", SET)]
    # Which one is not known.
    assert tree.found("module.m.r.dynamic", "part", "log") == [("main.tf", "stages = {", SET)]
    tree.call("stages = {\n  x = { log = 1 }\n}")
    assert tree.found("module.m.r.dynamic", "part", "log") == [("main.tf", "log = 1", SET)]
    assert tree.found("module.m.r.dynamic", "part", "none") == [("main.tf", "x = { log = 1 }", ENTRY)]


def test_the_condition_of_a_dynamic_block(tree: Tree) -> None:
    found = tree.call("a = {\n  on = true\n}").found("module.m.r.dynamic", "switch", "on")
    assert found == [("main.tf", "on = true", SET)]


def test_numbers_and_lists(tree: Tree) -> None:
    routes = 'a = [\n  { kind = 1, method = "GET", path = "/" },\n  { kind = 2, method = "PUT", path = "/" },\n]'
    tree.call(routes)
    for attribute in ("kind", "only"):
        assert tree.found("module.m.r.counted[1]", attribute) == [("main.tf", "kind = 2", SET)]
    assert tree.found("module.m.r.counted[7]", "kind") == [("main.tf", "a = [", SET)]
    assert tree.found('module.m.r.listed["PUT /"]', "kind") == [("main.tf", "kind = 2", SET)]
    assert tree.found('module.m.r.listed["DELETE /"]', "kind") == [("main.tf", "a = [", SET)]
    tree.call('names = ["one", "two"]')
    assert tree.found('module.m.r.named["two"]', "name") == [("main.tf", '"two"', SET)]
    assert tree.call("").found('module.m.r.named["x"]', "name") == [
        ("m/main.tf", '"x"', DEFAULT), *HEADER
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("key", "address"),
    [
        (r'"a \"quoted\" key"', r'["a \"quoted\" key"]'),
        ('"a.b.c"', '["a.b.c"]'),
        ('"GET /x[0]/{id}"', '["GET /x[0]/{id}"]'),
        ('"größe 日本"', '["größe 日本"]'),
        ('"$${a}"', '["$${a}"]'),
        ('"#"', '["#"]'),
        ("bare-key", '["bare-key"]'),
        ('"}"', '["}"]'),
        (r'"back\\slash"', r'["back\\slash"]'),
    ],
)
@pytest.mark.parametrize("sign", ["=", ":"])
def test_keys(tree: Tree, key: str, address: str, sign: str) -> None:
    others = '"" = {}, a = { authorization = "OTHER" } /* { */ \n "größe" = { authorization = "OTHER" }'
    tree.call(f'routes = {{ {others},\n {key} {sign} {{ "authorization" {sign} "X" }} }}')
    found = tree.found(f"module.m.r.method{address}", "authorization")
    assert found == [("main.tf", f'"authorization" {sign} "X"', SET)]


def test_the_callers_locals(tree: Tree) -> None:
    text = """
        locals {
          routes = merge(local.public, { for key in ["GET /c"] : key => local.common }, {
            "GET /a" = merge(local.common, { authorization = "A" })
            "GET /b" = local.common
          })
          public = { "GET /p" = { authorization = local.none } }
          common = { authorization = "B" }
          none   = "NONE"
        }
    """
    tree.call("routes = local.routes", locals=text)
    for key, expected in [
        ("GET /a", 'authorization = "A"'),
        ("GET /b", 'authorization = "B"'),
        ("GET /c", 'authorization = "B"'),
        ("GET /p", 'none   = "NONE"'),
    ]:
        assert tree.found(f'module.m.r.method["{key}"]', "authorization") == [("locals.tf", expected, SET)], key


def test_the_callers_variables(tree: Tree) -> None:
    text = """
        variable "routes" {
          default = {
            "GET /a" = { authorization = "A" }
            "GET /b" = {}
          }
        }
        variable "level" {
          default = "INFO"
        }
        variable "empty" { default = {} }
        variable "unset" {}
    """
    tree.call("routes = var.routes\nlevel = var.level\na = var.unset\nb = var.empty", vars=text)
    assert tree.found('module.m.r.method["GET /a"]', "authorization") == [("vars.tf", 'authorization = "A"', SET)]
    assert tree.found('module.m.r.method["GET /b"]', "authorization")[0] == (
        "vars.tf", 'default = "INFO"', DEFAULT
    ), "what the module takes instead"  # fmt: skip
    assert tree.found('module.m.r.method["GET /b"]', "direct") == [("vars.tf", '"GET /b" = {}', ENTRY)]
    assert tree.found('module.m.r.method["GET /a"]', "level") == [("vars.tf", 'default = "INFO"', DEFAULT)]
    assert tree.found('module.m.r.method["GET /a"]', "computed") == [("main.tf", "a = var.unset", SET)]
    tree.call("routes = var.empty")
    found = tree.found('module.m.r.method["GET /a"]', "authorization")
    assert found[0] == ("main.tf", "routes = var.empty", SET), "it may be set on the command line"


def test_several_levels(tmp_path: Path) -> None:
    write(
        tmp_path,
        {
            ".git/HEAD": "",
            "live/main.tf": """
                module "outer" {
                  source   = "../outer"
                  for_each = { eu = { routes = { "GET /a" = { authorization = "EU" } } } }
                  routes   = each.value.routes
                  fixed    = "F"
                }
            """,
            "outer/main.tf": """
                variable "routes" {}
                variable "fixed" {}
                module "middle" {
                  source = "../middle"
                  routes = { for key, route in var.routes : key => merge({ authorization = "D" }, route) }
                  own    = "OWN"
                }
            """,
            "middle/main.tf": """
                variable "routes" {}
                variable "own" {}
                module "inner" {
                  source = "../inner"
                  count  = 1
                  routes = var.routes
                  own    = var.own
                }
            """,
            "inner/main.tf": """
                variable "routes" {}
                variable "own" {}
                resource "r" "this" {
                  for_each      = var.routes
                  authorization = each.value.authorization
                  own           = var.own
                }
            """,
        },
    )
    locator = Locator(str(tmp_path / "live"), cwd=str(tmp_path))
    address = 'module.outer["eu"].module.middle.module.inner[0].r.this["GET /a"]'

    def places(attribute: str) -> list[tuple[str, int, int, str]]:
        return [(found.file, found.line, found.column, found.note) for found in locator.locate(address, (attribute,))]

    assert places("authorization") == [
        ("inner/main.tf", 5, 3, ""),
        ("live/main.tf", 3, 47, SET),
        ("middle/main.tf", 3, 1, CALLED),
        ("outer/main.tf", 3, 1, CALLED),
    ]
    assert places("own") == [
        ("inner/main.tf", 6, 3, ""),
        ("outer/main.tf", 6, 3, SET),
        ("middle/main.tf", 3, 1, CALLED),
        ("live/main.tf", 1, 1, CALLED),
    ]


def registry(root: Path, call: str) -> Path:
    far = {"Key": "far", "Source": "registry.terraform.io/org/far/aws", "Dir": ".terraform/modules/far"}
    inside = """
        variable "routes" {}
        variable "name" { default = "x" }
        resource "r" "this" {
          for_each      = var.routes
          authorization = each.value.authorization
          name          = var.name
        }
        module "deep" {
          source = "./deep"
          fixed  = "F"
          routes = var.routes
        }
    """
    deep = 'variable "fixed" {}\nvariable "routes" {}\nresource "r" "this" {\n  a = var.fixed\n  b = var.routes\n}\n'
    return write(
        root,
        {
            ".git/HEAD": "",
            "main.tf": call,
            ".terraform/modules/modules.json": json.dumps({"Modules": [far]}),
            ".terraform/modules/far/main.tf": inside,
            ".terraform/modules/far/deep/main.tf": deep,
        },
    )


def test_a_module_from_a_registry(tmp_path: Path) -> None:
    call = 'module "far" {\n  source = "org/far/aws"\n  routes = {\n    "GET /a" = { authorization = "NONE" }\n  }\n}\n'
    locator = Locator(str(registry(tmp_path, call)), cwd=str(tmp_path))
    primary, related = locator.locate('module.far.r.this["GET /a"]', ("authorization",))
    assert (primary.file, primary.line, primary.column, primary.role) == ("main.tf", 4, 18, "primary")
    assert primary.note == "set here; declared in the module from org/far/aws"
    assert (related.file, related.line, related.note) == (".terraform/modules/far/main.tf", 5, "declared here")
    # Not the team's own lines: a default of the module, an argument inside it.
    for address, attribute in [('module.far.r.this["GET /a"]', "name"), ("module.far.module.deep.r.this", "a")]:
        primary, related = locator.locate(address, (attribute,))
        assert (primary.line, primary.note) == (1, "declared in the module from org/far/aws")
    primary, related = locator.locate("module.far.module.deep.r.this", ("b",))
    assert (primary.file, primary.line) == ("main.tf", 3)


JSON_CALL = '{"module": {"m": {"source": "./m", "routes": {"GET /a": {"authorization": "NONE"}}}}}'


def test_calls_in_json_syntax(tree: Tree) -> None:
    write(tree.root, {"main.tf.json": JSON_CALL})
    found = tree.found('module.m.r.method["GET /a"]', "authorization")
    assert [(file, note) for file, _, note in found] == [("main.tf.json", CALLED)]


def test_override_files(tree: Tree) -> None:
    override = 'module "m" {\n  routes = { "GET /a" = { authorization = "OVER" } }\n}\n'
    found = tree.call(ROUTES, override=override).found('module.m.r.method["GET /a"]', "authorization")
    assert found == [("override.tf", 'authorization = "OVER"', SET)]


CYCLES = {
    "local.a": "a = local.b\n b = local.a",
    "local.a[local.a[local.b]]": "a = { x = local.a[local.b], y = local.b[local.a] }\n b = local.a[local.b[local.a]]",
    "merge(local.a, local.b)": "a = merge(local.a, local.b, local.a)\n b = merge(local.b, local.a, local.b)",
    "{ for k, v in local.a : k => local.b[k] }": "a = { for k, v in local.b : k => v }\n b = [for v in local.a : v]...",
    "var.a": "",
}


@pytest.mark.parametrize("expression", CYCLES)
def test_cycles(tree: Tree, expression: str) -> None:
    text = f"locals {{\n {CYCLES[expression]}\n}}\n"
    begin = time.process_time()
    found = tree.call(f"routes = {expression}", locals=text).found('module.m.r.method["x"]', "authorization")
    assert found[0][0] == "main.tf"
    assert time.process_time() - begin < 2


def test_a_module_that_calls_itself(tmp_path: Path) -> None:
    text = 'variable "a" {}\nmodule "m" {\n  source = "./."\n  a = var.a\n}\nresource "r" "x" {\n  a = var.a\n}\n'
    write(tmp_path, {".git/HEAD": "", "main.tf": text})
    locator = Locator(str(tmp_path), cwd=str(tmp_path))
    for depth in (1, 5, 50, 300):
        found = locator.locate("module.m." * depth + "r.x", ("a",))
        assert found[0].line == 7
        assert (found[1].line, found[1].note) == (4, SET)


@pytest.mark.parametrize("opener", ["{ x = ", "[", "(", "merge(", 'lookup({ x = 1 }, "x", ', "{ for k, v in ", '"${'])
@pytest.mark.parametrize("closed", [True, False])
def test_deep_nesting(tree: Tree, opener: str, closed: bool) -> None:
    closers = {"{": "}", "[": "]", "(": ")", "m": ")", "l": ")", '"': '}"'}
    tail = (" : k => v" if "for" in opener else "") + (closers[opener[0]] if closed else "")
    tree.call(f"a = {opener * 300}var.x{tail * 300}")
    begin = time.process_time()
    for attribute in ("computed", "opaque", "tried", "both"):
        assert tree.found('module.m.r.method["x"]', attribute)
    assert tree.found("module.m.r.counted[0]", "kind")
    assert time.process_time() - begin < 5


@given(DOCUMENTS, st.integers(0, 400), st.sampled_from(["{", "}", '"', "(", "]", "${", "<<EOT\n", "\n", "?", "for"]))
@settings(deadline=None, max_examples=150)
def test_no_text_makes_it_fail(tmp_path_factory: pytest.TempPathFactory, text: str, place: int, damage: str) -> None:
    root = tmp_path_factory.mktemp("damaged")
    value = text[:place] + damage + text[place:]
    write(root, {"m/main.tf": MODULE})
    (root / "main.tf").write_text(f'module "m" {{\n source = "./m"\n routes = {{ {value} }}\n a = {value}\n}}\n')
    (root / "locals.tf").write_text(f"locals {{\n a = {value}\n}}\n")
    locator = Locator(str(root))
    for resource in ('method["a"]', 'setting["a b"]', "counted[0]", 'listed["a b"]', 'pair["a"]', "dynamic"):
        for attribute in ("authorization", "part", "kind", "log", "both", "opaque"):
            for found in locator.locate(f"module.m.r.{resource}", (attribute, "log")):
                assert (found.end_line, found.end_column) >= (found.line, found.column)


def demo(name: str, monkeypatch: pytest.MonkeyPatch) -> Locator:
    monkeypatch.chdir(REPOSITORY)
    return Locator(f"tests/demo/{name}")


METHODS = 'method_settings.this["prod */*"]'


@pytest.mark.parametrize(
    ("resource", "attribute", "expected"),
    [
        ('method.this["ANY /legacy/{proxy+}"]', ("authorization",), 'authorization = "NONE" } # APIGW-106'),
        ('method.this["POST /audit"]', ("authorization",), 'authorization = "NONE" } # APIGW-107'),
        ('method.this["GET /reports"]', ("api_key_required",), "api_key_required = true } # APIGW-101, APIGW-105"),
        ('method.this["GET /users"]', ("authorization",), 'authorization = "NONE" } # APIGW-101'),
        ('integration.this["ANY /legacy/{proxy+}"]', ("uri",), 'uri = "http://legacy.example.com/{proxy}" # APIGW-209'),
        ('integration.this["GET /reports"]', ("tls_config", 0, "insecure_skip_verification"),
         "insecure_skip_verify = true # APIGW-210"),
        (METHODS, ("settings", 0, "data_trace_enabled"), "data_trace_enabled = true # APIGW-306"),
        (METHODS, ("settings", "throttling_rate_limit"), "rate_limit = -1 } # APIGW-402"),
        ('method_settings.this["prod POST /users"]', ("settings", "logging_level"),
         'logging_level = "OFF" } # APIGW-305'),
        ('stage.this["prod"]', ("access_log_settings", "destination_arn"),
         "enabled = false } # APIGW-301"),
        ('stage.this["prod"]', ("cache_cluster_size",), 'size_gb = "0.5" }'),
        ('stage.this["prod"]', (), "prod = {"),
        ("rest_api.this", ("disable_execute_api_endpoint",), "disable_execute_api_endpoint = false # APIGW-606"),
        ("rest_api.this", ("name",), 'name = "users-poor"'),
        ("rest_api_policy.this[0]", ("policy",), "json = jsonencode({"),
    ],
)  # fmt: skip
def test_the_demo(resource: str, attribute: tuple[Step, ...], expected: str, monkeypatch: pytest.MonkeyPatch) -> None:
    locator = demo("rest-crud-poor", monkeypatch)
    primary, traced = locator.locate(f"module.api.aws_api_gateway_{resource}", attribute)
    assert primary.file.startswith("modules/rest-api/")
    assert traced.file == "tests/demo/rest-crud-poor/main.tf"
    line = locator.snippet(traced.file, traced.line, traced.line)[0][traced.column - 1 :]
    assert " ".join(line.split()).startswith(" ".join(expected.split()))


def test_whether_the_value_is_null_tells_which_branch_is_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    """`caching ? cache_data_encrypted : null`, where the condition is more than the text tells."""

    class Settings:
        def __init__(self, value: bool | None, *, unknown: bool = False) -> None:
            self.values: dict[str, Any] = {"settings": [{"cache_data_encrypted": value}]}
            self.unknown = {"settings": [{"cache_data_encrypted": True}]} if unknown else {}

    address, attribute = f"module.api.aws_api_gateway_{METHODS}", ("settings", "cache_data_encrypted")
    cases = (Settings(False), Settings(None), Settings(None, unknown=True))
    wanted = ("cache_data_encrypted = false # APIGW-420", "cache ", "cache ")
    for case, expected in zip(cases, wanted, strict=True):
        locator = demo("rest-crud-poor", monkeypatch)
        locator.resource = {address: case}.get
        traced = locator.locate(address, attribute)[1]
        line = locator.snippet(traced.file, traced.line, traced.line)[0][traced.column - 1 :]
        assert " ".join(line.split()).startswith(expected)


def test_the_demo_of_a_change(monkeypatch: pytest.MonkeyPatch) -> None:
    locator = demo("rest-crud-change", monkeypatch)
    file = "tests/demo/rest-crud-change/main.tf"
    for resource, attribute, line, column, note in [
        ('method.this["GET /debug"]', "authorization", 29, 54, SET),
        ('method.this["GET /users"]', "authorization", 31, 54, SET),
        ('integration.this["GET /reports"]', "uri", 24, 37, SET),
        ('stage.this["prod"]', "access_log_settings", 38, 35, ENTRY),
    ]:
        _, traced = locator.locate(f"module.api.aws_api_gateway_{resource}", (attribute,))
        assert (traced.file, traced.line, traced.column, traced.note) == (file, line, column, note), resource


def test_time_grows_with_the_instances(tree: Tree) -> None:
    routes = "".join(f'    "GET /{number}" = {{ authorization = "NONE", method = "x" }}\n' for number in range(5000))
    tree.call(f"  routes = {{\n{routes}  }}")
    locator = Locator(str(tree.root), cwd=str(tree.root))
    begin = time.process_time()
    for number in range(5000):
        _, traced = locator.locate(f'module.m.r.method["GET /{number}"]', ("authorization",))
        assert traced.line == number + 4
    assert time.process_time() - begin < 3
