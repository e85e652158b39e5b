"""Waivers: what they accept, until when, and the trace that each leaves."""

import pytest

from apigw_check.engine import Result
from apigw_check.model.gateway import Api, Route, Stage
from apigw_check.model.origin import Origin
from apigw_check.policy.waivers import Waiver, apply, glob
from apigw_check.rules.base import Rule, Spot

from .rules_for_tests import RULES

API = Api(origin=Origin("aws_api_gateway_rest_api.shop", "aws_api_gateway_rest_api"), protocol="REST")


def rule(rule_id: str) -> Rule:
    return next(rule for rule in RULES if rule.id == rule_id)


def result(
    rule_id: str = "APIGW-303",
    address: str = 'aws_api_gateway_stage.prod["eu"]',
    spot: str = "",
    change: str = "new",
    status: str = "open",
) -> Result:
    origin = Origin(address, "aws_api_gateway_stage")
    stage = Stage(origin=origin, api=API, stage_name="prod")
    at = Origin(spot, "x") if spot else origin
    return Result(rule(rule_id), "fail", "low", stage, "m", (Spot(at),), change=change, status=status)


def route(path: str) -> Result:
    origin = API.origin.inside("body", f"/paths/~1{path}/get")
    subject = Route(origin=origin, api=API, method="GET", path=f"/{path}", authorization="NONE")
    return Result(rule("APIGW-101"), "fail", "high", subject, "m", (Spot(origin),))


def waiver(**given: object) -> Waiver:
    values: dict[str, object] = {"rules": ("APIGW-303",), "addresses": ("*",), "reason": "because", "place": "c.yaml:3"}
    return Waiver(**(values | given))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "pattern",
    [
        'aws_api_gateway_stage.prod["eu"]',
        'aws_api_gateway_stage.prod["*"]',
        "aws_api_gateway_stage.*",
        'aws_api_gateway_stage.pro?["eu"]',
        "*",
    ],
)
def test_matches(pattern: str) -> None:
    found = result()
    applied = apply([found], [waiver(addresses=("nothing", pattern))])
    assert (found.status, found.status_reason) == ("waived", "because")
    assert applied.used == {0: {"APIGW-303"}}


@pytest.mark.parametrize(
    "pattern",
    ["aws_api_gateway_stage.prod[eu]", "aws_api_gateway_stage.prod", "AWS_*", "aws_api_gateway_stage.pro[d]*", ""],
)
def test_does_not_match(pattern: str) -> None:
    found = result()
    one = waiver(addresses=(pattern,))
    applied = apply([found], [one])
    assert (found.status, found.status_reason) == ("open", "")
    assert applied.used == {}


def test_the_place_of_the_cause_counts_as_well() -> None:
    found = result(spot="module.x.aws_api_gateway_method_settings.all")
    apply([found], [waiver(addresses=("module.x.*",))])
    assert found.status == "waived"


def test_another_rule_is_not_waived() -> None:
    found = result("APIGW-403")
    apply([found], [waiver()])
    assert found.status == "open"


def test_one_route_of_a_body() -> None:
    health, orders = route("health"), route("orders")
    one = waiver(rules=("APIGW-101",), addresses=("aws_api_gateway_rest_api.shop",), route="GET /heal*")
    apply([health, orders], [one])
    assert (health.status, orders.status) == ("waived", "open")


def test_a_rule_that_cannot_be_suppressed_stays_open() -> None:
    found = result()
    applied = apply([found], [waiver()], {"APIGW-303"})
    assert found.status == "open"
    assert applied.kept == [(0, found)]
    assert applied.used == {0: {"APIGW-303"}}


def test_the_first_that_matches_gives_the_reason_and_both_are_used() -> None:
    found = result()
    applied = apply([found], [waiver(reason="first"), waiver(reason="second")])
    assert found.status_reason == "first"
    assert set(applied.used) == {0, 1}


def test_what_is_ignored_already_stays_so() -> None:
    found = result(status="ignored")
    applied = apply([found], [waiver()])
    assert found.status == "ignored"
    assert set(applied.used) == {0}


def test_what_the_change_fixes_needs_no_waiver() -> None:
    found = result(change="fixed")
    applied = apply([found], [waiver()])
    assert found.status == "open"
    assert applied.used == {}


def test_globs_take_everything_else_literally() -> None:
    assert glob("a.b[0]*").fullmatch("a.b[0].c\nd")
    assert not glob("a.b").fullmatch("axb")
    assert not glob("[!a]").fullmatch("b")
