"""examples/websocket-chat: who may connect, who is connected, and messages to everybody."""

from __future__ import annotations

import base64
import json
import threading
import time
from typing import Any

import boto3
import pytest
from botocore.exceptions import ClientError, ConnectTimeoutError
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding, rsa

from tests.functions.sources import EXAMPLES, load

authorizer = load("websocket-chat", "authorizer.handler")
jwks = load("websocket-chat", "authorizer.jwks")
connections_module = load("websocket-chat", "chat.connections")
broadcast_module = load("websocket-chat", "chat.broadcast")
handler = load("websocket-chat", "chat.handler")

Connection = connections_module.Connection


class GoneException(Exception):  # noqa: N818 (the service's name)
    """What the management API answers for a connection that ended."""


class Management:
    """Stands in for the management API: keeps what was posted, and knows which connections fail, and how."""

    class exceptions:  # noqa: N801 (as boto3 calls it)
        GoneException = GoneException

    def __init__(self, failing: dict[str, Exception] | None = None) -> None:
        self.failing = failing or {}
        self.posted: dict[str, list[Any]] = {}
        self._lock = threading.Lock()

    def post_to_connection(self, *, ConnectionId: str, Data: bytes) -> None:  # noqa: N803 (the service's names)
        if ConnectionId in self.failing:
            raise self.failing[ConnectionId]
        with self._lock:
            self.posted.setdefault(ConnectionId, []).append(json.loads(Data))


@pytest.fixture
def table(aws: None, monkeypatch: pytest.MonkeyPatch) -> Any:
    """The table as database.tf makes it, and the function's environment."""
    made = boto3.resource("dynamodb").create_table(
        TableName="connections",
        AttributeDefinitions=[{"AttributeName": "connection_id", "AttributeType": "S"}],
        BillingMode="PAY_PER_REQUEST",
        KeySchema=[{"AttributeName": "connection_id", "KeyType": "HASH"}],
    )
    monkeypatch.setenv("TABLE_NAME", "connections")
    monkeypatch.setenv("MANAGEMENT_ENDPOINT", "https://a1b2c3.execute-api.eu-central-1.amazonaws.com/prod")
    monkeypatch.setattr(handler, "_connections", None)
    monkeypatch.setattr(handler, "_management", None)
    return made


@pytest.fixture
def management(table: Any, monkeypatch: pytest.MonkeyPatch) -> Management:
    made = Management()
    monkeypatch.setattr(handler, "_management", made)
    return made


def send(route: str, connection_id: str, body: object = None, user: str | None = None) -> tuple[int, Any]:
    """Status and body of the answer to an event as API Gateway writes it."""
    context: dict[str, Any] = {"routeKey": route, "connectionId": connection_id}
    if user is not None:
        context["authorizer"] = {"principalId": "1", "user": user}
    text = body if isinstance(body, str) else None if body is None else json.dumps(body)
    answer = handler.handle({"requestContext": context, **({} if text is None else {"body": text})}, None)
    return answer["statusCode"], json.loads(answer["body"]) if "body" in answer else None


def test_a_message_reaches_everybody_who_is_connected(management: Management) -> None:
    for connection_id, user in {"one": "ada", "two": "bob", "three": "eve"}.items():
        assert send("$connect", connection_id, user=user) == (200, None)
    assert send("$disconnect", "three") == (200, None)
    assert send("message", "one", {"action": "message", "text": "Hello"}) == (200, {"heard": 2})
    expected = [{"from": "ada", "text": "Hello"}]
    assert management.posted == {"one": expected, "two": expected}


def test_a_caller_cannot_say_to_be_somebody_else(management: Management) -> None:
    send("$connect", "one", user="eve")
    send("message", "one", {"text": "Hello", "from": "ada"})
    assert management.posted["one"] == [{"from": "eve", "text": "Hello"}]


def test_connections_that_are_gone_are_forgotten_and_stop_nobody(management: Management, table: Any) -> None:
    for connection_id in ("one", "two", "three"):
        send("$connect", connection_id, user="ada")
    management.failing = {"one": GoneException()}
    assert send("message", "two", {"text": "Hello"}) == (200, {"heard": 2})
    assert {item["connection_id"] for item in table.scan()["Items"]} == {"two", "three"}


@pytest.mark.parametrize(
    "error",
    [
        ClientError({"Error": {"Code": "LimitExceededException"}}, "PostToConnection"),
        ConnectTimeoutError(endpoint_url="https://example.com"),
    ],
    ids=["throttled", "out of reach"],
)
def test_a_connection_that_cannot_be_posted_to_is_kept(management: Management, table: Any, error: Exception) -> None:
    for connection_id in ("one", "two"):
        send("$connect", connection_id, user="ada")
    management.failing = {"one": error}
    assert send("message", "two", {"text": "Hello"}) == (200, {"heard": 1})
    assert table.scan()["Count"] == 2


def test_every_page_of_the_table_is_read(table: Any) -> None:
    room = connections_module.ConnectionTable(table)
    padding_of_an_item = "x" * 300_000
    with table.batch_writer() as batch:
        for number in range(8):
            batch.put_item(Item={"connection_id": str(number), "user": "ada", "padding": padding_of_an_item})
    assert "LastEvaluatedKey" in table.scan()
    assert {connection.id for connection in room.all()} == {str(number) for number in range(8)}
    assert broadcast_module.broadcast(Management(), room, b"{}") == 8


def test_a_connection_expires_when_the_service_would_end_it(management: Management, table: Any) -> None:
    send("$connect", "one", user="ada")
    expires_at = int(table.get_item(Key={"connection_id": "one"})["Item"]["expires_at"])
    assert 0 <= expires_at - time.time() - 7195 <= 10


def test_an_unknown_connection_is_told_to_connect_again(management: Management) -> None:
    status, body = send("message", "one", {"text": "Hello"})
    assert (status, list(body)) == (400, ["error"])
    assert management.posted == {}


@pytest.mark.parametrize("body", [None, "", "{", "[]", {}, {"text": 1}, {"text": ""}, {"text": "x" * 1001}])
def test_a_message_without_a_text_is_refused(management: Management, body: object) -> None:
    send("$connect", "one", user="ada")
    assert send("message", "one", body)[0] == 400
    assert management.posted == {}


def test_what_no_route_takes_is_answered(management: Management) -> None:
    assert send("$default", "one", "hello") == (400, {"error": 'write {"action": "message", "text": "..."}'})


def test_a_connection_that_no_authorizer_let_in_is_refused(management: Management, table: Any) -> None:
    assert send("$connect", "one")[0] == 500
    assert table.scan()["Count"] == 0


def test_a_failure_says_nothing_of_what_is_behind(management: Management, table: Any) -> None:
    table.delete()
    assert send("message", "one", {"text": "Hello"}) == (500, {"error": "internal error"})


def test_messages_are_posted_to_the_endpoint_of_the_environment(table: Any) -> None:
    client = handler.management()
    assert client.meta.endpoint_url == "https://a1b2c3.execute-api.eu-central-1.amazonaws.com/prod"
    assert handler.management() is client


# The authorizer.

ISSUER = "https://issuer.example.com/pool"
CLIENT = "application"
METHOD_ARN = "arn:aws:execute-api:eu-central-1:123456789012:a1b2c3/prod/$connect"


def text(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).decode().rstrip("=")


@pytest.fixture
def key(monkeypatch: pytest.MonkeyPatch) -> rsa.RSAPrivateKey:
    """The issuer's private key; the function's environment, and the public key where it asks for it."""
    made = rsa.generate_private_key(65537, 2048)
    public = made.public_key().public_numbers()
    document = {
        "keys": [
            {"kid": "first", "kty": "RSA", "n": text(public.n.to_bytes(256)), "e": text(public.e.to_bytes(3))},
        ]
    }
    monkeypatch.setenv("ISSUER", ISSUER)
    monkeypatch.setenv("CLIENT_ID", CLIENT)
    monkeypatch.setattr(authorizer, "_keys", jwks.KeySet(ISSUER, lambda _url: json.dumps(document).encode()))
    return made


def token(key: rsa.RSAPrivateKey, **claims: object) -> str:
    payload = {
        "client_id": CLIENT,
        "exp": time.time() + 60,
        "iss": ISSUER,
        "sub": "1",
        "token_use": "access",
        "username": "ada",
        **claims,
    }
    signed = ".".join(text(json.dumps(part).encode()) for part in ({"alg": "RS256", "kid": "first"}, payload))
    return f"{signed}.{text(key.sign(signed.encode(), padding.PKCS1v15(), hashes.SHA256()))}"


def ask(query: dict[str, str] | None) -> Any:
    return authorizer.handle({"methodArn": METHOD_ARN, "queryStringParameters": query}, None)


def test_a_valid_token_opens_this_connection_alone(key: rsa.RSAPrivateKey) -> None:
    assert ask({"token": token(key)}) == {
        "principalId": "1",
        "policyDocument": {
            "Version": "2012-10-17",
            "Statement": [{"Action": "execute-api:Invoke", "Effect": "Allow", "Resource": METHOD_ARN}],
        },
        "context": {"user": "ada"},
    }


def test_a_user_without_a_name_is_called_by_the_subject(key: rsa.RSAPrivateKey) -> None:
    assert ask({"token": token(key, username=None)})["context"] == {"user": "1"}


@pytest.mark.parametrize(
    "claims",
    [{"exp": 0}, {"iss": "https://example.com"}, {"client_id": "other"}, {"token_use": "id"}, {"sub": None}],
    ids=lambda claims: next(iter(claims)),
)
def test_a_token_for_something_else_is_refused(key: rsa.RSAPrivateKey, claims: dict[str, object]) -> None:
    with pytest.raises(Exception, match=r"^Unauthorized$"):
        ask({"token": token(key, **claims)})


@pytest.mark.parametrize("query", [None, {}, {"token": ""}, {"token": "a.b.c"}], ids=str)
def test_a_caller_without_a_token_is_refused(key: rsa.RSAPrivateKey, query: dict[str, str] | None) -> None:
    with pytest.raises(Exception, match=r"^Unauthorized$"):
        ask(query)


def test_a_token_of_another_key_is_refused(key: rsa.RSAPrivateKey) -> None:
    with pytest.raises(Exception, match=r"^Unauthorized$"):
        ask({"token": token(rsa.generate_private_key(65537, 2048))})


@pytest.mark.parametrize("name", ["jwks.py", "jwt.py"])
def test_tokens_are_verified_as_in_rest_crud(name: str) -> None:
    """An example stands alone, so it has a copy; a mistake mended in one is mended in both."""
    copy, original = (EXAMPLES / example / "src/authorizer" / name for example in ("websocket-chat", "rest-crud"))
    assert copy.read_text(encoding="utf-8") == original.read_text(encoding="utf-8")
