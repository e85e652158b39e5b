"""Resource addresses, with all that Terraform puts into keys."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from apigw_check.locate.address import Address, parse_address


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("aws_x.y", Address((), "managed", "aws_x", "y", None)),
        ("aws_x.y[0]", Address((), "managed", "aws_x", "y", 0)),
        ('aws_x.y["a"]', Address((), "managed", "aws_x", "y", "a")),
        ("data.aws_x.y", Address((), "data", "aws_x", "y", None)),
        ("module.a.aws_x.y", Address((("a", None),), "managed", "aws_x", "y", None)),
        (
            'module.api["x"].module.inner[3].aws_api_gateway_method.this["GET /x"]',
            Address((("api", "x"), ("inner", 3)), "managed", "aws_api_gateway_method", "this", "GET /x"),
        ),
        ("module.a.data.aws_x.y[1]", Address((("a", None),), "data", "aws_x", "y", 1)),
        (r'aws_x.this["a.b[0]\"x"]', Address((), "managed", "aws_x", "this", 'a.b[0]"x')),
        (r'aws_x.this["module.a.aws_x.b"]', Address((), "managed", "aws_x", "this", "module.a.aws_x.b")),
        (r'aws_x.this["\\"]', Address((), "managed", "aws_x", "this", "\\")),
        (r'aws_x.this["\u00e9\n\t\U0001f600"]', Address((), "managed", "aws_x", "this", "é\n\t😀")),
        ('aws_x.this["$${a} %%{b}"]', Address((), "managed", "aws_x", "this", "${a} %{b}")),
        ('aws_x.this["GET /{id}"]', Address((), "managed", "aws_x", "this", "GET /{id}")),
        ('aws_x.this[""]', Address((), "managed", "aws_x", "this", "")),
        ("module.a", Address((("a", None),), "managed", "", "", None)),
        ('module.a["b"].module.c', Address((("a", "b"), ("c", None)), "managed", "", "", None)),
        ("module.module.aws_x.data", Address((("module", None),), "managed", "aws_x", "data", None)),
        ("aws_x.1-y", Address((), "managed", "aws_x", "1-y", None)),
    ],
)
def test_parse(address: str, expected: Address) -> None:
    assert parse_address(address) == expected


def test_module_path() -> None:
    assert parse_address('module.a["x"].module.b[0].aws_x.y').module_path == ("a", "b")


@pytest.mark.parametrize(
    "address",
    ["", "aws_x", "a.b.c", "aws_x.y.", ".aws_x.y", "aws_x..y", "aws_x[0].y", 'aws_x.y["a]', "aws_x.y[a]", "aws_x.y[0]z",
     "module", "data.aws_x", "module.a.aws_x", "aws_x.y[-1]", "aws_x.y[0][1]", "aws_x.y[" + "9" * 5000 + "]"],
)  # fmt: skip
def test_what_is_no_address(address: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        parse_address(address)


def quoted(key: str) -> str:
    """As Terraform writes a key (`toHCLQuotedString`)."""
    for character, escape in (("\\", "\\\\"), ('"', '\\"'), ("\n", "\\n"), ("\r", "\\r"), ("\t", "\\t")):
        key = key.replace(character, escape)
    return key.replace("${", "$${").replace("%{", "%%{")


@given(st.text('ab.[]"\\ ${}%\n\té😀', max_size=20), st.text("module.x[0]\"'", max_size=10))
def test_keys_are_read_as_written(first: str, second: str) -> None:
    address = f'module.m["{quoted(first)}"].aws_x.y["{quoted(second)}"]'
    assert parse_address(address) == Address((("m", first),), "managed", "aws_x", "y", second)


@given(st.text('module.data["x0]\\', max_size=40))
def test_no_text_fails_otherwise(text: str) -> None:
    try:
        parsed = parse_address(text)
    except ValueError:
        return
    assert parsed.modules or parsed.name
