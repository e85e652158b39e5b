"""examples/http-jwt: notes of whoever the token names."""

from __future__ import annotations

import base64
import json
from typing import Any

import boto3
import pytest

from tests.functions.sources import load

handler = load("http-jwt", "notes.handler")
store_module = load("http-jwt", "notes.store")


@pytest.fixture
def table(aws: None, monkeypatch: pytest.MonkeyPatch) -> Any:
    """The table as main.tf makes it, and the function's environment."""
    made = boto3.resource("dynamodb").create_table(
        TableName="notes",
        AttributeDefinitions=[
            {"AttributeName": "owner", "AttributeType": "S"},
            {"AttributeName": "id", "AttributeType": "S"},
        ],
        BillingMode="PAY_PER_REQUEST",
        KeySchema=[{"AttributeName": "owner", "KeyType": "HASH"}, {"AttributeName": "id", "KeyType": "RANGE"}],
    )
    monkeypatch.setenv("TABLE_NAME", "notes")
    monkeypatch.setattr(handler, "_table", None)
    return made


def event(route: str, *, owner: str = "ada", body: str | None = None, **more: Any) -> dict[str, Any]:
    """An event of payload format 2.0, which leaves out what a request does not have."""
    return {
        "version": "2.0",
        "routeKey": route,
        "requestContext": {"authorizer": {"jwt": {"claims": {"sub": owner}, "scopes": ["notes/read"]}}},
        "isBase64Encoded": False,
        **({} if body is None else {"body": body}),
        **more,
    }


def call(route: str, **more: Any) -> tuple[int, Any]:
    answer = handler.handle(event(route, **more), None)
    return answer["statusCode"], json.loads(answer["body"]) if answer.get("body") else None


def create(text: str, owner: str = "ada") -> str:
    status, note = call("POST /notes", owner=owner, body=json.dumps({"text": text}))
    assert status == 201
    return str(note["id"])


def path(note_id: str) -> dict[str, dict[str, str]]:
    return {"pathParameters": {"id": note_id}}


def test_a_note_is_created_read_and_deleted(table: Any) -> None:
    answer = handler.handle(event("POST /notes", body='{"text": "milk"}'), None)
    note = json.loads(answer["body"])
    assert answer["headers"]["location"] == f"/notes/{note['id']}"
    assert table.get_item(Key={"owner": "ada", "id": note["id"]})["Item"]["text"] == "milk"
    assert call("GET /notes/{id}", **path(note["id"])) == (200, note)
    assert call("DELETE /notes/{id}", **path(note["id"])) == (204, None)
    assert call("DELETE /notes/{id}", **path(note["id"])) == (404, {"message": "no such note"})
    assert call("GET /notes/{id}", **path(note["id"]))[0] == 404


def test_nobody_reaches_the_notes_of_another(table: Any) -> None:
    note_id = create("milk")
    assert call("GET /notes/{id}", owner="eve", **path(note_id))[0] == 404
    assert call("DELETE /notes/{id}", owner="eve", **path(note_id))[0] == 404
    assert call("GET /notes", owner="eve") == (200, {"items": [], "cursor": None})
    assert call("GET /notes", owner="eve", queryStringParameters={"cursor": note_id})[1]["items"] == []
    assert call("GET /notes/{id}", **path(note_id))[0] == 200


def test_a_list_is_read_to_its_end_by_cursors(table: Any) -> None:
    created = {create(f"note {number}") for number in range(7)}
    create("of another", owner="eve")
    found: list[str] = []
    query = {"limit": "3"}
    while True:
        status, page = call("GET /notes", queryStringParameters=query)
        assert status == 200
        found += [note["id"] for note in page["items"]]
        if page["cursor"] is None:
            break
        query = {"limit": "3", "cursor": page["cursor"]}
    assert found == sorted(created)


@pytest.mark.parametrize("limit", ["0", "101", "-1", "x", "²", ""])
def test_a_limit_out_of_range_is_refused(table: Any, limit: str) -> None:
    assert call("GET /notes", queryStringParameters={"limit": limit}) == (400, {"message": "limit must be 1 to 100"})


@pytest.mark.parametrize("cursor", ["", "x" * 101])
def test_a_cursor_of_no_sense_is_refused(table: Any, cursor: str) -> None:
    assert call("GET /notes", queryStringParameters={"cursor": cursor})[0] == 400


@pytest.mark.parametrize("body", [None, "", "{", "[]", "{}", '{"text": 1}', '{"text": ""}', '{"text": null}'])
def test_a_body_without_a_text_is_refused(table: Any, body: str | None) -> None:
    assert call("POST /notes", body=body)[0] == 400


def test_a_text_that_is_too_long_is_refused(table: Any) -> None:
    assert call("POST /notes", body=json.dumps({"text": "x" * 4000}))[0] == 201
    assert call("POST /notes", body=json.dumps({"text": "x" * 4001}))[0] == 400


def test_a_body_may_come_in_base64(table: Any) -> None:
    body = base64.b64encode(b'{"text": "milk"}').decode()
    assert call("POST /notes", body=body, isBase64Encoded=True)[0] == 201
    assert call("POST /notes", body="~", isBase64Encoded=True) == (400, {"message": "the body is not JSON"})
    assert call("POST /notes", body=base64.b64encode(b"\xff").decode(), isBase64Encoded=True)[0] == 400


def test_a_route_that_the_function_does_not_know_is_404(table: Any) -> None:
    assert call("PUT /notes")[0] == 404


def test_a_failure_says_nothing_of_what_is_behind(table: Any) -> None:
    table.delete()
    assert call("GET /notes") == (500, {"message": "internal error"})


def test_another_failure_of_a_deletion_is_not_taken_for_a_missing_note(table: Any) -> None:
    table.delete()
    with pytest.raises(Exception, match="ResourceNotFoundException"):
        store_module.NoteStore(table, "ada").delete("1")
