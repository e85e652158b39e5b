"""Validations that are passed over, and everything that looks like one and is not."""

from __future__ import annotations

import pytest

from apigw_check.frontends.hcl.syntax import Body, parse
from apigw_check.frontends.hcl.validations import without_validations

VARIABLE = b"""variable "name" {
  type = string

  validation {
    condition     = can(regex("^[a-z]{1,9}$", var.name))

    error_message = "${var.name} is no name."
  }

  default = "a"
}

locals {
  after = var.name
}
"""


def outline(body: Body) -> object:
    """Everything in a body but validations, with places."""
    attributes = {name: (one.line, one.column, one.start, one.end) for name, one in body.attributes.items()}
    blocks = [(b.type, b.labels, b.line, b.end_line, outline(b.body)) for b in body.blocks if b.type != "validation"]
    return attributes, blocks


@pytest.mark.parametrize("change", [(b"\n", b"\r\n"), (b"  ", b"\t"), (b"", b"")], ids=["crlf", "tabs", "as it is"])
def test_everything_else_keeps_its_place(change: tuple[bytes, bytes]) -> None:
    data = VARIABLE.replace(*change) if change[0] else VARIABLE
    short, whole = parse(data, "a.tf", validations=False), parse(data, "a.tf")
    assert [block.type for block in whole.body.blocks[0].body.blocks] == ["validation"]
    assert short.body.blocks[0].body.blocks == []
    assert outline(short.body) == outline(whole.body)
    assert short.errors == whole.errors == []


@pytest.mark.parametrize(
    "data",
    [
        VARIABLE.replace(b"variable", b"resource"),
        VARIABLE.replace(b"can(", b"can"),
        VARIABLE.replace(b"is no name.", b'is "no name.'),
        VARIABLE.replace(b"is no name.", b"is */ no name."),
        VARIABLE.replace(b'"${var.name} is no name."', b"<<-EOT\n      a\n    EOT"),
        VARIABLE.replace(b"    error", b"error"),
        VARIABLE.replace(b"var.name\n}", b"<<EOT\na\nEOT\n}"),
        VARIABLE.replace(b"  type", b"type"),
        b"locals {\n  text = <<EOT\n" + VARIABLE + b"EOT\n}\n",
    ],
    ids=[
        "resource",
        "bracket",
        "quote",
        "comment",
        "heredoc",
        "indent",
        "heredoc after",
        "unformatted",
        "in a heredoc",
    ],
)
def test_what_may_be_something_else_is_read(data: bytes) -> None:
    assert without_validations(data) is data


def test_a_heredoc_in_a_variable_does_no_harm() -> None:
    data = VARIABLE.replace(b"  type", b"  description = <<-EOT\n    What it is.\n  EOT\n  type")
    assert without_validations(data) != data
    assert outline(parse(data, "a.tf", validations=False).body) == outline(parse(data, "a.tf").body)


def test_an_error_in_a_validation_is_told_where_it_opens_more_than_it_closes() -> None:
    data = VARIABLE.replace(b"var.name))", b"var.name)")
    assert parse(data, "a.tf", validations=False).errors == parse(data, "a.tf").errors != []


def test_an_error_elsewhere_is_told_at_its_place() -> None:
    data = VARIABLE.replace(b"after = ", b"after = = ")
    assert parse(data, "a.tf", validations=False).errors == parse(data, "a.tf").errors != []


@pytest.mark.parametrize(
    "data",
    [
        b'variable "a" {\n' + b"".join(b" " * (i % 8 + 1) + b"validation {\n" for i in range(50_000)),
        b'variable "a" {\n  validation {\n' + b"\n" * 2_000_000,
        b'variable "a" {\n' * 100_000,
        b'variable "a" {\n' + b"  validation {\n   \n  }\n" * 50_000 + b"}\n",
    ],
    ids=["open", "empty lines", "heads", "many"],
)
def test_no_text_takes_long(data: bytes) -> None:
    # Each takes milliseconds; a pattern that looks at everything again at each line would take hours.
    assert without_validations(data)
