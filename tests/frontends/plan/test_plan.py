"""Reading a plan: what is refused, what is told apart, and what does not hang."""

from __future__ import annotations

import json
import time
from pathlib import Path
from typing import Any

import pytest
from plan_mutations import analysed, read
from tests.conftest import effort

from apigw_check.frontends.base import InputError
from apigw_check.frontends.openapi import parse_body
from apigw_check.frontends.plan import collect_secrets, read_plan
from apigw_check.frontends.plan_format import change_kind
from apigw_check.frontends.plan_resources import PlanInput
from apigw_check.frontends.scopes import module_of, split_module
from apigw_check.link import link
from apigw_check.model.resource import Resource

HERE = Path(__file__).parent


def plan_of(document: Any) -> PlanInput:
    return read_plan(json.dumps(document).encode(), "plan.json")


def of(plan: PlanInput, type_: str) -> dict[str, Resource]:
    return {resource.address: resource for resource in plan.after.of(type_)}


# -- what is refused --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "ends too early"),
        (b'{"format_version": "1.2", "resource_chan', "ends too early, after 40 bytes"),
        (b"Terraform will perform", "not JSON"),
        (b'{"format_version": "1.2", "resource_changes": [], "variables": {"a": "\xff"}}', "as terraform writes it"),
        (b"[]", "not a Terraform plan"),
        (b"{}", "not a Terraform plan (no resource_changes)"),
        (b'{"format_version": "2.0", "resource_changes": []}', "a plan with format version 2.0"),
        (b'{"resource_changes": []}', "a plan with no format_version"),
        (b'{"format_version": 1.2, "resource_changes": []}', "not a Terraform plan"),
        (b'{"format_version": "1.2", "resource_changes": {}}', "not a Terraform plan"),
        (b'{"format_version": "1.2", "resource_changes": [{"type": "x"}]}', "not a Terraform plan"),
        (b'{"format_version": "1.0", "terraform_version": "1.9.0", "values": {}}', "a Terraform state, not a plan"),
        (b'{"format_version": "1.2", "errored": true, "resource_changes": []}', "the plan is incomplete"),
        (b'{"format_version": "1.2", "resource_changes": [], "configuration": 5}', "not a Terraform plan"),
        (b"[" * 100_000, "not a Terraform plan"),
        (b'{"x": ' * 100_000, "nested too deeply"),
        (b'{"format_version": "1.2", "resource_changes": [], "configuration": ' + b"[" * 5000, ""),
    ],
)
def test_what_is_no_plan(data: bytes, message: str) -> None:
    with pytest.raises(InputError, match=r"plan\.json: ") as error:
        read_plan(data, "plan.json")
    assert message in str(error.value)
    assert error.value.hint or "errored" in message


def test_modules_that_are_nested_too_deeply() -> None:
    module = '{"module_calls": {"a": {"module": ' * 700 + "{}" + "}}}" * 700
    text = f'{{"format_version": "1.2", "resource_changes": [], "configuration": {{"root_module": {module}}}}}'
    with pytest.raises(InputError, match="too deeply"):
        read_plan(text.encode(), "plan.json")


def test_an_empty_plan() -> None:
    plan = plan_of({"format_version": "1.2", "terraform_version": "1.11.4", "planned_values": {"root_module": {}}})
    assert (plan.before, plan.skipped, plan.terraform_version) == (None, 0, "1.11.4")
    assert not analysed(plan).findings


# -- what is told apart -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("actions", "kind"),
    [
        (["no-op"], "no-op"),
        (["create"], "create"),
        (["delete", "create"], "replace"),
        (["create", "delete"], "replace"),
        (["forget"], "forget"),
        (["create", "forget"], "replace"),
        ([], "no-op"),
    ],
)
def test_kinds_of_changes(actions: list[str], kind: str) -> None:
    assert change_kind(actions) == kind


def test_what_a_change_leaves_behind() -> None:
    plan = plan_of(read(HERE / "changes/plan.json"))
    assert plan.before is not None
    methods = of(plan, "aws_api_gateway_method")
    assert {name.rpartition(".")[2]: resource.origin.change for name, resource in methods.items()} == {
        "closed": "update",
        "kept": "no-op",
        "new_name": "no-op",
        "of_renamed": "no-op",
        "opened": "update",
    }
    before = {resource.address: resource.origin.change for resource in plan.before.of("aws_api_gateway_method")}
    assert before["aws_api_gateway_method.deleted"] == "delete"
    assert before["aws_api_gateway_method.forgotten"] == "forget"
    moved = methods["aws_api_gateway_method.new_name"]
    assert moved.origin.previous_address == "aws_api_gateway_method.old_name"
    # The state before has it under its new address, and once.
    assert "aws_api_gateway_method.old_name" not in before
    assert len(before) == 7
    assert of(plan, "aws_api_gateway_deployment")["aws_api_gateway_deployment.shop"].origin.change == "replace"


def test_a_create_plan_with_data_sources_has_no_state_before() -> None:
    document = read(HERE / "policies/plan.json")
    assert "data.aws_iam_policy_document.known" in json.dumps(document["prior_state"])
    plan = plan_of(document)
    assert plan.before is None
    assert [r.name for r in plan.after.of("data.aws_iam_policy_document")] == [
        "combined",
        "deferred",
        "known",
        "of_deferred",
    ]


def test_what_an_interrupted_replacement_left_is_no_resource() -> None:
    document = read(HERE / "changes/plan.json")
    deployment = next(c for c in document["resource_changes"] if c["type"] == "aws_api_gateway_deployment")
    values = deployment["change"]["before"]
    gone = {"actions": ["delete"], "before": values | {"id": "old"}, "after": None}
    document["resource_changes"].append(deployment | {"deposed": "0a1b2c3d", "change": gone})
    plan = plan_of(document)
    assert plan.before is not None
    assert [r.values["id"] for r in plan.before.of("aws_api_gateway_deployment")] == [values["id"]]
    # Nor is it one where -target leaves it in the state.
    document = read(HERE / "target/plan.json")
    resources = document["prior_state"]["values"]["root_module"]["resources"]
    kept = next(r for r in resources if r["type"] == "aws_api_gateway_deployment")
    resources.append(kept | {"deposed_key": "0a1b2c3d", "values": kept["values"] | {"id": "old"}})
    assert [r.values["id"] for r in plan_of(document).after.of("aws_api_gateway_deployment")] == [kept["values"]["id"]]


def test_other_types_are_counted() -> None:
    plan = plan_of(read(HERE / "dynamic-blocks/plan.json"))
    assert plan.skipped == 1
    assert ("resource", "terraform_data", "later") in plan.roots


# -- sensitive values -------------------------------------------------------------------------------------------------


def test_sensitive_values_are_collected() -> None:
    plan = plan_of(read(HERE / "sensitive/plan.json"))
    assert {"hunter2-token", "https://secret.example.com", "http://backend.example.com/?token=hunter2-token"} <= (
        plan.secrets
    )
    assert "shop" not in plan.secrets
    assert "true" not in {secret.lower() for secret in plan.secrets}


@pytest.mark.parametrize(
    ("values", "marks", "found"),
    [
        ("a", True, {"a"}),
        ({"x": "a", "y": "b"}, {"x": True}, {"a"}),
        ({"x": ["a", "b", {"z": 7}]}, {"x": [False, True, {"z": True}]}, {"b", "7"}),
        ({"x": {"key": "a"}}, {"x": True}, {"key", "a"}),
        ({"x": True, "y": None}, True, {"x", "y"}),
        ({"x": "a"}, [True], set()),
        (["a"], {"0": True}, set()),
    ],
)
def test_which_values_are_sensitive(values: Any, marks: Any, found: set[str]) -> None:
    secrets: set[str] = set()
    collect_secrets(values, marks, secrets)
    assert secrets == found


# -- addresses --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("address", "parts"),
    [
        ("module.a", ("", "a", None)),
        ("module.a[0]", ("", "a", 0)),
        ('module.a["x"]', ("", "a", "x")),
        ('module.a["x.y"].module.b["p[0].q"]', ('module.a["x.y"]', "b", "p[0].q")),
        ('module.a["say \\"hi\\""].module.b', ('module.a["say \\"hi\\""]', "b", None)),
        ('module.a["$${x}"]', ("", "a", "${x}")),
        ('module.a["%%{x}"]', ("", "a", "%{x}")),
        ('module.a["\\u200b\\n\\\\"]', ("", "a", "\u200b\n\\")),
        ('module.a["module.b"].module.c[12]', ('module.a["module.b"]', "c", 12)),
        ("module.module.module.a", ("module.module", "a", None)),
        # Nothing that Terraform writes:
        ("module.a[", ("", "a[", None)),
        ("module.a[]", ("", "a", None)),
        ("module.a[1e3]", ("", "a", None)),
        ("nonsense", ("", "e", None)),
        ("", ("", "", None)),
    ],
)
def test_modules_of_addresses(address: str, parts: tuple[str, str, object]) -> None:
    assert split_module(address) == parts


@pytest.mark.parametrize(
    ("address", "module"),
    [
        ("aws_x.y", ""),
        ('aws_x.y["module.a.b"]', ""),
        ("module.a.aws_x.y", "module.a"),
        ('module.a["b.c"].module.d[0].data.aws_x.y["e.f"]', 'module.a["b.c"].module.d[0]'),
        ('module.a["\\"].b"].aws_x.y', 'module.a["\\"].b"]'),
    ],
)
def test_the_module_of_a_resource(address: str, module: str) -> None:
    assert module_of(address) == module


# -- circles and sizes ------------------------------------------------------------------------------------------------


def _expressions(document: Any, type_: str, name: str) -> Any:
    blocks = document["configuration"]["root_module"]["resources"]
    return next(block for block in blocks if (block["type"], block["name"]) == (type_, name))


def test_circles_do_not_hang() -> None:
    document = read(HERE / "for-each-chain/plan.json")
    method = _expressions(document, "aws_api_gateway_method", "this")
    method["for_each_expression"] = {"references": ["each.value", "aws_api_gateway_integration.this", "each.key"]}
    method["expressions"]["resource_id"] = {"references": ["each.value.resource", "each.value"]}
    method["expressions"]["rest_api_id"] = {"references": ["aws_api_gateway_integration.this", "each.key"]}
    integration = _expressions(document, "aws_api_gateway_integration", "this")
    integration["for_each_expression"] = {"references": ["aws_api_gateway_method.this"]}
    resource = _expressions(document, "aws_api_gateway_resource", "this")
    resource["expressions"]["parent_id"] = {"references": ["aws_api_gateway_resource.this"]}
    started = time.perf_counter()
    assert not analysed(plan_of(document)).crashes
    assert time.perf_counter() - started < 5


def test_modules_that_refer_in_circles_do_not_hang() -> None:
    document = read(HERE / "modules-apart/plan.json")
    calls = document["configuration"]["root_module"]["module_calls"]
    calls["wiring"]["expressions"]["api_id"] = {"references": ["module.wiring.api_id", "module.wiring"]}
    calls["wiring"]["expressions"]["stage_arn"] = {"references": ["module.wiring.everything.arn", "module.wiring"]}
    everything = ["module.wiring", "module.waf", "module.stages", "module.orders", "module.users", "module.label"]
    for call in calls.values():
        for expression in call["expressions"].values():
            expression.setdefault("references", []).extend(everything)
        for output in call["module"].get("outputs", {}).values():
            output["expression"]["references"] = [f"var.{name}" for name in call["expressions"]] * 3
    started = time.perf_counter()
    assert not analysed(plan_of(document)).crashes
    assert time.perf_counter() - started < 10


def _grown(times: int, *, resolved: bool) -> PlanInput:
    """The case `for-each-chain` with that many methods, whose resource the plan names, or has lost."""
    document = read(HERE / "for-each-chain/plan.json")
    name = "this" if resolved else "more"
    kinds = ("resource", "method", "integration", "integration_response")
    types = [f"aws_api_gateway_{kind}" for kind in kinds]
    named = {"aws_api_gateway_resource": "this", "aws_api_gateway_integration_response": "this"}
    changes = [change for change in document["resource_changes"] if change["type"] not in types]
    for type_ in types:
        wanted = named.get(type_, name)
        change = next(c for c in document["resource_changes"] if (c["type"], c["name"]) == (type_, wanted))
        text = json.dumps(change)
        for number in range(times):
            grown = json.loads(text)
            grown["index"] = f"r{number}"
            grown["address"] = f'{type_}.{wanted}["r{number}"]'
            if type_ == "aws_api_gateway_resource":
                grown["change"]["after"]["path_part"] = f"r{number}"
            changes.append(grown)
    document["resource_changes"] = changes
    document["variables"]["routes"]["value"] = {
        f"r{number}": {"method": "GET", "resource": f"r{number}", "authorizer": "staff"} for number in range(times)
    }
    return plan_of(document)


@pytest.mark.slow
@pytest.mark.parametrize("resolved", [True, False], ids=["resolved", "lost"])
def test_the_effort_grows_with_the_size(resolved: bool) -> None:
    def calls(plan: PlanInput) -> int:
        estates = []
        made = effort(lambda: estates.append(link(plan.after, parse_body, None)))
        routes = estates[0].apis[0].routes
        assert len({route.path for route in routes} if resolved else routes) == len(routes)
        return made

    # Eight times as much: quadratic effort would be 64 times.
    assert calls(_grown(1600, resolved=resolved)) < 10 * calls(_grown(200, resolved=resolved))


def test_two_thousand_methods_of_one_block() -> None:
    plan = _grown(2000, resolved=True)
    estate = link(plan.after, parse_body, None)
    routes = {route.origin.address: route for route in estate.apis[0].routes}
    assert len(routes) == 2000
    for number in (0, 7, 999, 1999):
        route = routes[f'aws_api_gateway_method.this["r{number}"]']
        assert route.path == f"/r{number}"
        assert route.integration.origin.address == f'aws_api_gateway_integration.this["r{number}"]'
        assert route.authorizer.origin.address == 'aws_api_gateway_authorizer.this["staff"]'
