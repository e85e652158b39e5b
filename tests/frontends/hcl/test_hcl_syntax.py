"""Places, text, damage and limits of the reader."""

from __future__ import annotations

import time

import pytest

from apigw_check.frontends.hcl import json_syntax
from apigw_check.frontends.hcl.syntax import parse
from apigw_check.frontends.hcl.tree import Conditional, Invalid, Literal, Template

TEXT = """\
resource "aws_x" "é" {
  a = "é" /* ü */
  b {
    c = [1,
      2]
  }
}
"""


def test_places() -> None:
    file = parse(TEXT.encode(), "main.tf")
    (block,) = file.body.blocks
    assert (block.type, block.labels, block.line, block.column, block.end_line) == ("resource", ("aws_x", "é"), 1, 1, 7)
    a = block.body.attributes["a"]
    assert (a.line, a.column, TEXT.encode()[a.start : a.end].decode()) == (2, 3, '"é"')
    assert (a.expression.line, a.expression.column) == (2, 7)
    (nested,) = block.body.blocks
    assert (nested.line, nested.column, nested.end_line) == (3, 3, 6)
    assert nested.body.attributes["c"].line == 4


def test_byte_order_mark_and_carriage_returns() -> None:
    file = parse(b'\xef\xbb\xbfa = "x"\r\nb = <<E\r\nx\r\nE\r\n', "main.tf")
    assert not file.errors
    assert file.body.attributes["a"].column == 1
    expression = file.body.attributes["b"].expression
    assert isinstance(expression, Literal)
    assert expression.value == "x\r\n"


def test_a_byte_that_is_not_utf8_is_told_and_the_rest_is_read() -> None:
    file = parse(b'a = 1\nb = "\xe9"\nc = 2\n', "main.tf")
    assert [(error.line, error.column) for error in file.errors] == [(2, 6)]
    assert list(file.body.attributes) == ["a", "b", "c"]


def test_a_damaged_block_does_not_take_the_others_with_it() -> None:
    blocks = [
        'resource "aws_x" "a" {\n  a = 1\n}\n',
        'resource "aws_x" "b" {\n  a = [\n}\n',
        'resource "aws_x" "c" {\n}\n',
    ]
    file = parse("".join(blocks).encode(), "main.tf")
    assert [error.line for error in file.errors] == [6]
    assert [block.labels[1] for block in file.body.blocks if block.labels[1] in "ac"] == ["a", "c"]
    assert file.body.blocks[-1].line == 7


def test_a_heredoc_with_what_looks_like_a_block_is_no_block() -> None:
    text = 'a = [\nlocals {\n  x = <<EOT\nresource "a" "b" {\n}\nEOT\n}\nlocals {\n y = 1\n}\n'
    file = parse(text.encode(), "main.tf")
    assert file.errors
    assert [block.type for block in file.body.blocks if block.type == "resource"] == []
    assert file.body.blocks[-1].line == 8


def test_an_argument_that_is_set_twice() -> None:
    file = parse(b"a = 1\na = 2\n", "main.tf")
    assert [(error.line, error.message) for error in file.errors] == [(2, "the argument a is set twice")]
    expression = file.body.attributes["a"].expression
    assert isinstance(expression, Literal)
    assert expression.value == 1


def test_conditionals_nest_on_the_right() -> None:
    expression = parse(b"a = x ? 1 : y ? 2 : z ? 3 : 4\n", "main.tf").body.attributes["a"].expression
    assert isinstance(expression, Conditional)
    assert isinstance(expression.then, Literal)
    assert isinstance(expression.otherwise, Conditional)
    assert isinstance(expression.otherwise.otherwise, Conditional)


@pytest.mark.parametrize("opened", ["(", "[", "{ a = "])
def test_deep_nesting_is_an_error_with_its_depth(opened: str) -> None:
    closed = {"(": ")", "[": "]", "{ a = ": "}"}[opened]
    file = parse(f"a = {opened * 300}1{closed * 300}\nb = 1\n".encode(), "main.tf")
    expression = file.body.attributes["a"].expression
    assert isinstance(expression, Invalid)
    assert expression.message == "expressions are nested more than 100 deep"
    assert isinstance(file.body.attributes["b"].expression, Literal)


def test_deep_blocks_are_an_error() -> None:
    file = parse(b"a {\n" * 300 + b"}\n" * 300, "main.tf")
    assert [(error.line, error.message) for error in file.errors] == [(101, "blocks are nested more than 100 deep")]


@pytest.mark.parametrize("data", [b"{" * 100_000, b"a = " + b"[" * 100_000, b"a = <<X\n" * 20_000, b'"' * 50_000])
def test_damage_takes_no_more_than_its_size(data: bytes) -> None:
    start = time.monotonic()
    assert parse(data, "main.tf").errors
    assert time.monotonic() - start < 20


def test_numbers_with_exponents_are_read() -> None:
    file = parse(b'a = 1e3\nb = "1e3 ${2e2}"\n', "main.tf")
    assert not file.errors
    a, b = (file.body.attributes[name].expression for name in "ab")
    assert isinstance(a, Literal)
    assert a.value == 1000
    assert isinstance(b, Template)
    assert b.parts[0] == "1e3 "


def test_json_places_and_blocks() -> None:
    lines = ["{", '  "//": "x",', '  "resource": {"aws_x": {"y": [{', '    "é": "${var.a}", "b": [{"c": 1}]}]}},']
    text = "\n".join([*lines, '  "locals": {"l": 1}', "}"])
    file = json_syntax.parse(text.encode(), "main.tf.json")
    assert not file.errors
    resource, local = file.body.blocks
    assert (resource.type, resource.labels, resource.line, resource.column) == ("resource", ("aws_x", "y"), 3, 26)
    assert (resource.body.attributes["b"].line, resource.body.attributes["b"].column) == (4, 22)
    (nested,) = json_syntax.blocks_of(resource.body.attributes["b"]) or []
    assert (nested.type, list(nested.body.attributes)) == ("b", ["c"])
    assert json_syntax.blocks_of(resource.body.attributes["é"]) is None
    assert (local.type, local.line) == ("locals", 5)


@pytest.mark.parametrize(
    ("text", "place"),
    [('{"a": 1,}', (1, 9)), ("{", (1, 2)), ('{"locals": 1}', (1, 12)), ("[" * 300, (1, 101)), ('{"x": {}}', (1, 2))],
)
def test_json_errors_have_a_place(text: str, place: tuple[int, int]) -> None:
    (error,) = json_syntax.parse(text.encode(), "main.tf.json").errors
    assert (error.line, error.column) == place
