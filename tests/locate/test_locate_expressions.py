"""What an expression refers to."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from apigw_check.locate.expressions import expression_references


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("aws_x.y.id", ["aws_x.y.id"]),
        ("aws_x.y[each.key].id", ["aws_x.y[each.key].id", "each.key"]),
        ('module.a["k"].b', ['module.a["k"].b']),
        ("aws_x.y[*].id", ["aws_x.y[*].id"]),
        ("aws_x.y.*.id", ["aws_x.y.*.id"]),
        ("aws_x.y.0.id", ["aws_x.y.0.id"]),
        ("a.b[c.d[e.f]].g", ["a.b[c.d[e.f]].g", "c.d[e.f]", "e.f"]),
        ("a.b[0][1].c", ["a.b[0][1].c"]),
        ("data.t.n.attr", ["data.t.n.attr"]),
        ("local . z", ["local.z"]),
        ("(\n  local\n    .z\n)", ["local.z"]),
        ('"integrations/${aws_x.y.id}"', ["aws_x.y.id"]),
        ('"$${var.a} %%{var.b} ${var.c}"', ["var.c"]),
        ('"${"${var.a}"}"', ["var.a"]),
        ('"%{ if var.a }${var.b}%{ else }${var.c}%{ endif }"', ["var.a", "var.b", "var.c"]),
        ('"%{ for x in var.a }${x.id}${var.b}%{ endfor }" == x.y', ["var.a", "var.b", "x.y"]),
        ("<<EOT\n  ${var.a} var.b\nEOT\n", ["var.a"]),
        ('"var.a"', []),
        ("jsonencode(var.a)", ["var.a"]),
        ("provider::aws::arn_parse(var.a).b", ["var.a"]),
        ("f(var.a...)", ["var.a"]),
        ("f(x).b", []),
        ("f(x)[0].b", []),
        ("[for k, v in var.a : v.id if k.x != v[0]]", ["var.a"]),
        ("[for v in var.a : [for w in v.b : w.c + x.d]]", ["var.a", "x.d"]),
        ("[[for v in var.a : v.b], v.c]", ["var.a", "v.c"]),
        ("{for k, v in var.a : k.x => v.y...}", ["var.a"]),
        ('{ a = var.a, b : var.b, (var.c) = 1, "${var.d}" = 2, "var.e" = 3 }', ["var.a", "var.b", "var.c", "var.d"]),
        ("{\n  a = 1\n  var.b\n}", ["var.b"]),
        ("var.a ? var.b : var.c", ["var.a", "var.b", "var.c"]),
        ("!var.a && -var.b > 1.5e3", ["var.a", "var.b"]),
        ("var.a - 1", ["var.a"]),
        ("var.a-1", ["var.a-1"]),
        ("[var.a, 1.5, true]", ["var.a"]),
        ("var.a # var.b\n", ["var.a"]),
        ("var.a /* var.b */", ["var.a"]),
        ("var.a + var.a", ["var.a"]),
        ("string", []),
        ("true", []),
        ("1", []),
        ("", []),
        ("var.", []),
        ("var.a[", ["var.a"]),
        ("${var.a}", ["var.a"]),
        ("a.b]})[0].c", ["a.b"]),
    ],
)
def test_references(text: str, expected: list[str]) -> None:
    assert expression_references(text) == expected


def test_a_long_index_is_left_out() -> None:
    text = f"a.b[f({', '.join(f'var.x{number}' for number in range(200))})].c"
    found = expression_references(text)
    assert found[0] == "a.b"
    assert found[-1] == "var.x199"


@settings(max_examples=500, deadline=None)
@given(st.text('ab.[]{}()"$%<E\n :=,for in', max_size=60))
def test_no_text_fails(text: str) -> None:
    for reference in expression_references(text):
        assert reference[0].isalpha()
        assert "." in reference or "[" in reference


@pytest.mark.parametrize(
    "unit", ["a[", "[", '"${', "a.b ", "a[b.c]", ".a", "[for x in y : ", " ", "<<A\n${", "a.b[c.d"]
)
def test_time_grows_with_the_length(unit: str) -> None:
    begin = time.process_time()
    found = expression_references(unit * (200_000 // len(unit)))
    assert len(found) <= 4
    assert time.process_time() - begin < 5
