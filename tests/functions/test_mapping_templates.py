"""examples/rest-service-integrations: what the gateway would send and answer, from the templates in the plan."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import parse_qs, urlsplit

import airspeed
import boto3
import botocore.session
import pytest
from botocore import xform_name
from botocore.config import Config
from botocore.validate import ParamValidator

from tests.functions.sources import EXAMPLES
from tests.functions.velocity import Input, Util

PLAN = json.loads((EXAMPLES / "rest-service-integrations/plan.json").read_text(encoding="utf-8"))
NASTY = """a"b\\c'd\n{"x": "$context.stage"}&Action=Delete"""


def template(kind: str, key: str) -> str:
    """The template of a planned resource; where several stand for one content type there is one."""
    address = f'module.api.aws_api_gateway_{kind}.this["{key}"]'
    after = next(change["change"]["after"] for change in PLAN["resource_changes"] if change["address"] == address)
    templates = after["request_templates" if kind == "integration" else "response_templates"]
    return str(templates["application/json"])


def render(text: str, body: object = "", **parameters: str) -> tuple[str, dict[str, Any]]:
    """What the template writes, and the response overrides that it sets."""
    override: dict[str, Any] = {"status": None, "header": {}}
    context = {"requestId": "r-1", "responseOverride": override}
    names = {"input": Input(body, parameters), "util": Util(), "context": context}
    return airspeed.Template(text).merge(names), override


ORDER = {"customer": "ada", "item": NASTY, "quantity": 2}


def test_an_order_is_put_whatever_is_in_it() -> None:
    text, _ = render(template("integration", "PUT /orders/{id}"), ORDER, id=NASTY)
    assert json.loads(text) == {
        "TableName": "rest-services-orders",
        "ConditionExpression": "attribute_not_exists(id)",
        "Item": {"id": {"S": NASTY}, "customer": {"S": "ada"}, "item": {"S": NASTY}, "quantity": {"N": "2"}},
    }


def test_what_was_put_is_answered_and_what_is_there_is_refused() -> None:
    text, override = render(template("integration_response", "PUT /orders/{id} 201"), {}, id="a b")
    assert json.loads(text) == {"id": "a b"}
    assert override["header"]["Location"] == "/orders/a%20b"
    refusal = template("integration_response", "PUT /orders/{id} 409")
    kind = "com.amazonaws.dynamodb.v20120810#"
    text, override = render(refusal, {"__type": f"{kind}ConditionalCheckFailedException"})
    assert (json.loads(text), override["status"]) == ({"message": "there is an order of that id"}, None)
    text, override = render(refusal, {"__type": f"{kind}ValidationException"})
    assert (json.loads(text)["message"], override["status"]) == ("the order service is not available", 502)


def test_an_order_is_read() -> None:
    text, _ = render(template("integration", "GET /orders/{id}"), id=NASTY)
    assert json.loads(text) == {"TableName": "rest-services-orders", "Key": {"id": {"S": NASTY}}}
    answer = template("integration_response", "GET /orders/{id} 200")
    item = {"id": {"S": "1"}, "customer": {"S": "ada"}, "item": {"S": NASTY}, "quantity": {"N": "2"}}
    text, override = render(answer, {"Item": item})
    assert (json.loads(text), override["status"]) == ({"id": "1", **ORDER}, None)
    text, override = render(answer, {})
    assert (json.loads(text), override["status"]) == ({"message": "no such order"}, 404)


@pytest.mark.parametrize("after", ["", "7"])
def test_orders_are_queried_a_page_at_a_time(after: str) -> None:
    text, _ = render(template("integration", "GET /orders"), customer="ada", after=after)
    query = json.loads(text)
    assert query.pop("ExclusiveStartKey", None) == ({"customer": {"S": "ada"}, "id": {"S": "7"}} if after else None)
    assert query == {
        "TableName": "rest-services-orders",
        "IndexName": "by-customer",
        "KeyConditionExpression": "customer = :customer",
        "ExpressionAttributeValues": {":customer": {"S": "ada"}},
        "Limit": 25,
    }


@pytest.mark.parametrize("count", [0, 1, 3])
def test_a_page_is_json_however_long(count: int) -> None:
    items = [
        {"id": {"S": str(number)}, "customer": {"S": "ada"}, "item": {"S": NASTY}, "quantity": {"N": "2"}}
        for number in range(count)
    ]
    last = {"LastEvaluatedKey": {"id": {"S": "9"}, "customer": {"S": "ada"}}} if count == 3 else {}
    text, _ = render(template("integration_response", "GET /orders 200"), {"Items": items, **last})
    page = json.loads(text)
    assert [item["id"] for item in page["items"]] == [str(number) for number in range(count)]
    assert page["after"] == ("9" if last else None)


def test_a_message_holds_the_body_and_nothing_beside_it() -> None:
    text, _ = render(template("integration", "POST /orders"), ORDER)
    form = parse_qs(text.strip(), strict_parsing=True)
    assert json.loads(form.pop("MessageBody")[0]) == ORDER
    assert form == {
        "Action": ["SendMessage"],
        "Version": ["2012-11-05"],
        "MessageAttribute.1.Name": ["requestId"],
        "MessageAttribute.1.Value.DataType": ["String"],
        "MessageAttribute.1.Value.StringValue": ["r-1"],
    }
    answer = {"SendMessageResponse": {"SendMessageResult": {"MessageId": "m-1"}}}
    text, _ = render(template("integration_response", "POST /orders 202"), answer)
    assert json.loads(text) == {"message_id": "m-1"}


def test_an_event_is_published_to_the_topic_with_its_type() -> None:
    event = {"type": "paid", "order": "1"}
    text, _ = render(template("integration", "POST /events"), event)
    form = parse_qs(text.strip(), strict_parsing=True)
    assert form["TopicArn"] == ["arn:aws:sns:eu-central-1:123456789012:rest-services-events"]
    assert json.loads(form["Message"][0]) == event
    assert form["MessageAttributes.entry.1.Value.StringValue"] == ["paid"]
    answer = {"PublishResponse": {"PublishResult": {"MessageId": "m-1"}}}
    text, _ = render(template("integration_response", "POST /events 202"), answer)
    assert json.loads(text) == {"message_id": "m-1"}


# What the service would be sent, against the service's own model


def validated(service: str, operation: str, parameters: dict[str, Any]) -> None:
    """Hold the parameters of a call to the model of the service, as its SDK does."""
    shape = botocore.session.get_session().get_service_model(service).operation_model(operation).input_shape
    report = ParamValidator().validate(parameters, shape)
    assert not report.has_errors(), report.generate_report()


@pytest.mark.parametrize(
    ("route", "operation", "body", "parameters"),
    [
        ("PUT /orders/{id}", "PutItem", ORDER, {"id": "1"}),
        ("GET /orders/{id}", "GetItem", "", {"id": "1"}),
        ("GET /orders", "Query", "", {"customer": "ada", "after": "7"}),
    ],
)
def test_dynamodb_takes_what_it_is_sent(route: str, operation: str, body: object, parameters: dict[str, str]) -> None:
    text, _ = render(template("integration", route), body, **parameters)
    validated("dynamodb", operation, json.loads(text))
    assert str(integration(route)["uri"]).endswith(f":dynamodb:action/{operation}")


def test_sqs_and_sns_take_what_they_are_sent() -> None:
    """The protocol of both was the query protocol, whose names of members are those of the model."""
    text, _ = render(template("integration", "POST /orders"), ORDER)
    form = {name: values[0] for name, values in parse_qs(text.strip(), strict_parsing=True).items()}
    members = shape_of("sqs", "SendMessage")
    assert {name for name in form if "." not in name} - {"Action", "Version"} <= members
    text, _ = render(template("integration", "POST /events"), {"type": "paid"})
    form = {name: values[0] for name, values in parse_qs(text.strip(), strict_parsing=True).items()}
    assert form["Action"] == "Publish"
    assert {name.split(".")[0] for name in form} - {"Action", "Version"} <= shape_of("sns", "Publish")


def shape_of(service: str, operation: str) -> set[str]:
    model = botocore.session.get_session().get_service_model(service)
    return set(model.operation_model(operation).input_shape.members)


def integration(route: str) -> dict[str, Any]:
    """Give a planned integration."""
    address = f'module.api.aws_api_gateway_integration.this["{route}"]'
    return dict(next(change["change"]["after"] for change in PLAN["resource_changes"] if change["address"] == address))


@pytest.mark.parametrize(
    ("route", "operation"), [("GET /invoices/{id}", "GetObject"), ("PUT /invoices/{id}", "PutObject")]
)
def test_an_invoice_is_the_object_that_the_sdk_would_ask_for(route: str, operation: str) -> None:
    """S3 is asked by method and path alone: both are compared with what boto3 would send for the same object."""
    planned = integration(route)
    assert planned["request_templates"] is None
    assert planned["request_parameters"]["integration.request.path.id"] == "method.request.path.id"
    keys = {"aws_access_key_id": "test", "aws_secret_access_key": "test", "region_name": "eu-central-1"}
    client = boto3.client("s3", config=Config(s3={"addressing_style": "path"}), **keys)
    object_ = {"Bucket": "rest-services-invoices-123456789012", "Key": "invoices/2024-7.pdf"}
    url = client.generate_presigned_url(xform_name(operation), object_)
    path = str(planned["uri"]).partition(":s3:path/")[2].replace("{id}", "2024-7")
    method = client.meta.service_model.operation_model(operation).http["method"]
    assert (planned["integration_http_method"], f"/{path}") == (method, urlsplit(url).path)


@pytest.mark.parametrize(
    ("key", "message"),
    [
        ("GET /invoices/{id} 404", "no such invoice"),
        ("GET /invoices/{id} 502", "the order service is not available"),
        ("PUT /invoices/{id} 201", "stored"),
        ("PUT /invoices/{id} 502", "the order service is not available"),
    ],
)
def test_what_s3_answers_is_said_in_json(key: str, message: str) -> None:
    text, override = render(template("integration_response", key), "<Error><Code>NoSuchKey</Code></Error>", id="7")
    assert json.loads(text) == {"message": message}
    assert override == {"status": None, "header": {}}


def test_an_invoice_passes_as_it_is() -> None:
    address = 'module.api.aws_api_gateway_integration_response.this["GET /invoices/{id} 200"]'
    after = next(change["change"]["after"] for change in PLAN["resource_changes"] if change["address"] == address)
    assert after["response_templates"] is None
    assert after["response_parameters"] == {
        "method.response.header.Content-Type": "integration.response.header.Content-Type"
    }
