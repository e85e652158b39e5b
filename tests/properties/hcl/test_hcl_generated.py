"""The reader against python-hcl2 on awkward files: those that hypothesis makes, and all that the tests hold."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from tests.locate.locate_generated import DOCUMENTS

from apigw_check.frontends.hcl.evaluate import evaluate
from apigw_check.frontends.hcl.syntax import Body, parse
from apigw_check.model.value import Unknown

hcl2 = pytest.importorskip("hcl2")
lark = pytest.importorskip("lark")

REPOSITORY = Path(__file__).resolve().parents[3]
RULES = sorted(path for path in (REPOSITORY / "tests/rules").iterdir() if path.is_dir())
UNTOLD = object()


class NoNames:
    files = None

    def resolve(self, path: tuple[Any, ...]) -> tuple[Any, int]:
        return Unknown("no such name"), len(path)


def literal(value: Any) -> Any:
    """What python-hcl2 says that a value is; `UNTOLD` where that is an expression, or a text with escapes."""
    if isinstance(value, str):
        plain = len(value) > 1 and value[0] == value[-1] == '"' and not value.startswith('"<<')
        return value[1:-1] if plain and not any(each in value for each in ("${", "%{", "\\")) else UNTOLD
    if isinstance(value, list):
        found = [literal(item) for item in value]
        return UNTOLD if UNTOLD in found else found
    return UNTOLD if isinstance(value, dict) else value


def compared(value: Any, expression: Any) -> Any:
    """The value of an expression of ours, where python-hcl2 has one for it."""
    return UNTOLD if literal(value) is UNTOLD else evaluate(expression, NoNames())


def ours(body: Body, content: dict[str, Any]) -> Any:
    """The names and literal values of arguments, and the blocks in order."""
    values = {name: compared(content.get(name), one.expression) for name, one in body.attributes.items()}
    places: Counter[str] = Counter()
    blocks = []
    for block in body.blocks:
        inner = nth(content, block.type, places[block.type])
        places[block.type] += 1
        blocks.append((block.type, block.labels, ours(block.body, inner)))
    return values, sorted(blocks, key=lambda block: block[0])


def theirs(content: dict[str, Any]) -> Any:
    values = {name: literal(value) for name, value in content.items() if not is_blocks(value) and name[:2] != "__"}
    blocks = []
    for name, value in content.items():
        for item in value if is_blocks(value) else ():
            labels, inner = unwrapped(item)
            blocks.append((name, labels, theirs(inner)))
    return values, sorted(blocks, key=lambda block: block[0])


def nth(content: dict[str, Any], name: str, number: int) -> dict[str, Any]:
    found = content.get(name)
    return unwrapped(found[number])[1] if is_blocks(found) and number < len(found) else {}


def is_blocks(value: Any) -> bool:
    return isinstance(value, list) and bool(value) and all(isinstance(item, dict) and is_block(item) for item in value)


def is_block(value: Any) -> bool:
    while isinstance(value, dict) and "__is_block__" not in value:
        if len(value) != 1:
            return False
        value = next(iter(value.values()))
    return isinstance(value, dict)


def unwrapped(value: dict[str, Any]) -> tuple[tuple[str, ...], dict[str, Any]]:
    """The labels of a block, and what is in it."""
    labels: list[str] = []
    while "__is_block__" not in value:
        ((label, value),) = value.items()
        if not label.startswith("/*"):  # python-hcl2 takes comments between labels for labels
            labels.append(label.strip('"'))
    return tuple(labels), value


def agree(text: str) -> bool:
    """Whether python-hcl2 reads the text; it must then read what our reader does."""
    file = parse(text.encode(), "x.tf")
    assert file.errors == [], text
    try:
        content = hcl2.loads(text)
    except (lark.exceptions.LarkError, TypeError):  # it rejects some valid files, and fails on others
        return False
    assert ours(file.body, content) == theirs(content), text
    return True


def test_generated_files() -> None:
    read: Counter[bool] = Counter()

    @settings(max_examples=300, deadline=None)
    @given(DOCUMENTS)
    def check(text: str) -> None:
        read[agree(text)] += 1

    check()
    assert read[True] > 100, "python-hcl2 rejects nearly all of them: nothing was compared"


@pytest.mark.slow
@pytest.mark.parametrize("rule", RULES, ids=lambda path: path.name)
def test_the_sources_of_the_cases(rule: Path) -> None:
    texts = [path.read_text() for path in rule.rglob("*.tf") if ".terraform" not in path.parts]
    assert sum(agree(text) for text in texts) > 0 or not texts
