"""Members of objects and lists, where they stand in a text."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from apigw_check.locate.objects import find, json_string, json_value_end, members


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("{}", {}),
        ("{ a = 1, b : 2 }", {"a": "1", "b": "2"}),
        ('{\n  a = 1 # c = 2\n  "b.c" = 3\n\n  d=4\n}', {"a": "1", "b.c": "3", "d": "4"}),
        ("{ a = { b = 1 }, c = [{ d = 2 }] }", {"a": "{", "c": "["}),
        ("{ a = f({ b = 1 }, c), d = x ? y : z, e = 1 }", {"a": "f", "d": "x", "e": "1"}),
        ('{ a = "b = {", "\\"c" = 2, "/x/{id}" = 3 }', {"a": '"', '"c': "2", "/x/{id}": "3"}),
        ('{ (var.x) = 1, "${var.y}" = 2, a = 3 }', {"${var.y}": "2", "a": "3"}),
        ("{ a = <<EOT\nb = 1\nEOT\n  c = 2 }", {"a": "<", "c": "2"}),
        ("{ for k, v in x : k => v }", {}),
        ("[1, [2, 3], { a = 4 }, f(5)]", {0: "1", 1: "[", 2: "{", 3: "f"}),
        ("[\n  a +\n  b, # ,\n  /* , */ c,\n]", {0: "a", 1: "c"}),
        ("f({ a = 1 })", {}),
        ("a = 1", {}),
        ("{ a = 1", {"a": "1"}),
        ("", {}),
    ],
)
def test_members(text: str, expected: dict[str | int, str]) -> None:
    found = [(member.key, text[member.value]) for member in members(text, 0, len(text))]
    assert found == list(expected.items())


def test_the_key_is_where_it_is_written() -> None:
    text = '  { a = 1\n "b" : { c = 2 } }'
    depth, member = find(text, 2, len(text), ["b", "c", "d"])
    assert depth == 2
    assert member is not None
    assert (text[member.start : member.stop], text[member.value]) == ("c", "2")
    assert find(text, 2, len(text), ["x"]) == (0, None)
    assert find(text, 2, len(text), []) == (0, None)


VALUES = st.recursive(
    st.none() | st.booleans() | st.floats(allow_nan=False) | st.text("a{[\"',:\\\n\té"),
    lambda inner: st.dictionaries(st.text('a{"\\/é', max_size=4), inner, max_size=4) | st.lists(inner, max_size=4),
    max_leaves=10,
)


@given(VALUES, st.sampled_from([None, 1]), st.booleans())
def test_json_is_read_as_the_standard_library_reads_it(value: object, indent: int | None, plain: bool) -> None:
    text = json.dumps(value, indent=indent, ensure_ascii=plain)
    stack = [(value, 0)]
    while stack:
        wanted, pos = stack.pop()
        stop = json_value_end(text, pos)
        assert json.loads(text[pos:stop]) == wanted
        if isinstance(wanted, str):
            assert json_string(text[pos:stop]) == wanted
        found = list(members(text, pos, len(text), json=True))
        inner = list(wanted.values()) if isinstance(wanted, dict) else wanted if isinstance(wanted, list) else []
        keys = list(wanted) if isinstance(wanted, dict) else list(range(len(inner)))
        assert [member.key for member in found] == keys
        stack += [
            (below, text.index(text[member.value :].lstrip(), member.value))
            for below, member in zip(inner, found, strict=True)
        ]


@pytest.mark.parametrize("text", ["", "{", '{"a"', '{"a": ', '"a', "]", "nul", '{"a": [', '"\\x"'])
def test_damaged_json_is_no_failure(text: str) -> None:
    assert len(list(members(text, 0, len(text), json=True))) <= 1
    assert json_value_end(text, 0) <= len(text)
    assert text[1:-1] in json_string(text)
