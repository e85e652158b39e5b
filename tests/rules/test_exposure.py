"""The rules about exposure on models made by hand."""

from __future__ import annotations

from typing import Any

import pytest
from access_models import ENDPOINT, EVERYONE, UNKNOWN, api, ask, domain, mapped, origin, policy, route

from apigw_check.model.gateway import (
    HTTP,
    WEBSOCKET,
    Permission,
)
from apigw_check.model.iam import PolicyError
from apigw_check.model.value import Unknown
from apigw_check.rules.base import FAIL, NOT_APPLICABLE, PASS, UNDECIDED


def test_policies_that_cannot_be_read() -> None:
    for given in ({"policy": UNKNOWN}, {"policy": PolicyError("the policy is empty")}):
        private = api(endpoint_types=("PRIVATE",), **given)
        assert ask(601, private).kind == ask(602, private).kind == UNDECIDED
    hidden = api(endpoint_types=("PRIVATE",), has_body=True, unread=UNKNOWN)
    assert ask(601, hidden).kind == ask(602, hidden).kind == UNDECIDED
    assert ask(602, hidden).at.field == "body"  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("types", "given", "kind"),
    [
        (("PRIVATE",), policy(ENDPOINT), PASS),
        (("PRIVATE",), policy(EVERYONE), FAIL),
        (("PRIVATE",), None, FAIL),
        (UNKNOWN, policy(ENDPOINT), PASS),
        (UNKNOWN, policy(EVERYONE), UNDECIDED),
        ((UNKNOWN,), None, UNDECIDED),
        (("REGIONAL",), None, NOT_APPLICABLE),
        (None, UNKNOWN, NOT_APPLICABLE),
    ],
)
def test_private_apis(types: Any, given: Any, kind: str) -> None:
    assert ask(602, api(endpoint_types=types, policy=given)).kind == kind


OUTSIDE = {"NotIpAddress": {"aws:SourceIp": "203.0.113.0/24"}}
ADMIN_CLOSED = {**EVERYONE, "Effect": "Deny", "Resource": "execute-api:/*/*/admin/*", "Condition": OUTSIDE}


def test_a_policy_that_closes_a_part_is_held_against_the_routes() -> None:
    given = policy(EVERYONE, ADMIN_CLOSED)
    assert ask(601, api(policy=given)).severity == ""  # nothing tells which part is meant
    shop = api(policy=given)
    route(shop, path="/admin/{id}")
    assert ask(601, shop).kind == PASS
    route(shop, path=UNKNOWN)
    assert ask(601, shop).kind == UNDECIDED
    route(shop, path="/books")
    verdict = ask(601, shop)
    assert (verdict.kind, verdict.severity, verdict.extent) == (FAIL, "medium", ("GET /books",))
    assert "allows everyone to invoke GET /books, and nothing" in verdict.message


def test_routes_that_are_not_seen_may_be_those_that_a_policy_closes() -> None:
    body: dict[str, Any] = {"has_body": True, "unread": UNKNOWN}
    assert ask(601, api(policy=policy(EVERYONE, ADMIN_CLOSED), **body)).kind == UNDECIDED
    assert ask(601, api(policy=policy(EVERYONE), **body)).kind == FAIL
    stage = {**EVERYONE, "Resource": "execute-api:/live/*"}
    assert ask(601, api(policy=policy(stage), **body)).kind == FAIL
    health = {**EVERYONE, "Resource": "execute-api:/*/GET/health"}
    assert ask(601, api(policy=policy(health), **body)).kind == UNDECIDED


def test_policy_rules_are_about_rest_apis() -> None:
    for protocol in (HTTP, WEBSOCKET, UNKNOWN):
        elsewhere = api(protocol, endpoint_types=UNKNOWN, policy=UNKNOWN, external=True, unread=UNKNOWN)
        assert ask(601, elsewhere).kind == ask(602, elsewhere).kind == NOT_APPLICABLE


def test_execute_api_endpoint() -> None:
    for value, kind in [(True, PASS), (False, FAIL), (None, FAIL), (UNKNOWN, UNDECIDED), ("true", PASS)]:
        shop = api(disable_execute_api_endpoint=value)
        assert ask(606, shop).kind == NOT_APPLICABLE
        mapped(domain(), shop)
        assert ask(606, shop).kind == kind
    hidden = api(has_body=True, unread=UNKNOWN)
    mapped(domain(), hidden)
    assert ask(606, hidden).kind == UNDECIDED


@pytest.mark.parametrize(
    ("types", "severity"), [(("PRIVATE",), "low"), (("REGIONAL",), ""), (None, ""), (UNKNOWN, ""), ((UNKNOWN,), "")]
)
def test_the_endpoint_of_a_private_api_is_for_vpc_endpoints(types: Any, severity: str) -> None:
    shop = api(endpoint_types=types)
    mapped(domain(), shop)
    verdict = ask(606, shop)
    assert (verdict.kind, verdict.severity) == (FAIL, severity)


@pytest.mark.parametrize(
    ("name", "kind"), [("live", PASS), (UNKNOWN, PASS), (None, FAIL), ("", FAIL), ("(none)", FAIL)]
)
@pytest.mark.parametrize("base_path", [None, "", "v1", "(none)", UNKNOWN])
def test_stages_of_mappings(name: Any, kind: str, base_path: Any) -> None:
    shop = domain(mappings_unread=UNKNOWN if kind == FAIL else None)
    mapped(shop, api(), stage_name=name, base_path=base_path)
    assert ask(607, shop).kind == kind


@pytest.mark.parametrize(
    ("arn", "kind"),
    [
        ("arn:aws:execute-api:eu-central-1:123456789012:a1b2c3/*/*", PASS),
        ("arn:aws:execute-api:eu-central-1:123456789012:a1b2c3/authorizers/d4e5f6", PASS),
        ("arn:aws:execute-api:*:*:a1b2c3/*", PASS),
        ("arn:aws:apigateway:eu-central-1::/restapis/a1b2c3/stages/live", PASS),
        ("arn:aws:apigateway:eu-central-1::/restapis/*", FAIL),
        ("arn:aws:execute-api:eu-central-1:123456789012:*/*/*", FAIL),
        ("arn:aws:execute-api:eu-central-1:123456789012:a1b2c?/*", FAIL),
        ("arn:aws:execute-api:eu-central-1:123456789012:", FAIL),
        ("arn:aws:execute-api:eu-central-1:123456789012:/*/*", FAIL),
        ("arn:aws:execute-api:*", FAIL),
        ("*", FAIL),
        ("", FAIL),
        (None, FAIL),
        (UNKNOWN, UNDECIDED),
    ],
)
def test_source_arns(arn: Any, kind: str) -> None:
    def permission(**given: Any) -> Permission:
        values = {"principal": "apigateway.amazonaws.com", "action": None, "function_name": "f", "source_arn": arn}
        return Permission(origin=origin("p"), **(values | given))

    assert ask(612, permission()).kind == kind
    assert ask(612, permission(principal="events.amazonaws.com")).kind == NOT_APPLICABLE
    assert ask(612, permission(principal=UNKNOWN)).kind == (PASS if kind == PASS else UNDECIDED)
    if isinstance(arn, Unknown):
        assert ask(612, permission(api_addresses=("aws_api_gateway_rest_api.shop",))).kind == PASS


def test_a_service_that_names_no_api() -> None:
    # A leading slash leaves the id empty for execute-api, but not for the paths of the management API.
    made = Permission(
        origin=origin("p"),
        principal="apigateway.amazonaws.com",
        action=None,
        function_name="f",
        source_arn="arn:aws:s3:::bucket",
    )
    assert ask(612, made).kind == FAIL
