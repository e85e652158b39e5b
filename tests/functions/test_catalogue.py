"""examples/rest-openapi: the function behind the document, with all its ideas at work."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable
from typing import Any

import pytest

from tests.functions.conftest import Context
from tests.functions.sources import load

handler = load("rest-openapi", "catalogue.handler")
products = load("rest-openapi", "catalogue.products")
connections = load("rest-openapi", "catalogue.connections")
retry = load("rest-openapi", "catalogue.retry")

Call = Callable[..., tuple[int, Any]]


@pytest.fixture
def call(monkeypatch: pytest.MonkeyPatch, context: Context) -> Call:
    monkeypatch.setenv("ALLOWED_ORIGIN", "https://app.example.com")
    monkeypatch.setenv("METRIC_NAMESPACE", "catalogue")
    monkeypatch.setattr(handler, "_pool", None)

    def ask(route: str, *, context: Context = context, **event: Any) -> tuple[int, Any]:
        method, resource = route.split(" ")
        request = {"httpMethod": method, "resource": resource, "requestContext": {"requestId": "r-1"}, **event}
        answer = handler.handle(request, context)
        assert answer["headers"]["Access-Control-Allow-Origin"] == "https://app.example.com"
        return answer["statusCode"], json.loads(answer["body"])

    return ask


def test_products_of_a_category(call: Call) -> None:
    status, body = call("GET /products", queryStringParameters={"category": "kitchen"})
    assert (status, [item["id"] for item in body["items"]]) == (200, ["cup", "kettle"])
    assert call("GET /products", queryStringParameters={"category": "' OR 1=1 --"}) == (200, {"items": []})


def test_one_product(call: Call) -> None:
    lamp = {"id": "lamp", "category": "office", "name": "Lamp", "cents": 2450}
    assert call("GET /products/{id}", pathParameters={"id": "lamp"}) == (200, lamp)
    assert call("GET /products/{id}", pathParameters={"id": "sofa"}) == (404, {"message": "no such product: sofa"})


def test_a_quote_adds_up(call: Call) -> None:
    items = [{"product": "cup", "quantity": 2}, {"product": "cup", "quantity": 1}, {"product": "lamp", "quantity": 1}]
    assert call("POST /quotes", body=json.dumps({"items": items})) == (200, {"cents": 3800})
    items = [{"product": "sofa", "quantity": 1}]
    assert call("POST /quotes", body=json.dumps({"items": items})) == (404, {"message": "no such product: sofa"})


@pytest.mark.parametrize("number", [0, 51])
def test_a_quote_is_for_1_to_50_items(call: Call, number: int) -> None:
    items = [{"product": "desk", "quantity": 1}] * number
    assert call("POST /quotes", body=json.dumps({"items": items})) == (400, {"message": "items must be 1 to 50"})


def test_an_unknown_route(call: Call) -> None:
    assert call("GET /nothing") == (404, {"message": "no such route: GET /nothing"})


def test_every_request_is_measured(call: Call, capsys: pytest.CaptureFixture[str]) -> None:
    call("GET /products/{id}", pathParameters={"id": "lamp"})
    call("GET /nothing/{made-up}")
    first, second = (json.loads(line) for line in capsys.readouterr().out.splitlines())
    assert (first["Route"], first["Errors"], first["requestId"]) == ("GET /products/{id}", 0, "r-1")
    assert first["Duration"] >= 0
    assert second["Route"] == "other"


def flaky_pool(failures: int) -> Any:
    """A pool whose first connections cannot be made."""
    left = iter(range(failures))

    def connect() -> sqlite3.Connection:
        if next(left, None) is not None:
            raise sqlite3.OperationalError("unable to open database file")
        connection: sqlite3.Connection = products.open_database()
        return connection

    return connections.ConnectionPool(connect)


def test_a_transient_failure_is_retried(call: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(retry.time, "sleep", lambda _: None)
    monkeypatch.setattr(handler, "_pool", flaky_pool(2))
    assert call("GET /products/{id}", pathParameters={"id": "cup"})[0] == 200


def test_a_lasting_failure_is_an_error_without_its_inside(
    call: Call, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(retry.time, "sleep", lambda _: None)
    monkeypatch.setattr(handler, "_pool", flaky_pool(99))
    assert call("GET /products/{id}", pathParameters={"id": "cup"}) == (500, {"message": "internal error"})
    assert json.loads(capsys.readouterr().out)["Errors"] == 1
    assert "unable to open database file" in caplog.text


def test_an_answer_comes_before_the_function_is_stopped(call: Call, capsys: pytest.CaptureFixture[str]) -> None:
    status, body = call("GET /products/{id}", context=Context(0.1), pathParameters={"id": "cup"})
    assert (status, body) == (504, {"message": "this takes longer than a request may, try again"})
    assert json.loads(capsys.readouterr().out)["Errors"] == 1
