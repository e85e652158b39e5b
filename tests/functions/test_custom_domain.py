"""examples/custom-domain: the function behind both APIs."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.functions.sources import load

handler = load("custom-domain", "status.handler")

REST = {
    "httpMethod": "GET",
    "path": "/orders/status",
    "requestContext": {"apiId": "rest1", "domainName": "api.example.com"},
    "resource": "/status",
}
HTTP = {
    "rawPath": "/reports/v2/status",
    "requestContext": {"apiId": "http1", "domainName": "api.example.com"},
    "routeKey": "GET /status",
}


@pytest.mark.parametrize(("event", "api"), [(REST, "rest1"), (HTTP, "http1")])
def test_it_says_which_api_and_route_was_called(event: dict[str, Any], api: str) -> None:
    answer = handler.handle(event, None)
    assert answer["statusCode"] == 200
    assert json.loads(answer["body"]) == {"api": api, "name": "api.example.com", "route": "GET /status"}


def test_a_call_without_a_name_is_answered_too() -> None:
    answer = handler.handle({**HTTP, "requestContext": {"apiId": "http1"}}, None)
    assert json.loads(answer["body"])["name"] is None
