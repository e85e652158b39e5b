"""The rules about callers and authorizers on small plans: parameters, what is shown of several findings, odd inputs."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "link"))

from tiny_plan import document, ref, resource

from apigw_check.catalogue import builtin as load
from apigw_check.engine import Judgement, Selected, judge
from apigw_check.frontends.openapi import parse_body
from apigw_check.frontends.plan import read_plan
from apigw_check.link import link
from apigw_check.model.iam import parse_policy
from apigw_check.model.route_access import opens_route
from apigw_check.rules.base import FAIL, Params

LATER = ref("terraform_data.later.output")


def ask(*resources: Any, only: tuple[str, ...], **params: Any) -> Judgement:
    """What these rules say of the wanted state, with parameters that replace the defaults of those that have them."""
    found = read_plan(json.dumps(document(*resources)).encode(), "plan.json")
    rules = [rule for rule in load() if rule.id in only]
    chosen = []
    for rule in rules:
        own = rule.defaults()
        chosen.append(Selected(rule, rule.severity, Params(own | {k: v for k, v in params.items() if k in own})))
    judgement = judge(link(found.after, parse_body, found.before), None, chosen, keep_all=True)
    assert not judgement.crashes
    return judgement


def verdicts(judgement: Judgement) -> list[tuple[str, str]]:
    return [(each.subject.name, each.verdict) for each in judgement.decisions]


def body(paths: Any, schemes: Any, kind: str = "aws_api_gateway_rest_api.shop", **given: Any) -> Any:
    text = {"openapi": "3.0.1", "info": {}, "paths": paths, "components": {"securitySchemes": schemes}}
    return resource(kind, name="shop", body=json.dumps(text), **given)


OAUTH = {"oauth": {"type": "oauth2"}}
PROXY = {"type": "HTTP_PROXY", "httpMethod": "ANY", "uri": "https://b.example.com"}


def test_public_routes_need_no_scheme() -> None:
    shop = body({"/a": {"get": {"security": [{"oauth": []}]}}}, OAUTH)
    assert verdicts(ask(shop, only=("APIGW-104",))) == [("GET /a", "fail")]
    assert verdicts(ask(shop, only=("APIGW-104",), public_routes=["GET /a"])) == [("GET /a", "not_applicable")]


def test_one_open_operation_is_one_finding() -> None:
    operation = {"security": [{"oauth": []}], "x-amazon-apigateway-integration": PROXY}
    paths = {"/a": {"get": operation, "options": operation}, "/{proxy+}": {"x-amazon-apigateway-any-method": operation}}
    found = ask(body(paths, OAUTH), only=("APIGW-101", "APIGW-104", "APIGW-106", "APIGW-122")).findings
    assert [(each.subject.name, each.rule.id) for each in found if each.verdict == FAIL] == [
        ("ANY /{proxy+}", "APIGW-106"),
        ("GET /a", "APIGW-104"),
        ("OPTIONS /a", "APIGW-104"),
    ]


@pytest.mark.parametrize("schemes", [[], {"oauth": []}, {"oauth": "x"}, "x", {"oauth": {"$ref": "#/nowhere"}}])
def test_schemes_that_are_none_enforce_nothing(schemes: Any) -> None:
    shop = body({"/a": {"get": {"security": [{"oauth": []}, {"oauth": []}]}}}, schemes)
    assert verdicts(ask(shop, only=("APIGW-104",))) == [("GET /a", "fail")]


@pytest.mark.parametrize(("root", "expected"), [([{"oauth": []}], "fail"), ([], "not_applicable")])
def test_a_root_scheme_of_an_http_api_that_enforces_nothing(root: Any, expected: str) -> None:
    text = {
        "openapi": "3.0.1",
        "info": {},
        "security": root,
        "paths": {"/a": {"get": {}}},
        "components": {"securitySchemes": OAUTH},
    }
    shop = resource("aws_apigatewayv2_api.shop", name="shop", protocol_type="HTTP", body=json.dumps(text))
    assert verdicts(ask(shop, only=("APIGW-104",))) == [("GET /a", expected)]


def http(*routes: tuple[str, str], protocol: str = "HTTP") -> list[Any]:
    """An API with one function behind routes of these keys and authorization types."""
    api = resource("aws_apigatewayv2_api.shop", name="shop", protocol_type=protocol, id=ref())
    of = ref("aws_apigatewayv2_api.shop.id")
    uri = "arn:aws:lambda:eu-central-1:123456789012:function:orders:live"
    made = [
        api,
        resource("aws_apigatewayv2_integration.i", api_id=of, integration_type="AWS_PROXY", integration_uri=uri),
    ]
    target = ref("aws_apigatewayv2_integration.i.id")
    for index, (key, kind) in enumerate(routes):
        given = {"api_id": of, "route_key": key, "authorization_type": kind, "target": target}
        made.append(resource(f"aws_apigatewayv2_route.r{index}", **given))
    return made


@pytest.mark.parametrize(
    ("routes", "public", "expected"),
    [
        ([("GET /a", "NONE"), ("GET /b", "AWS_IAM")], [], "fail"),
        ([("GET /a", "NONE"), ("GET /b", "AWS_IAM")], ["GET /a"], "pass"),
        ([("OPTIONS /a", "NONE"), ("GET /b", "AWS_IAM")], [], "pass"),
        ([("GET /a", "NONE"), ("GET /b", "NONE")], [], "pass"),
    ],
)
def test_an_open_way_beside_a_protected_one(routes: Any, public: list[str], expected: str) -> None:
    found = ask(*http(*routes), only=("APIGW-108",), public_routes=public)
    assert [each.verdict for each in found.decisions] == [expected]


@pytest.mark.parametrize(
    ("disabled", "truststores", "severity", "who"),
    [
        (True, ["s3://a/b.pem"], "medium", "anyone with a client certificate can call"),
        (True, ["s3://a/b.pem", "s3://a/b.pem"], "medium", "anyone with a client certificate can call"),
        (True, ["s3://a/b.pem", None], "high", "anyone can call"),
        (False, ["s3://a/b.pem"], "high", "anyone can call"),
        (ref("terraform_data.later.output"), ["s3://a/b.pem"], "high", "anyone can call"),
        (True, [], "high", "anyone can call"),
    ],
)
def test_a_client_certificate_restricts_where_every_way_in_asks_for_it(
    disabled: Any, truststores: list[Any], severity: str, who: str
) -> None:
    made = http(("GET /a", "NONE"))
    api = resource(
        "aws_apigatewayv2_api.shop", name="shop", protocol_type="HTTP", disable_execute_api_endpoint=disabled
    )
    stage = resource("aws_apigatewayv2_stage.live", api_id=ref("aws_apigatewayv2_api.shop.id"), name="live")
    for index, uri in enumerate(truststores):
        asked: Any = [] if uri is None else [{"truststore_uri": uri}]
        domain = f"aws_apigatewayv2_domain_name.d{index}"
        made.append(resource(domain, domain_name=f"{index}.example.com", mutual_tls_authentication=asked))
        of = {"api_id": ref("aws_apigatewayv2_api.shop.id"), "stage": ref("aws_apigatewayv2_stage.live.id")}
        made.append(resource(f"aws_apigatewayv2_api_mapping.m{index}", domain_name=ref(f"{domain}.id"), **of))
    found = ask(api, stage, *made[1:], only=("APIGW-101",)).findings
    assert [(each.severity, each.message.startswith(who)) for each in found if each.verdict == FAIL] == [
        (severity, True)
    ]


@pytest.mark.parametrize(("connect", "public", "expected"), [("NONE", [], "fail"), ("NONE", ["$connect"], "pass")])
def test_messages_are_as_open_as_connect(connect: str, public: list[str], expected: str) -> None:
    rest = resource("aws_api_gateway_rest_api.rest", name="rest", id=ref())
    of = {"rest_api_id": ref("aws_api_gateway_rest_api.rest.id"), "http_method": "GET"}
    of["resource_id"] = ref("aws_api_gateway_rest_api.rest.root_resource_id")
    function = "arn:aws:lambda:eu-central-1:123456789012:function:orders"
    uri = f"arn:aws:apigateway:eu-central-1:lambda:path/2015-03-31/functions/{function}/invocations"
    signed = resource("aws_api_gateway_method.get", authorization="AWS_IAM", **of)
    called = resource("aws_api_gateway_integration.get", type="AWS_PROXY", uri=uri, **of)
    chat = http(("$connect", connect), ("send", "NONE"), protocol="WEBSOCKET")
    found = ask(rest, signed, called, *chat, only=("APIGW-108",), public_routes=public)
    assert ("integration of GET /", "pass") in verdicts(found)
    assert [each.verdict for each in found.decisions if each.subject.origin.type.startswith("aws_apigatewayv2")] == [
        expected
    ]


@pytest.mark.parametrize(("ttl", "longest", "expected"), [(None, 60, "fail"), (60, 60, "pass"), (-1, 60, "fail")])
def test_the_longest_cache_time(ttl: int | None, longest: int, expected: str) -> None:
    api = resource("aws_api_gateway_rest_api.shop", name="shop", id=ref())
    given = {"rest_api_id": ref("aws_api_gateway_rest_api.shop.id"), "name": "a", "type": "TOKEN"}
    if ttl is not None:
        given["authorizer_result_ttl_in_seconds"] = ttl
    found = ask(api, resource("aws_api_gateway_authorizer.a", **given), only=("APIGW-116",), max_ttl=longest)
    assert [each.verdict for each in found.decisions] == [expected]


def test_every_fault_of_every_app_client_is_named() -> None:
    plan = Path(__file__).parent / "cognito-client-weak-flows/bad-both/plan.json"
    found = read_plan(plan.read_bytes(), "plan.json")
    chosen = [Selected(rule, rule.severity, Params(rule.defaults())) for rule in load() if rule.id == "APIGW-125"]
    results = judge(link(found.after, parse_body, None), None, chosen).findings
    several = next(each for each in results if each.subject.name == "authorizer several")
    assert several.message == (
        "authorizer several takes tokens of app client desktop, which takes plain passwords and tells which users exist"
        " and cannot revoke them; and of app client forever, which cannot revoke them"
    )
    desktop, forever = (f"aws_cognito_user_pool_client.{name}" for name in ("desktop", "forever"))
    assert [(spot.origin.address, spot.field) for spot in several.spots] == [
        (desktop, "flows"),
        (desktop, "prevents_existence_errors"),
        (desktop, "revokes_tokens"),
        (forever, "revokes_tokens"),
    ]
    assert len(several.extent) == 4


ALLOW = {"Effect": "Allow", "Principal": "*", "Action": "execute-api:Invoke"}


@pytest.mark.parametrize(
    ("pattern", "method", "path", "expected"),
    [
        ("execute-api:/*", "GET", "/orders", True),
        ("execute-api:/*/GET/public", "GET", "/orders", False),
        ("execute-api:/*/GET/public", "GET", "/public", True),
        ("execute-api:/prod/*/orders", "ANY", "/orders", True),
        ("execute-api:/prod/GET/orders", "ANY", "/orders", True),
        ("execute-api:/*/GET/*", "POST", "/orders", False),
        ("arn:aws:execute-api:eu-central-1:123456789012:abc/*/GET/orders/*", "GET", "/orders/{id}", True),
        ("execute-api:/*/GET/", "GET", "/", True),
        ("execute-api:/*/GET/public/*", "ANY", "/{proxy+}", True),
        ("execute-api:/*/GET/orders/12", "GET", "/orders/{id}", True),
        ("execute-api:/*/GET/orders/*/items", "GET", "/orders/{id}", False),
        ("execute-api:/*/GET/orders/*/items", "GET", "/orders/{id+}", True),
    ],
)
def test_which_routes_a_statement_opens(pattern: str, method: str, path: str, expected: bool) -> None:
    policy: Any = parse_policy({"Statement": [{**ALLOW, "Resource": pattern}]})
    assert (opens_route(policy, method, path) is not None) is expected


def test_a_deny_closes_what_it_covers() -> None:
    outside = {"NotIpAddress": {"aws:SourceIp": "10.0.0.0/8"}}
    deny = {**ALLOW, "Effect": "Deny", "Resource": "execute-api:/*/*/admin", "Condition": outside}
    policy: Any = parse_policy({"Statement": [{**ALLOW, "Resource": "execute-api:/*"}, deny]})
    assert opens_route(policy, "GET", "/admin") is None
    assert opens_route(policy, "GET", "/orders") is not None


@pytest.mark.parametrize(
    ("allowed", "denied", "method", "path", "stages", "expected"),
    [
        ("*", "*/*/admin/*", "GET", "/admin/{id}", (), False),
        ("*", "*/*/admin/*", "ANY", "/{proxy+}", (), True),
        ("*", "*/GET/orders", "ANY", "/orders", (), True),
        ("*", "*/GET/orders", "GET", "/orders", (), False),
        ("*", "dev/*", "GET", "/orders", (), True),
        ("*", "dev/*", "GET", "/orders", ("dev",), False),
        ("*", "dev/*", "GET", "/orders", ("dev", "prod"), True),
        ("prod/*", "prod/*/orders", "GET", "/orders", (), False),
        ("prod/*", "prod/*/orders", "GET", "/orders", ("dev",), False),
        ("prod/*", "dev/*", "GET", "/orders", ("dev",), True),
        ("prod*/*", "prod*/*/orders", "GET", "/orders", (), False),
    ],
)
def test_stage_method_and_path_that_a_deny_leaves_open(
    allowed: str, denied: str, method: str, path: str, stages: tuple[str, ...], expected: bool
) -> None:
    outside = {"NotIpAddress": {"aws:SourceIp": "10.0.0.0/8"}}
    deny = {**ALLOW, "Effect": "Deny", "Resource": f"execute-api:/{denied}", "Condition": outside}
    policy: Any = parse_policy({"Statement": [{**ALLOW, "Resource": f"execute-api:/{allowed}"}, deny]})
    assert (opens_route(policy, method, path, stages) is not None) is expected


@pytest.mark.parametrize(
    ("spared", "path", "expected"),
    [
        ("*/GET/health", "/orders", False),
        ("*/GET/health", "/health", True),
        ("*/*/orders/*/items", "/orders/{id}", False),
        ("*/*/orders/*/items", "/orders/{id}/items", True),
        ("*/*/orders/*/items", "/{proxy+}", True),
        ("dev/*", "/health", True),
    ],
)
def test_a_deny_of_all_but_a_few_requests(spared: str, path: str, expected: bool) -> None:
    outside = {"NotIpAddress": {"aws:SourceIp": "10.0.0.0/8"}}
    deny = {"Effect": "Deny", "Principal": "*", "Action": "execute-api:Invoke", "Condition": outside}
    deny["NotResource"] = f"execute-api:/{spared}"
    policy: Any = parse_policy({"Statement": [{**ALLOW, "Resource": "execute-api:/*"}, deny]})
    assert (opens_route(policy, "GET", path, ("dev", "prod")) is not None) is expected
