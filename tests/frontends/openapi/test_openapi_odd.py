"""Odd input: what is no OpenAPI document is refused in words, odd parts are passed over and noted, nothing raises."""

from __future__ import annotations

import json
import time
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from apigw_check.frontends.openapi import parse_body
from apigw_check.frontends.openapi_text import TextError, read_text
from apigw_check.model.body import Body, BodyError
from apigw_check.model.iam import PolicyError
from apigw_check.model.value import Unknown

HERE = Path(__file__).parent


def body(document: dict[str, Any] | str, protocol: str = "REST") -> Body:
    text = document if isinstance(document, str) else json.dumps({"openapi": "3.0.1", "paths": {}, **document})
    found = parse_body(text, protocol)
    assert isinstance(found, Body)
    return found


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("", ["empty"]),
        (" \n\t", ["empty"]),
        ("# a comment", ["null, not an object"]),
        ("[]", ["a list, not an object"]),
        ('"x"', ["a string, not an object"]),
        ("openapi", ["a string, not an object"]),
        ("{}", ["neither `openapi` nor `swagger`"]),
        ('{"AWSTemplateFormatVersion": "2010-09-09"}', ["neither `openapi` nor `swagger`"]),
        ('{"openapi": "3.0.1"}', ["no `paths`"]),
        ('{"swagger": "1.2", "paths": {}}', ["swagger version is '1.2'"]),
        ('{"swagger": "3.0", "paths": {}}', ["swagger version is '3.0'"]),
        ('{"openapi": "2.0", "paths": {}}', ["openapi version is '2.0'"]),
        ('{"openapi": {}, "paths": {}}', ["openapi version is an object"]),
        ('{"openapi": "3.0.1", "paths": {}', ["not JSON", "too early"]),
        ('{\n  "openapi": "3.0.1",\n  "paths": {,}\n}', ["not JSON", "line 3, column 13"]),
        ("openapi: 3.0.1\npaths:\n\t/: x", ["neither JSON nor YAML", "line 3"]),
        ("openapi: 3.0.1\npaths: {}\n---\na: b", ["second document", "line 3"]),
        ("openapi: 3.0.1\npaths: *nowhere", ["'nowhere'", "line 2, column 8"]),
        ("openapi: 3.0.1\n? [a]\n: b", ["a key that is a collection", "line 2"]),
        ("openapi: 3.0.1\n<<: 3", ["merge key", "line 2"]),
        ("openapi: 3.0.1\nx: \x07", ["does not allow", "line 2, column 4"]),
        ("a: \ud800", ["lone surrogate", "line 1, column 4"]),
        ('${templatefile("openapi.yaml", {})}', ["a template that was not rendered"]),
        ("%{ for x in y }\nopenapi: 3.0.1\n%{ endfor }", ["a template that was not rendered"]),
        ('{"openapi": "3.0.1", "paths": ${jsonencode(paths)}}', ["not JSON", "a template that was not rendered"]),
        ("openapi: 3.0.1\npaths: {{ paths }}", ["a template that was not rendered"]),
        ("[" * 100_000, ["not JSON"]),
        ("- " * 100_000, ["more than 500 levels"]),
        ("&a [*a]", ["'a', which is not complete"]),
    ],
)
def test_what_is_no_document(text: str, parts: list[str]) -> None:
    found = parse_body(text, "REST")
    assert isinstance(found, BodyError)
    for part in parts:
        assert part in found.message
    assert found.message.isprintable()


def test_an_unrendered_value_in_a_good_document_is_a_text() -> None:
    found = body("openapi: 3.0.1\npaths:\n  /:\n    get:\n      operationId: ${name}\n")
    assert found.routes[0].operation_name == "${name}"


@pytest.mark.parametrize(
    ("document", "problem"),
    [
        ({"paths": []}, "/paths: it is a list"),
        ({"paths": {"/a": []}}, "/paths/~1a: it is a list, not an object of operations"),
        ({"paths": {"/a": {"get": 3}}}, "/paths/~1a/get: it is a number, not an operation"),
        ({"paths": {"/a": {"trace": {}}}}, "/paths/~1a: API Gateway has no method TRACE"),
        ({"paths": {"/a": {"fetch": {}}}}, "/paths/~1a: 'fetch' is no method"),
        ({"paths": {"/a": {"get": {"parameters": {}}}}}, "/paths/~1a/get/parameters: it is an object, not a list"),
        ({"paths": {"/a": {"get": {"parameters": [3]}}}}, "/paths/~1a/get/parameters/0: it is a number"),
        ({"paths": {"/a": {"get": {"operationId": {}}}}}, "/paths/~1a/get/operationId: it is an object"),
        ({"paths": {"/a": {"get": {"x-amazon-apigateway-integration": "x"}}}}, "it is a string, not an integration"),
        ({"paths": {"/a": {"get": {"x-amazon-apigateway-integration": {}}}}}, "it has no type"),
        (
            {
                "paths": {
                    "/a": {"get": {"x-amazon-apigateway-integration": {"type": "mock", "timeoutInMillis": "soon"}}}
                }
            },
            "timeoutInMillis: it is a string, not a whole number",
        ),
        (
            {"paths": {"/a": {"get": {"x-amazon-apigateway-integration": {"type": "mock", "tlsConfig": True}}}}},
            "tlsConfig: it is a boolean, not an object",
        ),
        (
            {
                "paths": {
                    "/a": {"get": {"x-amazon-apigateway-integration": {"type": "mock", "requestParameters": {"a": []}}}}
                }
            },
            "requestParameters/a: it is a list, not a string",
        ),
        ({"paths": {"/a": {"get": {"x-amazon-apigateway-request-validator": "v"}}}}, "'v' is not defined"),
        ({"info": "x"}, "/info: it is a string"),
        ({"components": {"securitySchemes": {"a": 3}}}, "/components/securitySchemes/a: it is a number"),
        ({"x-amazon-apigateway-minimum-compression-size": True}, "it is a boolean, not a whole number"),
        ({"x-amazon-apigateway-binary-media-types": {}}, "it is an object, not a list"),
        ({"x-amazon-apigateway-binary-media-types": ["a/b", 3]}, "binary-media-types/1: it is a number"),
        ({"x-amazon-apigateway-gateway-responses": {"DEFAULT_4XX": []}}, "DEFAULT_4XX: it is a list"),
        ({"x-amazon-apigateway-endpoint-configuration": {}}, "has no effect here"),
        ({"servers": {}}, "/servers: it is an object, not a list"),
        ({"x-amazon-apigateway-cors": {}}, "no effect on a REST API"),
    ],
    ids=str,
)
def test_odd_parts_are_passed_over_and_noted(document: dict[str, Any], problem: str) -> None:
    found = body(document)
    assert len(found.problems) == 1
    assert problem in found.problems[0]


@pytest.mark.parametrize(
    ("document", "problem"),
    [
        ({"x-amazon-apigateway-policy": {"Statement": []}}, "no resource policy"),
        ({"x-amazon-apigateway-gateway-responses": {"DEFAULT_4XX": {}}}, "no gateway responses"),
        ({"x-amazon-apigateway-cors": {"maxAge": "long"}}, "maxAge: it is a string"),
        ({"x-amazon-apigateway-cors": {"allowCredentials": "perhaps"}}, "allowCredentials: it is a string"),
    ],
    ids=str,
)
def test_odd_parts_of_http_apis(document: dict[str, Any], problem: str) -> None:
    found = body(document, "HTTP")
    assert problem in found.problems[0]
    assert found.policy is None
    assert found.gateway_responses == ()


def test_swagger_for_an_http_api_is_noted() -> None:
    found = parse_body('{"swagger": "2.0", "paths": {}}', "HTTP")
    assert isinstance(found, Body)
    assert "OpenAPI 3.0 only" in found.problems[0]


def test_neighbours_of_odd_parts_are_kept() -> None:
    found = body(
        {"paths": {"/a": [], "/b": {"get": 3, "post": {}, "PUT": {}}, "x-c": {"get": {}}, "/d": {"get": None}}}
    )
    assert [(each.method, each.path) for each in found.routes] == [("POST", "/b"), ("PUT", "/b"), ("GET", "/d")]


def test_policies_in_every_form() -> None:
    statement = {"Effect": "Allow", "Principal": "*", "Action": "*", "Resource": "*"}
    as_text = body({"x-amazon-apigateway-policy": json.dumps({"Statement": statement})})
    as_object = body({"x-amazon-apigateway-policy": {"Statement": statement}})
    assert repr(as_text.policy) == repr(as_object.policy)
    assert not isinstance(as_text.policy, PolicyError | None)
    odd: Any
    for odd in ([], 3, True, "x", {}, {"Statement": 3}):
        assert isinstance(body({"x-amazon-apigateway-policy": odd}).policy, PolicyError)
    assert body({"x-amazon-apigateway-policy": None}).policy is None


def test_the_default_route_of_an_http_api() -> None:
    operation = {"isDefaultRoute": True}
    document = {"paths": {"/x": {"x-amazon-apigateway-any-method": operation}}}
    assert body(document, "HTTP").routes[0].path == "/$default"
    assert body(document, "REST").routes[0].path == "/x"


def test_validation_and_models_are_of_rest_apis_only() -> None:
    document = {
        "x-amazon-apigateway-request-validators": {"all": {"validateRequestBody": True}},
        "x-amazon-apigateway-request-validator": "all",
        "paths": {
            "/x": {"get": {"parameters": [{"in": "query", "name": "q"}], "requestBody": {"content": {"a/b": {}}}}}
        },
    }
    rest, http = body(document).routes[0], body(document, "HTTP").routes[0]
    assert (rest.request_validator, rest.validates) == ("all", (True, False))
    assert rest.request_parameters == {"method.request.querystring.q": False}
    assert rest.request_models is None
    assert (http.request_validator, http.validates, http.request_parameters) == (None, None, None)


# YAML


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "on: yes\n200: no\n2020-01-01: 2020-01-01\nnull: ~\n3.0: 3.10",
            {"on": True, "200": False, "2020-01-01": "2020-01-01", "null": None, "3.0": "3.10"},
        ),
        (
            "a: 0123\nb: 12:30:45\nc: 0x1f\nd: 1_000\ne: .inf\nf: -7\ng: 1e3",
            {"a": "0123", "b": "12:30:45", "c": "0x1f", "d": "1_000", "e": ".inf", "f": -7, "g": "1e3"},
        ),
        (
            "a: 'true'\nb: \"7\"\nc: !!str 7\nd: !Sub '${x}'\ne: !!int '7'",
            {"a": "true", "b": "7", "c": "7", "d": "${x}", "e": 7},
        ),
    ],
)
def test_yaml_scalars(text: str, expected: dict[str, Any]) -> None:
    assert read_text(text) == (expected, [])


def test_yaml_aliases_and_merges() -> None:
    found, remarks = read_text(
        "base: &base {a: 1, b: 2}\nother: &other {b: 3, c: 4}\n"
        "one: {<<: *base, b: 5}\ntwo: {<<: [*other, *base]}\nsame: *base\nb: 1\nb: 2\n"
    )
    assert found["one"] == {"a": 1, "b": 5}
    assert found["two"] == {"a": 1, "b": 3, "c": 4}
    assert found["same"] == {"a": 1, "b": 2}
    assert found["b"] == 2
    assert len(remarks) == 1
    assert "'b'" in remarks[0]
    assert "line 7" in remarks[0]


def test_flow_yaml_that_looks_like_json() -> None:
    assert read_text("{openapi: 3.0.1, 'paths': {},}") == ({"openapi": "3.0.1", "paths": {}}, [])
    assert read_text('\ufeff{"a": 1}') == ({"a": 1}, [])


def test_alias_bombs_are_refused() -> None:
    levels = "".join(f"l{i}: &l{i} [{', '.join([f'*l{i - 1}'] * 10)}]\n" for i in range(1, 10))
    with pytest.raises(TextError, match="expand without measure"):
        read_text(f"l0: &l0 [x]\n{levels}")


def test_reference_bombs_are_cut() -> None:
    many = 20_000
    found = body(
        {
            "paths": {f"/{i}": {"$ref": "#/x"} for i in range(many)},
            "x": {"get": {"parameters": [{"in": "query", "name": f"p{i}"} for i in range(many)]}},
        }
    )
    assert len(found.routes) == many  # those that are not followed are there, unread
    assert isinstance(found.routes[-1].authorization, Unknown)
    assert len(found.problems) < 300
    assert found.problems[-1] == "there are more problems than are listed"


# Greater and deeper


def test_depth_is_no_matter() -> None:
    deep: dict[str, Any] = {}
    for _ in range(300):
        deep = {"a": deep}
    found = body({"paths": {"/a": {"get": {"x": deep}}}, "x": deep})
    assert [each.path for each in found.routes] == ["/a"]


def test_a_great_document_is_read_in_good_time() -> None:
    operation = json.loads((HERE / "petstore.json").read_text("utf-8"))["paths"]["/pets"]["get"]
    document = json.loads((HERE / "petstore.json").read_text("utf-8"))
    document["paths"] = {f"/pets{i}": {"get": operation, "post": operation} for i in range(2600)}
    text = json.dumps(document)
    assert len(text) > 4_000_000
    started = time.perf_counter()
    found = body(text)
    assert time.perf_counter() - started < 5  # it takes 0.3 s; the limit allows for a busy machine
    assert len(found.routes) == 5200
    assert found.problems == ()


# Fuzz

_NAMES = st.sampled_from(
    [
        "openapi", "swagger", "paths", "/a", "get", "post", "x-amazon-apigateway-any-method", "security", "components",
        "securitySchemes", "securityDefinitions", "auth", "x-amazon-apigateway-authorizer", "type", "jwtConfiguration",
        "x-amazon-apigateway-integration", "responses", "default", "$ref", "parameters", "in", "name", "servers",
        "x-amazon-apigateway-policy", "Statement", "x-amazon-apigateway-cors", "identitySource", "requestBody",
        "content", "x-amazon-apigateway-auth", "x-amazon-apigateway-request-validators", "tlsConfig", "statusCode",
        "x-amazon-apigateway-gateway-responses", "x-amazon-apigateway-endpoint-configuration", "x-api-key",
    ]
)  # fmt: skip
_SCALARS = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.sampled_from(["#", "#/", "#/paths/~1a", "#/paths", "2.0", "3.0.1", "token", "apiKey", "NONE", "-1", "1e9"])
    | st.text(max_size=6)
)
_JSON = st.recursive(
    _SCALARS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(_NAMES | st.text(max_size=3), inner, max_size=5),
    max_leaves=30,
)
_PROTOCOLS = st.sampled_from(["REST", "HTTP"])


@settings(deadline=None)
@given(st.text(), _PROTOCOLS)
def test_any_text(text: str, protocol: str) -> None:
    assert isinstance(parse_body(text, protocol), Body | BodyError)


@settings(deadline=None)
@given(st.text(alphabet="{}[]:,&*-!?|>'\"%@`#<~ \n\tab01$", max_size=60), _PROTOCOLS)
def test_any_text_of_signs(text: str, protocol: str) -> None:
    assert isinstance(parse_body(text, protocol), Body | BodyError)
    assert isinstance(parse_body(f"openapi: 3.0.1\npaths:\n  /a:\n    get: {text}", protocol), Body | BodyError)


@settings(deadline=None)
@given(st.dictionaries(_NAMES, _JSON, max_size=6), _PROTOCOLS)
def test_any_document(document: dict[str, Any], protocol: str) -> None:
    found = parse_body(json.dumps({"openapi": "3.0.1", "paths": {}, **document}), protocol)
    assert isinstance(found, Body | BodyError)


def _places(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    found = [path] if path else []
    for key, each in items:
        found += _places(each, (*path, key))
    return found


_GOOD = {name: json.loads((HERE / name).read_text("utf-8")) for name in ("petstore.json", "refs.json")}


@settings(max_examples=300, deadline=None)
@given(st.sampled_from(sorted(_GOOD)), _PROTOCOLS, st.data())
def test_any_mutation_of_a_good_document(name: str, protocol: str, data: st.DataObject) -> None:
    document = json.loads(json.dumps(_GOOD[name]))
    places = _places(_GOOD[name])
    paths_are_kept = True
    for path in data.draw(st.lists(st.sampled_from(places), min_size=1, max_size=3)):
        holder = document
        try:
            for key in path[:-1]:
                holder = holder[key]
            holder[path[-1]] = data.draw(_JSON)
        except (KeyError, IndexError, TypeError):
            continue  # an earlier mutation took this place away
        paths_are_kept = paths_are_kept and path[0] not in ("openapi", "swagger")
    found = parse_body(json.dumps(document), protocol)
    assert isinstance(found, Body) or not paths_are_kept
    if isinstance(found, Body):
        assert all(each.isprintable() for each in found.problems)
        for route in found.routes:
            assert route.method in ("ANY", "GET", "PUT", "POST", "DELETE", "OPTIONS", "HEAD", "PATCH")


@settings(max_examples=200, deadline=None)
@given(st.sampled_from(["orders.yaml", "http-jwt.yaml", "private.yaml", "petstore.json"]), _PROTOCOLS, st.data())
def test_any_cut_or_splice_of_a_good_text(name: str, protocol: str, data: st.DataObject) -> None:
    text = (HERE / name).read_text("utf-8")
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, min(len(text), start + 40)))
    spliced = text[:start] + data.draw(st.text(max_size=5)) + text[end:]
    assert isinstance(parse_body(spliced, protocol), Body | BodyError)
