"""Rules about usage, caches and requests on models built by hand: parameters, and what is not known of them."""

from __future__ import annotations

from typing import Any

import pytest

from apigw_check.catalogue import builtin as load
from apigw_check.model.gateway import Api, Authorizer, Integration, Route, Setting, Stage, Subject
from apigw_check.model.origin import Origin
from apigw_check.model.plans import ApiKey, PlanStage, UsagePlan
from apigw_check.model.schemas import ApiDocument, Schema, Server, nodes_of
from apigw_check.model.value import UndecidedError, Unknown
from apigw_check.rules.base import FAIL, NOT_APPLICABLE, PASS, UNDECIDED, Params, Verdict

RULES = {rule.id[-3:]: rule for rule in load()}
U = Unknown("not known here")


def judge(number: str, subject: Subject, **params: object) -> Verdict:
    rule = RULES[number]
    try:
        return rule.judge(subject, Params({**rule.defaults(), **params}))
    except UndecidedError as error:
        return Verdict(UNDECIDED, error.unknown.reason)


def origin(name: str, type_: str = "aws_api_gateway_rest_api") -> Origin:
    return Origin(f"{type_}.{name}", type_)


def cached(**given: Any) -> Route:
    """GET /users/{id} behind an authorizer, at a stage that caches GET methods."""
    api = Api(origin=origin("shop"), protocol="REST", api_name="shop")
    authorizer = Authorizer(
        origin=origin("token", "aws_api_gateway_authorizer"),
        api=api,
        authorizer_name="token",
        type="TOKEN",
        identity_sources=given.pop("sources", ("method.request.header.X-Token",)),
    )
    integration = Integration(
        origin=origin("users", "aws_api_gateway_integration"),
        api=api,
        type=given.pop("type", "HTTP_PROXY"),
        cache_key_parameters=given.pop("keys", None),
        request_parameters=given.pop("mapped", None),
    )
    cluster = given.pop("cluster", True)
    route = Route(
        origin=origin("users", "aws_api_gateway_method"),
        api=api,
        method="GET",
        path="/users/{id}",
        paths=("/users/{id}",),
        authorization=given.pop("authorization", "CUSTOM"),
        authorizer=authorizer,
        integration=integration,
        **given,
    )
    integration.routes.append(route)
    api.routes.append(route)
    stage = Stage(
        origin=origin("prod", "aws_api_gateway_stage"), api=api, stage_name="prod", cache_cluster_enabled=cluster
    )
    stage.settings.append(Setting(origin=origin("all", "aws_api_gateway_method_settings"), scope="*/*", caching=True))
    api.stages.append(stage)
    return route


@pytest.mark.parametrize(
    ("given", "verdict"),
    [
        ({}, FAIL),
        ({"keys": ("method.request.path.id",)}, FAIL),
        ({"keys": ("method.request.header.X-Token",)}, PASS),
        ({"keys": ("method.request.header.Authorization",)}, PASS),
        ({"keys": ("integration.request.header.u",), "mapped": {"integration.request.header.u": U}}, UNDECIDED),
        (
            {
                "keys": ("integration.request.header.u",),
                "mapped": {"integration.request.header.u": "context.authorizer.principalId"},
            },
            PASS,
        ),
        ({"keys": U}, UNDECIDED),
        ({"sources": U}, FAIL),
        ({"sources": U, "keys": ("method.request.header.X",)}, UNDECIDED),
        ({"cluster": U}, UNDECIDED),
        ({"cluster": False}, NOT_APPLICABLE),
        ({"authorization": U}, UNDECIDED),
        ({"authorization": "AWS_IAM"}, NOT_APPLICABLE),
        ({"type": "MOCK"}, NOT_APPLICABLE),
    ],
)
def test_callers_of_cached_methods(given: dict[str, Any], verdict: str) -> None:
    assert judge("422", cached(**given)).kind == verdict


def test_answers_that_are_the_same_for_all() -> None:
    assert judge("422", cached(), shared_routes=["GET /users/*"]).kind == NOT_APPLICABLE


@pytest.mark.parametrize(
    ("given", "missing"),
    [
        ({}, ("method.request.path.id",)),
        ({"keys": ("method.request.path.id",)}, ()),
        (
            {
                "keys": ("integration.request.path.x",),
                "mapped": {"integration.request.path.x": "method.request.path.id"},
            },
            (),
        ),
        ({"request_parameters": {"method.request.header.X-Request-ID": False}}, ("method.request.path.id",)),
        (
            {
                "keys": ("method.request.path.id",),
                "request_parameters": {"method.request.header.X-Token": True, "method.request.querystring.q": False},
            },
            ("method.request.querystring.q",),
        ),
        ({"keys": ("method.request.path.id",), "mapped": {"integration.request.header.b": "method.request.body"}}, ()),
    ],
)
def test_cache_keys(given: dict[str, Any], missing: tuple[str, ...]) -> None:
    verdict = judge("423", cached(**given))
    assert verdict.kind == (FAIL if missing else PASS)
    assert verdict.extent == missing


def test_parameters_that_make_no_other_answer() -> None:
    assert judge("423", cached(), ignored_parameters=["method.request.path.*"]).kind == PASS


def stage(rate: Any, burst: Any) -> Stage:
    api = Api(origin=origin("shop"), protocol="REST", api_name="shop")
    made = Stage(origin=origin("prod", "aws_api_gateway_stage"), api=api, stage_name="prod")
    settings = origin("all", "aws_api_gateway_method_settings")
    made.settings.append(Setting(origin=settings, scope="*/*", throttling_rate=rate, throttling_burst=burst))
    api.stages.append(made)
    return made


@pytest.mark.parametrize(
    ("rate", "burst", "params", "verdict"),
    [
        (10000, 5000, {}, PASS),
        (10000.5, 1, {}, FAIL),
        (1, 5001, {}, FAIL),
        (-1, 0, {}, PASS),
        (None, None, {}, PASS),
        (U, 5001, {}, FAIL),
        (U, 1, {}, UNDECIDED),
        (101, 1, {"max_rate": 100}, FAIL),
        (20000, 9000, {"max_rate": 50000, "max_burst": 10000}, PASS),
    ],
)
def test_caps(rate: Any, burst: Any, params: dict[str, int], verdict: str) -> None:
    assert judge("403", stage(rate, burst), **params).kind == verdict


def plan(**given: Any) -> UsagePlan:
    return UsagePlan(origin=origin("gold", "aws_api_gateway_usage_plan"), plan_name="gold", **given)


@pytest.mark.parametrize(
    ("rate", "burst", "verdict"),
    [(1, 1, PASS), (0, 1, FAIL), (1, None, FAIL), (U, None, FAIL), (U, 1, UNDECIDED), (None, U, FAIL)],
)
def test_throttles_of_plans(rate: Any, burst: Any, verdict: str) -> None:
    assert judge("406", plan(throttle_rate=rate, throttle_burst=burst)).kind == verdict


def test_apis_of_plans() -> None:
    def at(key: Any) -> PlanStage:
        return PlanStage(origin("gold", "aws_api_gateway_usage_plan"), key, None, None, "prod")

    assert judge("411", plan(stages=[at("a"), at("a")])).kind == PASS
    assert judge("411", plan(stages=[at("a"), at("b"), at(U)])).kind == FAIL
    assert judge("411", plan(stages=[at("a"), at(U)])).kind == UNDECIDED
    assert judge("411", plan(stages=[at(U)])).kind == PASS
    assert judge("411", plan(stages=U)).kind == UNDECIDED
    assert judge("408", plan(stages=U)).kind == UNDECIDED


@pytest.mark.parametrize(("literal", "verdict"), [(True, FAIL), (False, PASS), (U, UNDECIDED)])
def test_values_of_keys(literal: Any, verdict: str) -> None:
    key = ApiKey(origin=origin("k", "aws_api_gateway_api_key"), key_name="k", has_literal_value=literal)
    assert judge("618", key).kind == verdict


@pytest.mark.parametrize(
    ("url", "verdict"),
    [
        ("https://a.example.com", PASS),
        ("HTTP://a.example.com", FAIL),
        ("http:", FAIL),
        ("ws://a.example.com", FAIL),
        ("http://localhost:8080/x", PASS),
        ("http://[::1]:8080", PASS),
        ("http://localhost.example.com", FAIL),
        ("http://localhost@a.example.com", FAIL),
        ("/v1", PASS),
        ("//a.example.com", PASS),
        ("", PASS),
    ],
)
def test_addresses(url: str, verdict: str) -> None:
    api = Api(origin=origin("shop"), protocol="REST", api_name="shop", has_body=True)
    api.document = ApiDocument(origin("shop"), "3.0.1", servers=(Server(origin("shop"), url),))
    assert judge("711", api).kind == verdict


@pytest.mark.parametrize(
    ("schema", "lacks"),
    [
        ({"type": "object"}, "additionalProperties"),
        ({"type": "object", "additionalProperties": False}, ""),
        ({"type": "object", "additionalProperties": True}, "additionalProperties"),
        ({"properties": {}}, "additionalProperties"),
        ({"allOf": [{"type": "object"}]}, ""),
        ({"type": ["string", "null"]}, "maxLength"),
        ({"type": "string", "enum": ["a"]}, ""),
        ({"type": "array", "items": [{"type": "string"}]}, "maxItems and maxLength"),
        ({"type": "integer"}, ""),
    ],
)
def test_open_models(schema: dict[str, Any], lacks: str) -> None:
    api = Api(origin=origin("shop"), protocol="REST", api_name="shop")
    made = Schema(origin("order", "aws_api_gateway_model").inside("schema", ""), nodes_of(schema, "")[0])
    route = Route(
        origin=origin("post", "aws_api_gateway_method"),
        api=api,
        method="POST",
        path="/",
        authorization="NONE",
        validates_body=True,
        request_schemas={"application/json": made},
    )
    api.routes.append(route)
    verdict = judge("709", api)
    assert verdict.kind == (FAIL if lacks else PASS)
    assert verdict.message.endswith(f" lack {lacks}") or not lacks
