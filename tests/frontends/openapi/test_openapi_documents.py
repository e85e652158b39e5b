"""Whole documents, as the gateway's users write them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from apigw_check.frontends.openapi import parse_body
from apigw_check.model.body import Body, BodyIntegration, BodyRoute
from apigw_check.model.iam import Policy, limits_network, open_to_everyone
from apigw_check.model.value import Unknown

HERE = Path(__file__).parent


def read(name: str, protocol: str = "REST") -> Body:
    found = parse_body((HERE / name).read_text("utf-8"), protocol)
    assert isinstance(found, Body)
    return found


def routes(body: Body) -> dict[str, BodyRoute]:
    found = {f"{each.method} {each.path}": each for each in body.routes}
    assert len(found) == len(body.routes)
    return found


def integration(route: BodyRoute) -> BodyIntegration:
    assert isinstance(route.integration, BodyIntegration)
    return route.integration


def resolve(document: Any, pointer: str) -> Any:
    for token in pointer.split("/")[1:]:
        name = token.replace("~1", "/").replace("~0", "~")
        document = document[int(name)] if isinstance(document, list) else document[name]
    return document


def test_petstore_routes() -> None:
    body = read("petstore.json")
    found = routes(body)
    assert (body.version, body.title, body.problems) == ("2.0", "PetStore", ())
    assert {
        name: (each.authorization, each.authorizer, each.api_key_required, each.request_validator, each.validates)
        for name, each in found.items()
    } == {
        "GET /pets": ("AWS_IAM", None, True, "all", (True, True)),
        "POST /pets": ("CUSTOM", "test-authorizer", False, "params-only", (False, True)),
        "OPTIONS /pets": ("NONE", None, False, "all", (True, True)),
        "ANY /pets/{petId}": ("NONE", None, True, "all", (True, True)),
        "DELETE /pets/{petId}": ("AWS_IAM", None, False, "all", (True, True)),
    }
    listing = found["GET /pets"]
    assert listing.operation_name == "listPets"
    assert listing.security == ("sigv4", "api_key")
    assert listing.security_pointer == "/paths/~1pets/get/security"
    assert listing.request_parameters == {
        "method.request.header.X-Trace": False,
        "method.request.querystring.type": True,
        "method.request.querystring.page": False,
    }
    assert found["POST /pets"].request_models == {"application/json": "NewPet", "application/xml": "NewPet"}
    assert found["DELETE /pets/{petId}"].security_pointer == "/paths/~1pets~1{petId}/delete/x-amazon-apigateway-auth"
    assert found["DELETE /pets/{petId}"].integration is None


def test_petstore_integrations() -> None:
    found = routes(read("petstore.json"))
    http = integration(found["GET /pets"])
    assert (http.type, http.method, http.passthrough_behavior) == ("HTTP", "GET", "WHEN_NO_MATCH")
    assert (http.timeout_ms, http.insecure_skip_verification) == (5000, True)
    assert http.cache_key_parameters == ("method.request.querystring.type",)
    assert http.request_parameters == {"integration.request.querystring.type": "method.request.querystring.type"}
    pointer = "/paths/~1pets/get/x-amazon-apigateway-integration"
    assert http.pointer == pointer
    assert http.responses == (
        ("200", f"{pointer}/responses/default", {"method.response.header.Access-Control-Allow-Origin": "'*'"}, {}),
        ("400", f"{pointer}/responses/4\\d{{2}}", {}, {"application/json": "#set($x = 1)"}),
    )
    aws = integration(found["POST /pets"])
    assert (aws.type, aws.credentials) == ("AWS", "arn:aws:iam::123456789012:role/gateway")
    assert aws.request_templates == {"application/json": '{"TableName": "pets"}'}
    assert integration(found["OPTIONS /pets"]).type == "MOCK"
    proxy = integration(found["ANY /pets/{petId}"])
    assert (proxy.type, proxy.method, proxy.uri) == (
        "HTTP_PROXY",
        "ANY",
        "https://${stageVariables.backend}/pets/{petId}",
    )
    assert (proxy.connection_type, proxy.connection_id) == ("VPC_LINK", "${stageVariables.link}")


def test_petstore_settings_and_authorizers() -> None:
    body = read("petstore.json")
    assert body.binary_media_types == ("image/png", "*/*")
    assert (body.minimum_compression_size, body.api_key_source) == (5242880, "HEADER")
    assert (body.disable_execute_api_endpoint, body.vpc_endpoint_ids, body.endpoint_types) == (True, None, None)
    first, second = body.gateway_responses
    assert (first.response_type, first.status_code) == ("DEFAULT_4XX", None)
    assert first.response_parameters == {"gatewayresponse.header.Access-Control-Allow-Origin": "'*'"}
    assert "messageString" in first.response_templates["application/json"]
    assert (second.status_code, second.pointer) == ("429", "/x-amazon-apigateway-gateway-responses/INVALID_API_KEY")
    token, request = body.authorizers
    assert (token.name, token.type, token.ttl, token.identity_validation) == (
        "test-authorizer",
        "TOKEN",
        60,
        "^x-[a-z]+",
    )
    assert token.identity_sources == ("method.request.header.Authorization",)
    assert token.credentials == "arn:aws:iam::123456789012:role/auth"
    assert token.pointer == "/securityDefinitions/test-authorizer/x-amazon-apigateway-authorizer"
    assert isinstance(token.uri, str)
    assert token.uri.endswith("function:auth/invocations")
    assert (request.type, request.ttl) == ("REQUEST", 300)
    assert request.identity_sources == ("method.request.header.HeaderAuth1", "method.request.querystring.QueryString1")


def test_orders_with_cognito() -> None:
    body = read("orders.yaml")
    found = routes(body)
    assert (body.version, body.title, body.has_root_security, body.problems) == ("3.0.1", "orders", True, ())
    assert {
        name: (each.authorization, each.authorizer, each.scopes, each.api_key_required, each.root_security)
        for name, each in found.items()
    } == {
        "GET /orders": ("COGNITO_USER_POOLS", "cognito", ("orders/read", "orders/admin"), False, False),
        "POST /orders": ("COGNITO_USER_POOLS", "cognito", None, True, False),
        "PUT /orders": ("NONE", None, None, False, True),
        "GET /health": ("NONE", None, None, False, False),
    }
    assert found["PUT /orders"].security_pointer == "/security"
    assert found["GET /orders"].request_parameters == {"method.request.querystring.page": True}
    assert found["POST /orders"].request_models == {"application/json": "Order", "text/plain": "(inline)"}
    assert integration(found["POST /orders"]).pointer == "/paths/~1orders/post/x-amazon-apigateway-integration"
    (cognito,) = body.authorizers
    assert cognito.type == "COGNITO_USER_POOLS"
    assert cognito.provider_arns == ("arn:aws:cognito-idp:eu-central-1:123456789012:userpool/eu-central-1_abc",)


def test_an_http_api() -> None:
    body = read("http-jwt.yaml", "HTTP")
    found = routes(body)
    assert body.problems == ()
    assert {name: (each.authorization, each.authorizer, each.scopes) for name, each in found.items()} == {
        "GET /items": ("JWT", "jwt", ("items.read",)),
        "GET /items/{id}": ("JWT", "discovered", None),
        "DELETE /items/{id}": ("CUSTOM", "lambda", None),
        "POST /queue": ("AWS_IAM", None, None),
        "ANY /$default": ("NONE", None, None),
    }
    shared = integration(found["GET /items"])
    assert shared is integration(found["ANY /$default"])
    assert (shared.pointer, shared.type) == ("/components/x-amazon-apigateway-integrations/items", "AWS_PROXY")
    assert shared.payload_version == "2.0"
    private = integration(found["DELETE /items/{id}"])
    assert (private.connection_type, private.server_name_to_verify) == ("VPC_LINK", "items.internal")
    queue = integration(found["POST /queue"])
    assert queue.subtype == "SQS-SendMessage"
    assert isinstance(queue.request_parameters, dict)
    assert queue.request_parameters["MessageBody"] == "$request.body.message"
    jwt, discovered, function = body.authorizers
    assert (jwt.type, jwt.issuer) == ("JWT", "https://cognito-idp.eu-central-1.amazonaws.com/eu-central-1_abc")
    assert (jwt.audience, jwt.identity_sources) == (("one", "two"), ("$request.header.Authorization",))
    assert (discovered.issuer, discovered.audience) == ("https://idp.example.com", ("one",))
    assert (function.type, function.payload_version, function.simple_responses) == ("REQUEST", "2.0", True)
    assert body.cors is not None
    assert (body.cors.allow_origins, body.cors.allow_headers) == (("https://www.example.com",), ("*",))
    assert (body.cors.allow_methods, body.cors.expose_headers) == (("GET", "OPTIONS"), ("x-id",))
    assert (body.cors.allow_credentials, body.cors.max_age) == (True, 3600)


def test_a_private_api_with_its_policy() -> None:
    body = read("private.yaml")
    assert body.problems == ()
    assert body.vpc_endpoint_ids == ("vpce-0212a4ababd5b8c3e", "vpce-01d622316a7df47f9")
    assert isinstance(body.policy, Policy)
    assert [each.pointer for each in body.policy.statements] == [
        "/x-amazon-apigateway-policy/Statement/0",
        "/x-amazon-apigateway-policy/Statement/1",
    ]
    assert open_to_everyone(body.policy) is None
    assert limits_network(body.policy) is True
    (route,) = body.routes
    assert (route.method, route.path) == ("ANY", "/{proxy+}")
    assert (integration(route).uri, integration(route).connection_type) == (
        "http://backend.internal/{proxy}",
        "VPC_LINK",
    )


def test_references() -> None:
    body = read("refs.json")
    found = routes(body)
    assert set(found) == {
        "GET /a~b/{id}",
        "DELETE /a~b/{id}",
        "GET /second",
        "GET /alias",
        "ANY /circle",
        "ANY /elsewhere",
        "GET /nowhere",
        "GET /percent",
    }
    shared = found["GET /a~b/{id}"]
    assert shared.pointer == "/components/pathItems/things~1shared/get"
    assert found["DELETE /a~b/{id}"].pointer == "/paths/~1a~0b~1{id}/delete"
    assert found["GET /alias"].pointer == shared.pointer
    assert (shared.authorization, shared.authorizer) == ("CUSTOM", "auth")
    assert shared.request_parameters == {"method.request.path.id": True}
    assert integration(shared).responses == (("204", "/components/responses/ok", {}, {}),)
    assert integration(found["GET /percent"]).uri == "https://example.com"
    assert isinstance(found["GET /nowhere"].integration, Unknown)
    for name in ("ANY /circle", "ANY /elsewhere"):
        assert isinstance(found[name].authorization, Unknown)
    assert {each.name: each.pointer for each in body.authorizers} == {
        "auth": "/components/x-authorizers/one",
        "real": "/components/x-authorizers/one",
    }
    assert [each.partition(":")[0] for each in body.problems] == [
        "/paths/~1circle",
        "/paths/~1elsewhere",
        "/paths/~1nowhere/get/x-amazon-apigateway-integration",
    ]
    assert "in a circle" in body.problems[0]
    assert "out of the document" in body.problems[1]
    assert "nowhere" in body.problems[2]


@pytest.mark.parametrize("name", ["petstore.json", "refs.json"])
def test_pointers_lead_to_what_they_name(name: str) -> None:
    document = json.loads((HERE / name).read_text("utf-8"))
    body = read(name)
    for route in body.routes:
        at = resolve(document, route.pointer)
        assert isinstance(at, dict)
        resolve(document, route.security_pointer)
        if isinstance(route.integration, BodyIntegration):
            assert resolve(document, route.integration.pointer)["type"].upper() == route.integration.type
            for _, pointer, parameters, _ in route.integration.responses:
                assert resolve(document, pointer).get("responseParameters", {}) == parameters
    for authorizer in body.authorizers:
        assert resolve(document, authorizer.pointer)["authorizerUri"] == authorizer.uri


@pytest.mark.parametrize("name", ["orders.yaml", "http-jwt.yaml", "private.yaml"])
def test_json_and_yaml_give_the_same(name: str) -> None:
    import yaml

    text = (HERE / name).read_text("utf-8")
    protocol = "HTTP" if name.startswith("http") else "REST"
    # BaseLoader leaves every scalar a text, so that JSON says `"true"` and `"3600"`, which the gateway takes as well.
    plain = yaml.load(text.replace("required: yes", "required: true"), Loader=yaml.BaseLoader)
    as_json, as_yaml = parse_body(json.dumps(plain), protocol), parse_body(text, protocol)
    assert isinstance(as_yaml, Body)
    assert repr(as_json) == repr(as_yaml)
