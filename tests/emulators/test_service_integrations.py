"""Requests to examples/rest-service-integrations as applied: SQS by a mapping template, MOCK, what is not valid."""

from __future__ import annotations

import json

import pytest

from requests_to import Answer, send
from tests.emulators.callers import ROOT
from tests.emulators.site import Shown, Site

KEY = "rest-service-integrations-ministack"
ORDER = {"customer": "ada", "item": 'a "b" & c=d', "quantity": 2}

pytestmark = pytest.mark.application(KEY)


@pytest.fixture(scope="module")
def shown(site: Site) -> Shown:
    return site.shown(KEY)


def ask(shown: Shown, method: str, path: str, body: object | None = None) -> Answer:
    deployed = shown.deployed
    text = None if body is None else json.dumps(body)
    return ROOT.send(method, deployed.server.invoke_url(deployed.outputs["api_id"], "prod", path), text)


def test_a_posted_order_is_a_message_of_the_queue(shown: Shown) -> None:
    answer = ask(shown, "POST", "/orders", ORDER)
    assert answer.status == 202, answer
    sqs = shown.deployed.server.client("sqs")
    url = shown.deployed.outputs["queue_url"]
    received = sqs.receive_message(QueueUrl=url, MaxNumberOfMessages=10, MessageAttributeNames=["All"])["Messages"]
    (message,) = received
    assert json.loads(message["Body"]) == ORDER
    assert set(message["MessageAttributes"]) == {"requestId"}
    assert answer.json() == {"message_id": message["MessageId"]}


@pytest.mark.parametrize(
    "body",
    [{}, [], {**ORDER, "quantity": 0}, {**ORDER, "quantity": "2"}, {**ORDER, "more": 1}],
)
def test_the_validator_answers_with_the_gateways_response(shown: Shown, body: object) -> None:
    answer = ask(shown, "POST", "/orders", body)
    assert answer.status == 400
    assert set(answer.json()) == {"message", "reason"}
    assert answer.json()["message"] == "Invalid request body"


def test_a_refused_order_is_no_message(shown: Shown) -> None:
    ask(shown, "POST", "/orders", {})
    url = shown.deployed.outputs["queue_url"]
    assert "Messages" not in shown.deployed.server.client("sqs").receive_message(QueueUrl=url, VisibilityTimeout=0)


def test_a_query_without_its_parameter_is_refused(shown: Shown) -> None:
    assert ask(shown, "GET", "/orders").status == 400


def test_a_mock_answers_by_itself(shown: Shown) -> None:
    answer = ask(shown, "GET", "/health")
    assert (answer.status, answer.json()) == (200, {"status": "ok"})


def test_an_unsigned_request_is_refused(shown: Shown) -> None:
    deployed = shown.deployed
    answer = send("GET", deployed.server.invoke_url(deployed.outputs["api_id"], "prod", "/health"))
    assert (answer.status, answer.json()) == (403, {"message": "Missing Authentication Token"})
