"""Places inside API descriptions."""

from __future__ import annotations

import json
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from locate_files import write

from apigw_check.locate.documents import Document, blank, pointer_path
from apigw_check.locate.modules import LARGEST
from apigw_check.locate.resolve import Locator

YAML = """\
openapi: 3.0.1
paths:
  /orders/{id}:
    get: &shared
      tags: [a, {x: 1}]
      responses:
        200: {description: "é", content: 1}
        "404":
          description: no
  '/quoted': {get: *shared}
  ? [x, y]
  : z
  /a~b: 1
  /last:
    post:
"""


@pytest.mark.parametrize(
    ("pointer", "place"),
    [
        ("/openapi", (1, 1, 8)),
        ("/paths/~1orders~1{id}", (3, 3, 15)),
        ("/paths/~1orders~1{id}/get", (4, 5, 8)),
        ("#/paths/~1orders~1{id}/get", (4, 5, 8)),
        ("/paths/~1orders~1{id}/get/tags/1", (5, 17, 18)),
        ("/paths/~1orders~1{id}/get/tags/1/x", (5, 18, 19)),
        ("/paths/~1orders~1{id}/get/responses/200/content", (7, 33, 40)),
        ("/paths/~1orders~1{id}/get/responses/404/description", (9, 11, 22)),
        ("/paths/~1orders~1{id}/post", (3, 3, 15)),
        ("/paths/~1quoted/get/tags", (10, 15, 18)),
        ("/paths/~1a~0b", (13, 3, 7)),
        ("/paths/~1last/post/security", (15, 5, 9)),
        ("/paths/~1nothing", (2, 1, 6)),
        ("/nothing", None),
        ("", None),
    ],
)
def test_keys_of_a_document(pointer: str, place: tuple[int, int, int] | None) -> None:
    assert Document(YAML).find(pointer_path(pointer)) == place


def test_json_is_read_too() -> None:
    text = json.dumps({"paths": {"/a": {"get": {"x": [1, {"y": 2}]}}}}, indent="\t")
    assert Document(text).find(["paths", "/a", "get", "x", "1", "y"]) == (8, 7, 10)
    assert Document('{"paths":{"/a":{"get":{}}}}').find(["paths", "/a", "get"]) == (1, 17, 22)


@pytest.mark.parametrize(
    "text", ["", "x", "- a", "[", "{", "\t", "a: b: c", "\0", "\ufeff", "---\n---\n", "[" * 100_000, "- " * 9]
)
def test_what_is_no_document(text: str) -> None:
    assert Document(text).find(["paths", "/a"]) is None


def test_a_damaged_document_is_searched_as_text() -> None:
    text = 'paths:\n\t/b:\n\t\tget: x\n\t/a:\n\t\tget: "paths: /a: get:"\n\t\t"post": 1\n'
    assert Document(text).find(["paths", "/a", "get"]) == (5, 3, 6)
    assert Document(text).find(["paths", "/a", "post"]) == (6, 3, 9)
    assert Document(text).find(["paths", "/a", "put"]) == (4, 2, 4)
    assert Document('{"paths": {"/a": {"get": [}}}}').find(["paths", "/a", "get"]) == (1, 19, 24)
    # What stands before the damage is known exactly.
    assert Document("a:\n  b: 1\nb: 2\n]").find(["b"]) == (3, 1, 2)


TEMPLATE = """\
{"paths": {
%{ for p in paths ~}
  "/a/${p}": {"get": {"timeout": ${timeout}, "uri": "${f({a = "}"})}", "v": "$${stage}"}},
%{ endfor ~}
  "/é/${x}${y}": {"put": ${
     jsonencode(x)
  }},
  "/z": {"get": {"tag": "%%{"}}
}}
"""


def test_templates_keep_their_shape() -> None:
    blanked = blank(TEMPLATE)
    assert [len(line) for line in blanked.split("\n")] == [len(line) for line in TEMPLATE.split("\n")]
    assert blanked.split("\n")[1].strip() == ""
    assert "$${stage}" in blanked
    document = Document(TEMPLATE, template=True)
    assert document.find(["paths", "/z", "get"]) == (8, 10, 15)
    assert document.find(["paths", "/z", "get", "tag"]) == (8, 18, 23)
    assert document.find(["paths", "/a/b", "get"]) == (3, 15, 20)
    assert document.find(["paths", "/b/a", "get"]) == (1, 2, 9)
    assert document.find(["get"]) is None, "it is read, not searched"
    assert blank("${") == "${"
    assert blank("a}b") == "a}b"
    assert blank("${a}${b}") == "xxxxxxxx"


@given(st.text('ab"{}$%<E\n~', max_size=60))
def test_blanking_keeps_the_places_of_lines(text: str) -> None:
    blanked = blank(text)
    assert [len(line) for line in blanked.split("\n")] == [len(line) for line in text.split("\n")]


KEYS = st.text("ab/~{}:é 0", min_size=1, max_size=5)


@settings(deadline=None)
@given(
    st.recursive(
        st.integers() | st.text("a{[\"':\n", max_size=5),
        lambda inner: st.dictionaries(KEYS, inner, max_size=3) | st.lists(inner, max_size=3),
        max_leaves=8,
    ),
    st.sampled_from([None, 2]),
)
def test_each_key_of_a_json_document_is_found_where_it_stands(value: object, indent: int | None) -> None:
    text = json.dumps(value, indent=indent, ensure_ascii=False)
    document, lines = Document(text), text.split("\n")
    stack: list[tuple[object, list[str]]] = [(value, [])]
    while stack:
        found, path = stack.pop()
        if isinstance(found, dict):
            for key, inner in found.items():
                place = document.find([*path, key])
                assert place
                assert lines[place[0] - 1][place[1] - 1 : place[2] - 1] == json.dumps(key, ensure_ascii=False)
                stack.append((inner, [*path, key]))
        elif isinstance(found, list):
            stack += [(inner, [*path, str(index)]) for index, inner in enumerate(found)]


LOOPS = """\
paths:
%{ for p in paths ~}
  /${p}:
    get: {}
%{ if cors }
    options: {}
%{ else }
    options: {}
%{ endif }
%{ endfor ~}
  "/v1/${x.y}":
    post: {}
  /v1/z:
    get: {}
"""


@pytest.mark.parametrize(
    ("path", "place"),
    [
        (["/a", "get"], (4, 5, 8)),
        (["/a"], (3, 3, 8)),
        (["/v1/a", "post"], (12, 5, 9)),
        (["/v1/z", "get"], (14, 5, 8)),
        (["/a", "options"], (3, 3, 8)),
        (["/v1/a"], (1, 1, 6)),
        (["/v1/z", "post"], (13, 3, 8)),
    ],
    ids=lambda value: "".join(value) if isinstance(value, list) else "",
)
def test_a_key_that_a_loop_makes_is_where_the_template_has_it(path: list[str], place: tuple[int, int, int]) -> None:
    """If that is the only line that can make it."""
    assert Document(LOOPS, template=True).find(["paths", *path]) == place


def test_deep_documents_end() -> None:
    begin = time.process_time()
    for text in ("[" * 300_000, '{"a":' * 100_000, "- " * 100_000, "${" * 100_000, "a: [" * 50_000):
        document = Document(text, template=True)
        assert document.find(["0"] * 40) in (None, document.find(["0"] * 16))
    assert time.process_time() - begin < 10


def place(root: Path, files: dict[str, str], pointer: str = "/paths/~1orders/get") -> list[tuple[str, int, int]]:
    write(root, files)
    located = Locator(str(root), cwd=str(root)).locate("a.api", ("body",), pointer)
    return [(found.file, found.line, found.column) for found in located]


def resource(body: str) -> str:
    return f'resource "a" "api" {{\n  body = {body}\n}}\n'


OPENAPI = "paths:\n  /orders:\n    get:\n      x: ${y}\n"


@pytest.mark.parametrize(
    "body",
    [
        'file("${path.module}/api.yaml")',
        'file("api.yaml")',
        'file("./docs/../api.yaml")',
        'file("${path.root}/api.yaml")',
        'templatefile("${path.module}/api.yaml", { y = 1 })',
        'templatefile(\n    "${path.module}/api.yaml",\n    {})',
        'jsonencode(yamldecode(file("${path.module}/api.yaml")))',
        '"${file("${path.module}/api.yaml")}"',
        'replace(file("api.yaml"), "a", "b")',
        "local.api",
        "jsonencode(local.api)",
        "local.parts.spec",
        'jsonencode(local.parts["a b"])',
    ],
)
def test_a_file(tmp_path: Path, body: str) -> None:
    local = 'locals {\n  api = file("api.yaml")\n  parts = { spec = file("api.yaml"), "a b" = local.api }\n}\n'
    found = place(tmp_path, {"main.tf": resource(body), "x.tf": local, "api.yaml": OPENAPI})
    assert found == [("api.yaml", 3, 5), ("main.tf", 2, 3)]


def test_the_argument_is_a_related_place(tmp_path: Path) -> None:
    write(tmp_path, {"main.tf": resource('file("api.yaml")'), "api.yaml": OPENAPI})
    first, second = Locator(str(tmp_path)).locate("a.api", ("body",), "/paths/~1orders/get")
    assert (first.role, first.note, first.end_line, first.end_column) == ("primary", "", 3, 8)
    assert (second.role, second.note) == ("related", "in this argument")


def test_what_a_file_does_not_have_is_at_its_first_line(tmp_path: Path) -> None:
    files = {"main.tf": resource('templatefile("api.yaml", {})'), "api.yaml": "# ${x}\nx: [\n"}
    assert place(tmp_path, files) == [("api.yaml", 1, 1), ("main.tf", 2, 3)]


def test_a_heredoc(tmp_path: Path) -> None:
    body = "<<-EOT\n    paths:\n      /orders:\n        get: ${x}\n    EOT"
    assert place(tmp_path, {"main.tf": resource(body)}) == [("main.tf", 5, 9), ("main.tf", 2, 3)]
    body = 'yamldecode(<<EOT\n{"paths":\n  {"/orders": {"get": 1}}}\nEOT\n  )'
    assert place(tmp_path, {"main.tf": resource(body)}) == [("main.tf", 4, 16), ("main.tf", 2, 3)]
    assert place(tmp_path, {"main.tf": resource("<<EOT\nEOT")}) == [("main.tf", 2, 3)]


OBJECT = """jsonencode({
    get = 1, "/orders" = { get = 2 } # "paths" = {}
    "paths" = {
      "/other" = { get = {} }
      "/orders" : {
        parameters = [
          { name = "get" }, [1, 2], {
            get = 3
        }]
        get = merge({ x = 1 }, {
          get = 4
        })
      }
    }
  })"""


@pytest.mark.parametrize(
    ("pointer", "line", "column"),
    [
        ("/get", 3, 5),
        ("/~1orders/get", 3, 28),
        ("/paths", 4, 5),
        ("/paths/~1orders", 6, 7),
        ("/paths/~1orders/get", 11, 9),
        ("/paths/~1orders/get/get", 12, 11),
        ("/paths/~1orders/parameters/2", 8, 37),
        ("/paths/~1orders/parameters/2/get", 9, 13),
        ("/paths/~1orders/post", 6, 7),
    ],
)
def test_an_object(tmp_path: Path, pointer: str, line: int, column: int) -> None:
    found = place(tmp_path, {"main.tf": resource(OBJECT)}, pointer)
    assert found == [("main.tf", line, column), ("main.tf", 2, 3)]


def test_an_object_in_several_places(tmp_path: Path) -> None:
    files = {
        "main.tf": resource("jsonencode({\n    paths = local.paths\n  })"),
        "a.tf": 'locals {\n  paths = {\n    "/orders" = yamldecode(file("orders.yaml"))\n  }\n}\n',
        "orders.yaml": "put:\nget:\n",
    }
    assert place(tmp_path, files) == [("orders.yaml", 2, 1), ("main.tf", 2, 3)]
    assert place(tmp_path, files, "/paths/~1orders") == [("a.tf", 3, 5), ("main.tf", 2, 3)]


def test_a_variable_is_followed_to_the_call(tmp_path: Path) -> None:
    write(
        tmp_path,
        {
            "main.tf": 'module "m" {\n  source = "./m"\n  spec = file("${path.module}/root.yaml")\n}\n',
            "root.yaml": OPENAPI,
            "m/main.tf": resource("var.spec") + resource('file("${path.module}/own.yaml")').replace("api", "own"),
            "m/own.yaml": OPENAPI,
        },
    )
    locator = Locator(str(tmp_path), cwd=str(tmp_path))
    for name, files in {
        "api": ["root.yaml", "m/main.tf", "main.tf"],
        "own": ["m/own.yaml", "m/main.tf", "main.tf"],
    }.items():
        found = locator.locate(f"module.m.a.{name}", ("body",), "/paths/~1orders/get")
        assert found[0].line == 3
        assert [located.file for located in found] == files


def test_a_description_that_a_downloaded_module_is_given_is_the_teams_own(tmp_path: Path) -> None:
    write(
        tmp_path,
        {
            "main.tf": 'module "m" {\n  source = "org/m/aws"\n  spec = templatefile("api.yaml", {})\n}\n',
            "api.yaml": OPENAPI,
            ".terraform/modules/modules.json": '{"Modules": [{"Key": "m", "Dir": ".terraform/modules/m"}]}',
            ".terraform/modules/m/main.tf": resource("var.spec")
            + resource('file("${path.module}/own.yaml")').replace("api", "own"),
            ".terraform/modules/m/own.yaml": OPENAPI,
        },
    )
    locator = Locator(str(tmp_path), cwd=str(tmp_path))
    found = locator.locate("module.m.a.api", ("body",), "/paths/~1orders/get")
    files = [(located.file, located.line) for located in found]
    assert files == [("api.yaml", 3), (".terraform/modules/m/main.tf", 2), ("main.tf", 1)]
    found = locator.locate("module.m.a.own", ("body",), "/paths/~1orders/get")
    files = [(located.file, located.line) for located in found]
    assert files == [("main.tf", 1), (".terraform/modules/m/own.yaml", 3), (".terraform/modules/m/main.tf", 5)]
    assert found[0].role == "primary"


def test_endless_locals_end(tmp_path: Path) -> None:
    files = {"main.tf": resource("local.a"), "x.tf": "locals {\n  a = local.b\n  b = local.a\n}\n"}
    assert place(tmp_path, files) == [("main.tf", 2, 3)]


@pytest.mark.parametrize(
    "body",
    [
        'file("{outside}/secret.yaml")',
        'file("{outside}/repo/absolute.yaml")',
        'file("../secret.yaml")',
        'file("${path.module}/../secret.yaml")',
        'file("${path.module}/sub/../../secret.yaml")',
        'file("link.yaml")',
        'file("linked/secret.yaml")',
        'templatefile("${path.root}/../secret.yaml", {})',
        'file("${path.module}/${var.x}.yaml")',
        'file("~/secret.yaml")',
        'file("folder.yaml")',
        'file("large.yaml")',
        'file("gone.yaml")',
        'file("a\\u0000b")',
    ],
)
@pytest.mark.parametrize("repository", [True, False])
def test_nothing_outside_of_the_sources_is_read(tmp_path: Path, body: str, repository: bool) -> None:
    root = tmp_path / "repo"
    write(tmp_path, {"secret.yaml": OPENAPI, "repo/absolute.yaml": OPENAPI, "repo/folder.yaml/x": ""})
    if repository:
        write(root, {".git/HEAD": ""})
    (root / "link.yaml").symlink_to("../secret.yaml")
    (root / "linked").symlink_to("..")
    (root / "large.yaml").write_bytes(OPENAPI.encode() + b"#" * LARGEST)
    found = place(root, {"main.tf": resource(body.replace("{outside}", str(tmp_path)))})
    assert found == [("main.tf", 2, 3)]


def test_a_file_whose_name_is_computed_is_no_missing_file(tmp_path: Path) -> None:
    write(
        tmp_path,
        {"main.tf": resource('file("${path.module}/${var.x}.yaml")') + resource('file("x")').replace("api", "x")},
    )
    locator = Locator(str(tmp_path))
    locator.locate("a.api", ("body",), "/paths")
    assert locator.notes == []
    locator.locate("a.x", ("body",), "/paths")
    assert locator.notes == [f"{tmp_path}/x: not read: No such file or directory"]


def test_the_repository_is_read(tmp_path: Path) -> None:
    write(tmp_path, {".git/HEAD": "", "live/main.tf": resource('file("../api.yaml")'), "api.yaml": OPENAPI})
    found = Locator(str(tmp_path / "live"), cwd=str(tmp_path)).locate("a.api", ("body",), "/paths/~1orders/get")
    assert [(located.file, located.line) for located in found] == [("api.yaml", 3), ("live/main.tf", 2)]


def test_time_grows_with_the_findings(tmp_path: Path) -> None:
    paths = {f"/p{number}": {"get": {"x": number}} for number in range(5000)}
    items = "\n".join(f'      "/p{number}" = {{ get = {{ x = 1 }} }}' for number in range(5000))
    write(
        tmp_path,
        {
            "main.tf": resource('file("api.json")')
            + f'resource "a" "own" {{\n  body = jsonencode({{\n    paths = {{\n{items}\n    }}\n  }})\n}}\n',
            "api.json": json.dumps({"paths": paths}, indent=1),
        },
    )
    locator = Locator(str(tmp_path))
    begin = time.process_time()
    for number in range(5000):
        in_file = locator.locate("a.api", ("body",), f"/paths/~1p{number}/get")[0]
        in_place = locator.locate("a.own", ("body",), f"/paths/~1p{number}/get")[0]
        assert (in_file.line, in_place.line) == (number * 5 + 4, number + 7)
    assert time.process_time() - begin < 5


POLICY = """
    resource "aws_api_gateway_rest_api_policy" "this" {
      policy = jsonencode(merge({ Version = "2012-10-17" }, { Statement = concat(local.deny, [local.open], local.b) }))
    }
    locals {
      deny = [{ Effect = "Deny", Principal = "*" }]
      open = merge(local.base, { Principal = "*" })
      base = { Effect = "Allow" }
      b    = [for name in ["a"] : { Effect = "Allow", Principal = name }]
    }
"""


@pytest.mark.parametrize(
    ("pointer", "line", "column"),
    [
        ("/Version", 2, 31),
        ("/Statement", 2, 59),
        ("/Statement/0/Principal", 5, 30),
        ("/Statement/1/Principal", 6, 30),
        ("/Statement/1/Effect", 7, 12),
        ("/Statement/2/Principal", 2, 59),
        ("/Statement/x", 2, 59),
    ],
)
def test_a_policy_that_is_put_together(tmp_path: Path, pointer: str, line: int, column: int) -> None:
    """What a `for` expression adds has no number."""
    write(tmp_path, {"main.tf": POLICY, ".git/HEAD": ""})
    locator = Locator(str(tmp_path), cwd=str(tmp_path))
    found = locator.locate("aws_api_gateway_rest_api_policy.this", ("policy",), pointer)[0]
    assert (found.line, found.column) == (line, column)
