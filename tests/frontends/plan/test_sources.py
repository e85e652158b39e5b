"""What the sources add to a plan: expressions, members of objects that are written out, dynamic blocks."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from apigw_check.locate.modules import ModuleTree
from apigw_check.locate.sources import Sources
from apigw_check.model.resource import Written

MAIN = """
locals {
  plain   = aws_x.a.id
  literal = "orders"
  number  = 42
  apis = {
    # a comment with aws_x.wrong.id
    a     = aws_x.a.id
    "b.c" = { id = aws_x.b.id, name = "bee" } // behind it
    deep  = { er = { est = "bottom" } }
    (var.computed) = aws_x.c.id
    list  = [aws_x.d.id, "two", { three = aws_x.e.id }]
    text  = "${aws_x.f.id}/x"
    split = [
      var.x == 1
      ? aws_x.h.id /* or */
      : aws_x.i.id,
    ]
    doc = <<-EOT
      ${aws_x.j.id}, # no comment
    EOT
    call = join("-", [aws_x.k.id, "x"]) # behind it
    last = "end" }
  made   = { for key, value in aws_x.g : key => value.id }
  merged = merge(local.apis, { z = aws_x.z.id })
  many   = [for value in aws_x.g : value.id]
}

locals { again = local.apis["a"] }

module "stage" {
  source = "./stage"

  apis  = { one = aws_x.one.id, two = aws_x.two.id }
  other = module.y[each.key].out
}

output "arns" {
  value = { for key, value in aws_x.this : key => value.arn }
}

output "arns_v2" {
  value = aws_x.v2.arn
}

resource "aws_x" "y" {
  api_id = aws_z.this[each.key].api_id

  dynamic "settings" {
    for_each = aws_z.all
    iterator = each_setting
    content {
      level   = each_setting.value.level
      name    = each_setting.key
      rate    = 5
      nothing = null
      trace   = var.trace
      flag    = true
    }
  }

  dynamic "twice" {
    for_each = [1]
    content { a = 1 }
  }

  twice { a = 2 }

  lifecycle { replace_triggered_by = [aws_z.this] }
}
"""


@pytest.fixture
def sources(tmp_path: Path) -> Sources:
    (tmp_path / "main.tf").write_text(MAIN, encoding="utf-8")
    (tmp_path / "override.tf").write_text('locals { literal = "overridden" }\n', encoding="utf-8")
    return Sources(ModuleTree(str(tmp_path)))


def of(sources: Sources, name: str, *keys: str | int, kind: str = "locals", label: str = "") -> Any:
    found = sources.expression((), kind, label, name, keys)
    return None if found is None else (list(found.references), found.literal, found.taken)


def test_locals(sources: Sources) -> None:
    assert of(sources, "plain") == (["aws_x.a.id"], None, 0)
    assert of(sources, "literal") == ([], "overridden", 0)
    assert of(sources, "number") == ([], 42, 0)
    assert of(sources, "nowhere") is None
    assert of(sources, "again") == (['local.apis["a"]'], None, 0)


@pytest.mark.parametrize(
    ("keys", "found"),
    [
        (("a",), (["aws_x.a.id"], None, 1)),
        (("b.c", "id"), (["aws_x.b.id"], None, 2)),
        (("b.c", "name"), ([], "bee", 2)),
        (("deep", "er", "est"), ([], "bottom", 3)),
        (("list", 0), (["aws_x.d.id"], None, 2)),
        (("list", 1), ([], "two", 2)),
        (("list", 2, "three"), (["aws_x.e.id"], None, 3)),
        (("text",), (["aws_x.f.id"], None, 1)),
        (("last",), ([], "end", 1)),
        (("split", 0), (["var.x", "aws_x.h.id", "aws_x.i.id"], None, 2)),
        (("doc",), (["aws_x.j.id"], None, 1)),
        (("call",), (["aws_x.k.id"], None, 1)),
        # Further than it is written out: what is left of the path stays.
        (("a", "x"), (["aws_x.a.id"], None, 1)),
        (("last", "x"), ([], "end", 1)),
    ],
)
def test_members(sources: Sources, keys: tuple[Any, ...], found: Any) -> None:
    assert of(sources, "apis", *keys) == found


def test_a_key_that_is_not_written_out_may_be_any(sources: Sources) -> None:
    references, literal, taken = of(sources, "apis", "computed")
    assert (literal, taken) == (None, 0)
    assert {"aws_x.a.id", "aws_x.c.id", "aws_x.e.id"} <= set(references)
    assert "aws_x.wrong.id" not in references


@pytest.mark.parametrize("name", ["made", "many", "merged"])
def test_what_is_made_has_no_members(sources: Sources, name: str) -> None:
    found = sources.expression((), "locals", "", name, ("a",))
    assert isinstance(found, Written)
    assert (found.taken, found.has_members) == (0, False)
    assert found.references


def test_arguments_and_outputs(sources: Sources) -> None:
    assert of(sources, "apis", "two", kind="module", label="stage") == (["aws_x.two.id"], None, 1)
    references, _, _ = of(sources, "other", kind="module", label="stage")
    assert references == ["module.y[each.key].out", "each.key"]
    assert of(sources, "value", kind="output", label="arns_v2") == (["aws_x.v2.arn"], None, 0)
    assert of(sources, "value", kind="output", label="none") is None
    assert of(sources, "api_id", kind="resource", label="aws_x.y") == (
        ["aws_z.this[each.key].api_id", "each.key"],
        None,
        0,
    )
    assert of(sources, "api_id", kind="resource", label="data.aws_x.y") is None
    assert sources.expression(("nowhere",), "locals", "", "plain", ()) is None


def test_dynamic_blocks(sources: Sources) -> None:
    assert sources.dynamic((), "aws_x", "y", "settings") == {
        "level": {"references": ["aws_z.all"]},
        "name": {"references": ["aws_z.all"]},
        "rate": {"constant_value": "5"},
        "nothing": {"constant_value": None},
        "trace": {"references": ["var.trace"]},
        "flag": {"constant_value": "true"},
    }
    # Beside static ones it cannot be told which block is whose.
    assert sources.dynamic((), "aws_x", "y", "twice") is None
    assert sources.dynamic((), "aws_x", "y", "none") is None


def test_lifecycles(sources: Sources) -> None:
    assert sources.replace_triggered_by((), "aws_x", "y") is True
    assert sources.replace_triggered_by((), "aws_x", "z") is None
