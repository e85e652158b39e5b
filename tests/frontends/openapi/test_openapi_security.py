"""What the gateway makes of schemes, requirements and `x-amazon-apigateway-auth`."""

from __future__ import annotations

import json
from typing import Any

import pytest

from apigw_check.frontends.openapi import parse_body
from apigw_check.model.body import Body, BodyRoute
from apigw_check.model.value import Unknown


def _scheme(**changes: Any) -> dict[str, Any]:
    return {"type": "apiKey", "name": "Authorization", "in": "header", **changes}


def _authorizer(kind: object, **changes: Any) -> dict[str, Any]:
    return _scheme(**{"x-amazon-apigateway-authorizer": {"type": kind, "authorizerUri": "arn:x", **changes}})


SCHEMES: dict[str, Any] = {
    "token": _authorizer("token"),
    "request": _authorizer("request", identitySource="method.request.header.A"),
    "cognito": _authorizer("cognito_user_pools", providerARNs=["arn:pool"]),
    "jwt": _authorizer("JWT"),
    "strange": _authorizer("sorcery"),
    "untyped": _authorizer(None),
    "iam": _scheme(**{"x-amazon-apigateway-authtype": "awsSigv4"}),
    "sigv4": _scheme(),
    "key": _scheme(name="x-api-key"),
    "key in query": _scheme(**{"name": "x-api-key", "in": "query"}),
    "other key": _scheme(name="x-token"),
    "described": _scheme(**{"x-amazon-apigateway-authtype": "oauth2"}),
    "bearer": {"type": "http", "scheme": "bearer"},
    "oauth": {"type": "oauth2", "flows": {}},
}


def read(operation: dict[str, Any], protocol: str = "REST", **root: Any) -> tuple[BodyRoute, Body]:
    document = {
        "openapi": "3.0.1",
        "info": {"title": "t"},
        "paths": {"/": {"get": operation}},
        "components": {"securitySchemes": SCHEMES},
        **root,
    }
    body = parse_body(json.dumps(document), protocol)
    assert isinstance(body, Body)
    (route,) = body.routes
    return route, body


def requires(*requirements: dict[str, list[str]] | str) -> dict[str, Any]:
    return {"security": [{each: []} if isinstance(each, str) else each for each in requirements]}


@pytest.mark.parametrize(
    ("operation", "authorization", "authorizer", "api_key"),
    [
        ({}, "NONE", None, False),
        ({"security": []}, "NONE", None, False),
        ({"security": [{}]}, "NONE", None, False),
        ({"security": None}, "NONE", None, False),
        (requires("token"), "CUSTOM", "token", False),
        (requires("request"), "CUSTOM", "request", False),
        (requires("cognito"), "COGNITO_USER_POOLS", "cognito", False),
        (requires("iam"), "AWS_IAM", None, False),
        (requires("key"), "NONE", None, True),
        (requires("key in query"), "NONE", None, False),
        (requires("other key"), "NONE", None, False),
        (requires("described"), "NONE", None, False),
        (requires("bearer"), "NONE", None, False),
        (requires("oauth"), "NONE", None, False),
        (requires("missing"), "NONE", None, False),
        (requires("bearer", "token"), "CUSTOM", "token", False),
        (requires("token", "cognito"), "CUSTOM", "token", False),
        (requires({"cognito": [], "token": []}), "COGNITO_USER_POOLS", "cognito", False),
        (requires({"token": [], "key": []}), "CUSTOM", "token", True),
        (requires("key", "token"), "CUSTOM", "token", True),
        (requires("key", "iam"), "AWS_IAM", None, True),
        ({"security": [{}, {"token": []}]}, "CUSTOM", "token", False),
        ({"x-amazon-apigateway-auth": {"type": "AWS_IAM"}}, "AWS_IAM", None, False),
        ({"x-amazon-apigateway-auth": {"type": "aws_iam"}}, "AWS_IAM", None, False),
        ({"x-amazon-apigateway-auth": {"type": "NONE"}}, "NONE", None, False),
        ({"x-amazon-apigateway-auth": {"type": "NONE"}, **requires("key")}, "NONE", None, True),
        ({"x-amazon-apigateway-auth": {"type": "AWS_IAM"}, **requires("key")}, "AWS_IAM", None, True),
        ({"x-amazon-apigateway-auth": {"type": "AWS_IAM"}, **requires("iam")}, "AWS_IAM", None, False),
        ({"x-amazon-apigateway-auth": {"type": "AWS_IAM"}, **requires("sigv4")}, "AWS_IAM", None, False),
        ({"x-amazon-apigateway-auth": {"type": "sorcery"}, **requires("token")}, "CUSTOM", "token", False),
    ],
    ids=str,
)
def test_rest(operation: dict[str, Any], authorization: str, authorizer: str | None, api_key: bool) -> None:
    route, _ = read(operation)
    assert isinstance(route.authorization, str)
    assert (route.authorization, route.authorizer, route.api_key_required) == (authorization, authorizer, api_key)


@pytest.mark.parametrize(
    ("operation", "reason"),
    [
        (requires("strange"), "'SORCERY'"),
        (requires("untyped"), "'untyped'"),
        (requires("sigv4"), "awsSigv4"),
        ({"x-amazon-apigateway-auth": {"type": "NONE"}, **requires("token")}, "says NONE"),
        ({"x-amazon-apigateway-auth": {"type": "NONE"}, **requires("iam")}, "says NONE"),
        ({"x-amazon-apigateway-auth": {"type": "AWS_IAM"}, **requires("token")}, "says AWS_IAM"),
    ],
    ids=str,
)
def test_what_no_page_decides_is_unknown(operation: dict[str, Any], reason: str) -> None:
    route, _ = read(operation)
    assert isinstance(route.authorization, Unknown)
    assert reason in route.authorization.reason


@pytest.mark.parametrize(
    ("operation", "authorization", "authorizer"),
    [
        ({}, "NONE", None),
        (requires("jwt"), "JWT", "jwt"),
        (requires("request"), "CUSTOM", "request"),
        (requires("iam"), "AWS_IAM", None),
        (requires("key"), "NONE", None),
        (requires("bearer"), "NONE", None),
    ],
    ids=str,
)
def test_http(operation: dict[str, Any], authorization: str, authorizer: str | None) -> None:
    route, _ = read(operation, "HTTP")
    assert isinstance(route.authorization, str)
    assert (route.authorization, route.authorizer, route.api_key_required) == (authorization, authorizer, False)


@pytest.mark.parametrize("protocol", ["REST", "HTTP"])
def test_root_security_is_told_from_the_operations_own(protocol: str) -> None:
    root: list[dict[str, list[str]]] = [{"jwt": []}]
    own, body = read(requires("jwt"), protocol, security=root)
    assert (own.root_security, own.security_pointer, own.security) == (False, "/paths/~1/get/security", ("jwt",))
    assert body.has_root_security
    inherited, _ = read({}, protocol, security=root)
    assert (inherited.root_security, inherited.security_pointer, inherited.security) == (True, "/security", ())
    assert inherited.authorizer is None
    cleared, _ = read({"security": []}, protocol, security=root)
    assert isinstance(cleared.authorization, str)
    assert (cleared.root_security, cleared.authorization) == (False, "NONE")


def test_root_security_counts_for_nothing_in_rest_and_is_undecided_in_http() -> None:
    rest, _ = read({}, "REST", security=[{"jwt": []}])
    assert isinstance(rest.authorization, str)
    assert rest.authorization == "NONE"
    http, _ = read({}, "HTTP", security=[{"jwt": []}])
    assert isinstance(http.authorization, Unknown)
    nothing_anyway, _ = read({}, "HTTP", security=[{"bearer": []}])
    assert isinstance(nothing_anyway.authorization, str)
    assert nothing_anyway.authorization == "NONE"
    stated, _ = read({"x-amazon-apigateway-auth": {"type": "AWS_IAM"}}, "HTTP", security=[{"jwt": []}])
    assert isinstance(stated.authorization, str)
    assert stated.authorization == "AWS_IAM"


@pytest.mark.parametrize("root", [[], [{}], None, "x", {"jwt": []}])
def test_empty_or_odd_root_security_is_none(root: Any) -> None:
    route, body = read({}, "REST", security=root)
    assert (body.has_root_security, route.root_security) == (False, False)


def test_schemes_count_only_where_their_version_has_them() -> None:
    text = json.dumps(
        {
            "openapi": "3.0.1",
            "paths": {"/": {"get": requires("token")}},
            "securityDefinitions": {"token": SCHEMES["token"]},
        }
    )
    body = parse_body(text, "REST")
    assert isinstance(body, Body)
    assert body.routes[0].authorization == "NONE"
    assert body.authorizers == ()
    assert "'token' is not defined" in body.problems[0]
    swagger = parse_body(text.replace('"openapi": "3.0.1"', '"swagger": "2.0"'), "REST")
    assert isinstance(swagger, Body)
    assert swagger.routes[0].authorization == "CUSTOM"


@pytest.mark.parametrize(
    ("operation", "protocol", "problem"),
    [
        (requires("missing"), "REST", "'missing' is not defined"),
        (requires("token", "cognito"), "REST", "'cognito' has no effect"),
        (requires("jwt", "request"), "HTTP", "one requirement at most"),
        ({"security": "token"}, "REST", "not a list"),
        ({"security": ["token"]}, "REST", "/paths/~1/get/security/0: it is a string"),
        ({"x-amazon-apigateway-auth": "NONE"}, "REST", "not an object"),
        ({"x-amazon-apigateway-auth": {"type": "sorcery"}}, "REST", "neither NONE nor AWS_IAM"),
    ],
    ids=str,
)
def test_odd_security_is_noted(operation: dict[str, Any], protocol: str, problem: str) -> None:
    _, body = read(operation, protocol)
    assert any(problem in each for each in body.problems)


def test_authorizer_types_that_a_protocol_lacks_are_noted() -> None:
    _, rest = read({})
    assert [each for each in rest.problems if "token" in each or "jwt" in each] == []
    _, http = read({}, "HTTP")
    assert any("'TOKEN' is none that a HTTP API has" in each for each in http.problems)
