"""examples/rest-crud: the Lambda authorizer that verifies RS256 tokens by the issuer's public keys."""

from __future__ import annotations

import base64
import hashlib
import hmac
import http.server
import json
import threading
import time
from collections.abc import Callable
from typing import Any

import pytest
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import padding, rsa

from tests.functions.sources import load

handler = load("rest-crud", "authorizer.handler")
jwks = load("rest-crud", "authorizer.jwks")
jwt = load("rest-crud", "authorizer.jwt")
policy = load("rest-crud", "authorizer.policy")

ISSUER = "https://issuer.example.com/pool"
CLIENT = "application"
METHOD_ARN = "arn:aws:execute-api:eu-central-1:123456789012:a1b2c3/prod/DELETE/users/1"


def text(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).decode().rstrip("=")


def number(value: int) -> str:
    return text(value.to_bytes((value.bit_length() + 7) // 8))


class Issuer:
    """Signs tokens with keys that can change, and publishes the public ones."""

    def __init__(self) -> None:
        self.keys = {"first": rsa.generate_private_key(65537, 2048)}
        self.fetches = 0

    def publish(self, _url: str) -> bytes:
        self.fetches += 1
        keys = []
        for key_id, key in self.keys.items():
            public = key.public_key().public_numbers()
            keys.append(
                {
                    "kid": key_id,
                    "kty": "RSA",
                    "use": "sig",
                    "alg": "RS256",
                    "n": number(public.n),
                    "e": number(public.e),
                }
            )
        return json.dumps({"keys": [{"kid": "curve", "kty": "EC"}, *keys]}).encode()

    def sign(self, key_id: str = "first", head: dict[str, Any] | None = None, **claims: Any) -> str:
        now = int(time.time())
        payload = {"iss": ISSUER, "client_id": CLIENT, "token_use": "access", "sub": "ada", "exp": now + 300, **claims}
        payload = {name: value for name, value in payload.items() if value is not None}
        head = {"alg": "RS256", "kid": key_id} if head is None else head
        signed = f"{text(json.dumps(head).encode())}.{text(json.dumps(payload).encode())}"
        signature = self.keys[key_id].sign(signed.encode(), padding.PKCS1v15(), hashes.SHA256())
        return f"{signed}.{text(signature)}"


@pytest.fixture(scope="module")
def _issuer() -> Issuer:
    return Issuer()  # keys are slow to make


@pytest.fixture
def issuer(_issuer: Issuer, monkeypatch: pytest.MonkeyPatch) -> Issuer:
    monkeypatch.setenv("ISSUER", ISSUER)
    monkeypatch.setenv("CLIENT_ID", CLIENT)
    monkeypatch.setattr(_issuer, "keys", {"first": _issuer.keys["first"]})
    monkeypatch.setattr(_issuer, "fetches", 0)
    monkeypatch.setattr(handler, "_keys", jwks.KeySet(f"{ISSUER}/jwks.json", _issuer.publish))
    return _issuer


def ask(token: str, method_arn: str = METHOD_ARN) -> dict[str, Any]:
    return dict(
        handler.handle({"type": "TOKEN", "authorizationToken": f"Bearer {token}", "methodArn": method_arn}, None)
    )


def test_a_good_token_gets_a_policy(issuer: Issuer) -> None:
    answer = ask(issuer.sign(**{"cognito:groups": ["administrators", "partner:acme"]}))
    assert answer["principalId"] == "ada"
    assert answer["policyDocument"]["Statement"] == [
        {
            "Action": "execute-api:Invoke",
            "Effect": "Allow",
            "Resource": [
                "arn:aws:execute-api:eu-central-1:123456789012:a1b2c3/prod/DELETE/users/*",
                "arn:aws:execute-api:eu-central-1:123456789012:a1b2c3/prod/GET/partners/acme/users",
            ],
        }
    ]


def test_a_request_authorizer_reads_the_header_whatever_its_case(issuer: Issuer) -> None:
    event = {"type": "REQUEST", "headers": {"authorization": f"bearer {issuer.sign()}"}, "methodArn": METHOD_ARN}
    assert handler.handle(event, None)["principalId"] == "ada"


def spoilt(token: str) -> str:
    head, payload, signature = token.split(".")
    claims = json.loads(base64.urlsafe_b64decode(payload + "=="))
    return f"{head}.{text(json.dumps(claims | {'sub': 'eve'}).encode())}.{signature}"


def unsigned(issuer: Issuer) -> str:
    head, payload, _ = issuer.sign(head={"alg": "none", "kid": "first"}).split(".")
    return f"{head}.{payload}."


def by_public_key(issuer: Issuer) -> str:
    """The classic confusion: a token of HS256, signed with the public key as the secret."""
    head, payload, _ = issuer.sign(head={"alg": "HS256", "kid": "first"}).split(".")
    secret = issuer.keys["first"].public_key().public_bytes(
        serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo
    )  # fmt: skip
    return f"{head}.{payload}.{text(hmac.digest(secret, f'{head}.{payload}'.encode(), hashlib.sha256))}"


def by_another_key(issuer: Issuer) -> str:
    issuer.keys["other"] = rsa.generate_private_key(65537, 2048)
    token = issuer.sign("other", head={"alg": "RS256", "kid": "first"})
    del issuer.keys["other"]
    return token


BAD: dict[str, Callable[[Issuer], str]] = {
    "changed": lambda issuer: spoilt(issuer.sign()),
    "signed by another key": by_another_key,
    "signed by an unknown key": lambda issuer: issuer.sign(head={"alg": "RS256", "kid": "nobody"}),
    "not signed": unsigned,
    "signed with the public key as a secret": by_public_key,
    "expired": lambda issuer: issuer.sign(exp=int(time.time()) - 60),
    "never expires": lambda issuer: issuer.sign(exp=None),
    "expires in text": lambda issuer: issuer.sign(exp="tomorrow"),
    "not in force yet": lambda issuer: issuer.sign(nbf=int(time.time()) + 60),
    "of another issuer": lambda issuer: issuer.sign(iss="https://issuer.example.com/other"),
    "of another application": lambda issuer: issuer.sign(client_id="other"),
    "an id token": lambda issuer: issuer.sign(token_use="id"),
    "of nobody": lambda issuer: issuer.sign(sub=None),
    "shorter signature": lambda issuer: issuer.sign()[:-4],
    "two parts": lambda issuer: issuer.sign().rpartition(".")[0],
    "four parts": lambda issuer: issuer.sign() + ".e30",
    "not base64": lambda _: "a.b!.c",
    "not objects": lambda _: f"{text(b'[]')}.{text(b'1')}.{text(b'x')}",
    "nothing": lambda _: "",
}


@pytest.mark.parametrize("make", BAD.values(), ids=BAD)
def test_a_bad_token_is_unauthorized(issuer: Issuer, make: Callable[[Issuer], str]) -> None:
    with pytest.raises(Exception, match=r"^Unauthorized$"):
        ask(make(issuer))


@pytest.mark.parametrize(
    "event", [{}, {"headers": None}, {"authorizationToken": "Basic YTpi"}, {"headers": {"X": "y"}}]
)
def test_a_request_without_a_token_is_unauthorized(issuer: Issuer, event: dict[str, Any]) -> None:
    with pytest.raises(Exception, match=r"^Unauthorized$"):
        handler.handle(event | {"methodArn": METHOD_ARN}, None)


def test_a_little_difference_of_clocks_is_forgiven(issuer: Issuer) -> None:
    assert ask(issuer.sign(exp=int(time.time()) - 5, nbf=int(time.time()) + 5))["principalId"] == "ada"


def test_a_new_key_is_followed_and_made_up_ones_cause_no_traffic(
    issuer: Issuer, monkeypatch: pytest.MonkeyPatch
) -> None:
    clock = [1000.0]
    monkeypatch.setattr(jwks.time, "monotonic", lambda: clock[0])
    ask(issuer.sign())
    for made_up in ("a", "b", "c"):
        with pytest.raises(Exception, match="Unauthorized"):
            ask(issuer.sign(head={"alg": "RS256", "kid": made_up}))
    assert issuer.fetches == 1
    issuer.keys["second"] = rsa.generate_private_key(65537, 2048)
    clock[0] += jwks.PAUSE + 1
    assert ask(issuer.sign("second"))["principalId"] == "ada"
    assert ask(issuer.sign("first"))["principalId"] == "ada"
    assert issuer.fetches == 2


def test_a_withdrawn_key_is_forgotten(issuer: Issuer, monkeypatch: pytest.MonkeyPatch) -> None:
    clock = [1000.0]
    monkeypatch.setattr(jwks.time, "monotonic", lambda: clock[0])
    token = issuer.sign()
    ask(token)
    issuer.keys = {"second": issuer.keys["first"]}
    clock[0] += jwks.LIFETIME + 1
    with pytest.raises(Exception, match="Unauthorized"):
        ask(token)


def test_weak_and_foreign_keys_are_not_taken() -> None:
    weak = rsa.generate_private_key(65537, 1024).public_key().public_numbers()
    keys = [
        {"kid": "weak", "kty": "RSA", "n": number(weak.n), "e": number(weak.e)},
        {"kid": "encryption", "kty": "RSA", "use": "enc", "n": number(1 << 2047), "e": "AQAB"},
        {"kid": "other", "kty": "RSA", "alg": "RS512", "n": number(1 << 2047), "e": "AQAB"},
    ]
    found = jwks.KeySet("url", lambda _: json.dumps({"keys": keys}).encode())
    assert [found.find(key["kid"]) for key in keys] == [None, None, None]


def test_keys_are_fetched_over_http(issuer: Issuer) -> None:
    document = issuer.publish("")

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.end_headers()
            self.wfile.write(document)

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002
            pass

    with http.server.HTTPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        key = jwks.KeySet(f"http://127.0.0.1:{server.server_port}/jwks.json").find("first")
        server.shutdown()
    assert key.exponent == 65537


def test_an_issuer_that_does_not_answer_is_an_error_and_no_refusal(
    issuer: Issuer, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_url: str) -> bytes:
        raise OSError("no route")

    monkeypatch.setattr(handler, "_keys", jwks.KeySet("url", fail))
    with pytest.raises(OSError, match="no route"):
        ask(issuer.sign())


def test_the_key_set_is_of_the_issuer_and_made_once(issuer: Issuer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(handler, "_keys", None)
    assert handler.keys() is handler.keys()
    assert handler.keys()._url == f"{ISSUER}/.well-known/jwks.json"


def test_the_policy_fits_caching(issuer: Issuer) -> None:
    """It is cached by the token and applied to whatever its holder asks next, so no route may be in it."""
    token = issuer.sign(**{"cognito:groups": ["administrators"]})
    stage = METHOD_ARN.rpartition("/DELETE")[0]
    assert ask(token, f"{stage}/GET/partners/acme/users") == ask(token, f"{stage}/DELETE/users/1")


def test_whoever_may_do_nothing_is_denied_everything(issuer: Issuer) -> None:
    statement = ask(issuer.sign())["policyDocument"]["Statement"][0]
    assert (statement["Effect"], statement["Resource"]) == ("Deny", [f"{METHOD_ARN.rpartition('/DELETE')[0]}/*"])


@pytest.mark.parametrize(
    "groups",
    [
        "administrators",
        ["partner:*"],
        ["partner:acme/users/../x"],
        ["partner:"],
        ["partner:acme\n"],
        [1, None],
        {"administrators": 1},
    ],
)
def test_a_strange_group_opens_nothing(groups: object) -> None:
    answer = policy.policy_of({"sub": "ada", "cognito:groups": groups}, METHOD_ARN)
    assert answer["policyDocument"]["Statement"][0]["Effect"] == "Deny"
