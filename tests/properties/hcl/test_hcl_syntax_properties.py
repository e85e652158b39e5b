"""The reader against python-hcl2, and against damage."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from apigw_check.frontends.hcl import json_syntax
from apigw_check.frontends.hcl.evaluate import evaluate, references
from apigw_check.frontends.hcl.syntax import Body, File, parse
from apigw_check.frontends.hcl.tree import Invalid
from apigw_check.model.value import Unknown

REPOSITORY = Path(__file__).resolve().parents[3]
FOUND = [path for folder in ("modules", "examples") for path in (REPOSITORY / folder).rglob("*.tf")]
REAL = sorted(path for path in FOUND if ".terraform" not in path.parts)
SMALL = [path for path in REAL if path.stat().st_size < 8_000]


class NoNames:
    files = None

    def resolve(self, path: tuple[Any, ...]) -> tuple[Any, int]:
        return Unknown("no such name"), len(path)


def outline(body: Body) -> Any:
    """Names of arguments, and blocks with type and labels, in order; texts where they are literals."""
    blocks: list[Any] = [(block.type, block.labels, outline(block.body)) for block in body.blocks]
    return sorted(body.attributes), sorted(blocks, key=repr)


def theirs(content: dict[str, Any]) -> Any:
    """The same from what python-hcl2 reads."""
    attributes, blocks = [], []
    for name, value in content.items():
        if name.startswith("__"):
            continue
        if isinstance(value, list) and value and all(is_block(item) for item in value):
            blocks += [labelled(name, (), item) for item in value]
        else:
            attributes.append(name)
    return sorted(attributes), sorted(blocks, key=repr)


def is_block(value: Any) -> bool:
    while isinstance(value, dict) and "__is_block__" not in value:
        if len(value) != 1:
            return False
        value = next(iter(value.values()))
    return isinstance(value, dict)


def labelled(kind: str, labels: tuple[str, ...], value: dict[str, Any]) -> Any:
    if "__is_block__" in value:
        return (kind, labels, theirs(value))
    ((label, inner),) = value.items()
    return labelled(kind, (*labels, label.strip('"')), inner)


def attributes(body: Body) -> list[Any]:
    return [*body.attributes.values(), *(one for block in body.blocks for one in attributes(block.body))]


def use(file: File) -> None:
    """Ask for everything that a file gives."""
    for one in attributes(file.body):
        evaluate(one.expression, NoNames(), [])
        references(one.expression)


@pytest.mark.parametrize("path", REAL, ids=lambda path: str(path.relative_to(REPOSITORY)))
def test_real_files_are_read(path: Path) -> None:
    file = parse(path.read_bytes(), str(path))
    assert file.errors == []
    lines = path.read_text().splitlines()
    for one in attributes(file.body):
        assert not isinstance(one.expression, Invalid)
        assert lines[one.line - 1][one.column - 1 :].startswith(one.name)
    use(file)


@pytest.mark.slow
@pytest.mark.parametrize("path", SMALL, ids=lambda path: str(path.relative_to(REPOSITORY)))
def test_same_outline_as_python_hcl2(path: Path) -> None:
    hcl2 = pytest.importorskip("hcl2")
    text = path.read_text()
    try:
        content = hcl2.loads(text)
    except TypeError:
        pytest.skip("python-hcl2 fails on an expression of this file")
    assert outline(parse(text.encode(), str(path)).body) == theirs(content)


WORDS = ("true", "false", "null", "for", "if", "in")
NAMES = st.from_regex(r"\A[a-z][a-z0-9_-]{0,8}\Z").filter(lambda name: name not in WORDS)
TEXTS = st.text(st.characters(codec="utf-8", exclude_characters='"\\\n\r${}%', exclude_categories=("C",)), max_size=8)
VALUES: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers(0, 10**9) | TEXTS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(NAMES, inner, max_size=3),
    max_leaves=8,
)


def written(value: Any) -> str:
    if isinstance(value, str):
        return f'"{value}"'
    if isinstance(value, list):
        return f"[{', '.join(map(written, value))}]"
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key} = {written(item)}" for key, item in value.items()) + "}"
    if value is None or isinstance(value, bool):
        return {None: "null", True: "true", False: "false"}[value]
    return str(value)


def composed(value: Any) -> Any:
    import unicodedata

    if isinstance(value, str):
        return unicodedata.normalize("NFC", value)
    if isinstance(value, list):
        return [composed(item) for item in value]
    return {key: composed(item) for key, item in value.items()} if isinstance(value, dict) else value


@given(st.dictionaries(NAMES, VALUES, max_size=4))
def test_what_is_written_is_read(content: dict[str, Any]) -> None:
    text = "".join(f"{name} = {written(value)}\n" for name, value in content.items())
    file = parse(text.encode(), "x.tf")
    assert file.errors == []
    found = {name: evaluate(one.expression, NoNames()) for name, one in file.body.attributes.items()}
    assert found == composed(content)


@given(st.dictionaries(NAMES, VALUES, min_size=1, max_size=3))
@settings(max_examples=30, deadline=None)
def test_generated_files_have_the_outline_of_python_hcl2(content: dict[str, Any]) -> None:
    hcl2 = pytest.importorskip("hcl2")
    lines = "".join(f"  {name} = {written(value)}\n" for name, value in content.items())
    text = f'resource "aws_x" "y" {{\n{lines}}}\n'
    assert outline(parse(text.encode(), "x.tf").body) == theirs(hcl2.loads(text))


SAMPLE = (REPOSITORY / "modules/rest-api/main.routes.tf").read_bytes()


SNIPPETS = st.binary(max_size=12) | st.sampled_from([b'"', b"{", b"<<X\n", b"${", b"}"])


@given(st.integers(0, len(SAMPLE)), st.integers(0, 40), SNIPPETS)
@settings(max_examples=150, deadline=None)
def test_a_damaged_file_is_read_and_told(at: int, cut: int, put: bytes) -> None:
    file = parse(SAMPLE[:at] + put + SAMPLE[at + cut :], "x.tf")
    use(file)
    for error in file.errors:
        assert error.line >= 1
        assert error.column >= 1


@given(st.binary(max_size=200))
@example(b"\xff\xfe")
@example(b'{"a": "\\ud800"}')
@settings(deadline=None)
def test_any_bytes_are_read(data: bytes) -> None:
    use(parse(data, "x.tf"))
    use(json_syntax.parse(data, "x.tf.json"))


@given(VALUES)
def test_json_is_read_like_hcl(value: Any) -> None:
    import msgspec

    data = msgspec.json.encode({"locals": {"a": value}})
    file = json_syntax.parse(data, "x.tf.json")
    assert file.errors == []
    (block,) = file.body.blocks
    assert evaluate(block.body.attributes["a"].expression, NoNames()) == composed(value)
