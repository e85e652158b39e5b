"""examples/rest-crud: users on DynamoDB."""

from __future__ import annotations

import base64
import json
from typing import Any

import boto3
import pytest

from tests.functions.sources import load

handler = load("rest-crud", "users.handler")
store_module = load("rest-crud", "users.store")
cursor = load("rest-crud", "users.cursor")

ADA = {"email": "ada@example.com", "name": "Ada"}


@pytest.fixture
def table(aws: None, monkeypatch: pytest.MonkeyPatch) -> Any:
    """The table as database.tf makes it, and the function's environment."""
    made = boto3.resource("dynamodb").create_table(
        TableName="users",
        AttributeDefinitions=[
            {"AttributeName": "id", "AttributeType": "S"},
            {"AttributeName": "partner", "AttributeType": "S"},
        ],
        BillingMode="PAY_PER_REQUEST",
        GlobalSecondaryIndexes=[
            {
                "IndexName": "by-partner",
                "KeySchema": [
                    {"AttributeName": "partner", "KeyType": "HASH"},
                    {"AttributeName": "id", "KeyType": "RANGE"},
                ],
                "Projection": {"ProjectionType": "ALL"},
            }
        ],
        KeySchema=[{"AttributeName": "id", "KeyType": "HASH"}],
    )
    monkeypatch.setenv("TABLE_NAME", "users")
    monkeypatch.setenv("PARTNER_INDEX", "by-partner")
    monkeypatch.setenv("ALLOWED_ORIGIN", "https://app.example.com")
    monkeypatch.setattr(handler, "_store", None)
    return made


def call(
    method: str,
    resource: str,
    *,
    body: object = None,
    path: dict[str, str] | None = None,
    query: dict[str, str] | None = None,
    headers: dict[str, str] | None = None,
) -> tuple[int, Any, dict[str, str]]:
    """Status, body and headers of the answer to an event as API Gateway writes it."""
    answer = handler.handle(
        {
            "httpMethod": method,
            "resource": resource,
            "pathParameters": path,
            "queryStringParameters": query,
            "headers": headers,
            "body": body if body is None or isinstance(body, str) else json.dumps(body),
        },
        None,
    )
    return answer["statusCode"], json.loads(answer["body"]) if answer["body"] else None, answer["headers"]


def create(**attributes: str) -> dict[str, Any]:
    status, body, _ = call("POST", "/users", body=ADA | attributes)
    assert status == 201
    return dict(body)


def pages(resource: str, limit: int, path: dict[str, str] | None = None) -> list[list[str]]:
    """The ids of every page, followed by its cursor to the end."""
    found: list[list[str]] = []
    query = {"limit": str(limit)}
    while True:
        status, body, _ = call("GET", resource, path=path, query=query)
        assert status == 200
        found.append([item["id"] for item in body["items"]])
        if body["cursor"] is None:
            return found
        query["cursor"] = body["cursor"]


def test_a_user_is_created_read_changed_and_deleted(table: Any) -> None:
    status, created, headers = call("POST", "/users", body=ADA)
    assert (status, headers["ETag"], headers["Location"]) == (201, '"1"', f"/users/{created['id']}")
    assert table.get_item(Key={"id": created["id"]})["Item"] == {**ADA, "id": created["id"], "version": 1}
    path = {"id": created["id"]}
    assert call("GET", "/users/{id}", path=path)[:2] == (200, created)
    status, changed, headers = call(
        "PUT", "/users/{id}", path=path, body=ADA | {"name": "Lovelace"}, headers={"If-Match": '"1"'}
    )
    assert (status, changed["name"], headers["ETag"]) == (200, "Lovelace", '"2"')
    assert call("DELETE", "/users/{id}", path=path)[:2] == (204, None)
    assert call("GET", "/users/{id}", path=path)[0] == 404


def test_pages_hold_every_user_once(table: Any) -> None:
    ids = sorted(create()["id"] for _ in range(23))
    found = pages("/users", 10)
    assert all(len(page) <= 10 for page in found)
    assert len(found) >= 3
    assert sorted(user_id for page in found for user_id in page) == ids


def test_pages_of_a_partner_hold_its_users_alone(table: Any) -> None:
    ids = sorted(create(partner="acme")["id"] for _ in range(7))
    create(partner="other")
    create()
    found = pages("/partners/{partner}/users", 3, {"partner": "acme"})
    assert [user_id for page in found for user_id in page] == ids
    assert len(found) >= 3


def test_a_cursor_is_good_for_its_own_list_alone(table: Any) -> None:
    for _ in range(3):
        create(partner="acme")
    _, body, _ = call("GET", "/partners/{partner}/users", path={"partner": "acme"}, query={"limit": "1"})
    query = {"cursor": body["cursor"]}
    assert call("GET", "/partners/{partner}/users", path={"partner": "other"}, query=query)[0] == 400
    assert call("GET", "/users", query=query)[0] == 400


@pytest.mark.parametrize("text", ["", "?", "bm90IGpzb24", base64.urlsafe_b64encode(b'{"id": 1}').decode(), "W10"])
def test_what_is_no_cursor_is_refused(table: Any, text: str) -> None:
    status, body, _ = call("GET", "/users", query={"cursor": text})
    assert (status, body["message"].split()[0]) == (400, "cursor")


def test_cursor_of_the_last_page_is_none() -> None:
    assert cursor.encode(None) is None
    assert cursor.encode({}) is None
    assert cursor.decode(None, frozenset({"id"})) is None
    assert cursor.decode(cursor.encode({"id": "a"}), frozenset({"id"})) == {"id": "a"}


@pytest.mark.parametrize("limit", ["0", "101", "-1", "1.5", "ten", "", "\u0661"])
def test_a_limit_out_of_range_is_refused(table: Any, limit: str) -> None:
    assert call("GET", "/users", query={"limit": limit})[:2] == (400, {"message": "limit must be 1 to 100"})


def test_an_id_is_given_once(table: Any) -> None:
    users = handler.store()
    users.create(ADA, "one")
    with pytest.raises(store_module.ConflictError) as raised:
        users.create(ADA | {"name": "Other"}, "one")
    assert raised.value.exists
    assert users.read("one").name == "Ada"


def test_only_the_version_that_was_read_is_changed(table: Any) -> None:
    user = create()
    path = {"id": user["id"]}
    assert call("PUT", "/users/{id}", path=path, body=ADA | {"name": "First"}, headers={"if-match": '"1"'})[0] == 200
    status, body, _ = call("PUT", "/users/{id}", path=path, body=ADA | {"name": "Second"}, headers={"If-Match": '"1"'})
    assert (status, body["message"]) == (412, "the user was changed since it was read")
    assert call("GET", "/users/{id}", path=path)[1]["name"] == "First"


@pytest.mark.parametrize("headers", [None, {}, {"If-Match": "*"}, {"If-Match": '"one"'}, {"If-Match": '"1", "2"'}])
def test_a_change_names_one_version(table: Any, headers: dict[str, str] | None) -> None:
    user = create()
    assert call("PUT", "/users/{id}", path={"id": user["id"]}, body=ADA, headers=headers)[0] == 400


def test_nobody_is_changed_or_deleted(table: Any) -> None:
    assert call("PUT", "/users/{id}", path={"id": "nobody"}, body=ADA, headers={"If-Match": '"1"'})[0] == 404
    assert call("DELETE", "/users/{id}", path={"id": "nobody"})[0] == 404
    assert table.scan()["Count"] == 0


def test_a_change_replaces_the_partner(table: Any) -> None:
    user = create(partner="acme")
    path = {"id": user["id"]}
    _, changed, _ = call("PUT", "/users/{id}", path=path, body=ADA, headers={"If-Match": '"1"'})
    assert "partner" not in changed
    assert "partner" not in table.get_item(Key=path)["Item"]


@pytest.mark.parametrize("body", [None, "", "{", "[]", "null", {"email": "a@b"}, {"email": "a@b", "name": 1}])
def test_a_body_that_passed_the_gateway_by_is_refused(table: Any, body: object) -> None:
    assert call("POST", "/users", body=body)[0] == 400


def test_an_unknown_route_is_not_found(table: Any) -> None:
    assert call("PATCH", "/users")[:2] == (404, {"message": "no such route: PATCH /users"})


def test_an_error_is_readable_in_a_browser_and_says_nothing_inside(
    table: Any, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setenv("TABLE_NAME", "gone")
    monkeypatch.setattr(handler, "_store", None)
    status, body, headers = call("GET", "/users")
    assert (status, body) == (500, {"message": "internal error"})
    assert headers["Access-Control-Allow-Origin"] == "https://app.example.com"
    assert "ResourceNotFoundException" in caplog.text
    for action in (
        lambda users: users.create(ADA),
        lambda users: users.update("one", 1, ADA),
        lambda users: users.delete("one"),
    ):
        with pytest.raises(Exception, match="ResourceNotFoundException"):
            action(handler.store())
