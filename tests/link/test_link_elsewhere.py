"""APIs that are defined outside of the input: what is meant by a reference that leads out of it."""

from __future__ import annotations

import json
from typing import Any

from tiny_plan import document, ref, resource

from apigw_check.frontends.openapi import parse_body
from apigw_check.frontends.plan import read_plan
from apigw_check.link import link
from apigw_check.model.resource import Written


class Circular:
    """Sources whose locals refer to each other, twice each."""

    asked = 0

    def expression(self, path: Any, kind: str, label: str, name: str, keys: Any) -> Written | None:
        if kind != "locals":
            return None
        self.asked += 1
        other = "b" if name == "a" else "a"
        return Written((f"local.{other}.x", f"local.{other}.y"))

    def __getattr__(self, name: str) -> Any:
        return lambda *_: None


def stages(sources: Any, *references: str) -> list[int]:
    """How many stages each API has that stages with these references mean."""
    given = [
        resource(f"aws_apigatewayv2_stage.s{number}", name=f"s{number}", api_id=ref(reference))
        for number, reference in enumerate(references)
    ]
    found = read_plan(json.dumps(document(*given)).encode(), "plan.json", sources)
    return [len(api.stages) for api in link(found.after, parse_body, None).apis]


def test_locals_in_circles_end() -> None:
    sources = Circular()
    assert stages(sources, "local.a") == [1]
    assert sources.asked < 20_000


def test_other_references_are_other_apis() -> None:
    one, two = 'aws_cloudformation_stack.x.outputs["A"]', 'aws_cloudformation_stack.x.outputs["B"]'
    assert stages(None, one, one, two) == [2, 1]
