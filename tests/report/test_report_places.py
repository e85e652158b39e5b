"""The places of a finding: each once, and what a spot is stays with it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, cast

from apigw_check.locate.resolve import Located
from apigw_check.model.origin import Origin
from apigw_check.report.places import Places
from apigw_check.rules.base import Spot

if TYPE_CHECKING:
    from apigw_check.report.places import Locator

TWO_ROUTES_OF_ONE_BLOCK = {
    'module.m.aws_apigatewayv2_route.r["a"]': 5,
    'module.m.aws_apigatewayv2_route.r["b"]': 9,
}


class Fake:
    """Locates routes at the same line of a module, and where its caller wrote each."""

    def locate(self, address: str, attribute: Any = None, pointer: str | None = None) -> Sequence[Located]:
        line = TWO_ROUTES_OF_ONE_BLOCK[address]
        return [Located("m/main.tf", 3, 1, 3, 9), Located("main.tf", line, 1, line, 9, "related", "set here")]


def spot(address: str, note: str = "") -> Spot:
    return Spot(Origin(address=address, type="aws_apigatewayv2_route", input="x"), "authorization", note)


def test_a_place_that_is_shown_already_leaves_its_note_to_the_next() -> None:
    first, second = TWO_ROUTES_OF_ONE_BLOCK
    found = Places({"x": cast("Locator", Fake())}, str).of([spot(first), spot(second, "the way in that is protected")])
    assert [(place.file, place.line, place.note) for place in found] == [
        ("m/main.tf", 3, ""),
        ("main.tf", 5, "set here"),
        ("main.tf", 9, "the way in that is protected; set here"),
    ]
