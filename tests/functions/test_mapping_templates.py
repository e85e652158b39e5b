"""examples/rest-service-integrations: what the gateway would send and answer, from the templates in the plan."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import parse_qs, quote

import airspeed
import pytest

from tests.functions.sources import EXAMPLES

PLAN = json.loads((EXAMPLES / "rest-service-integrations/plan.json").read_text(encoding="utf-8"))
NASTY = """a"b\\c'd\n{"x": "$context.stage"}&Action=Delete"""


class Text(str):
    """A string with the methods of Java that the templates use."""

    __slots__ = ()

    def replaceAll(self, pattern: str, replacement: str) -> Text:  # noqa: N802
        # airspeed has taken a level of backslashes out of the pattern, which Velocity leaves: what is left is literal.
        return Text(self.replace(pattern, replacement))

    def endsWith(self, end: str) -> bool:  # noqa: N802
        return self.endswith(end)


class Util:
    """$util, as the service documents it."""

    def escapeJavaScript(self, text: str) -> Text:  # noqa: N802
        return Text(json.dumps(str(text), ensure_ascii=False)[1:-1].replace("'", "\\'").replace("/", "\\/"))

    def urlEncode(self, text: str) -> Text:  # noqa: N802
        return Text(quote(str(text), safe=""))


class Input:
    """$input: a body, and the parameters of the request."""

    def __init__(self, body: object, parameters: dict[str, str]) -> None:
        self.body = Text(body if isinstance(body, str) else json.dumps(body))
        self._value = None if isinstance(body, str) else body
        self._parameters = parameters

    def params(self, name: str) -> Text:
        return Text(self._parameters.get(name, ""))

    def path(self, path: str) -> Any:
        value: Any = self._value
        for name in path.split(".")[1:]:
            value = value.get(name) if isinstance(value, dict) else None
        return Text(value) if isinstance(value, str) else Text("") if value is None and path != "$.Item" else value


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
