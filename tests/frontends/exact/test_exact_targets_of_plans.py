"""What an attribute of a plan waits for, its sources say exactly, where they are those of the plan."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from apigw_check._pipeline import read, read_body
from apigw_check.frontends import waiting
from apigw_check.frontends.plan_resources import PlanInput
from apigw_check.link import link
from apigw_check.model.estate import Estate

HERE = Path(__file__).parent
FUNCTION = frozenset({"aws_lambda_function"})
RESOURCE = frozenset({"aws_api_gateway_resource", "aws_api_gateway_rest_api"})
INTEGRATION = frozenset({"aws_apigatewayv2_integration"})
ALL, FALLBACK = 'aws_lambda_function.all["{}"]', "aws_lambda_function.fallback"
IN_MODULE = 'module.function["{}"].aws_lambda_function.this'
IN_CATALOGUE = 'module.catalogue.module.function["{}"].aws_lambda_function.this'

ROOT = {
    'index["LIST"]': ALL.format("items"),
    'index["SEARCH"]': ALL.format("pages"),
    "conditional": FALLBACK,
    'member["items"]': ALL.format("items"),
    'member["fallback"]': FALLBACK,
    'lookup["pages"]': ALL.format("pages"),
    'lookup["unheard-of"]': FALLBACK,
    "first": ALL.format("items"),
    "one": ALL.format("pages"),
    'flattened["GET items"]': ALL.format("items"),
    'flattened["GET pages"]': ALL.format("pages"),
    'flattened["POST items"]': ALL.format("items"),
    'flattened["POST pages"]': ALL.format("pages"),
}
MODULES = {
    'module.service["orders"].{}.given': IN_MODULE.format("items"),
    'module.service["search"].{}.given': IN_MODULE.format("pages"),
    'module.service["orders"].{}.guarded': "module.guard.aws_lambda_function.this",
    'module.service["search"].{}.guarded': IN_MODULE.format("pages"),
    'module.service["orders"].{}.listed': IN_CATALOGUE.format("adverts"),
    'module.service["search"].{}.listed': IN_CATALOGUE.format("banners"),
}


def case(name: str, to: Path, *, sources: bool = True) -> Path:
    """A copy of a case, with or without its sources; its plan."""
    folder = to / "case"
    ignored = shutil.ignore_patterns(*([] if sources else ["*.tf"]))
    shutil.copytree(HERE / name, folder, ignore=ignored)
    return folder / "plan.json"


def leads(plan: PlanInput, type_: str, name: str, wanted: frozenset[str]) -> dict[str, list[str]]:
    """By address, where an attribute of the resources of a type leads."""
    return {
        one.address: [target.address for target in plan.after.follow(one, name, wanted).targets]
        for one in plan.after.of(type_)
    }


def functions(path: Path) -> dict[str, list[str]]:
    """The functions that the integrations of a plan may invoke."""
    return leads(read(str(path), None)[0], "aws_apigatewayv2_integration", "integration_uri", FUNCTION)


def exact_root() -> dict[str, list[str]]:
    """What the integrations of the case `root` invoke."""
    return {f"aws_apigatewayv2_integration.{name}": [function] for name, function in ROOT.items()}


def test_expressions_in_the_root_module() -> None:
    found = functions(HERE / "root/plan.json")
    later = found.pop("aws_apigatewayv2_integration.later")
    assert found == exact_root()
    assert sorted(later) == [ALL.format("items"), ALL.format("pages"), FALLBACK]


def test_expressions_that_lead_into_modules_and_out_of_them() -> None:
    wanted = {name.format("aws_apigatewayv2_integration"): [function] for name, function in MODULES.items()}
    assert functions(HERE / "modules/plan.json") == wanted


@pytest.mark.parametrize("name", ["root", "modules"])
def test_the_order_in_which_instances_are_asked_is_nothing(name: str) -> None:
    wanted = functions(HERE / name / "plan.json")
    plan, _ = read(str(HERE / name / "plan.json"), None)
    for one in reversed(plan.after.of("aws_apigatewayv2_integration")):
        targets = plan.after.follow(one, "integration_uri", FUNCTION).targets
        assert [target.address for target in targets] == wanted[one.address]


def test_one_instance_that_leads_out_of_the_plan_and_another_that_does_not(tmp_path: Path) -> None:
    path = case("root", tmp_path)
    replaced('function = "pages" }', 'function = "removed" }')(path.parent)
    found = functions(path)
    assert found['aws_apigatewayv2_integration.index["LIST"]'] == [ALL.format("items")]
    assert sorted(found['aws_apigatewayv2_integration.index["SEARCH"]']) == [ALL.format("items"), ALL.format("pages")]


@pytest.mark.parametrize("name", ["root", "modules"])
def test_without_sources_there_are_several_or_none(name: str, tmp_path: Path) -> None:
    plan, _ = read(str(case(name, tmp_path, sources=False)), None)
    exact = functions(HERE / name / "plan.json")
    leading = {
        one.address: plan.after.follow(one, "integration_uri", FUNCTION)
        for one in plan.after.of("aws_apigatewayv2_integration")
    }
    assert leading.keys() == exact.keys()
    assert all(len(each.targets) != 1 or each.opaque for each in leading.values())
    # What the plan excludes, the sources do not say.
    for address, each in leading.items():
        assert each.opaque or set(exact[address]) <= {target.address for target in each.targets}


def test_routes_and_paths() -> None:
    plan, _ = read(str(HERE / "root/plan.json"), None)
    assert leads(plan, "aws_apigatewayv2_route", "target", INTEGRATION) == {
        'aws_apigatewayv2_route.all["list"]': ['aws_apigatewayv2_integration.index["LIST"]'],
        'aws_apigatewayv2_route.all["search"]': ['aws_apigatewayv2_integration.index["SEARCH"]'],
    }
    assert leads(plan, "aws_api_gateway_method", "resource_id", RESOURCE) == {
        'aws_api_gateway_method.item["GET list"]': ['aws_api_gateway_resource.item["list"]'],
        'aws_api_gateway_method.item["GET search"]': ['aws_api_gateway_resource.item["search"]'],
    }
    names = [str(route.name) for api in estate(plan).apis for route in api.routes if api.protocol == "REST"]
    assert names == ["GET /orders/{list}", "GET /users/{search}"]


def estate(plan: PlanInput) -> Estate:
    """The estate of a plan."""
    return link(plan.after, read_body, None)


def replaced(old: str, new: str) -> Callable[[Path], None]:
    """Changes a text of main.tf, which has to be there."""

    def change(folder: Path) -> None:
        text = (folder / "main.tf").read_text(encoding="utf-8")
        assert old in text
        (folder / "main.tf").write_text(text.replace(old, new), encoding="utf-8")

    return change


INDEX, CONDITIONAL = 'aws_apigatewayv2_integration.index["LIST"]', "aws_apigatewayv2_integration.conditional"
STALE = {
    "its expression refers to something else": (
        INDEX,
        replaced("aws_lambda_function.all[each.value.function].invoke_arn", "aws_lambda_function.all[each.key].arn"),
    ),
    "its expression refers to less": (
        INDEX,
        replaced("aws_lambda_function.all[each.value.function].invoke_arn", 'aws_lambda_function.all["pages"].arn'),
    ),
    "its expression refers to more": (
        CONDITIONAL,
        replaced("var.blue ? aws_lambda_function.all", "(var.blue || local.blue) ? aws_lambda_function.all"),
    ),
    "the block is missing": (
        INDEX,
        replaced('"aws_apigatewayv2_integration" "index"', '"aws_apigatewayv2_integration" "new"'),
    ),
    "the argument is missing": (CONDITIONAL, replaced("integration_uri  = var.blue", "integration_other = var.blue")),
    "the instances are others": (
        INDEX,
        replaced("{ for name, call in local.calls : upper(name) => call }", "local.calls"),
    ),
    "how many there are is not known": (
        INDEX,
        replaced(
            "for name, call in local.calls : upper(name) => call", "for name, call in local.calls : uuid() => call"
        ),
    ),
    "what it leads to is not in the plan": (INDEX, replaced('function = "items" }', 'function = "removed" }')),
    "the function has another name": (
        CONDITIONAL,
        replaced('resource "aws_lambda_function" "fallback"', 'resource "aws_lambda_function" "default"'),
    ),
    "a file cannot be read": (
        INDEX,
        lambda folder: (folder / "other.tf").write_text("locals {\n  a = [\n", encoding="utf-8"),
    ),
}


@pytest.mark.parametrize(("address", "change"), STALE.values(), ids=STALE.keys())
def test_sources_that_are_not_those_of_the_plan(address: str, change: Callable[[Path], Any], tmp_path: Path) -> None:
    path = case("root", tmp_path)
    change(path.parent)
    other = FALLBACK if address == CONDITIONAL else ALL.format("pages")
    assert sorted(functions(path)[address]) == [ALL.format("items"), other]


def test_what_the_configuration_of_the_plan_excludes(tmp_path: Path) -> None:
    """The call of a module gives it another function by now."""
    path = case("modules", tmp_path)
    replaced("arn       = module.function[each.value.function].arns", "arn       = module.guard.arns")(path.parent)
    found = functions(path)
    for name in ("orders", "search"):
        given = found[f'module.service["{name}"].aws_apigatewayv2_integration.given']
        assert given
        assert set(given) <= {IN_MODULE.format("items"), IN_MODULE.format("pages")}


def test_variables_have_the_values_of_the_plan(tmp_path: Path) -> None:
    path = case("root", tmp_path)
    document = json.loads(path.read_text(encoding="utf-8"))
    document["variables"]["blue"]["value"] = True
    path.write_text(json.dumps(document), encoding="utf-8")
    assert functions(path)["aws_apigatewayv2_integration.conditional"] == [ALL.format("items")]


def test_ids_that_the_plan_knows_win(tmp_path: Path) -> None:
    """The resource of a method exists, and is another one than the sources say by now."""
    path = case("root", tmp_path)
    document = json.loads(path.read_text(encoding="utf-8"))
    for change in document["resource_changes"]:
        if change["address"] == 'aws_api_gateway_resource.item["search"]':
            change["change"]["after"]["id"] = "abc123"
            del change["change"]["after_unknown"]["id"]
        if change["address"] == 'aws_api_gateway_method.item["GET list"]':
            change["change"]["after"]["resource_id"] = "abc123"
            del change["change"]["after_unknown"]["resource_id"]
    path.write_text(json.dumps(document), encoding="utf-8")
    plan, _ = read(str(path), None)
    (name,) = (
        str(route.name)
        for api in estate(plan).apis
        for route in api.routes
        if route.origin.address == 'aws_api_gateway_method.item["GET list"]'
    )
    assert name == "GET /users/{search}"


def test_nothing_is_read_where_nothing_is_unsure(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A plan whose references are simple does not have its sources evaluated."""

    def refuse(_: object) -> None:
        raise AssertionError("the sources are evaluated")

    monkeypatch.setattr(waiting.Beside, "_read", refuse)
    plan, locator = read(str(HERE.parent / "plan/two-apis/plan.json"), None)
    assert locator is not None
    assert estate(plan).apis
    with pytest.raises(AssertionError, match="evaluated"):
        functions(HERE / "root/plan.json")


def test_more_attributes_than_anyone_has_keep_their_candidates(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(waiting, "_MOST_TARGETS", 2)
    found = functions(HERE / "root/plan.json")
    assert sum(len(targets) == 1 for targets in found.values()) < len(ROOT)
    monkeypatch.undo()
    assert functions(HERE / "root/plan.json") | {"aws_apigatewayv2_integration.later": []} == {
        **exact_root(),
        "aws_apigatewayv2_integration.later": [],
    }


def test_modules_nested_deeper_than_anyone_has(tmp_path: Path) -> None:
    """The address of a resource may be whatever a file holds."""
    path = case("root", tmp_path)
    document = json.loads(path.read_text(encoding="utf-8"))
    deep = ".".join(["module.deeper"] * 200)
    for change in document["resource_changes"]:
        if change["address"] == "aws_apigatewayv2_integration.one":
            change |= {"module_address": deep, "address": f"{deep}.{change['address']}"}
    module = document["configuration"]["root_module"]
    module = {"module_calls": {"deeper": {"source": "./deeper", "module": {"resources": module["resources"]}}}}
    for _ in range(199):
        module = {"module_calls": {"deeper": {"source": "./deeper", "module": module}}}
    document["configuration"]["root_module"]["module_calls"] = module["module_calls"]
    path.write_text(json.dumps(document), encoding="utf-8")
    found = functions(path)
    assert found[f"{deep}.aws_apigatewayv2_integration.one"] == []
    assert found["aws_apigatewayv2_integration.conditional"] == [FALLBACK]
