"""Every example applies to an emulator, plans nothing a second time, is destroyed to nothing: but for known gaps."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from applied import Deployed
from emulators import Name, Running
from tests.emulators.conftest import REPOSITORY, deployed_example
from tests.emulators.gaps import GAPS, Step, expected

EXAMPLES = sorted(path.parent.name for path in (REPOSITORY / "examples").glob("*/main.tf"))

# Which emulators an example is applied to: each resource type of the modules is applied on at least one.
APPLICATIONS: dict[str, tuple[Name, ...]] = {
    "minimal": ("ministack", "moto"),
    "http-jwt": ("ministack",),
    "rest-crud": ("ministack", "moto"),
    "rest-openapi": ("moto",),
    "rest-service-integrations": ("ministack", "moto"),
    "websocket-chat": ("ministack",),
}

# Examples that nobody has applied yet: what they show on an emulator is not known.
NOT_YET = {"private-vpc-link"}

# What is listed to see whether anything is left, by service: the call, and where its answer has the things.
LEFT_BEHIND = (
    ("apigateway", "get_rest_apis", "items"),
    ("apigateway", "get_usage_plans", "items"),
    ("apigateway", "get_api_keys", "items"),
    ("apigatewayv2", "get_apis", "Items"),
    ("cognito-idp", "list_user_pools", "UserPools"),
    ("dynamodb", "list_tables", "TableNames"),
    ("iam", "list_roles", "Roles"),
    ("lambda", "list_functions", "Functions"),
    ("logs", "describe_log_groups", "logGroups"),
    ("wafv2", "list_web_acls", "WebACLs"),
)
ARGUMENTS: dict[str, dict[str, Any]] = {"list_user_pools": {"MaxResults": 60}, "list_web_acls": {"Scope": "REGIONAL"}}


def inventory(server: Running) -> dict[str, list[str]]:
    """Give what the emulator holds, by the call that lists it."""
    found = {}
    for service, call, key in LEFT_BEHIND:
        answer = getattr(server.client(service), call)(**ARGUMENTS.get(call, {}))
        found[call] = sorted(str(thing) for thing in answer.get(key, []))
    return found


def shown(deployed: Deployed) -> set[tuple[Step, str]]:
    """Give the gaps that the apply and a second plan show."""
    failed = {failure.resource_type for failure in deployed.failures}
    gaps = {(Step.APPLY, resource_type) for resource_type in failed}
    made = set(deployed.addresses())
    for change in deployed.changes():
        if change.resource_type in failed:
            continue
        step = Step.DRIFT if change.address in made else Step.BEHIND
        gaps.add((step, change.resource_type))
    return gaps


def explain(deployed: Deployed) -> str:
    return "\n".join(f"{failure.address or '(no resource)'}: {failure.message}" for failure in deployed.failures)


@pytest.mark.parametrize(
    ("example", "emulator"), [(example, name) for example, names in APPLICATIONS.items() for name in names]
)
def test_applies_plans_empty_and_is_destroyed(example: str, emulator: Name, terraform: Mapping[str, str]) -> None:
    with deployed_example(example, emulator, terraform) as deployed:
        before = set(deployed.addresses())
        assert before, explain(deployed)
        gaps = shown(deployed)
        stuck = deployed.destroy()
        gaps |= {(Step.DESTROY, failure.resource_type) for failure in stuck}
        for failure in stuck:
            deployed.forget(failure.address)
        if stuck:
            assert deployed.destroy() == []
        assert gaps == expected(emulator, example), explain(deployed)
        assert deployed.addresses() == []
        assert not any(inventory(deployed.server).values()), inventory(deployed.server)
        print(f"{example} on {emulator}: {len(before)} resources, {deployed.seconds}")


def test_every_example_is_applied() -> None:
    assert sorted({*APPLICATIONS, *NOT_YET}) == EXAMPLES
    assert not NOT_YET & APPLICATIONS.keys()
    assert all(APPLICATIONS.values())


def test_every_gap_is_asked_for() -> None:
    """An entry that names an example which is not applied to its emulator would never be noticed to have closed."""
    for gap in GAPS:
        assert gap.examples, gap
        assert gap.reason, gap
        for example in gap.examples:
            assert gap.emulator in APPLICATIONS.get(example, ()), gap


def test_a_gap_is_listed_once() -> None:
    keys = [(gap.emulator, gap.step, gap.resource_type) for gap in GAPS]
    assert len(keys) == len(set(keys))
