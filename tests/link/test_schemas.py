"""Models, validators and what a body states: joined with the routes that they are for."""

from __future__ import annotations

import json

from tiny_plan import estate, ref, resource

from apigw_check.model.estate import Estate
from apigw_check.model.gateway import Api, Route
from apigw_check.model.schemas import Schema, Validator, reachable
from apigw_check.model.value import Unknown

API = resource("aws_api_gateway_rest_api.shop", name="shop")
OF_API = ref("aws_api_gateway_rest_api.shop.id")


def model(name: str, schema: object, address: str = "", **more: object) -> object:
    text = schema if not isinstance(schema, dict) else json.dumps(schema)
    return resource(
        f"aws_api_gateway_model.{address or name.lower()}",
        **{"rest_api_id": OF_API, "name": name, "content_type": "application/json", "schema": text} | more,
    )


def method(name: object = "Order", **more: object) -> object:
    return resource(
        "aws_api_gateway_method.create",
        rest_api_id=OF_API,
        resource_id=ref("aws_api_gateway_rest_api.shop.root_resource_id"),
        http_method="POST",
        authorization="NONE",
        request_models={"application/json": name},
        **more,
    )


def route(found: Estate) -> Route:
    (only,) = [route for api in found.apis for route in api.routes]
    return only


def pointers(schema: object) -> list[str]:
    assert isinstance(schema, Schema)
    return sorted(node.pointer for _, node in reachable([schema]))


def test_a_model_is_found_by_its_name_in_the_api() -> None:
    schema = {"type": "object", "properties": {"name": {"type": "string"}}}
    found = route(estate(API, model("Order", schema), method())).request_schemas["application/json"]
    assert pointers(found) == ["", "/properties/name"]
    assert isinstance(found, Schema)
    assert (found.origin.address, found.origin.attribute) == ("aws_api_gateway_model.order", "schema")


def test_a_model_of_another_api_is_not_meant() -> None:
    other = resource("aws_api_gateway_rest_api.other", name="other")
    elsewhere = model("Order", {}, rest_api_id=ref("aws_api_gateway_rest_api.other.id"))
    assert route(estate(API, other, elsewhere, method())).request_schemas == {}


def test_references_inside_a_model_and_to_another_one() -> None:
    order = {
        "properties": {
            "line": {"$ref": "#/definitions/Line"},
            "price": {"$ref": "https://apigateway.amazonaws.com/restapis/a1/models/Price"},
            "lost": {"$ref": "#/definitions/None"},
        },
        "definitions": {
            "Line": {"properties": {"inner": {"$ref": "#/definitions/Line"}}},
            "Unused": {"type": "string"},
        },
    }
    found = route(estate(API, model("Order", order), model("Price", {"type": "number"}), method())).request_schemas
    schema = found["application/json"]
    assert isinstance(schema, Schema)
    places = {(origin.origin.address, node.pointer) for origin, node in reachable([schema])}
    assert places == {
        ("aws_api_gateway_model.order", ""),
        ("aws_api_gateway_model.order", "/definitions/Line"),
        ("aws_api_gateway_model.price", ""),
    }


def test_schemas_that_cannot_be_read_are_unknown() -> None:
    for schema in ("{", ref("terraform_data.x.output")):
        found = route(estate(API, model("Order", schema), method())).request_schemas["application/json"]
        assert isinstance(found, Unknown)


def test_deep_and_odd_schemas_end() -> None:
    deep: dict[str, object] = {}
    for _ in range(90):
        deep = {"items": deep, "properties": [1], "allOf": {"a": 1}}
    found = route(estate(API, model("Order", deep), method())).request_schemas["application/json"]
    assert len(pointers(found)) == 91
    assert pointers(route(estate(API, model("Order", "[1]"), method())).request_schemas["application/json"]) == []


def test_a_validator_is_an_object() -> None:
    validator = resource(
        "aws_api_gateway_request_validator.body", rest_api_id=OF_API, name="body", validate_request_body=True
    )
    found = route(estate(API, validator, method(request_validator_id=ref("aws_api_gateway_request_validator.body.id"))))
    assert isinstance(found.validator, Validator)
    assert (found.validator.validator_name, found.validator.body, found.validates_body) == ("body", True, True)
    assert found.validator.origin.address == "aws_api_gateway_request_validator.body"


def test_a_validator_outside_the_input() -> None:
    found = route(estate(API, method(request_validator_id="abc123")))
    assert isinstance(found.validator, Unknown)
    assert isinstance(found.validates_body, Unknown)


def test_one_of_several_validators_does_what_all_of_them_do() -> None:
    validators = [
        resource(
            f"aws_api_gateway_request_validator.v[{json.dumps(key)}]",
            rest_api_id=OF_API,
            name=key,
            validate_request_body=key == "all",
            validate_request_parameters=True,
        )
        for key in ("all", "parameters")
    ]
    several = ref("aws_api_gateway_request_validator.v", "each.value")
    found = route(estate(API, *validators, method(request_validator_id=several)))
    assert isinstance(found.validates_body, Unknown)
    assert found.validates_parameters is True


def body(**document: object) -> Api:
    text = json.dumps({"openapi": "3.0.1", "info": {}, "paths": {}} | document)
    return estate(resource("aws_api_gateway_rest_api.shop", name="shop", body=text)).apis[0]


def test_what_a_body_states() -> None:
    found = body(
        servers=[{"url": "{scheme}://x", "variables": {"scheme": {"default": "http"}}}, 3],
        components={
            "securitySchemes": {
                "basic": {"type": "http", "scheme": "Basic"},
                "login": {"type": "oauth2", "flows": {"implicit": {}, "password": {}}},
            }
        },
        **{
            "x-amazon-apigateway-request-validators": {"all": {"validateRequestBody": True}},
            "x-amazon-apigateway-request-validator": "all",
        },
    ).document
    assert found is not None
    assert [(each.url, each.origin.pointer) for each in found.servers] == [("http://x", "/servers/0/url")]
    assert [(each.kind, each.flows) for each in found.schemes] == [
        ("basic", ()),
        ("oauth2", ("implicit", "password")),
    ]
    assert found.root_validator == "all"
    assert [(each.validator_name, each.body, each.parameters) for each in found.validators] == [("all", True, None)]


def test_request_schemas_of_a_body() -> None:
    post = {"requestBody": {"content": {"application/json": {"schema": {"$ref": "#/components/schemas/Order"}}}}}
    found = body(
        paths={"/orders": {"post": post, "put": post}},
        components={
            "schemas": {
                "Order": {"properties": {"lines": {"items": {"$ref": "#/components/schemas/Line"}}}},
                "Line": {"properties": {"order": {"$ref": "#/components/schemas/Order"}}},
                "Answer": {"type": "object"},
            }
        },
    )
    first, second = (each.request_schemas["application/json"] for each in found.routes)
    assert first is second
    assert pointers(first) == [
        "/components/schemas/Line",
        "/components/schemas/Order",
        "/components/schemas/Order/properties/lines",
    ]


def test_an_unreadable_body_states_nothing() -> None:
    found = estate(resource("aws_api_gateway_rest_api.shop", name="shop", body="{"))
    assert found.apis[0].document is None
    assert found.apis[0].unread is not None
