"""Requests to examples/http-jwt as applied: the JWT authorizer, scopes, payload 2.0, what is stored, and CORS."""

from __future__ import annotations

from typing import Any

import pytest

from applied import Deployed
from requests_to import Answer, access_token, send, signed_up
from tests.emulators.site import Site

KEY = "http-jwt-ministack"
ORIGIN = "https://app.example.com"

pytestmark = pytest.mark.application(KEY)


class HttpJwt:
    """The API as its callers see it."""

    def __init__(self, deployed: Deployed) -> None:
        self.server = deployed.server
        self.outputs = deployed.outputs
        self.table = self.server.client("dynamodb")
        pool = self.outputs["user_pool_id"]
        ada, bob = (signed_up(self.server, pool, f"{name}@example.com") for name in ("ada", "bob"))
        self.ada = self._token(ada, "notes/read", "notes/write")
        self.reader = self._token(ada, "notes/read")
        self.bob = self._token(bob, "notes/read", "notes/write")

    def send(
        self, method: str, path: str, body: object | None = None, token: str | None = None, **headers: str
    ) -> Answer:
        given = {"Origin": ORIGIN, **{name.replace("_", "-"): value for name, value in headers.items()}}
        if token is not None:
            given["Authorization"] = f"Bearer {token}"
        return send(method, self.server.invoke_url(self.outputs["api_id"], "$default", path), body, given)

    def created(self, text: str) -> str:
        answer = self.send("POST", "/notes", {"text": text}, self.ada)
        assert answer.status == 201, answer
        assert answer.headers["location"] == f"/notes/{answer.json()['id']}"
        return str(answer.json()["id"])

    def stored(self) -> dict[str, str]:
        """Give the texts in DynamoDB by the id of their note."""
        items = self.table.scan(TableName=self.outputs["table_name"], ConsistentRead=True)["Items"]
        return {item["id"]["S"]: item["text"]["S"] for item in items}

    def _token(self, member: Any, *scopes: str) -> str:
        return access_token(self.server, self.outputs["client_id"], member, f"{ORIGIN}/callback", scopes)


@pytest.fixture(scope="module")
def api(site: Site) -> HttpJwt:
    return HttpJwt(site.shown(KEY).deployed)


def test_a_created_note_is_an_item(api: HttpJwt) -> None:
    note = api.created("milk")
    assert api.stored()[note] == "milk"
    answer = api.send("GET", f"/notes/{note}", token=api.reader)
    assert (answer.status, answer.json()) == (200, {"id": note, "text": "milk"})


def test_a_deleted_note_is_no_item(api: HttpJwt) -> None:
    note = api.created("bread")
    assert api.send("DELETE", f"/notes/{note}", token=api.ada).status == 204
    assert note not in api.stored()
    assert api.send("GET", f"/notes/{note}", token=api.ada).status == 404


def test_notes_are_their_owners(api: HttpJwt) -> None:
    note = api.created("secret")
    assert api.send("GET", f"/notes/{note}", token=api.bob).status == 404
    assert note not in {item["id"] for item in api.send("GET", "/notes", token=api.bob).json()["items"]}
    assert note in {item["id"] for item in api.send("GET", "/notes", token=api.reader).json()["items"]}


@pytest.mark.parametrize(("method", "path"), [("GET", "/notes"), ("POST", "/notes"), ("DELETE", "/notes/1")])
@pytest.mark.parametrize("token", [None, "a.b.c"])
def test_without_a_token_nobody_is_let_in(api: HttpJwt, method: str, path: str, token: str | None) -> None:
    answer = api.send(method, path, token=token)
    assert (answer.status, answer.json()) == (401, {"message": "Unauthorized"})


def test_another_signature_is_refused(api: HttpJwt) -> None:
    signed, _, signature = api.ada.rpartition(".")
    assert api.send("GET", "/notes", token=f"{signed}.{signature[::-1]}").status == 401


def test_a_scope_to_read_does_not_write(api: HttpJwt) -> None:
    before = api.stored()
    answer = api.send("POST", "/notes", {"text": "no"}, api.reader)
    assert (answer.status, answer.json()) == (403, {"message": "Forbidden"})
    assert api.send("DELETE", "/notes/1", token=api.reader).status == 403
    assert api.stored() == before


@pytest.mark.parametrize("body", [{}, {"text": ""}, {"text": 1}, [], "not JSON"])
def test_the_function_refuses_what_is_no_note(api: HttpJwt, body: object) -> None:
    assert api.send("POST", "/notes", body, api.ada).status == 400


def test_what_is_no_route_is_not_found(api: HttpJwt) -> None:
    assert api.send("GET", "/nothing", token=api.ada).status == 404


def test_the_allowed_origin_reads_the_answer(api: HttpJwt) -> None:
    answer = api.send("GET", "/notes", token=api.reader)
    assert answer.headers["Access-Control-Allow-Origin"] == ORIGIN
    assert answer.headers["Access-Control-Expose-Headers"] == "location"


def test_preflight_needs_no_token(api: HttpJwt) -> None:
    answer = api.send("OPTIONS", "/notes", Access_Control_Request_Method="POST")
    assert answer.status == 204
    assert answer.headers["Access-Control-Allow-Origin"] == ORIGIN
    assert set(answer.headers["Access-Control-Allow-Methods"].split(",")) >= {"GET", "POST", "DELETE"}
    assert answer.headers["Access-Control-Allow-Headers"] == "authorization,content-type"


@pytest.mark.parametrize("method", ["OPTIONS", "GET"])
def test_another_origin_reads_nothing(api: HttpJwt, method: str) -> None:
    answer = api.send(
        method, "/notes", token=api.reader, Origin="https://evil.example", Access_Control_Request_Method="POST"
    )
    assert answer.headers["Access-Control-Allow-Origin"] is None
