"""The rules about authorization on models made by hand: what would take too many plans."""

from __future__ import annotations

from typing import Any

import pytest
from access_models import ENDPOINT, EVERYONE, UNKNOWN, api, ask, integration, origin, policy, route, shown

from apigw_check.catalogue import builtin as load
from apigw_check.model.estate import Estate
from apigw_check.model.gateway import HTTP, REST, WEBSOCKET, Authorizer
from apigw_check.model.iam import PolicyError
from apigw_check.rules.base import FAIL, NOT_APPLICABLE, PASS, SEVERITIES, UNDECIDED

# One cause, one finding.


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({}, [("APIGW-101", "high")]),
        ({"api_key_required": True}, [("APIGW-101", "high")]),
        ({"root_security": True}, [("APIGW-103", "high")]),
        ({"root_security": True, "api_key_required": True}, [("APIGW-103", "high")]),
        ({"method": "ANY", "path": "/{proxy+}", "root_security": True}, [("APIGW-106", "critical")]),
        ({"method": "ANY"}, [("APIGW-106", "high")]),
        ({"method": "ANY", "api_key_required": True}, [("APIGW-106", "high")]),
    ],
)
def test_one_cause_gives_one_finding(given: dict[str, Any], expected: list[tuple[str, str]]) -> None:
    shop = api()
    made = route(shop, **given)
    made.integration = integration(shop)
    assert shown(Estate(apis=[shop])) == expected


@pytest.mark.parametrize("path", ["/orders", "/{proxy+}"])
def test_a_service_behind_an_open_route_is_the_finding(path: str) -> None:
    shop = api()
    made = route(shop, path=path, method="ANY", root_security=True, api_key_required=True)
    made.integration = integration(shop, type="AWS", uri="arn:...", service="dynamodb")
    assert shown(Estate(apis=[shop])) == [("APIGW-107", "critical")]


def test_an_open_connect_that_leads_to_a_service_is_the_finding() -> None:
    chat = api(WEBSOCKET)
    connect = route(chat, method=None, path=None, route_key="$connect", api_key_required=True)
    assert shown(Estate(apis=[chat])) == [("APIGW-102", "high")]
    send = route(chat, method=None, path=None, route_key="send")
    send.origin = origin("aws_apigatewayv2_route.send")
    send.integration = integration(chat, type="AWS", uri="arn:...", service="sqs")
    assert shown(Estate(apis=[chat])) == [("APIGW-107", "critical")]
    connect.authorization = "AWS_IAM"
    assert shown(Estate(apis=[chat])) == []


def test_a_private_api_for_everyone_is_one_finding() -> None:
    shop = api(endpoint_types=("PRIVATE",), policy=policy(EVERYONE))
    assert shown(Estate(apis=[shop])) == [("APIGW-602", "high")]


def test_no_finding_hides_a_worse_one() -> None:
    rank = {severity: index for index, severity in enumerate(SEVERITIES)}
    severities = {rule.id: rule.severity for rule in load()}
    for rule in load():
        for other in rule.replaces:
            assert rank[rule.severity] <= rank[severities[other]], f"{rule.id} hides {other}"


def test_on_a_private_api_what_hides_is_as_mild_as_what_is_hidden() -> None:
    for given in ({}, {"method": "ANY", "path": "/{proxy+}"}, {"root_security": True}, {"api_key_required": True}):
        shop = api(endpoint_types=("PRIVATE",), policy=policy(ENDPOINT))
        made = route(shop, **given)
        made.integration = integration(shop)
        assert [severity for _, severity in shown(Estate(apis=[shop]))] == ["low"]


# Routes that are public on purpose.


@pytest.mark.parametrize("number", [101, 103, 105, 106])
@pytest.mark.parametrize(
    ("glob", "names"),
    [
        ("ANY /public/{proxy+}", True),
        ("* /public/*", True),
        ("*", True),
        ("any /public/{proxy+}", False),
        ("GET /public/{proxy+}", False),
        ("ANY /public", False),
    ],
)
def test_public_routes(number: int, glob: str, names: bool) -> None:
    shop = api()
    made = route(shop, method="ANY", path="/public/{proxy+}", root_security=True, api_key_required=True)
    made.integration = integration(shop)
    assert ask(number, made, public_routes=[glob]).kind == (NOT_APPLICABLE if names else FAIL)


@pytest.mark.parametrize(
    ("given", "globs", "kind"),
    [
        ({"path": UNKNOWN}, [], FAIL),
        ({"path": UNKNOWN}, ["GET /health"], UNDECIDED),
        ({"path": UNKNOWN}, ["POST /health"], FAIL),
        ({"path": UNKNOWN}, ["* /health"], UNDECIDED),
        ({"path": UNKNOWN}, ["*"], NOT_APPLICABLE),
        ({"path": UNKNOWN, "paths": ("/health", "/ping")}, ["GET /*"], NOT_APPLICABLE),
        ({"path": UNKNOWN, "paths": ("/health", "/ping")}, ["GET /ping"], UNDECIDED),
        ({"path": UNKNOWN, "paths": ("/health", "/ping")}, ["GET /orders"], FAIL),
        ({"method": UNKNOWN}, ["GET /orders"], UNDECIDED),
        ({"authorization": UNKNOWN}, ["GET /orders"], NOT_APPLICABLE),
    ],
)
def test_public_routes_of_names_that_are_not_known(given: dict[str, Any], globs: list[str], kind: str) -> None:
    shop = api()
    made = route(shop, **given)
    made.integration = integration(shop)
    assert ask(101, made, public_routes=globs).kind == kind


def test_public_connect_and_default() -> None:
    chat, web = api(WEBSOCKET), api(HTTP)
    connect = route(chat, method=None, path=None, route_key="$connect")
    default = route(web, method="ANY", path="/$default", route_key="$default")
    assert ask(102, connect, public_routes=["$connect"]).kind == NOT_APPLICABLE
    assert ask(101, default, public_routes=["$default"]).kind == NOT_APPLICABLE
    assert ask(101, default, public_routes=["ANY *"]).kind == FAIL


# Authorization.


@pytest.mark.parametrize(
    ("key", "numbers"),
    [("GET /orders", {101}), ("$connect", {102}), ("send", set()), ("$default", None)],
)
def test_the_route_key_tells_the_protocol_of_an_api_from_elsewhere(key: str, numbers: set[int] | None) -> None:
    made = route(api(UNKNOWN, external=True), method=None, path=None, route_key=key)
    answers = {number: ask(number, made).kind for number in (101, 102)}
    if numbers is None:
        assert answers == {101: UNDECIDED, 102: NOT_APPLICABLE}
    else:
        assert answers == {number: FAIL if number in numbers else NOT_APPLICABLE for number in (101, 102)}


def test_severity_on_private_apis() -> None:
    for given, severity in [
        ({"policy": policy(ENDPOINT)}, "low"),
        ({"policy": UNKNOWN}, "low"),
        ({"policy": policy(EVERYONE)}, ""),
        ({"policy": None}, ""),
        ({"policy": PolicyError("no policy")}, ""),
        ({"policy": policy(ENDPOINT), "endpoint_types": UNKNOWN}, "medium"),
        ({"policy": policy(ENDPOINT), "endpoint_types": (UNKNOWN,)}, "medium"),
        ({"policy": policy(ENDPOINT), "endpoint_types": ("REGIONAL",)}, "medium"),
        ({"policy": UNKNOWN, "endpoint_types": ("REGIONAL",)}, ""),
    ]:
        verdict = ask(101, route(api(**({"endpoint_types": ("PRIVATE",)} | given))))
        assert (verdict.kind, verdict.severity) == (FAIL, severity), given


def test_messages_say_who_can_call() -> None:
    assert ask(101, route(api_key_required=True)).message == (
        "anyone with an API key can call GET /orders: an API key is no authorization"
    )
    private = api(endpoint_types=("PRIVATE",), policy=policy(ENDPOINT))
    assert "anyone who reaches its VPC endpoints can call" in ask(101, route(private)).message
    unused = route(authorizer=UNKNOWN)
    assert "names an authorizer" in ask(101, unused).message
    assert ask(101, unused).also[0].field == "authorizer"


@pytest.mark.parametrize(
    ("method", "path", "kind", "severity"),
    [
        ("ANY", "/{proxy+}", FAIL, ""),
        ("GET", "/files/{path+}/", FAIL, ""),
        ("ANY", "/orders", FAIL, "high"),
        ("ANY", UNKNOWN, FAIL, "high"),
        ("GET", UNKNOWN, UNDECIDED, ""),
        (UNKNOWN, "/{proxy+}", UNDECIDED, ""),
        ("OPTIONS", "/{proxy+}", NOT_APPLICABLE, ""),
        ("GET", "/orders/{id}", NOT_APPLICABLE, ""),
    ],
)
def test_what_a_proxy_route_is(method: Any, path: Any, kind: str, severity: str) -> None:
    shop = api()
    made = route(shop, method=method, path=path)
    made.integration = integration(shop)
    verdict = ask(106, made)
    assert (verdict.kind, verdict.severity) == (kind, severity)


@pytest.mark.parametrize(
    ("given", "kind"),
    [
        ({"type": "AWS", "service": "secretsmanager"}, FAIL),
        ({"type": "AWS", "service": "lambda"}, NOT_APPLICABLE),
        ({"type": "AWS", "service": UNKNOWN}, UNDECIDED),
        ({"type": "AWS", "service": UNKNOWN, "function_address": "aws_lambda_function.orders"}, NOT_APPLICABLE),
        ({"type": "AWS", "service": None}, UNDECIDED),
        ({"type": "AWS_PROXY", "service": UNKNOWN}, NOT_APPLICABLE),
        ({"type": "AWS_PROXY", "service": UNKNOWN, "subtype": UNKNOWN}, UNDECIDED),
        ({"type": UNKNOWN}, UNDECIDED),
        ({"type": UNKNOWN, "service": "sqs"}, FAIL),
        ({"type": "MOCK", "service": "sqs"}, NOT_APPLICABLE),
    ],
)
def test_what_calls_a_service(given: dict[str, Any], kind: str) -> None:
    shop = api()
    made = route(shop)
    made.integration = integration(shop, **given)
    assert ask(107, made).kind == kind


@pytest.mark.parametrize(
    ("protocol", "authorization", "type_", "kind"),
    [
        (REST, "CUSTOM", None, PASS),
        (REST, "CUSTOM", "COGNITO_USER_POOLS", FAIL),
        (REST, "JWT", "JWT", PASS),
        (HTTP, "CUSTOM", "TOKEN", FAIL),
        (HTTP, "COGNITO_USER_POOLS", "JWT", FAIL),
        (HTTP, "JWT", None, UNDECIDED),
        (WEBSOCKET, "CUSTOM", "REQUEST", PASS),
        (WEBSOCKET, "JWT", "JWT", FAIL),
        (UNKNOWN, "CUSTOM", "REQUEST", PASS),
        (UNKNOWN, "CUSTOM", "JWT", FAIL),
        (UNKNOWN, "JWT", "JWT", UNDECIDED),
        (REST, "CUSTOM", UNKNOWN, UNDECIDED),
        (REST, "SOMETHING", "TOKEN", NOT_APPLICABLE),
    ],
)
def test_authorizer_types(protocol: Any, authorization: str, type_: Any, kind: str) -> None:
    shop = api(protocol)
    named = Authorizer(origin=origin("a"), api=shop, authorizer_name="a", type=type_)
    made = route(shop, method=None, path=None, route_key="$default", authorization=authorization, authorizer=named)
    assert ask(110, made).kind == kind


@pytest.mark.parametrize(
    ("type_", "audience", "kind"),
    [
        ("JWT", None, FAIL),
        ("JWT", (), FAIL),
        ("JWT", ("",), FAIL),
        ("JWT", ("shop",), PASS),
        ("JWT", (UNKNOWN,), PASS),
        ("JWT", UNKNOWN, PASS),
        (UNKNOWN, None, UNDECIDED),
        (UNKNOWN, ("shop",), PASS),
        ("REQUEST", None, NOT_APPLICABLE),
    ],
)
def test_audiences(type_: Any, audience: Any, kind: str) -> None:
    made = Authorizer(origin=origin("a"), api=api(HTTP), authorizer_name="a", type=type_, audience=audience)
    assert ask(113, made).kind == kind
