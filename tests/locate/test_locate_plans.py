"""Every argument that Terraform read in the plans of this repository is found where it is written."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from apigw_check.locate.resolve import Locator, find_sources

REPOSITORY = Path(__file__).parents[2]
PLANS = sorted([*REPOSITORY.glob("examples/*/plan.json"), *REPOSITORY.glob("tests/demo/*/plan.json")])
# What a plan's configuration names otherwise than as arguments.
META = ("for_each_expression", "count_expression", "depends_on", "provisioners")

Steps = tuple[str | int | tuple[str, str], ...]


def arguments(expressions: dict[str, Any], path: Steps = ()) -> Iterator[Steps]:
    for name, value in expressions.items():
        if isinstance(value, list):
            for number, inner in enumerate(value):
                # Blocks that have names may be sets, whose numbers are not those of the source.
                called = inner.get("name", {}).get("constant_value")
                yield from arguments(inner, (*path, name, ("name", called) if called else number))
        elif "references" in value or "constant_value" in value:
            yield (*path, name)
        elif value:
            yield from arguments(value, (*path, name))


def resources(module: dict[str, Any], prefix: str = "") -> Iterator[tuple[str, dict[str, Any]]]:
    for resource in module.get("resources", []):
        yield prefix + resource["address"], resource.get("expressions", {})
    for name, call in module.get("module_calls", {}).items():
        yield from resources(call["module"], f"{prefix}module.{name}.")


@pytest.mark.parametrize("plan", PLANS, ids=lambda plan: plan.parent.name)
def test_arguments_are_where_they_are_written(plan: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(REPOSITORY)
    root = json.loads(plan.read_bytes())["configuration"]["root_module"]
    headers = [
        (resource["mode"].replace("managed", "resource"), resource["type"], resource["name"])
        for resource in root.get("resources", [])
    ]
    headers += [("module", "", name) for name in root.get("module_calls", {})]
    sources = find_sources(str(plan), None, headers)
    assert sources == str(plan.parent)
    locator = Locator(sources)
    found = 0
    for address, expressions in resources(root):
        for path in arguments(expressions):
            located = locator.locate(address, path)[0]
            line = locator.snippet(located.file, located.line, located.line)[0]
            name = [step for step in path if isinstance(step, str)][-1]
            assert line[located.column - 1 :].startswith(name), (address, path)
            assert not Path(located.file).is_absolute()
            found += 1
    assert found > 20
    assert locator.notes == []


def test_there_are_plans() -> None:
    assert len(PLANS) >= 3
