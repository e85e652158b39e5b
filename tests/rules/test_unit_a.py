"""The authorization, transport and exposure rules on models made by hand: what would take too many plans."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from typing import Any, get_type_hints

import pytest
from msgspec import Struct
from msgspec.structs import force_setattr

from apigw_check import model
from apigw_check.catalogue import builtin as load
from apigw_check.engine import Judgement, Selected, judge
from apigw_check.model.gateway import (
    HTTP,
    REST,
    WEBSOCKET,
    Api,
    Authorizer,
    Cors,
    Domain,
    Estate,
    Integration,
    Mapping,
    MutualTls,
    Permission,
    Response,
    Route,
)
from apigw_check.model.iam import PolicyError, parse_policy
from apigw_check.model.origin import Origin
from apigw_check.model.value import UndecidedError, Unknown
from apigw_check.report.page import docstring
from apigw_check.rules.base import FAIL, NOT_APPLICABLE, PASS, SEVERITIES, UNDECIDED, Params, Rule, Verdict
from apigw_check.rules.exposure._templates import ANY, NAMED, REFLECTED, header_overrides

HERE = Path(__file__).parent
#: The names of all modules of the model: annotations use some that are imported for type checkers only.
NAMESPACE = {
    name: value
    for module in iter_modules(model.__path__)
    for name, value in vars(import_module(f"{model.__name__}.{module.name}")).items()
}
IDS = (101, 102, 103, 105, 106, 107, 110, 113, 201, 203, 209, 210, 601, 602, 606, 607, 610, 612)
RULES = {rule.id: rule for rule in load() if rule.id in {f"APIGW-{number}" for number in IDS}}
UNKNOWN = Unknown("known only after apply")

EVERYONE = {"Effect": "Allow", "Principal": "*", "Action": "execute-api:Invoke", "Resource": "execute-api:/*"}
ENDPOINT = {**EVERYONE, "Condition": {"StringEquals": {"aws:SourceVpce": "vpce-1a2b3c4d"}}}


def origin(address: str, type_: str = "aws_api_gateway_method") -> Origin:
    return Origin(address, type_)


def api(protocol: str | Unknown = REST, **given: Any) -> Api:
    return Api(**{"origin": origin("aws_api_gateway_rest_api.shop"), "protocol": protocol, "api_name": "shop"} | given)


def route(of: Api | None = None, **given: Any) -> Route:
    values = {"method": "GET", "path": "/orders", "authorization": "NONE"} | given
    made = Route(origin=origin("aws_api_gateway_method.list"), api=of or api(), **values)
    made.api.routes.append(made)
    return made


def integration(of: Api, **given: Any) -> Integration:
    values = {"type": "HTTP_PROXY", "uri": "https://orders.example.com"} | given
    made = Integration(origin=origin("aws_api_gateway_integration.list"), api=of, **values)
    of.integrations.append(made)
    return made


def domain(**given: Any) -> Domain:
    values = {"family": "v1", "domain_name": "shop.example.com"} | given
    return Domain(origin=origin("aws_api_gateway_domain_name.shop"), **values)


def policy(*statements: dict[str, Any]) -> Any:
    return parse_policy({"Version": "2012-10-17", "Statement": list(statements)})


def ask(number: int, subject: object, **params: Any) -> Verdict:
    rule = RULES[f"APIGW-{number}"]
    try:
        return rule.judge(subject, Params(rule.defaults() | params))
    except UndecidedError as error:
        return Verdict(UNDECIDED, error.unknown.reason)


def shown(estate: Estate, *numbers: int) -> list[tuple[str, str]]:
    """The failures that remain of these rules (all without any), as (id, severity)."""
    rules = [rule for id_, rule in RULES.items() if not numbers or int(id_[6:]) in numbers]
    judgement: Judgement = judge(estate, None, [Selected(r, r.severity, Params(r.defaults())) for r in rules])
    assert not judgement.crashes
    return [(found.rule.id, found.severity) for found in judgement.findings if found.verdict == FAIL]


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


# Transport.


@pytest.mark.parametrize(
    ("policy_name", "at_1_2", "at_1_3"),
    [
        ("TLS_1_0", FAIL, FAIL),
        ("TLS_1_2", PASS, FAIL),
        ("TLS_1_3", PASS, PASS),
        ("SecurityPolicy_TLS13_1_2_2021_06", PASS, FAIL),
        ("SecurityPolicy_TLS13_1_3_2025_09", PASS, PASS),
        ("SecurityPolicy_TLS13_1_3_FIPS_2025_09", PASS, PASS),
        ("SecurityPolicy_TLS13_2025_EDGE", PASS, PASS),
        ("SecurityPolicy_TLS12_2018_EDGE", PASS, FAIL),
        ("SecurityPolicy_TLS13_1_3_PQ_2031_01", PASS, PASS),
        ("SecurityPolicy_TLS13_1_1_2031_01", FAIL, FAIL),
        ("SecurityPolicy_TLS13_2031_01", UNDECIDED, UNDECIDED),
        ("SecurityPolicy_Best", UNDECIDED, UNDECIDED),
        ("tls", UNDECIDED, UNDECIDED),
        (UNKNOWN, UNDECIDED, UNDECIDED),
        (None, PASS, FAIL),
    ],
)
def test_security_policies(policy_name: Any, at_1_2: str, at_1_3: str) -> None:
    shop = domain(security_policy=policy_name)
    assert ask(201, shop).kind == at_1_2
    assert ask(201, shop, minimum="TLS_1_3").kind == at_1_3


def test_security_policy_of_v2_and_of_domains_elsewhere() -> None:
    assert ask(201, domain(family="v2")).kind == PASS
    assert ask(201, domain(family="v2", security_policy=UNKNOWN)).kind == PASS
    assert ask(201, domain(family="v2"), minimum="TLS_1_3").kind == FAIL
    assert ask(201, domain(external=True)).kind == UNDECIDED
    assert ask(201, domain(), minimum="modern").kind == UNDECIDED


def mapped(target: Domain, leads_to: Api | Unknown | None, **given: Any) -> Mapping:
    values = {"stage": None, "stage_name": "live", "base_path": None} | given
    made = Mapping(origin=origin("m"), domain=target, api=leads_to, **values)
    target.mappings.append(made)
    if isinstance(leads_to, Api):
        leads_to.mappings.append(made)
    return made


@pytest.mark.parametrize(
    ("mutual", "apis", "kind"),
    [
        (None, [None], NOT_APPLICABLE),
        (MutualTls(), [None], NOT_APPLICABLE),
        (MutualTls(UNKNOWN), [None], FAIL),
        (MutualTls("s3://a/b"), [True], PASS),
        (MutualTls("s3://a/b"), [True, False, UNKNOWN, "elsewhere"], FAIL),
        (MutualTls("s3://a/b"), [True, UNKNOWN], UNDECIDED),
        (MutualTls("s3://a/b"), [True, "elsewhere"], UNDECIDED),
        (MutualTls("s3://a/b"), [], NOT_APPLICABLE),
        (UNKNOWN, [True], PASS),
        (UNKNOWN, [False], UNDECIDED),
    ],
)
def test_mutual_tls(mutual: Any, apis: list[Any], kind: str) -> None:
    shop = domain(mutual_tls=mutual)
    for disabled in apis:
        mapped(
            shop, UNKNOWN if disabled == "elsewhere" else api(disable_execute_api_endpoint=disabled)
        ) if not isinstance(disabled, Unknown) else mapped(shop, api(disable_execute_api_endpoint=disabled))
    assert ask(203, shop).kind == kind


def test_mutual_tls_with_mappings_that_are_not_read() -> None:
    shop = domain(mutual_tls=MutualTls("s3://a/b"), mappings_unread=UNKNOWN)
    assert ask(203, shop).kind == UNDECIDED
    mapped(shop, None)
    assert ask(203, shop).kind == UNDECIDED


@pytest.mark.parametrize(
    ("given", "kind", "severity"),
    [
        ({"uri": "http://orders"}, FAIL, ""),
        ({"uri": " HTTP://orders"}, FAIL, ""),
        ({"uri": "http://orders", "connection_type": "VPC_LINK"}, FAIL, "low"),
        ({"uri": "http://orders", "connection_type": UNKNOWN}, FAIL, "low"),
        ({"uri": "http://${stageVariables.host}"}, FAIL, ""),
        ({"uri": "https://${stageVariables.host}"}, PASS, ""),
        ({"uri": "${stageVariables.url}/orders"}, UNDECIDED, ""),
        ({"uri": "orders.example.com"}, UNDECIDED, ""),
        ({"uri": UNKNOWN}, UNDECIDED, ""),
        ({"uri": ""}, NOT_APPLICABLE, ""),
        ({"uri": "http://orders", "type": UNKNOWN}, UNDECIDED, ""),
        ({"uri": "https://orders", "type": UNKNOWN}, PASS, ""),
        ({"uri": UNKNOWN, "type": "MOCK"}, NOT_APPLICABLE, ""),
    ],
)
def test_backend_urls(given: dict[str, Any], kind: str, severity: str) -> None:
    verdict = ask(209, integration(api(), **given))
    assert (verdict.kind, verdict.severity) == (kind, severity)


@pytest.mark.parametrize(
    ("type_", "skipped", "kind"),
    [
        ("HTTP", True, FAIL),
        ("HTTP", "true", FAIL),
        ("HTTP", UNKNOWN, UNDECIDED),
        ("HTTP", None, PASS),
        (UNKNOWN, True, UNDECIDED),
        (UNKNOWN, False, PASS),
        ("AWS", True, NOT_APPLICABLE),
    ],
)
def test_verification(type_: Any, skipped: Any, kind: str) -> None:
    assert ask(210, integration(api(), type=type_, insecure_skip_verification=skipped)).kind == kind


# Exposure.


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


# CORS.


@pytest.mark.parametrize(
    ("origins", "credentials", "kind"),
    [
        (("*",), True, FAIL),
        (("https://*",), True, FAIL),
        (("https://shop.example.com", "http://*"), "true", FAIL),
        ((UNKNOWN, "*"), True, FAIL),
        ((UNKNOWN,), True, UNDECIDED),
        (UNKNOWN, True, UNDECIDED),
        (("*",), UNKNOWN, UNDECIDED),
        (("https://*.example.com",), True, PASS),
        (("*",), None, PASS),
        (UNKNOWN, False, PASS),
        (None, True, PASS),
        ((), True, PASS),
    ],
)
def test_cors_configuration(origins: Any, credentials: Any, kind: str) -> None:
    cors = Cors(origin=origin("c"), allow_origins=origins, allow_credentials=credentials)
    assert ask(610, api(HTTP, cors=cors)).kind == kind


def test_cors_that_is_not_known() -> None:
    assert ask(610, api(HTTP, cors=UNKNOWN)).kind == UNDECIDED
    assert ask(610, api(HTTP)).kind == NOT_APPLICABLE
    assert ask(610, api(REST, has_body=True, unread=UNKNOWN)).kind == UNDECIDED


@pytest.mark.parametrize(
    ("parameters", "templates", "kind"),
    [
        ({"ORIGIN": "'*'", "CREDENTIALS": "'true'"}, None, FAIL),
        ({"ORIGIN": "*", "CREDENTIALS": "true"}, None, FAIL),
        ({"ORIGIN": "method.request.header.Origin", "CREDENTIALS": "'TRUE'"}, None, FAIL),
        ({"ORIGIN": "'*'", "CREDENTIALS": "'false'"}, None, PASS),
        ({"ORIGIN": "'*'"}, None, PASS),
        ({"CREDENTIALS": "'true'"}, None, NOT_APPLICABLE),
        ({"ORIGIN": UNKNOWN, "CREDENTIALS": "'true'"}, None, UNDECIDED),
        ({"ORIGIN": "'*'", "CREDENTIALS": UNKNOWN}, None, UNDECIDED),
        ({"ORIGIN": "'https://a'", "CREDENTIALS": UNKNOWN}, None, PASS),
        ({"ORIGIN": "integration.response.header.origin", "CREDENTIALS": "'true'"}, None, UNDECIDED),
        ({"ORIGIN": "stageVariables.origin", "CREDENTIALS": "'true'"}, None, UNDECIDED),
        ({"ORIGIN": "'*'", "CREDENTIALS": "integration.response.header.x"}, None, UNDECIDED),
        (UNKNOWN, None, UNDECIDED),
        (None, UNKNOWN, UNDECIDED),
        ({"CREDENTIALS": "'true'"}, {"a/b": "#set($OVERRIDE = $input.params('origin'))"}, FAIL),
        ({"ORIGIN": "'https://a'"}, {"a/b": "{}"}, PASS),
        (5, "x", NOT_APPLICABLE),
    ],
)
@pytest.mark.parametrize("place", ["method.response.header.", "gatewayresponse.header.", "overwrite:header."])
@pytest.mark.parametrize("lower", [False, True])
def test_cors_of_responses(parameters: Any, templates: Any, kind: str, place: str, lower: bool) -> None:
    names = {"ORIGIN": "Access-Control-Allow-Origin", "CREDENTIALS": "Access-Control-Allow-Credentials"}
    if isinstance(parameters, dict):
        given = {place + names[name]: value for name, value in parameters.items()}
        parameters = {name.lower() if lower else name: value for name, value in given.items()}
    if isinstance(templates, dict):
        header = "context.responseOverride.header.Access-Control-Allow-Origin"
        templates = {name: text.replace("OVERRIDE", header) for name, text in templates.items()}
    response = Response(origin=origin("r"), status_code="200", parameters=parameters, templates=templates)
    shop, errors = api(), api(gateway_responses=[response])
    integration(shop, type="MOCK").responses.append(response)
    assert ask(610, shop).kind == kind
    assert ask(610, errors).kind == kind


OVERRIDE = "$context.responseOverride.header.Access-Control-Allow-Origin"


@pytest.mark.parametrize(
    ("template", "kind"),
    [
        ('#set(OVERRIDE = "*")', ANY),
        ("#set(OVERRIDE = 'https://a.example.com')", NAMED),
        ('#set(OVERRIDE = $input.params("origin"))', REFLECTED),
        ('{"statusCode": 200}#set(OVERRIDE=$input.params().header.get("Origin"))', REFLECTED),
        ('#set($o = $input.params("origin"))\n#set(OVERRIDE = $o)', REFLECTED),
        ('#set($o = $input.params("origin"))\n#if($o != "")#set(OVERRIDE = "$o")#end', REFLECTED),
        ('#set($o = $input.params("origin"))#if($o.matches(".*"))#set(OVERRIDE = $o)#end', REFLECTED),
        ('#set($o = $input.params("origin"))#if($o == "https://a")#set(OVERRIDE = $o)#end', NAMED),
        ('#set($o = $input.params("origin"))#if($o.matches("^https://a$"))#set(OVERRIDE = $o)#end', NAMED),
        ("#set($o = $input.params('origin'))#if(['https://a'].contains($o))#set(OVERRIDE = $o)#end", NAMED),
        ("#set($o = $input.params('origin'))#if($o == 'https://a')#else#set(OVERRIDE = $o)#end", REFLECTED),
        (
            "#set($o = $input.params('origin'))#if(!$k.contains($o))#set($o = 'https://a')#end#set(OVERRIDE = $o)",
            NAMED,
        ),
        (
            "#foreach($k in ['https://a'])#if($k == $input.params('origin'))#set($m = $k)#end#end#set(OVERRIDE = $m)",
            NAMED,
        ),
        (
            "#foreach($k in $list)#if($k == $input.params('origin'))#set($m = $k)#end#end#set(OVERRIDE = $m)",
            NAMED,
        ),
        ("#if($context.stage == 'dev')#set(OVERRIDE = $input.params('origin'))#end", REFLECTED),
        ("#set(OVERRIDE = $context.authorizer.allowed)", None),
        ("#set(OVERRIDE = $o", None),
        ("#if", ""),
        ("#set(", ""),
        ("#end #else #elseif() #foreach() #set($) #set()", ""),
    ],
)
def test_origins_in_templates(template: str, kind: str | None) -> None:
    found = [kind for _, _, kind in header_overrides(template.replace("OVERRIDE", OVERRIDE))]
    if kind == "":
        assert found == []
    elif kind is None:
        assert [isinstance(each, Unknown) for each in found] == [True]
    else:
        assert found == [kind]


# Whatever the model holds.

ODD: tuple[Any, ...] = (
    None,
    "",
    "x",
    0,
    5,
    -1.5,
    True,
    False,
    (),
    ("x",),
    {},
    {"a": "b"},
    [],
    ("",),
    (None,),
    (5,),
    UNKNOWN,
    (UNKNOWN,),
)


def own_cases() -> list[Path]:
    slugs = {rule.slug for rule in RULES.values()}
    return sorted(path for path in HERE.glob("*/*/plan.json") if path.parent.parent.name in slugs)


@cache
def estate_of(plan: Path) -> Estate:
    from apigw_check._pipeline import read
    from apigw_check.frontends.openapi import parse_body
    from apigw_check.link import link

    return link(read(str(plan), None)[0].after, parse_body, None)


@cache
def loose_fields(kind: type) -> tuple[str, ...]:
    """The fields of a model class that may be unknown."""
    hints = get_type_hints(kind, NAMESPACE)
    names: tuple[str, ...] = kind.__struct_fields__  # type: ignore[attr-defined]
    return tuple(name for name in names if "Unknown" in str(hints[name]) and not name.endswith("unread"))


def around(subject: Any) -> Iterator[Struct]:
    """The subject and the objects that a rule may look at from there."""
    owner = subject if isinstance(subject, Api) else getattr(subject, "api", None)
    seen: list[Any] = [subject, owner, getattr(subject, "authorizer", None), getattr(subject, "integration", None)]
    seen += [*getattr(subject, "mappings", ()), *(mapping.api for mapping in getattr(subject, "mappings", ()))]
    seen += [getattr(owner, "cors", None), *getattr(owner, "gateway_responses", ()), *getattr(owner, "routes", ())]
    for each in getattr(owner, "integrations", ()):
        seen += [each, *each.responses]
    unique = {id(each): each for each in seen if isinstance(each, Struct)}
    yield from unique.values()


def variants(rule: Rule, values: tuple[object, ...]) -> Iterator[tuple[str, str, str]]:
    """(what was replaced, verdict before, verdict after) for each field that a rule may look at in all the cases."""
    for plan in own_cases():
        if plan.parent.parent.name != rule.slug:
            continue
        for subject in estate_of(plan).subjects(rule.subject):
            before = ask(int(rule.id[6:]), subject).kind
            for holder in around(subject):
                for name in loose_fields(type(holder)):
                    kept = getattr(holder, name)
                    for value in values:
                        force_setattr(holder, name, value)
                        try:
                            after = ask(int(rule.id[6:]), subject).kind
                        finally:
                            force_setattr(holder, name, kept)
                        label = f"{plan.parent.name}: {subject.name}: {type(holder).__name__}.{name} = {value!r}"
                        yield label, before, after


@pytest.mark.parametrize("id_", sorted(RULES))
def test_unknown_values_never_turn_anything_into_a_failure(id_: str) -> None:
    wrong = [label for label, before, after in variants(RULES[id_], (UNKNOWN,)) if before != FAIL and after == FAIL]
    assert not wrong


#: Links: what stands there is an object of the model, never a plain value.
_LINKS = ("api", "integration", "authorizer", "domain", "stage", "cors", "mutual_tls", "policy")


@pytest.mark.parametrize("id_", sorted(RULES))
def test_odd_values_never_raise(id_: str) -> None:
    for plan in own_cases():
        if plan.parent.parent.name != RULES[id_].slug:
            continue
        for subject in estate_of(plan).subjects(RULES[id_].subject):
            for holder in around(subject):
                for name in loose_fields(type(holder)):
                    kept = getattr(holder, name)
                    for value in (None, UNKNOWN) if name in _LINKS else ODD:
                        force_setattr(holder, name, value)
                        try:
                            ask(int(id_[6:]), subject)
                        finally:
                            force_setattr(holder, name, kept)


def test_every_case_lists_its_results() -> None:
    for plan in own_cases():
        assert json.loads((plan.parent / "expected.json").read_text())["results"], plan


@pytest.mark.parametrize("id_", sorted(RULES))
def test_pages_have_the_fixed_headings(id_: str) -> None:
    page = docstring(RULES[id_])
    headings = [line for line in page.splitlines() if line.startswith("## ")]
    expected = ["## What it requires", "## Why", "## When it is fine", "## How to fix"]
    expected += ["## Parameters"] if RULES[id_].params else []
    assert headings == [*expected, "## References"]
    assert page.splitlines()[0] == f"{RULES[id_].title}."
    assert page.count("```terraform\n") == 1
    assert all(f"`{param.name}`" in page for param in RULES[id_].params)
