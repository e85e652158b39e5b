"""What a folder knows of its resources is what the plan has for them: value by value, for every folder with a plan."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from test_side_by_side import FOLDERS, ROOT

from apigw_check._pipeline import read_folder
from apigw_check.frontends.base import RELEVANT
from apigw_check.frontends.hcl.options import FolderOptions
from apigw_check.frontends.plan import build, decode

OWN = [folder for folder in FOLDERS if folder.parent == Path(__file__).resolve().parent]
#: What the provider leaves out of a plan by other arguments: whether there is a body, the type of an integration. What
#: it fills in for load balancers, by their kind, nothing reads.
PROVIDERS_OWN = {
    ("aws_api_gateway_rest_api", "put_rest_api_mode"),
    ("aws_apigatewayv2_integration", "passthrough_behavior"),
}
Values = dict[str, dict[str, Any]]


def canonical(value: Any) -> Any:
    """A value without what makes no difference: the order of lists (sets are lists in a plan) and of the keys of
    documents, and what is empty or false, which the provider takes for unset."""
    if isinstance(value, dict):
        found = {name: canonical(item) for name, item in value.items()}
        return {name: item for name, item in found.items() if item is not False and item not in ("", None, [], {})}
    if isinstance(value, list):
        return sorted((canonical(item) for item in value), key=lambda item: json.dumps(item, sort_keys=True))
    if isinstance(value, str) and value.startswith("{"):
        try:
            return canonical(json.loads(value))
        except ValueError:
            return value
    return value


def values(resources: Any) -> Values:
    return {one.address: one.values for type_ in RELEVANT for one in resources.of(type_)}


def types_of(folder: Path) -> dict[str, str]:
    plan = json.loads((folder / "plan.json").read_text())
    return {one["address"]: one["type"] for one in plan.get("resource_changes", ())}


def both(folder: Path) -> tuple[Values, Values]:
    path = folder / "plan.json"
    planned = build(decode(path.read_bytes(), str(path)), str(path), None)
    return values(planned.after), values(read_folder(str(folder), FolderOptions())[0].plan.after)


def known_in_both(planned: Values, read: Values) -> Iterator[tuple[str, str]]:
    for address in planned.keys() & read.keys():
        for name in planned[address].keys() & read[address].keys():
            yield address, name


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: str(folder.relative_to(ROOT)))
def test_what_both_know_is_the_same(folder: Path) -> None:
    planned, read = both(folder)
    pairs, types = sorted(known_in_both(planned, read)), types_of(folder)
    different = {
        (address, name): (planned[address][name], read[address][name])
        for address, name in pairs
        if types[address] not in ("aws_lb", "aws_alb")
        and (types[address], name) not in PROVIDERS_OWN
        and canonical({name: planned[address][name]}) != canonical({name: read[address][name]})
    }
    assert different == {}


@pytest.mark.parametrize("folder", OWN, ids=lambda folder: folder.name)
def test_all_that_the_plan_knows_is_known(folder: Path) -> None:
    planned, read = both(folder)
    assert planned.keys() == read.keys()
    assert {
        (address, name) for address, known in planned.items() for name in known if name not in read[address]
    } == set()
    assert sum(map(len, planned.values())) > 20
