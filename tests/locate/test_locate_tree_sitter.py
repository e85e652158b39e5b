"""The scanner agrees with tree-sitter-hcl, an independent grammar, on where blocks and attributes stand."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from locate_generated import DOCUMENTS, EXPRESSIONS

from apigw_check.locate.blocks import Block, scan
from apigw_check.locate.expressions import expression_references

tree_sitter = pytest.importorskip("tree_sitter")
tree_sitter_hcl = pytest.importorskip("tree_sitter_hcl")

PARSER = tree_sitter.Parser(tree_sitter.Language(tree_sitter_hcl.language()))
REPOSITORY = Path(__file__).parents[2]

Found = tuple[str, str, tuple[int, int], tuple[int, int]]


def point(data: bytes, offset: int) -> tuple[int, int]:
    before = data[:offset].decode()
    return before.count("\n") + 1, len(before) - before.rfind("\n")


def expected(data: bytes, root: Any) -> Iterator[Found]:
    """(kind, name, start, end) of each block and attribute; the columns of a block's end are those of its brace."""
    stack = [(root, "")]
    while stack:
        node, path = stack.pop()
        inside = path
        if node.type == "block":
            parts = [child for child in node.children if child.type in ("identifier", "string_lit")]
            names = [part.text.decode().strip('"') for part in parts]
            inside = f"{path}/{'.'.join(names)}"
            brace = next(child for child in node.children if child.type == "block_start")
            yield "block", inside, point(data, node.start_byte), point(data, brace.end_byte)
            yield "end", inside, point(data, node.start_byte), (point(data, node.end_byte)[0], 0)
        elif node.type == "attribute":
            name = f"{path}/{node.children[0].text.decode()}"
            yield "attribute", name, point(data, node.start_byte), point(data, node.end_byte)
            value = next(child for child in node.children if child.type == "expression")
            yield "value", data[value.start_byte : value.end_byte].decode(), point(data, node.start_byte), (0, 0)
            continue
        stack += [(child, inside) for child in node.children]


def actual(text: str) -> Iterator[Found]:
    source = scan(text)
    stack: list[tuple[Block, str]] = [(block, "") for block in source.blocks]
    while stack:
        block, path = stack.pop()
        inside = f"{path}/{'.'.join([block.type, *block.labels])}"
        start = block.line, block.column
        yield "block", inside, start, (block.header_end_line, block.header_end_column)
        yield "end", inside, start, (block.end_line, 0)
        for name, attribute in block.attributes.items():
            assert name == attribute.name
            begin = attribute.line, attribute.column
            yield "attribute", f"{inside}/{name}", begin, (attribute.end_line, attribute.end_column)
            yield "value", source.text[attribute.value_start : attribute.value_end], begin, (0, 0)
        stack += [(nested, inside) for nested in block.blocks]


def agree(text: str) -> int:
    data = text.encode()
    tree = PARSER.parse(data)
    assert not tree.root_node.has_error, f"the reference parser rejects this:\n{text}"
    found = sorted(actual(text))
    assert found == sorted(expected(data, tree.root_node)), text
    return len(found)


@settings(max_examples=400, deadline=None)
@given(DOCUMENTS)
def test_generated(text: str) -> None:
    agree(text)


@settings(max_examples=100, deadline=None)
@given(DOCUMENTS)
def test_generated_with_windows_line_breaks(text: str) -> None:
    agree(text.replace("\n", "\r\n"))


@pytest.mark.parametrize(
    "folder", ["modules", "examples", "tests/rules", "tests/frontends", "tests/demo", "tests/bench"]
)
def test_the_sources_of_this_repository(folder: str) -> None:
    files = [path for path in (REPOSITORY / folder).rglob("*.tf") if ".terraform" not in path.parts]
    assert files
    counts = [agree(path.read_text(encoding="utf-8")) for path in files]
    assert sum(counts) > 10 * len(files)


STEPS = ("get_attr", "index", "splat")


def references(data: bytes, root: Any) -> Iterator[str]:
    """The traversals of an expression as the reference parser sees them: variables with the steps behind them."""
    stack = [root]
    while stack:
        node = stack.pop()
        stack += node.children
        for variable, following in zip(node.children, node.children[1:], strict=False):
            if variable.type == "variable_expr" and following.type in STEPS:
                last = following
                while last.next_sibling is not None and last.next_sibling.type in STEPS:
                    last = last.next_sibling
                yield data[variable.start_byte : last.end_byte].decode()


@settings(max_examples=500, deadline=None)
@given(EXPRESSIONS)
def test_generated_references(text: str) -> None:
    data = f"a = {text}\n".encode()
    tree = PARSER.parse(data)
    assert not tree.root_node.has_error
    # The variables of the generated `for` expressions are these, and nothing else is.
    wanted = {name for name in references(data, tree.root_node) if not name.startswith(("k.", "v.", "x."))}
    assert set(expression_references(text)) == wanted
