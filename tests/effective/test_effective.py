"""What holds for each route of a stage.

The facts: an entry of method settings is a whole record; what a method's entry leaves out it does not take from `*/*`
when requests come in (https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-caching.html), and what
the service fills in, its defaults or the values of `*/*` at that moment, is documented nowhere. Limits that are left
out the provider sends as -1, no limit (hashicorp/aws, resource `aws_api_gateway_method_settings`).
"""

from __future__ import annotations

from typing import Any

import pytest

from apigw_check.effective import Effective, effective, normal_scope
from apigw_check.model.gateway import HTTP, REST, Api, Route, Setting, Stage
from apigw_check.model.origin import Origin
from apigw_check.model.value import Unknown

U = Unknown("not known")
_TYPES = {REST: "aws_api_gateway_method_settings", HTTP: "aws_apigatewayv2_stage"}


def entry(scope: Any, *, type_: str = _TYPES[REST], **values: Any) -> Setting:
    return Setting(origin=Origin(f"{type_}.{scope}", type_), scope=scope, **values)


def rest(*settings: Setting, routes: tuple[str, ...] = ("GET /orders",), unread: Unknown | None = None) -> Stage:
    api = Api(origin=Origin("api", "aws_api_gateway_rest_api"), protocol=REST, unread=unread)
    for name in routes:
        method, path = name.split(" ")
        api.routes.append(
            Route(origin=Origin(name, "t"), api=api, method=method, path=path, paths=(path,), authorization="NONE")
        )
    return Stage(origin=Origin("stage", "t"), api=api, stage_name="live", settings=list(settings))


def values(stage: Stage, name: str) -> dict[str, Any]:
    """The field's value in force by route; `?` where it is unknown."""
    return {
        route: "?" if isinstance(group.value(name), Unknown) else group.value(name)
        for group in effective(stage)
        for route in ([r.name for r in group.routes] or [group.label])
    }


def of_one(name: str, *settings: Setting, route: str = "GET /orders") -> Any:
    return values(rest(*settings, routes=(route,)), name)[route]


# -- one route of a REST API ------------------------------------------------------------------------------------------


def test_no_entry_gives_nothing() -> None:
    assert of_one("logging_level") is None
    assert of_one("logging_level", entry("users/GET", logging_level="INFO")) is None


def test_the_default_entry() -> None:
    assert of_one("logging_level", entry("*/*", logging_level="INFO")) == "INFO"
    assert of_one("logging_level", entry("*/*", logging_level=U)) == "?"
    assert of_one("logging_level", entry("*/*", metrics=True)) is None


def test_an_own_entry_goes_first() -> None:
    everything = entry("*/*", logging_level="INFO", throttling_rate=5.0)
    assert of_one("logging_level", everything, entry("orders/GET", logging_level="OFF")) == "OFF"
    assert of_one("throttling_rate", everything, entry("orders/GET", throttling_rate=1.0)) == 1.0
    assert of_one("logging_level", entry("orders/GET", logging_level="OFF"), everything) == "OFF"


@pytest.mark.parametrize(
    ("name", "default", "other"),
    [
        ("logging_level", "OFF", "INFO"),
        ("data_trace", False, True),
        ("metrics", False, True),
        ("cache_ttl", 300, 60),
        ("cache_encrypted", False, True),
        ("cache_requires_authorization", True, False),
        ("cache_unauthorized_strategy", "SUCCEED_WITH_RESPONSE_HEADER", "FAIL_WITH_403"),
    ],
)
def test_what_an_own_entry_leaves_out(name: str, default: Any, other: Any) -> None:
    own = entry("orders/GET", throttling_rate=1.0)
    # Where the default entry has the service's default, both ways give the same.
    assert of_one(name, entry("*/*", **{name: default}), own) == default
    assert of_one(name, entry("*/*", **{name: other}), own) == "?"
    assert of_one(name, entry("*/*", **{name: U}), own) == "?"
    assert of_one(name, entry("*/*"), own) is None


@pytest.mark.parametrize("name", ["throttling_rate", "throttling_burst"])
def test_limits_that_an_own_entry_leaves_out_are_none(name: str) -> None:
    own = entry("orders/GET", logging_level="INFO")
    assert of_one(name, entry("*/*", **{name: 5}), own) is None
    # Of an input that does not come through the provider that is not known.
    assert of_one(name, entry("*/*", type_="stage", **{name: 5}), entry("orders/GET", type_="stage")) == "?"


def test_an_entry_of_no_route_is_nothing() -> None:
    # "tried `authenticate/*` but found that it did not work" (terraform-provider-aws, issue 2406)
    for scope in ("orders/*", "*/GET", "/*", "order/GET", "orders/GET/x", "orders/POST", "users/GET"):
        assert of_one("logging_level", entry(scope, logging_level="INFO")) is None


@pytest.mark.parametrize(
    ("scope", "route"),
    [
        ("orders/GET", "GET /orders"),
        ("~1orders/GET", "GET /orders"),
        ("orders/{id}/items/GET", "GET /orders/{id}/items"),
        ("~1orders~1{id}~1items/GET", "GET /orders/{id}/items"),
        ("~1/GET", "GET /"),
        ("orders/ANY", "ANY /orders"),
        ("{proxy+}/ANY", "ANY /{proxy+}"),
    ],
)
def test_forms_of_method_paths(scope: str, route: str) -> None:
    assert of_one("logging_level", entry(scope, logging_level="INFO"), route=route) == "INFO"


@pytest.mark.parametrize(
    ("scope", "route"), [("/orders/GET", "GET /orders"), ("/GET", "GET /"), ("/*/*", "GET /orders")]
)
def test_a_slash_in_front_may_be_in_force_or_not(scope: str, route: str) -> None:
    doubtful = entry(scope, logging_level="INFO")
    assert of_one("logging_level", doubtful, route=route) == "?"
    assert of_one("logging_level", doubtful, entry("*/*", logging_level="ERROR"), route=route) == "?"
    # Where it makes no difference it is decided, and other routes are not touched.
    assert of_one("logging_level", doubtful, entry("*/*", logging_level="INFO"), route=route) == "INFO"
    assert of_one("metrics", doubtful, route=route) is None
    if "*" not in scope:
        assert of_one("logging_level", doubtful, route="POST /orders") is None


def test_a_slash_in_front_where_routes_are_not_in_sight() -> None:
    assert values(rest(entry("/*/*", logging_level="INFO"), routes=()), "logging_level") == {"every route": "?"}
    assert values(rest(entry("/a/GET", logging_level="INFO"), routes=()), "logging_level") == {"every route": None}
    stage = rest(entry("/a/GET", logging_level="INFO"), routes=(), unread=U)
    assert values(stage, "logging_level") == {"routes that are not in the input": "?"}


@pytest.mark.parametrize(
    ("scope", "normal"), [("*/*", "*/*"), ("*", "*"), ("GET", "GET"), ("", ""), ("a//GET", "a/GET")]
)
def test_normal_scopes(scope: str, normal: str) -> None:
    assert normal_scope(scope) == normal


def test_caching_of_the_default_entry_is_for_get() -> None:
    everything = entry("*/*", caching=True, cache_encrypted=False)
    found = values(rest(everything, routes=("GET /a", "POST /a", "ANY /b")), "caching")
    assert found == {"GET /a": True, "POST /a": False, "ANY /b": True}
    assert of_one("caching", everything, entry("a/POST", caching=True), route="POST /a") is True


# -- entries of which is not known whose they are ---------------------------------------------------------------------


def test_an_entry_that_may_apply() -> None:
    everything = entry("*/*", logging_level="INFO")
    assert of_one("logging_level", everything, entry(U, logging_level="INFO")) == "INFO"
    assert of_one("logging_level", everything, entry(U, logging_level="ERROR")) == "?"
    assert of_one("logging_level", everything, entry(U, logging_level=U)) == "?"
    # A whole record: what it leaves out may be set back.
    assert of_one("logging_level", everything, entry(U, metrics=True)) == "?"
    assert of_one("logging_level", entry("*/*", logging_level="OFF"), entry(U, metrics=True)) == "OFF"
    assert of_one("logging_level", entry(U, logging_level="INFO")) == "?"
    assert of_one("logging_level", entry(U, metrics=True)) is None
    assert of_one("throttling_rate", entry("*/*", throttling_rate=5.0), entry(U)) == "?"


def test_a_route_whose_place_is_not_known() -> None:
    stage = rest(entry("*/*", logging_level="INFO"), entry("a/GET", logging_level="OFF"))
    route = stage.api.routes[0]
    route.path, route.paths = U, ("/a", "/b")
    assert list(values(stage, "logging_level").values()) == ["?"]
    stage.memo.clear()
    route.paths = ("/b", "/c")
    assert list(values(stage, "logging_level").values()) == ["INFO"]
    stage.memo.clear()
    route.paths = ()
    # Its path may be any of those that have entries, but it is none of them for sure.
    assert list(values(stage, "logging_level").values()) == ["?"]
    stage.memo.clear()
    route.method = U
    assert list(values(stage, "logging_level").values()) == ["?"]


def test_routes_that_are_not_in_sight() -> None:
    stage = rest(entry("*/*", logging_level="INFO"), entry("a/GET", logging_level="OFF"), routes=(), unread=U)
    assert values(stage, "logging_level") == {"routes that are not in the input": "?"}
    stage = rest(entry("*/*", logging_level="INFO"), routes=("GET /a",), unread=U)
    assert values(stage, "logging_level") == {"GET /a": "INFO", "routes that are not in the input": "INFO"}
    assert values(rest(entry("*/*", logging_level="INFO"), routes=()), "logging_level") == {"every route": "INFO"}


# -- groups -----------------------------------------------------------------------------------------------------------


def test_routes_with_the_same_settings_are_one_group() -> None:
    names = tuple(f"GET /{number}" for number in range(6))
    stage = rest(entry("*/*", metrics=True), entry("3/GET", metrics=False), routes=names)
    groups = effective(stage)
    assert [len(group.routes) for group in groups] == [5, 1]
    assert groups[0].label == "GET /0, GET /1 and 3 more"
    assert groups[1].label == "GET /3"
    assert effective(stage) is groups
    sources = [group.source("metrics") for group in groups]
    assert [source.scope if source else None for source in sources] == ["*/*", "3/GET"]
    assert groups[0].source("data_trace") is None


@pytest.mark.parametrize(
    ("count", "label"), [(1, "GET /0"), (2, "GET /0 and GET /1"), (3, "GET /0, GET /1 and GET /2")]
)
def test_labels(count: int, label: str) -> None:
    stage = rest(routes=tuple(f"GET /{number}" for number in range(count)))
    assert [group.label for group in effective(stage)] == [label]


# -- HTTP and WebSocket APIs ------------------------------------------------------------------------------------------


def http(*settings: Setting, keys: tuple[Any, ...], protocol: Any = HTTP) -> Stage:
    api = Api(origin=Origin("api", "aws_apigatewayv2_api"), protocol=protocol)
    for key in keys:
        name = "?" if isinstance(key, Unknown) else key
        api.routes.append(
            Route(origin=Origin(name, "t"), api=api, method="GET", path=f"/{name}", route_key=key, authorization="")
        )
    return Stage(origin=Origin("stage", "t"), api=api, stage_name="live", settings=list(settings))


@pytest.mark.parametrize("protocol", [HTTP, "WEBSOCKET", U])
def test_route_settings(protocol: Any) -> None:
    default = entry("*", type_=_TYPES[HTTP], throttling_rate=10.0, metrics=True)
    own = entry("GET /a", type_=_TYPES[HTTP], throttling_rate=0, metrics=False)
    stage = http(default, own, keys=("GET /a", "GET /b"), protocol=protocol)
    assert [group.value("throttling_rate") for group in effective(stage)] == [0, 10.0]
    assert [group.value("metrics") for group in effective(stage)] == [False, True]


def test_a_route_key_that_is_not_known() -> None:
    default = entry("*", type_=_TYPES[HTTP], throttling_rate=10.0)
    own = entry("GET /a", type_=_TYPES[HTTP], throttling_rate=5.0)
    (group,) = effective(http(default, own, keys=(U,)))
    assert isinstance(group.value("throttling_rate"), Unknown)
    (group,) = effective(http(default, keys=(U,)))
    assert group.value("throttling_rate") == 10.0


def test_route_settings_without_default() -> None:
    own = entry("GET /a", type_=_TYPES[HTTP], throttling_rate=5.0)
    groups: list[Effective] = effective(http(own, keys=("GET /a", "GET /b")))
    assert [group.value("throttling_rate") for group in groups] == [5.0, None]
