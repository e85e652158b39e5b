"""References as Terraform lists them, and as the sources have them, taken apart."""

from __future__ import annotations

from typing import Any

import pytest

from apigw_check.frontends.references import SPLAT, Computed, split, steps


def shown(path: tuple[Any, ...] | None) -> Any:
    """A path with computed steps as texts in brackets."""
    if path is None:
        return None
    return [f"[{step.text}]" if isinstance(step, Computed) else step for step in path]


@pytest.mark.parametrize(
    ("reference", "path"),
    [
        ("aws_x.y.id", ["aws_x", "y", "id"]),
        ("data.aws_x.y", ["data", "aws_x", "y"]),
        ("aws_x.y[0].id", ["aws_x", "y", 0, "id"]),
        ("aws_x.y.0.id", ["aws_x", "y", 0, "id"]),
        ('aws_x.y["a.b"].id', ["aws_x", "y", "a.b", "id"]),
        ('aws_x.y["say \\"hi\\" [0]"].id', ["aws_x", "y", 'say "hi" [0]', "id"]),
        ('aws_x.y["$${a}"].id', ["aws_x", "y", "${a}", "id"]),
        ('aws_x.y["\\u200b"]', ["aws_x", "y", "\u200b"]),
        ('aws_x.y["\\U0001f600"]', ["aws_x", "y", "😀"]),
        ('aws_x.y["\\Uffffffff"]', ["aws_x", "y", "\ufffd"]),
        ("aws_x.größe.id", ["aws_x", "größe", "id"]),
        ("aws_x.a-b.id", ["aws_x", "a-b", "id"]),
        # From sources:
        ("aws_x.y[each.key].id", ["aws_x", "y", "[each.key]", "id"]),
        ("aws_x.y[local.m[each.key]].id", ["aws_x", "y", "[local.m[each.key]]", "id"]),
        ('aws_x.y["${each.key}-x"].id', ["aws_x", "y", '["${each.key}-x"]', "id"]),
        ("aws_x.y[*].id", ["aws_x", "y", "[*]", "id"]),
        ("aws_x.y.*.id", ["aws_x", "y", "[*]", "id"]),
        # Of nobody:
        ("", []),
        ("*", []),
        ("aws_x.y[", ["aws_x", "y", "[]"]),
        ("aws_x.y[99999999999999999999].id", ["aws_x", "y", 999999999, "id"]),
        ("a b", ["a"]),
    ],
)
def test_steps(reference: str, path: list[Any]) -> None:
    assert shown(steps(reference)) == path


def test_long_references_take_no_time() -> None:
    assert len(steps("a." * 1_000_000)) <= 4000
    steps("aws_x.y[" * 100_000)
    steps('aws_x.y["' + "\\" * 100_000)


@pytest.mark.parametrize(
    ("index", "path"),
    [
        ("each.key", ["each", "key"]),
        ("each.value.path", ["each", "value", "path"]),
        ('"${each.key}"', ["each", "key"]),
        ("lower(each.key)", None),
        ("each.key == 1 ? 2 : 3", None),
        ('"a-${each.key}"', None),
        ("name", None),
    ],
)
def test_computed_indexes(index: str, path: list[Any] | None) -> None:
    step = steps(f"aws_x.y[{index}].id")[2]
    assert isinstance(step, Computed)
    assert shown(step.path) == path
    assert steps("aws_x.y[*]")[2] is SPLAT


@pytest.mark.parametrize(
    ("references", "found"),
    [
        # What only repeats the beginning of the one before is left out.
        (["aws_x.y.id", "aws_x.y"], [("aws_x.y.id", "")]),
        (['aws_x.y["a"].id', 'aws_x.y["a"]', "aws_x.y"], [('aws_x.y["a"].id', "")]),
        (["aws_x.y.id", "aws_x.y", "aws_x.y_v2.id", "aws_x.y_v2"], [("aws_x.y.id", ""), ("aws_x.y_v2.id", "")]),
        # What follows a whole resource is its index.
        (["aws_x.y", "each.key"], [("aws_x.y", "each.key"), ("each.key", "")]),
        (["aws_x.y", "aws_x.y", "each.key"], [("aws_x.y", "each.key"), ("each.key", "")]),
        (
            ["aws_x.y", "each.value.a", "each.value", "aws_x.y", "each.value.b", "each.value"],
            [("aws_x.y", "each.value.a"), ("aws_x.y", "each.value.b")],
        ),
        (["", "*"], []),
    ],
)
def test_split(references: list[str], found: list[tuple[str, str]]) -> None:
    texts = [(reference.path, reference.index) for reference in split(references)]
    for path, index in found:
        assert (steps(path), steps(index) if index else None) in [
            (one, other if index else None) for one, other in texts
        ]
    assert len(texts) <= len(references)
    assert bool(texts) == bool(found)
