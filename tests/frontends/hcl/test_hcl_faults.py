"""Files that are no HCL: which of them are found, and what is said of them."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from apigw_check._pipeline import read_folder
from apigw_check.frontends.hcl.faults import first_fault
from apigw_check.frontends.hcl.glance import may_be_broken
from apigw_check.frontends.hcl.options import FolderOptions
from apigw_check.frontends.hcl.syntax import parse

ROOT = Path(__file__).resolve().parents[3]
START = "the start of an expression is expected here"
LINE = "a new line is expected: an argument, and a block, ends with its line"
ITEM = "an argument or a block is expected here"
CLOSED = "the text is not closed: texts in quotes end with their line"

#: The places are those that `terraform validate` (1.11.4) gives, but for a missing value before a comment (it names the
#: comment), what is filled in (the end of the text) and a text that is never closed (the end of the file).
CASES = [
    ("locals {\n  a = = 1\n}\n", "2:7", START),
    ("locals {\n  a =\n}\n", "2:6", START),
    ("locals {\n  a = # nothing\n}\n", "2:16", START),
    ("locals {\n  a = 1\n", "1:8", "the block is not closed: a } is missing before the end of the file"),
    ("locals {\n  a = 1\n}\n}\n", "4:1", ITEM),
    ('locals {\n  a = "abc\n  b = 1\n}\n', "2:11", CLOSED),
    ("locals {\n  a = [1, 2\n  b = 1\n}\n", "3:3", "a comma or a ] is expected: the list is not closed"),
    ("locals {\n  a = [1 2]\n}\n", "2:10", "a comma or a ] is expected: the list is not closed"),
    ("locals {\n  a = [1, 2)\n}\n", "2:12", "a comma or a ] is expected: the list is not closed"),
    ('resource "a" "b"\n{\n}\n', "1:17", "a { is expected: it stands on the line of the block's name"),
    ("foo\n", "1:1", "an argument (name = value) or a block (name {) is expected here"),
    ("locals {\n  a = 1 2\n}\n", "2:9", LINE),
    ("locals { a = 1, b = 2 }\n", "1:15", "a } is expected: a block in one line has one argument at most"),
    ("locals {\n  a = <<EOT\nabc\n}\n", "2:7", "the text is not closed: a line with EOT alone is missing"),
    ("locals {\n  a = 1\n}\n/* abc\n", "4:1", ITEM),
    ("locals {\n  a = 1;\n}\n", "2:8", "the character ; has no place here"),
    ("locals {\n  a = 'x'\n}\n", "2:7", "the character ' has no place here: texts stand in double quotes (\")"),
    ('locals {\n  a = "${foo"\n}\n', "2:13", "a } is expected: what is filled in is not closed"),
    ('locals {\n  a = "${1 +}"\n}\n', "2:13", START),
    ("locals {\n  a = 1 +\n  b = 2\n}\n", "2:10", START),
    ("locals {\n  a = {\n    x 1\n  }\n}\n", "3:7", "a = is expected between a key of an object and its value"),
    ("locals {\n  a = { x = }\n}\n", "2:13", START),
    ("locals {\n  a = true ? 1\n}\n", "2:15", "a : is expected: the condition has one value only"),
    ("locals {\n  a = [for x var.y : x]\n}\n", "2:14", "the word in is expected behind the names of a for"),
    (
        'locals {\n  a = upper("x"\n}\n',
        "3:1",
        "a comma or a ) is expected: the arguments of the function are not closed",
    ),
    ("<<<<<<< HEAD\nlocals {\n}\n=======\n>>>>>>> x\n", "1:1", ITEM),
    ('locals {\n  a = "\\q"\n}\n', "2:8", "this escape sequence does not exist"),
    ("locals {\n  a = 1a\n}\n", "2:8", LINE),
    ('locals {\n  é = "ü" "x"\n}\n', "2:11", LINE),
    ("locals {\n} locals {\n}\n", "2:3", LINE),
    ("locals {\n  a = 1 }\n", "2:9", LINE),
]
#: What tree-sitter takes although it is no HCL.
TAKEN = {'resource "a" "b"\n{\n}\n', "locals {\n} locals {\n}\n", "locals {\n  a = 1 }\n"}
#: What a file that nobody asks for may hold without being noticed: nothing is missing or left over in it.
UNSEEN = {text for text, place, _ in CASES if place in ("2:10", "1:17", "2:9", "1:15", "2:16", "2:3", "3:7", "2:13")}
UNSEEN |= {text for text, _, message in CASES if "has no place" in message or "escape" in message}
UNSEEN |= {
    "foo\n",
    "locals {\n  a = true ? 1\n}\n",
    "locals {\n  a = [for x var.y : x]\n}\n",
    "locals {\n  a = 1a\n}\n",
}
UNSEEN |= {'locals {\n  é = "ü" "x"\n}\n'}


@pytest.mark.parametrize(("text", "place", "message"), CASES)
def test_the_first_fault(text: str, place: str, message: str) -> None:
    fault = first_fault(text)
    assert fault is not None
    line = text.count("\n", 0, fault.offset) + 1
    assert (f"{line}:{fault.offset - text.rfind(chr(10), 0, fault.offset)}", fault.message) == (place, message)
    if text not in TAKEN:
        (first, *_) = parse(text.encode(), "main.tf").errors
        assert (f"{first.line}:{first.column}", first.message) == (place, message)


@pytest.mark.parametrize(("text", "place", "message"), CASES)
def test_a_file_without_anything_that_matters_is_told_too(tmp_path: Path, text: str, place: str, message: str) -> None:
    (tmp_path / "other.tf").write_text(text)
    (tmp_path / "main.tf").write_text('resource "aws_sqs_queue" "q" {\n}\n')
    problems = read_folder(str(tmp_path), FolderOptions())[0].problems
    if text in UNSEEN:
        assert problems == []
        return
    found = [(problem.file, f"{problem.line}:{problem.column}", problem.message) for problem in problems]
    assert found[0] == (str(tmp_path / "other.tf"), place, message)


def test_sound_files_have_no_faults() -> None:
    files = [path for folder in ("modules", "examples", "tests/demo") for path in (ROOT / folder).rglob("*.tf")]
    assert len(files) > 100
    assert [path for path in files if first_fault(path.read_text()) is not None] == []


@pytest.mark.parametrize(
    "text",
    [
        'a = "x ${ join(", ", [for k, v in var.m : "${k}=${v}" if v != null]) } y"\n',
        'a = <<-EOT\n  %{ for x in y ~}\n  ${x} " { [\n  %{ endfor }\nEOT\n',
        'a = {\n  b : 1, c = 2\n  (d) = 3\n  "e" = [\n    4,\n  ]\n}\n',
        "a = var.x[*].y.0.*.z[each.key]\nb = !true || -1 <= 2 && x % 2 == 0 ? a : b\n",
        "a = f(x...)\nb = provider::aws::g()\nc = {for k, v in m : k => v... if v}\n",
        'a { b = 1 }\nc d "e" {}\n',
        '# [\n// {\n/* ( " */ a = 1 /* x */ # y\n',
        'a = "$${x} %%{y} $x 100% \\u00e9"\r\nb = (\r\n  1\r\n)\r\n',
        "a = x ? {\n  b = 1\n} : null\n",
        "a = [\n  # nothing\n]\nb = {\n}\n",
    ],
)
def test_odd_and_sound(text: str) -> None:
    assert first_fault(text) is None
    assert not parse(text.encode(), "x.tf").errors


@pytest.mark.parametrize(
    "data",
    [
        b'\\"' * 250_000,
        b"/*" * 250_000,
        b"<<A\n" * 125_000,
        b"(" * 500_000,
        b"(" * 200_000 + b")" * 200_000,
        b"=" * 500_000,
    ],
    ids=["quotes", "comments", "heredocs", "open", "nested", "signs"],
)
def test_what_is_no_hcl_takes_no_longer(data: bytes) -> None:
    start = time.process_time()
    may_be_broken(data)
    first_fault(data[:100_000].decode())
    assert time.process_time() - start < 5


@given(
    st.lists(
        st.sampled_from(["{", "}", '"', "[", "]", "(", ")", "${", "%{", "=", "a", "\n", "<<E\n", "?", "#", "/*", "é"])
    )
)
def test_anything_can_be_looked_at(parts: list[str]) -> None:
    text = "".join(parts)
    fault = first_fault(text)
    assert fault is None or 0 <= fault.offset <= len(text)
    may_be_broken(text.encode())
