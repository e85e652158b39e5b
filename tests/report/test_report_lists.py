"""Names in a sentence."""

from __future__ import annotations

import pytest

from apigw_check.report.lists import enumerated


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        (["GET /a"], "GET /a"),
        (["function a"], "function a"),
        (["GET /a", "GET /b"], "GET /a and GET /b"),
        (["function a", "function b", "function c"], "functions a, b and c"),
        (
            ["integration of POST /pets", "integration of GET /pets/{id}"],
            "integrations of POST /pets and GET /pets/{id}",
        ),
        (["api shop", "stage live"], "api shop and stage live"),
        (
            ["integration of GET /a", "integration of GET /b and 2 more"],
            "integration of GET /a and integration of GET /b and 2 more",
        ),
        ([f"stage {letter}" for letter in "abcdefghij"], "stages a, b, c, d, e, f, g, h and 2 more"),
    ],
)
def test_names_in_a_sentence(names: list[str], expected: str) -> None:
    assert enumerated(names) == expected


def test_how_many_are_named() -> None:
    assert enumerated(["a", "b", "c"], 2) == "a, b and 1 more"
