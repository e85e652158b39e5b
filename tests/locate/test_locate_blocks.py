"""The scanner on what people write, on what the language allows, and on damaged text."""

from __future__ import annotations

import time

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from locate_generated import DOCUMENTS

from apigw_check.locate.blocks import Attribute, Block, SourceFile, scan, scan_headers


def only(text: str) -> Block:
    (block,) = scan(text).blocks
    return block


def value(text: str, name: str = "a") -> str:
    """The text of an attribute's value in a body."""
    source = scan("x {\n" + text + "\n}\n")
    (block,) = source.blocks
    attribute = block.attributes[name]
    return source.text[attribute.value_start : attribute.value_end]


def names(block: Block) -> list[str]:
    return [*block.attributes, *(nested.type for nested in block.blocks)]


def test_places_of_a_resource() -> None:
    block = only('\n  resource "aws_api_gateway_stage" "this" {\n    name = "v1"\n    settings {\n    }\n  }\n')
    assert (block.type, block.labels) == ("resource", ("aws_api_gateway_stage", "this"))
    assert (block.line, block.column, block.end_line) == (2, 3, 6)
    assert (block.header_end_line, block.header_end_column) == (2, 44)
    attribute = block.attributes["name"]
    assert (attribute.line, attribute.column, attribute.end_line, attribute.end_column) == (3, 5, 3, 16)
    (settings_block,) = block.blocks
    assert (settings_block.line, settings_block.column, settings_block.end_line) == (4, 5, 5)


def test_headers_have_offsets() -> None:
    text = '# c\nresource "a" "b" { x = 1 }\nmodule m {\n}\n'
    first, second = scan_headers(text)
    assert text[first.start : first.body] == 'resource "a" "b" {'
    assert text[first.body : first.stop] == " x = 1 }"
    assert (second.type, second.labels, text[second.start : second.stop]) == ("module", ("m",), "module m {\n}")


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("a = 1", "1"),
        ("a=1", "1"),
        ("a\t=\t1\t", "1"),
        ('a = "x" # c', '"x"'),
        ("a = 1 // c", "1"),
        ("a = 1 /* c */", "1"),
        ("a = 1 /* c */ /* d */ # e", "1"),
        ("a = /* c */ 1", "1"),
        ("a = 1 /* c */ + 2", "1 /* c */ + 2"),
        ("a = 1 /* c\n */ + 2", "1 /* c\n */ + 2"),
        ("a = b.c # d\n  e = 2", "b.c"),
        ('a = "# no // comment /* here"', '"# no // comment /* here"'),
        ('a = "}" + "{"', '"}" + "{"'),
        (r'a = "\"}" # c', r'"\"}"'),
        (r'a = "\\" # "', r'"\\"'),
        ('a = "${b["}"]}" # c', '"${b["}"]}"'),
        ('a = "${"${"${"}"}"}"}" # c', '"${"${"${"}"}"}"}"'),
        ('a = "${{b = "}"}}"', '"${{b = "}"}}"'),
        ('a = "$${b" # c', '"$${b"'),
        ('a = "$$${b" # c', '"$$${b"'),
        ('a = "%%{ if" # c', '"%%{ if"'),
        ('a = "100%" # c', '"100%"'),
        ('a = "%{ if x == "}" }y%{ endif }" # c', '"%{ if x == "}" }y%{ endif }"'),
        ('a = "${\n  b\n}"', '"${\n  b\n}"'),
        ("a = [\n  1, # ]\n  2 /* ] */\n]", "[\n  1, # ]\n  2 /* ] */\n]"),
        ("a = {\n  b = 1\n  c : 2\n}", "{\n  b = 1\n  c : 2\n}"),
        ('a = f(\n  "(",\n)', 'f(\n  "(",\n)'),
        ("a = (\n b\n ? c\n : d\n)", "(\n b\n ? c\n : d\n)"),
        ("a = [for b in c : b\n]", "[for b in c : b\n]"),
        ("a = [)\n  1]", "[)\n  1]"),
        ("a = b == c", "b == c"),
        ("a = b >= c ? d : e", "b >= c ? d : e"),
        ("a = 4 / 2", "4 / 2"),
        ("a = 1 < 2", "1 < 2"),
        ("a = <<EOT\n}\nEOT", "<<EOT\n}\nEOT"),
        ("a = <<-EOT\n  b {\n  EOT", "<<-EOT\n  b {\n  EOT"),
        ("a = <<EOT\nEOTX\n EOT x\n\tEOT \n", "<<EOT\nEOTX\n EOT x\n\tEOT"),
        ('a = <<EOT\n${f(<<B\n}"\nB\n)}\nEOT', '<<EOT\n${f(<<B\n}"\nB\n)}\nEOT'),
        ("a = <<EOT\n${f(<<B\n}\nEOT\nB\n)}\nEOT", "<<EOT\n${f(<<B\n}\nEOT\nB\n)}\nEOT"),
        ("a = <<EOT\n${f(\nEOT\n)}\nEOT", "<<EOT\n${f(\nEOT\n)}\nEOT"),
        ("a = <<EOT\n$${\n%%{\n$\n%\nEOT", "<<EOT\n$${\n%%{\n$\n%\nEOT"),
        ("a = f(<<A, <<B\nx\nB\n)", "f(<<A, <<B\nx\nB\n)"),
        ("a = [<<A\n]\nA\n, <<B\n[\nB\n]", "[<<A\n]\nA\n, <<B\n[\nB\n]"),
    ],
)
def test_values(body: str, expected: str) -> None:
    assert value(body + "\nz = 1") == expected
    block = only("x {\n" + body + "\nz = 1\n}\n")
    assert "z" in block.attributes, "the value ended too late"
    assert block.end_line == body.count("\n") + 4


def test_values_in_one_line_blocks() -> None:
    block = only('x { a = { b = "}" } }')
    assert block.attributes["a"].end_column == 20
    assert only("x {}").attributes == {}
    nested = only("x { y { a = 1 } }")
    assert (names(nested), names(nested.blocks[0])) == (["y"], ["a"])


def test_the_end_of_a_value_over_lines() -> None:
    attribute = only("x {\n  a = [\n    1,\n  ]\n}\n").attributes["a"]
    assert (attribute.line, attribute.column, attribute.end_line, attribute.end_column) == (2, 3, 4, 4)


@pytest.mark.parametrize(
    ("header", "labels"),
    [
        ("resource a b {", ("a", "b")),
        ('resource"a""b"{', ("a", "b")),
        ('resource /* c */ "a" /* d\n */ b {', ("a", "b")),
        ('resource "a-b" "c.d" {', ("a-b", "c.d")),
        ('resource "é" ü {', ("é", "ü")),
        ("resource {", ()),
    ],
)
def test_labels(header: str, labels: tuple[str, ...]) -> None:
    block = only(header + "\n a = 1\n}")
    assert (block.type, block.labels, names(block)) == ("resource", labels, ["a"])


def test_columns_count_characters_and_no_byte_order_mark() -> None:
    source = scan('\ufeffx { a = 1 }\ny {\n\t/* 日本 */ b = "é"\n}')
    first, second = source.blocks
    assert (first.line, first.column, first.attributes["a"].column) == (1, 1, 5)
    attribute = second.attributes["b"]
    assert (attribute.line, attribute.column, attribute.end_column) == (3, 11, 18)


def test_windows_line_breaks() -> None:
    text = "x {\r\n  a = 1\r\n  b = <<EOT\r\n}\r\nEOT\r\n  c = [\r\n  ] # d\r\n}\r\ny {}\r\n"
    first, second = scan(text).blocks
    assert list(first.attributes) == ["a", "b", "c"]
    assert [(a.line, a.end_line, a.end_column) for a in first.attributes.values()] == [(2, 2, 8), (3, 5, 4), (6, 7, 4)]
    assert second.line == 9
    assert [comment.text for comment in scan(text).comments] == ["# d"]


def test_dynamic_blocks_are_blocks() -> None:
    block = only('x {\n  dynamic "settings" {\n    for_each = y\n    content {\n      a = 1\n    }\n  }\n}')
    (dynamic,) = block.blocks
    assert (dynamic.type, dynamic.labels, names(dynamic)) == ("dynamic", ("settings",), ["for_each", "content"])
    assert names(dynamic.blocks[0]) == ["a"]


def test_heredocs_hide_what_looks_like_blocks() -> None:
    text = 'locals {\n  a = <<-EOT\nresource "a" "b" {\n  # c\n"\n  EOT\n}\nresource "c" "d" {}\n'
    assert [header.labels for header in scan_headers(text)] == [(), ("c", "d")]
    assert scan(text).comments == []


def test_comments() -> None:
    text = '# a\nx { // b\n  c = "# no" /* d\n e */ # f\n}\n/* g'
    comments = [(comment.line, comment.column, comment.text) for comment in scan(text).comments]
    assert comments == [
        (1, 1, "# a"),
        (2, 5, "// b"),
        (3, 14, "/* d\n e */"),
        (4, 7, "# f"),
        (6, 1, "/* g"),
    ]


def test_an_attribute_that_is_set_twice_is_the_first() -> None:
    block = only("x {\n a = 1\n a = 2\n}")
    assert block.attributes["a"].line == 2


def test_deep_nesting() -> None:
    block = only("x {\n" * 3000 + "a = 1\n" + "}\n" * 3000)
    depth = 1
    while block.blocks:
        (block,) = block.blocks
        depth += 1
    assert (depth, names(block), block.attributes["a"].line) == (3000, ["a"], 3001)
    assert value("a = " + "[" * 3000 + "]" * 3000).count("[") == 3000
    assert value('a = "' + '${"' * 3000 + '"}' * 3000 + '"').count("${") == 3000


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("", []),
        ("\ufeff", []),
        ("# c", []),
        ("}", []),
        ("x", []),
        ('resource "a', []),
        ('resource "a" "b" {', [("resource", [], 1)]),
        ('resource "a" "b" {\n  c = "d', [("resource", ["c"], 2)]),
        (
            'resource "a" "b" {\n  c = f(1,\n}\nmodule "d" {\n  e = 1\n}\n',
            [("resource", ["c"], 3), ("module", ["e"], 6)],
        ),
        ('resource "a" "b" {\n  c = "d\n  e = 1\n}\n', [("resource", ["c", "e"], 4)]),
        ("x {\n  ???\n  a = 1\n}\n", [("x", ["a"], 4)]),
        ("x {\n  a = <<EOT\n}\n", [("x", ["a"], 3)]),
        ("}}\nx {\n a = 1\n}\n", [("x", ["a"], 4)]),
        ("x = 1\ny {\n}\n", [("y", [], 3)]),
        ("=\nx {\n}\n", [("x", [], 3)]),
        ('x "\nresource "a" "b" {\n}\n', [("resource", [], 3)]),
    ],
)
def test_damaged_files(text: str, found: list[tuple[str, list[str], int]]) -> None:
    assert [(block.type, names(block), block.end_line) for block in scan(text).blocks] == found


def test_a_missing_brace_costs_one_block() -> None:
    text = 'resource "a" "b" {\n  c {\n  d = 1\n}\n\nresource "e" "f" {\n  g = 1\n}\nmodule "h" {\n}\n'
    first, second, third = scan(text).blocks
    assert (first.labels, names(first)) == (("a", "b"), ["c"])
    assert (second.labels, names(second), second.line, second.end_line) == (("e", "f"), ["g"], 6, 8)
    assert third.labels == ("h",)


def check(source: SourceFile) -> None:
    """What holds of any text: places are inside it, in order, and say where their names stand."""
    text, lines = source.text, source.text.split("\n")
    stop = 0
    for header in source.headers:
        assert stop <= header.start < header.body <= header.stop <= len(text)
        stop = header.stop
    assert [block.type for block in source.blocks] == [header.type for header in source.headers]
    stack: list[Block | Attribute] = [*source.blocks]
    while stack:
        found = stack.pop()
        name = found.type if isinstance(found, Block) else found.name
        assert lines[found.line - 1].startswith(name, found.column - 1)
        assert found.line <= found.end_line <= len(lines)
        if isinstance(found, Block):
            stack += [*found.blocks, *found.attributes.values()]
        else:
            assert found.value_start <= found.value_end <= len(text)
            assert source.position(found.value_end) == (found.end_line, found.end_column)
    for comment in source.comments:
        assert lines[comment.line - 1].startswith(comment.text.split("\n")[0].rstrip("\r"), comment.column - 1)


@settings(max_examples=300, deadline=None)
@given(
    DOCUMENTS,
    st.lists(st.tuples(st.floats(0, 1), st.sampled_from([*"{}\"'\n#/*$%<=()[]\\\r\t\0é,", ""])), max_size=6),
)
@example("x {\n a = <<EOT\nEOT\n}", [(0.9, "")])
def test_edits_never_fail(text: str, edits: list[tuple[float, str]]) -> None:
    for where, what in edits:
        at = int(where * len(text))
        text = text[:at] + what + text[at + 1 :]
    check(scan(text))


@settings(max_examples=300, deadline=None)
@given(st.text('ab"{}[]()\n \t#/*$%<-=EOT.,\\\r', max_size=80))
def test_no_text_fails(text: str) -> None:
    check(scan(text))


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=200))
def test_no_bytes_fail(data: bytes) -> None:
    check(scan(data.decode("utf-8", "replace")))


SIZE = 120_000


@pytest.mark.parametrize(
    "unit",
    [
        "{", "}", "a {", "a {\n", '"', '"\n', '"${', 'a = "${\n', "a = <<EOT\n", "a = <<EOT\n${", "/*", "a /*\n",
        "a /* */", "/* */", '"b" ', "a ", "#\n", "*", "a = (\n", "a = [}\n", 'resource "a" "b" {\n',
        'resource "a" "b" {\n x {\n}\n', '\\"', "$${", "%{", " ", "a = 1 /* x */\n", "<<", "<<a\n",
        'a "b" { x = "${<<E\n', "\0", "a = /* x */ ", "a = a ", "x = <<E\n${x}\n", "module m {\n a = <<E\n",
    ],
)  # fmt: skip
@pytest.mark.parametrize("start", ["", 'a = "', "x { a = <<EOT\n"])
def test_time_grows_with_the_length(start: str, unit: str) -> None:
    """Each takes a tenth of a second; what grew with the square of the length would take minutes."""
    text = start + unit * (SIZE // len(unit))
    begin = time.process_time()
    source = scan(text)
    assert len(source.blocks) == len(source.headers)
    assert all(comment.line for comment in source.comments)
    assert time.process_time() - begin < 5


def test_headers_are_fast() -> None:
    """Measured at 30 MB/s on a slow machine; a tenth of that would mean that something is read in depth."""
    block = 'resource "aws_x" "this" {\n  http_method = "GET" # c\n  x = "${aws_x.y.id}/*"\n\n  s {\n  }\n}\n'
    text = block * (2_000_000 // len(block))
    begin = time.process_time()
    headers = scan_headers(text)
    seconds = time.process_time() - begin
    assert len(headers) == text.count("resource")
    assert len(text) / seconds > 3e6
