"""`--scope changed` on a plan: findings on gateways that it does nothing to are left out."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from tests.conftest import Run, change, plan_of, write

RULE = ("--rule", "APIGW-101", "--scope", "changed", "--format", "json")


def at_rest(address: str, values: dict[str, Any], actions: str = "no-op", **after: Any) -> dict[str, Any]:
    """A resource that was there before; `after` are the values that the plan gives it."""
    body = {"actions": [actions], "before": values, "after": None if actions == "delete" else {**values, **after}}
    return change(address, address.partition(".")[0], values, change=body)


def gateway(name: str, **route: Any) -> list[dict[str, Any]]:
    """A REST API with an open method and a stage, and what the plan does to the method."""
    stage = {"rest_api_id": name, "stage_name": "prod", "arn": f"arn:{name}", "id": f"ags-{name}", "deployment_id": "d"}
    method = {"rest_api_id": name, "resource_id": f"root-{name}", "http_method": "GET", "authorization": "NONE"}
    return [
        at_rest(f"aws_api_gateway_rest_api.{name}", {"id": name, "name": name, "root_resource_id": f"root-{name}"}),
        at_rest(f"aws_api_gateway_method.{name}", method, **route),
        at_rest(f"aws_api_gateway_stage.{name}", stage),
    ]


def left(run: Run, *changes: dict[str, Any], **more: Any) -> tuple[list[str], dict[str, int]]:
    """The addresses of the findings that are reported, and what is left out."""
    done = run("-", *RULE, stdin=json.dumps(plan_of(*changes, **more)).encode())
    assert done.stderr == ""
    found = json.loads(done.stdout)
    return [one["subject"]["address"] for one in found["findings"]], found["summary"]["untouched"]


def test_nothing_changes(run: Run) -> None:
    assert left(run, *gateway("one"), *gateway("two")) == ([], {"fail": 2, "undecided": 0, "gateways": 2})


@pytest.mark.parametrize(
    "touching",
    [
        gateway("one", actions="update", api_key_required=True)[1],
        at_rest(
            "aws_api_gateway_method.more",
            {"rest_api_id": "one", "http_method": "PUT", "authorization": "AWS_IAM"},
            "delete",
        ),
        change(
            "aws_wafv2_web_acl_association.one",
            "aws_wafv2_web_acl_association",
            {"resource_arn": "arn:one", "web_acl_arn": "arn:acl"},
        ),
        change(
            "aws_api_gateway_usage_plan.one",
            "aws_api_gateway_usage_plan",
            {"name": "p", "api_stages": [{"api_id": "one", "stage": "prod"}]},
        ),
        at_rest(
            "aws_api_gateway_method_settings.one",
            {"rest_api_id": "one", "stage_name": "prod", "method_path": "*/*", "settings": [{"caching_enabled": True}]},
            "delete",
        ),
    ],
    ids=["method updated", "method deleted", "web ACL associated", "usage plan", "settings deleted"],
)
def test_only_the_gateway_that_is_touched_is_reported(run: Run, touching: dict[str, Any]) -> None:
    own = [one for one in gateway("one") if one["address"] != touching["address"]]
    addresses, untouched = left(run, *own, touching, *gateway("two"))
    assert addresses == ["aws_api_gateway_method.one"]
    assert untouched == {"fail": 1, "undecided": 0, "gateways": 1}


def test_what_is_new_stays_and_what_is_left_out_decides_nothing(run: Run, tmp_path: Path) -> None:
    added = change("aws_api_gateway_method.new", "aws_api_gateway_method", gateway("new")[1]["change"]["after"])
    write(tmp_path / "plan.json", plan_of(*gateway("one"), *gateway("two"), added))
    addresses, untouched = left(run, *gateway("one"), *gateway("two"), added)
    assert addresses == ["aws_api_gateway_method.new"]
    assert untouched["gateways"] == 2
    write(tmp_path / "plan.json", plan_of(*gateway("one")))
    assert run("plan.json", "--rule", "APIGW-101").returncode == 1
    assert run("plan.json", "--rule", "APIGW-101", "--scope", "changed").returncode == 0


def test_a_policy_that_is_read_later_touches_its_gateway(run: Run) -> None:
    one = gateway("one")
    one[0]["change"] |= {"actions": ["no-op"], "after_unknown": {"policy": True}}
    one[0]["change"]["before"] = {**one[0]["change"]["before"], "policy": '{"Statement": []}'}
    addresses, _ = left(run, *one, *gateway("two"))
    assert addresses == ["aws_api_gateway_method.one"]


def test_a_first_plan_touches_everything(run: Run, tmp_path: Path, open_route: dict[str, Any]) -> None:
    write(tmp_path / "plan.json", open_route)
    done = run("plan.json", *RULE)
    assert done.returncode == 1
    assert json.loads(done.stdout)["summary"]["untouched"] == {"fail": 0, "undecided": 0, "gateways": 0}


def test_several_inputs(run: Run, tmp_path: Path) -> None:
    """Gateways of several inputs are told apart, though their addresses are the same."""
    for name in ("a", "b"):
        write(tmp_path / f"{name}.json", plan_of(*gateway("one")))
    done = run("a.json", "b.json", *RULE)
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["summary"]["untouched"] == {"fail": 2, "undecided": 0, "gateways": 2}
