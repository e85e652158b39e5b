"""Connections to examples/websocket-chat as applied: who is let in, who hears whom, and who is forgotten."""

from __future__ import annotations

import time

import pytest

from applied import Deployed
from requests_to import access_token, signed_up
from tests.emulators.gaps import REFUSED_AT_CONNECT
from tests.emulators.site import Site
from tests.emulators.websocket import RefusedError, WebSocket

KEY = "websocket-chat-ministack"
USAGE = {"error": 'write {"action": "message", "text": "..."}'}


pytestmark = pytest.mark.application(KEY)


class Chat:
    """The chat room as its callers see it."""

    def __init__(self, deployed: Deployed) -> None:
        self.deployed = deployed
        self.outputs = deployed.outputs
        self.table = deployed.server.client("dynamodb")
        self.url = deployed.server.invoke_url(self.outputs["api_id"], "prod", "", "ws")
        self.ada, self.bob = (self._token(name) for name in ("ada@example.com", "bob@example.com"))

    def connect(self, token: str) -> WebSocket:
        return WebSocket(f"{self.url}?token={token}")

    def connections(self) -> set[str]:
        """Give the ids that are in DynamoDB."""
        items = self.table.scan(TableName=self.outputs["table_name"], ConsistentRead=True)["Items"]
        return {item["connection_id"]["S"] for item in items}

    def wait_for(self, number: int) -> None:
        """Wait until so many connections are in DynamoDB; $disconnect is not answered."""
        deadline = time.monotonic() + 60
        while len(self.connections()) != number and time.monotonic() < deadline:
            time.sleep(0.1)
        assert len(self.connections()) == number

    def _token(self, name: str) -> str:
        server = self.deployed.server
        member = signed_up(server, self.outputs["user_pool_id"], name)
        callback = "https://app.example.com/callback"
        return access_token(server, self.outputs["client_id"], member, callback, ["openid"])


@pytest.fixture(scope="module")
def chat(site: Site) -> Chat:
    """Apply again: where messages are posted to on loopback is known only when the API has its id."""
    deployed = site.shown(KEY).deployed
    endpoint = deployed.server.invoke_url(deployed.outputs["api_id"], "prod", "")
    deployed.variables = {**deployed.variables, "management_endpoint": endpoint}
    deployed.apply()
    assert deployed.failures == []
    return Chat(deployed)


@pytest.fixture
def room(chat: Chat) -> Chat:
    """Begin with nobody connected."""
    for connection in chat.connections():
        chat.table.delete_item(TableName=chat.outputs["table_name"], Key={"connection_id": {"S": connection}})
    return chat


def test_without_a_token_nobody_connects(room: Chat) -> None:
    with pytest.raises(RefusedError) as refused:
        WebSocket(room.url)
    assert refused.value.status == 401
    assert room.connections() == set()


@pytest.mark.parametrize("change", ["x", "signature"])
def test_a_third_is_refused(room: Chat, change: str) -> None:
    token = change
    if change == "signature":
        signed, _, signature = room.ada.rpartition(".")
        token = f"{signed}.{signature[::-1]}"
    with room.connect(room.ada), room.connect(room.bob):
        with pytest.raises(RefusedError) as refused:
            room.connect(token)
        assert refused.value.status == REFUSED_AT_CONNECT["ministack"]
        assert len(room.connections()) == 2


def test_two_hear_each_other(room: Chat) -> None:
    with room.connect(room.ada) as ada, room.connect(room.bob) as bob:
        ada.send({"action": "message", "text": "hello"})
        heard = [ada.receive(), ada.receive()]
        assert {"heard": 2} in heard
        at_bobs = bob.receive()
        assert at_bobs in heard
        assert at_bobs["text"] == "hello"
        bob.send({"action": "message", "text": "hello yourself"})
        answer = ada.receive()
        assert answer["text"] == "hello yourself"
        assert answer["from"] != at_bobs["from"]


def test_a_disconnected_client_is_forgotten(room: Chat) -> None:
    with room.connect(room.ada):
        room.connect(room.bob).close()
        room.wait_for(1)
    room.wait_for(0)


def test_a_lost_client_is_forgotten(room: Chat) -> None:
    with room.connect(room.ada):
        room.connect(room.bob).abandon()
        room.wait_for(1)


def test_a_stale_connection_is_removed_by_the_next_message(room: Chat) -> None:
    room.table.put_item(
        TableName=room.outputs["table_name"], Item={"connection_id": {"S": "stale"}, "user": {"S": "nobody"}}
    )
    with room.connect(room.ada) as ada:
        ada.send({"action": "message", "text": "anybody there?"})
        assert {"heard": 1} in [ada.receive(), ada.receive()]
        assert "stale" not in room.connections()
        assert len(room.connections()) == 1


@pytest.mark.parametrize("message", ["not JSON", {"action": "shout"}, {}])
def test_what_is_no_message_is_answered(room: Chat, message: object) -> None:
    with room.connect(room.ada) as ada:
        ada.send(message)
        assert ada.receive() == USAGE


@pytest.mark.parametrize("text", ["", "x" * 1001, 1, None])
def test_a_text_out_of_bounds_is_refused(room: Chat, text: object) -> None:
    with room.connect(room.ada) as ada, room.connect(room.bob) as bob:
        ada.send({"action": "message", "text": text})
        assert ada.receive() == {"error": "text is needed, a string of 1 to 1000 characters"}
        with pytest.raises(TimeoutError):
            bob.receive(0.5)
