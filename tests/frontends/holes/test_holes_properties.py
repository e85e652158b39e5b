"""Whatever is taken out of a document: nothing that passed or was undecided fails, and nothing crashes."""

from __future__ import annotations

import copy
import json
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from apigw_check.catalogue import builtin
from apigw_check.engine import Selected, judge
from apigw_check.frontends.hcl.functions.encoding import json_text
from apigw_check.frontends.openapi import parse_body
from apigw_check.frontends.plan import read_plan
from apigw_check.link import link
from apigw_check.model.holes import Awaited, PartlyKnown
from apigw_check.model.value import Unknown
from apigw_check.rules.base import FAIL, Params

OPENAPI = Path(__file__).parents[1] / "openapi"
RULES = [Selected(rule, rule.severity, Params(rule.defaults())) for rule in builtin()]
SOURCES = (
    "aws_lambda_function.orders.invoke_arn",
    "aws_lambda_function.orders.arn",
    "aws_iam_role.calls.arn",
    "aws_cognito_user_pool.staff.arn",
    "data.aws_region.here.name",
)


def policy(principal: object, **condition: object) -> dict[str, Any]:
    statement = {"Effect": "Allow", "Principal": principal, "Action": "execute-api:*", "Resource": "execute-api:/*"}
    return {"Version": "2012-10-17", "Statement": [{**statement, "Condition": condition} if condition else statement]}


def documents() -> list[tuple[str, Any]]:
    read = [yaml.load(path.read_text(), Loader=yaml.BaseLoader) for path in sorted(OPENAPI.glob("*.yaml"))]
    read += [json.loads(path.read_text()) for path in sorted(OPENAPI.glob("*.json"))]
    bodies = [("body" if "http" not in str(one.get("info")).lower() else "http", one) for one in read]
    own = {
        "openapi": "3.0.1",
        "info": {"title": "own", "version": "1"},
        "servers": [{"url": "https://example.com/{stage}", "variables": {"stage": {"default": "v1"}}}],
        "x-amazon-apigateway-policy": policy("*", IpAddress={"aws:SourceIp": ["10.0.0.0/8"]}),
        "x-amazon-apigateway-endpoint-configuration": {"disableExecuteApiEndpoint": True},
        "x-amazon-apigateway-request-validators": {"all": {"validateRequestBody": True}},
        "x-amazon-apigateway-request-validator": "all",
        "x-amazon-apigateway-gateway-responses": {
            "DEFAULT_5XX": {"responseParameters": {"gatewayresponse.header.Access-Control-Allow-Origin": "'*'"}}
        },
        "x-amazon-apigateway-cors": {"allowOrigins": ["*"], "allowCredentials": True},
        "components": {
            "schemas": {
                "Order": {"type": "object", "additionalProperties": False, "properties": {"id": {"type": "string"}}}
            },
            "securitySchemes": {
                "key": {"type": "apiKey", "name": "x-api-key", "in": "header"},
                "staff": {
                    "type": "apiKey",
                    "name": "Authorization",
                    "in": "header",
                    "x-amazon-apigateway-authorizer": {
                        "type": "request",
                        "authorizerUri": "arn:aws:apigateway:eu-central-1:lambda:path/2015-03-31/functions/f",
                        "identitySource": "method.request.header.Authorization",
                        "authorizerResultTtlInSeconds": 300,
                    },
                },
            },
        },
        "paths": {
            "/orders": {
                "parameters": [{"in": "query", "name": "page", "required": True}],
                "get": {
                    "security": [{"staff": []}, {"key": []}],
                    "x-amazon-apigateway-integration": {
                        "type": "aws_proxy",
                        "httpMethod": "POST",
                        "uri": "arn:aws:apigateway:eu-central-1:lambda:path/2015-03-31/functions/"
                        "arn:aws:lambda:eu-central-1:123456789012:function:orders/invocations",
                    },
                },
                "post": {
                    "requestBody": {
                        "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Order"}}}
                    },
                    "x-amazon-apigateway-integration": {
                        "type": "aws",
                        "httpMethod": "POST",
                        "uri": "arn:aws:apigateway:eu-central-1:sqs:path/123456789012/orders",
                        "credentials": "arn:aws:iam::123456789012:role/calls",
                        "requestTemplates": {"application/json": "$input.body"},
                        "responses": {"default": {"statusCode": "200"}},
                        "timeoutInMillis": 29000,
                    },
                },
                "options": {"x-amazon-apigateway-integration": {"type": "mock"}},
            },
            "/{proxy+}": {
                "x-amazon-apigateway-any-method": {
                    "x-amazon-apigateway-auth": {"type": "NONE"},
                    "x-amazon-apigateway-integration": {
                        "type": "http_proxy",
                        "httpMethod": "ANY",
                        "uri": "http://example.com",
                    },
                }
            },
        },
    }
    policies = [
        ("policy", policy("*")),
        ("policy", policy({"AWS": ["123456789012", "*"]}, StringEquals={"aws:SourceVpce": "vpce-1"})),
        (
            "iam",
            {
                "Version": "2012-10-17",
                "Statement": {"Effect": "Allow", "Action": "execute-api:Invoke", "Resource": "*"},
            },
        ),
    ]
    return [*bodies, ("body", own), ("http", own), *policies]


DOCUMENTS = documents()
#: Where each kind of document stands.
PLACES = {
    "body": ("aws_api_gateway_rest_api.shop", "body"),
    "http": ("aws_apigatewayv2_api.shop", "body"),
    "policy": ("aws_api_gateway_rest_api.shop", "policy"),
    "iam": ("aws_iam_policy.calls", "policy"),
}


def change(address: str, **after: Any) -> dict[str, Any]:
    data = address.startswith("data.")
    type_, name = address.removeprefix("data.").split(".")
    return {
        "address": address,
        "mode": "data" if data else "managed",
        "type": type_,
        "name": name,
        "change": {"actions": ["read" if data else "create"], "before": None, "after": after, "after_unknown": {}},
    }


def verdicts(kind: str, text: str | PartlyKnown) -> set[tuple[str, str]]:
    """The failures (rule, place of the subject) of every rule for itself, with a document in its place."""
    address, attribute = PLACES[kind]
    changes = {
        "aws_lambda_function.orders": {"function_name": "orders"},
        "aws_iam_role.calls": {"name": "calls"},
        "aws_iam_policy.calls": {"name": "calls"},
        # Nothing is wrong with it: a hole that names it says more than the ARN of a pool that is elsewhere.
        "aws_cognito_user_pool.staff": {
            "name": "staff",
            "mfa_configuration": "ON",
            "password_policy": [{"minimum_length": 14}],
        },
        "aws_api_gateway_rest_api.shop": {"name": "shop", "id": "rest1"},
        "aws_apigatewayv2_api.shop": {"name": "shop", "id": "http1", "protocol_type": "HTTP"},
        "aws_api_gateway_stage.live": {"stage_name": "live", "rest_api_id": "rest1"},
        "aws_lambda_permission.orders": {
            "function_name": "orders",
            "action": "lambda:InvokeFunction",
            "principal": "apigateway.amazonaws.com",
        },
    }
    made = [change(one, **values) for one, values in changes.items()]
    for one in made:
        if one["address"] == address:
            if isinstance(text, str):
                one["change"]["after"][attribute] = text
            else:
                one["change"]["after_unknown"][attribute] = True
    blocks = [
        {"address": one["address"], "mode": one["mode"], "type": one["type"], "name": one["name"], "expressions": {}}
        for one in made
    ]
    for block in blocks:
        if block["address"] == address:
            block["expressions"] = {attribute: {"references": ["local.text"]}}
    plan = {
        "format_version": "1.2",
        "terraform_version": "1.11.4",
        "resource_changes": made,
        "configuration": {"root_module": {"resources": blocks}},
    }
    read = read_plan(json.dumps(plan).encode(), "plan.json")
    if isinstance(text, PartlyKnown):
        read.after.set_texts({address: {attribute: text}})
    estate = link(read.after, parse_body)
    found = set()
    for selected in RULES:
        judgement = judge(estate, None, [selected], keep_all=True)
        assert not judgement.crashes
        found |= {(one.rule.id, one.subject.origin.key) for one in judgement.decisions if one.verdict == FAIL}
    return found


def places(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """The paths to everything inside a document."""
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    found = [path] if path else []
    for key, item in inner:
        found += places(item, (*path, key))
    return found


def hole(draw: st.DataObject, old: Any) -> Any:
    """Something unknown in the place of a value; sometimes with a part of its text left."""
    awaited = Awaited("known only after apply", (), (draw.draw(st.sampled_from(SOURCES)),))
    kind = draw.draw(st.sampled_from(("any", "awaited", "part")))
    if kind == "any":
        return Unknown("var.x has no value here", ("var.x",))
    if kind == "part" and isinstance(old, str) and len(old) > 1:
        cut = draw.draw(st.integers(1, len(old) - 1))
        return PartlyKnown((old[:cut], awaited))
    return awaited


def punched(draw: st.DataObject, document: Any, most: int) -> PartlyKnown:
    """A document with holes, as jsonencode() writes it."""
    found = copy.deepcopy(document)
    for _ in range(draw.draw(st.integers(1, most))):
        every = places(found)
        if not every:
            break
        *above, last = draw.draw(st.sampled_from(every))
        holder = found
        for step in above:
            holder = holder[step]
        holder[last] = hole(draw, holder[last])
    text = json_text(found)
    assert isinstance(text, PartlyKnown)
    return text


#: In the order that jsonencode() gives the keys, since the first route names an integration that several have.
KNOWN = [verdicts(kind, json.dumps(document, sort_keys=True)) for kind, document in DOCUMENTS]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(st.data())
def test_taking_out_never_makes_a_failure(draw: st.DataObject) -> None:
    number = draw.draw(st.sampled_from(range(len(DOCUMENTS))))
    kind, document = DOCUMENTS[number]
    assert verdicts(kind, punched(draw, document, 3)) <= KNOWN[number]


@pytest.mark.parametrize("number", range(len(DOCUMENTS)))
def test_taking_one_thing_out_never_makes_a_failure(number: int) -> None:
    """Each value of each document, one after the other, in steps that keep the test short."""
    kind, document = DOCUMENTS[number]
    every = places(document)
    for path in every[:: max(1, len(every) // 40)]:
        found = copy.deepcopy(document)
        holder = found
        for step in path[:-1]:
            holder = holder[step]
        holder[path[-1]] = Unknown("it is not known")
        text = json_text(found)
        assert isinstance(text, PartlyKnown)
        assert verdicts(kind, text) <= KNOWN[number], path


def test_the_documents_have_failures_to_lose() -> None:
    assert len(DOCUMENTS) >= 10
    assert sum(map(len, KNOWN)) > 60
