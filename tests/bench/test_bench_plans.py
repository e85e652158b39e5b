"""The benchmark's plans: consistent in all their sections, and judged like what they are made of. Nothing is timed."""

from __future__ import annotations

import cProfile
import json
import pstats
import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

import bench_plans
from apigw_check._pipeline import Analysis, analyse
from apigw_check.catalogue import builtin as load
from apigw_check.engine import select
from apigw_check.model.gateway import Authorizer
from bench_plans import EVERY, GOOD, LABEL, MB, POOR, Spec, copies, make, pieces

SPECS = {
    "good": Spec("good", resources=500),
    "poor": Spec("poor", resources=500, gateways=(str(POOR),)),
    "tenth": Spec("tenth", size=MB, one_in=10),
    "every": Spec("every", resources=800, gateways=tuple(map(str, EVERY))),
    "mixed": Spec("mixed", resources=1_300, mixed=True),
    "mixed-tenth": Spec("mixed-tenth", size=2 * MB, one_in=10, mixed=True),
    "paths": Spec("paths", paths=5),
}
MODULE = re.compile(r'module\.([^.\[]+)(?:\[(?:"[^"]*"|\d+)\])?')
#: What the copies' names and addresses have of their own, and what the example's have in its place.
OWN = re.compile(r"api\d*-\d{5}-?|rest-crud-?|module\.api\d*_(?:\d{5}|fleet\[[^]]*\])\.")
every = pytest.mark.parametrize("name", list(SPECS))


@cache
def text(name: str) -> str:
    return "".join(pieces(SPECS[name]))


@cache
def plan(name: str) -> dict[str, Any]:
    parsed: dict[str, Any] = json.loads(text(name))
    return parsed


def resources(module: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """The resources of planned values or prior state by address; each stands in the module that its address names."""
    found: dict[str, dict[str, Any]] = {}
    for entry in module.get("resources", ()):
        own = module.get("address", "")
        assert entry["address"].startswith(f"{own}.{'data.' if entry['mode'] == 'data' else ''}{entry['type']}")
        found[entry["address"]] = entry
    for child in module.get("child_modules", ()):
        found.update(resources(child))
    return found


def configured(found: dict[str, Any], module_address: str) -> dict[str, Any]:
    """The configuration of a module instance."""
    module: dict[str, Any] = found["configuration"]["root_module"]
    for call in MODULE.findall(module_address):
        module = module["module_calls"][call]["module"]
    return module


def judged(path: Path) -> Analysis:
    analysis = analyse([str(path)], select(load()), source=None)
    assert not analysis.errors
    assert not analysis.judgement.crashes
    return analysis


def written(name: str, folder: Path) -> Path:
    path = folder / f"{name}.json"
    path.write_text(text(name), encoding="utf-8")
    return path


@every
def test_same_bytes_each_time(name: str) -> None:
    assert "".join(pieces(SPECS[name])) == text(name)


@every
def test_no_mark_is_left(name: str) -> None:
    assert "@@" not in text(name)


@every
def test_planned_values_are_what_changes_lead_to(name: str) -> None:
    found = plan(name)
    planned = resources(found["planned_values"]["root_module"])
    changes = {item["address"]: item for item in found["resource_changes"]}
    assert len(changes) == len(found["resource_changes"])
    managed = {address for address, item in changes.items() if item["mode"] == "managed"}
    assert managed == {address for address, entry in planned.items() if entry["mode"] == "managed"}
    for address in managed:
        after = changes[address]["change"]["after"]
        values = planned[address].get("values", {})
        assert {key: after.get(key) for key in values} == values
        assert planned[address].get("index") == changes[address].get("index")


@every
def test_prior_state_is_what_was_there_before(name: str) -> None:
    found = plan(name)
    prior = resources(found.get("prior_state", {}).get("values", {}).get("root_module", {}))
    there = {
        item["address"]: item["change"] for item in found["resource_changes"] if item["change"]["before"] is not None
    }
    assert set(there) == {address for address, entry in prior.items() if entry["mode"] == "managed"}
    for address, change in there.items():
        assert change["before"] == prior[address]["values"]
        assert change["actions"] == (["no-op"] if change["before"] == change["after"] else ["update"])
        assert not change["after_unknown"]
    if SPECS[name].mixed:
        kinds = Counter(change["actions"][0] for change in there.values())
        assert kinds["no-op"] > kinds["update"] > 0
        assert 0.2 < len(there) / len(found["resource_changes"]) < 0.45
    else:
        assert not there


@every
def test_every_resource_and_reference_is_configured(name: str) -> None:
    found = plan(name)
    for item in found["resource_changes"]:
        module = configured(found, item["module_address"])
        assert item["address"].startswith(f"{item['module_address']}.")
        wanted = {"mode": item["mode"], "type": item["type"], "name": item["name"]}
        assert any(wanted.items() <= block.items() for block in module["resources"])
    for item in found["relevant_attributes"]:
        assert configured(found, item["resource"])
    for check in found["checks"]:
        assert configured(found, check["address"]["module"])
        assert check["address"]["to_display"].startswith(check["address"]["module"])
        for instance in check["instances"]:
            assert MODULE.findall(instance["address"]["module"]) == MODULE.findall(check["address"]["module"])
    for module in modules(found["configuration"]["root_module"]):
        known = set(module.get("variables", {})) | {"module", "local", "each", "count", "path", "terraform", "self"}
        known |= {block["type"] for block in module.get("resources", ()) if block["mode"] == "managed"}
        for reference in references(module):
            steps = re.split(r"[.\[]", reference)
            assert steps[0] in known or steps[0] in ("var", "data"), reference
            assert steps[0] != "var" or steps[1] in module["variables"], reference
            assert steps[0] != "module" or steps[1] in module["module_calls"], reference
    root = found["configuration"]["root_module"]
    assert set(found["variables"]) == set(root["variables"])


def modules(module: dict[str, Any]) -> Iterator[dict[str, Any]]:
    yield module
    for call in module.get("module_calls", {}).values():
        yield from modules(call["module"])


def references(module: dict[str, Any]) -> Iterator[str]:
    """The references of a module's resources and calls, without those of the modules below."""
    calls = [
        {key: value for key, value in call.items() if key != "module"}
        for call in module.get("module_calls", {}).values()
    ]
    stack: list[Any] = [*(module.get("resources", ())), *calls]
    while stack:
        value = stack.pop()
        if isinstance(value, dict):
            yield from value.get("references", ())
            stack += [inner for key, inner in value.items() if key != "references"]
        elif isinstance(value, list):
            stack += value


@every
def test_copies_have_names_of_their_own(name: str) -> None:
    apis = [
        item["change"]["after"]["name"]
        for item in plan(name)["resource_changes"]
        if item["type"] == "aws_api_gateway_rest_api"
    ]
    assert len(apis) == len(set(apis)) > 0


@pytest.mark.parametrize(("name", "source"), [("good", GOOD), ("poor", POOR), ("tenth", GOOD)])
def test_copies_are_judged_like_the_original(name: str, source: Path, tmp_path: Path) -> None:
    alone = json.loads(source.read_bytes())
    (tmp_path / "one.json").write_text(json.dumps(alone))
    one, many = judged(tmp_path / "one.json"), judged(written(name, tmp_path))
    count = sum(copy.service.label.startswith(LABEL) for copy in copies(SPECS[name]))
    assert len(many.estate.apis) == count * len(one.estate.apis) > 0
    expected = Counter({key: number * count for key, number in tally(one).items()})
    assert tally(many) == expected
    assert many.judgement.passed == count * one.judgement.passed


def test_each_kind_is_judged_like_its_original(tmp_path: Path) -> None:
    expected: Counter[tuple[str, str]] = Counter()
    for number, source in enumerate(EVERY):
        count = sum(copy.service.label == LABEL + str(number or "") for copy in copies(SPECS["every"]))
        assert count > 1
        (tmp_path / "one.json").write_bytes(source.read_bytes())
        for (rule, verdict, _), found in tally(judged(tmp_path / "one.json")).items():
            expected[rule, verdict] += found * count
    many: Counter[tuple[str, str]] = Counter()
    for (rule, verdict, _), found in tally(judged(written("every", tmp_path))).items():
        many[rule, verdict] += found
    assert many == expected


def tally(analysis: Analysis) -> Counter[tuple[str, str, str]]:
    """The findings by rule, verdict and subject, without what is different in each copy."""
    return Counter((f.rule.id, f.verdict, OWN.sub("", f.subject.name)) for f in analysis.judgement.findings)


def test_what_exists_links_by_ids(tmp_path: Path) -> None:
    analysis = judged(written("mixed", tmp_path))
    apis = analysis.estate.apis
    there = [api for api in apis if api.origin.change != "create"]
    assert len(apis) > len(there) > 1
    assert len({len(api.routes) for api in apis}) == len({len(api.stages) for api in apis}) == 1
    names = [[route.name for route in api.routes] for api in there]
    assert all(each == names[0] for each in names)
    assert "GET /users/{id}" in names[0]
    for api in there:
        assert all(not isinstance(route.authorizer, Authorizer) or route.authorizer.api is api for route in api.routes)
        assert all(route.integration in api.integrations for route in api.routes)
    assert "fixed" in {finding.change for finding in analysis.judgement.findings if finding.verdict == "fail"}


def test_a_wide_api_has_the_paths(tmp_path: Path) -> None:
    analysis = judged(written("paths", tmp_path))
    (api,) = analysis.estate.apis
    addresses = {route.origin.address for route in api.routes}
    for number in range(5):
        assert any(f'"GET /health-{number:04}"' in address for address in addresses)
    assert all(route.integration in api.integrations for route in api.routes)


def calls(spec: Spec, folder: Path) -> tuple[int, int]:
    """How many functions are called to judge a plan, and how many resources it has."""
    path = folder / f"{spec.name}.json"
    path.write_text("".join(pieces(spec)), encoding="utf-8")
    profile = cProfile.Profile()
    profile.runcall(judged, path)
    return pstats.Stats(profile).total_calls, sum(copy.service.resources for copy in copies(spec))  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    "spec",
    [
        Spec("every", resources=700, gateways=tuple(map(str, EVERY))),
        Spec("poor", resources=700, gateways=(str(POOR),)),
        Spec("tenth", resources=1_500, one_in=10),
        Spec("wide", paths=40),
    ],
    ids=lambda spec: spec.name,
)
def test_effort_grows_with_the_resources_and_not_with_their_square(spec: Spec, tmp_path: Path) -> None:
    calls(spec._replace(name="warm"), tmp_path)  # what is imported is imported now
    few, small = calls(spec._replace(name="few"), tmp_path)
    many, large = calls(spec._replace(name="many", resources=spec.resources * 4, paths=spec.paths * 4), tmp_path)
    assert large > 2.5 * small
    assert many / few < 1.15 * large / small


@pytest.mark.parametrize("resources", [1_000, 5_000])
def test_sizes_are_about_what_was_asked_for(resources: int) -> None:
    for spec in (Spec("x", resources=resources), Spec("x", resources=resources, one_in=10, mixed=True)):
        made = copies(spec)
        assert sum(copy.service.resources for copy in made) == pytest.approx(resources, rel=0.08)
    for spec in (Spec("x", size=2 * MB), Spec("x", size=2 * MB, mixed=True, one_in=10)):
        assert sum(map(len, pieces(spec))) == pytest.approx(2 * MB, rel=0.08)


def test_one_in_ten_is_a_gateways() -> None:
    made = copies(Spec("x", resources=5_000, one_in=10))
    ours = sum(copy.service.resources for copy in made if copy.service.label.startswith(LABEL))
    assert ours / sum(copy.service.resources for copy in made) == pytest.approx(0.1, rel=0.15)


def test_plans_are_kept_until_what_they_are_made_of_changes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bench_plans, "FOLDER", tmp_path)
    path = make(Spec("kept", resources=50))
    path.write_text("kept")
    assert make(Spec("kept", resources=50)).read_text() == "kept"
    other = make(Spec("kept", resources=50, gateways=(str(POOR),)))
    assert other != path
    assert [each.name for each in tmp_path.iterdir()] == [other.name]


def test_findings_stand_in_the_sources(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bench_plans, "FOLDER", tmp_path)
    path = make(Spec("with-sources", resources=300, gateways=(str(POOR),), sources=True))
    analysis = judged(path)
    locator = analysis.locators[str(path)]
    assert analysis.judgement.findings
    for result in analysis.judgement.findings:
        assert locator.locate(result.spots[0].origin.address), result.spots[0].origin.address
