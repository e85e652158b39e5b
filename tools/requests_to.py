"""Requests to an emulated API, and the sign-in of a user that gives the tokens to send with them.

    send("GET", url, headers={...})           the answer, whatever its status
    member = signed_up(server, pool_id, "ada@example.com", groups=["administrators"])
    access_token(server, client_id, member, callback, ["users/read"])

Tokens come the way that a browser gets them: the authorization code flow with PKCE, of the client as it was applied.
"""

from __future__ import annotations

import base64
import hashlib
import json
import re
import secrets
import sys
import threading
import urllib.error
import urllib.request
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from email.message import Message
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

sys.path.insert(0, str(Path(__file__).resolve().parent))

from emulators import Running

SECONDS = 60


class SignInError(Exception):
    """The user pool gave no token; the text says at which step."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back."""

    status: int
    headers: Message
    body: str

    def json(self) -> Any:
        """Give the body as JSON."""
        return json.loads(self.body)


@dataclass(frozen=True, slots=True)
class Member:
    """A user of a pool."""

    name: str
    password: str


class _StayHere(urllib.request.HTTPRedirectHandler):
    """A redirect is an answer like any other: the application it leads to does not exist."""

    def redirect_request(self, *_arguments: object) -> None:
        """Follow none."""


class Tally:
    """A number that several threads add to."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self.number = 0

    def one_more(self) -> None:
        """Add one."""
        with self._lock:
            self.number += 1


# The requests that `send` has sent; a test suite and `make try` say how many there were.
sent = Tally()

_opener = urllib.request.build_opener(urllib.request.ProxyHandler({}), _StayHere())


def send(method: str, url: str, body: object | None = None, headers: Mapping[str, str] | None = None) -> Answer:
    """Send a request to loopback, with a body as JSON or, where it is text, as it is."""
    data = None if body is None else (body if isinstance(body, str) else json.dumps(body)).encode()
    given = {"Content-Type": "application/json"} if data is not None else {}
    sent.one_more()
    request = urllib.request.Request(url, data=data, headers={**given, **(headers or {})}, method=method)
    try:
        with _opener.open(request, timeout=SECONDS) as answer:
            return Answer(answer.status, answer.headers, answer.read().decode())
    except urllib.error.HTTPError as error:
        with error:
            return Answer(error.code, error.headers, error.read().decode())


def signed_up(server: Running, pool_id: str, name: str, groups: Iterable[str] = ()) -> Member:
    """Make a user of a pool, in groups that are made where there are none of the name."""
    pool = server.client("cognito-idp")
    member = Member(name, f"Aa1!{secrets.token_urlsafe(18)}")
    pool.admin_create_user(
        UserPoolId=pool_id, Username=name, MessageAction="SUPPRESS", TemporaryPassword=member.password
    )
    pool.admin_set_user_password(UserPoolId=pool_id, Username=name, Password=member.password, Permanent=True)
    known = {group["GroupName"] for group in pool.list_groups(UserPoolId=pool_id)["Groups"]}
    for group in groups:
        if group not in known:
            pool.create_group(UserPoolId=pool_id, GroupName=group)
        pool.admin_add_user_to_group(UserPoolId=pool_id, Username=name, GroupName=group)
    return member


def access_token(server: Running, client_id: str, member: Member, callback: str, scopes: Iterable[str]) -> str:
    """Sign a user in and give the access token. Raises SignInError where the pool gives none."""
    verifier = secrets.token_urlsafe(48)
    challenge = base64.urlsafe_b64encode(hashlib.sha256(verifier.encode()).digest()).decode().rstrip("=")
    asked = {
        "client_id": client_id,
        "code_challenge": challenge,
        "code_challenge_method": "S256",
        "redirect_uri": callback,
        "response_type": "code",
        "scope": " ".join(scopes),
        "state": "s",
    }
    page = send("GET", f"{server.endpoint}/oauth2/authorize?{urlencode(asked)}")
    if page.status != 200:
        raise SignInError(f"/oauth2/authorize answers {page.status}: {page.headers.get('Location') or page.body}")
    hidden = dict(re.findall(r'name="(\w+)" value="([^"]*)"', page.body))
    form = {**hidden, **asked, "username": member.name, "password": member.password}
    signed_in = _post(f"{server.endpoint}/login", form)
    code = parse_qs(urlsplit(signed_in.headers.get("Location", "")).query).get("code")
    if not code:
        raise SignInError(f"/login answers {signed_in.status} without a code")
    grant = {
        "client_id": client_id,
        "code": code[0],
        "code_verifier": verifier,
        "grant_type": "authorization_code",
        "redirect_uri": callback,
    }
    given = _post(f"{server.endpoint}/oauth2/token", grant)
    if given.status != 200:
        raise SignInError(f"/oauth2/token answers {given.status}: {given.body}")
    return str(given.json()["access_token"])


def _post(url: str, form: Mapping[str, str]) -> Answer:
    return send("POST", url, urlencode(form), {"Content-Type": "application/x-www-form-urlencoded"})
