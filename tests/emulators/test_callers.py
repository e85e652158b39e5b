"""Requests to the fixture `callers`: IAM and a resource policy that are enforced, several origins, payload 2.0."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import airspeed
import pytest

from requests_to import Answer, send
from tests.emulators.callers import Caller, caller
from tests.emulators.site import Site
from tests.functions.velocity import Input

KEY = "callers-ministack"
ONE, TWO, OTHER = "https://one.example.com", "https://two.example.com", "https://evil.example"

pytestmark = pytest.mark.application(KEY)


class Callers:
    """Both APIs of the fixture, and the two IAM users."""

    def __init__(self, site: Site) -> None:
        deployed = site.shown(KEY).deployed
        self.server = deployed.server
        self.rest_id = deployed.outputs["rest_api_id"]
        self.http_id = deployed.outputs["http_api_id"]
        names = deployed.outputs["user_names"]
        self.friend, self.stranger = caller(self.server, names["friend"]), caller(self.server, names["stranger"])

    def rest(self, path: str) -> str:
        return self.server.invoke_url(self.rest_id, "prod", path)

    def http(self, method: str, path: str, **headers: str) -> Answer:
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        return send(method, self.server.invoke_url(self.http_id, "$default", path), headers=named)


@pytest.fixture(scope="module")
def callers(site: Site) -> Iterator[Callers]:
    made = Callers(site)
    yield made
    for one in (made.friend, made.stranger):
        one.leave(made.server)


# IAM


def test_a_caller_whose_policy_allows_it_is_let_in(callers: Callers) -> None:
    answer = callers.friend.send("GET", callers.rest("/friends/ada"))
    assert answer.status == 200, answer
    assert answer.json()["parameters"] == {"name": "ada"}


def test_a_policy_for_one_path_opens_no_other(callers: Callers) -> None:
    assert callers.friend.send("GET", callers.rest("/friends/bob")).status == 403


def test_a_caller_without_a_policy_is_refused(callers: Callers) -> None:
    assert callers.stranger.send("GET", callers.rest("/friends/ada")).status == 403


def test_a_caller_without_a_signature_is_refused(callers: Callers) -> None:
    answer = send("GET", callers.rest("/friends/ada"))
    assert (answer.status, answer.json()) == (403, {"message": "Missing Authentication Token"})


@pytest.mark.parametrize("change", ["secret", "key"])
def test_another_signature_is_refused(callers: Callers, change: str) -> None:
    friend = callers.friend
    other = Caller(friend.key_id, "x" * 40) if change == "secret" else Caller("AKIAAAAAAAAAAAAAAAAA", friend.secret)
    assert other.send("GET", callers.rest("/friends/ada")).status == 403


# The resource policy


def test_what_the_resource_policy_allows_is_open(callers: Callers) -> None:
    answer = send("GET", callers.rest("/open/ada"))
    assert (answer.status, answer.json()["version"]) == (200, "1.0")


@pytest.mark.parametrize("signed", [False, True])
def test_what_the_resource_policy_denies_is_closed_to_everybody(callers: Callers, signed: bool) -> None:
    url = callers.rest("/closed/ada")
    answer = callers.friend.send("GET", url) if signed else send("GET", url)
    assert answer.status == 403
    assert "explicit deny" in answer.body


# Several origins: an HTTP API chooses by itself, a REST API by a template that the emulator does not run


@pytest.mark.parametrize("origin", [ONE, TWO])
def test_each_allowed_origin_is_answered_with_its_own_name(callers: Callers, origin: str) -> None:
    for method in ("OPTIONS", "GET"):
        answer = callers.http(method, "/open/ada", Origin=origin, Access_Control_Request_Method="GET")
        assert answer.status == (204 if method == "OPTIONS" else 200)
        assert answer.headers["Access-Control-Allow-Origin"] == origin
        assert answer.headers["Access-Control-Allow-Credentials"] == "true"


@pytest.mark.parametrize("method", ["OPTIONS", "GET"])
def test_another_origin_is_not_named(callers: Callers, method: str) -> None:
    answer = callers.http(method, "/open/ada", Origin=OTHER, Access_Control_Request_Method="GET")
    assert answer.headers["Access-Control-Allow-Origin"] is None


def test_a_rest_api_says_that_its_preflight_depends_on_the_origin(callers: Callers) -> None:
    answer = send("OPTIONS", callers.rest("/open/ada"), headers={"Origin": ONE, "Access-Control-Request-Method": "GET"})
    assert answer.status == 204
    assert answer.headers["Vary"] == "Origin"
    assert answer.headers["Access-Control-Allow-Methods"] == "GET,OPTIONS"


@pytest.mark.parametrize(
    ("header", "origin", "allowed"),
    [
        ("origin", ONE, ONE),
        ("Origin", TWO, TWO),
        ("origin", OTHER, None),
        ("origin", f"{ONE}.evil.example", None),
        ("x", "", None),
    ],
)
def test_the_template_that_was_deployed_names_the_origin_that_asks(
    callers: Callers, header: str, origin: str, allowed: str | None
) -> None:
    gateway = callers.server.client("apigateway")
    resources = gateway.get_resources(restApiId=callers.rest_id, limit=500)["items"]
    (resource,) = [resource["id"] for resource in resources if resource["path"] == "/open/{name}"]
    response = gateway.get_integration_response(
        restApiId=callers.rest_id, resourceId=resource, httpMethod="OPTIONS", statusCode="204"
    )
    override: dict[str, Any] = {"header": {}}
    names = {"context": {"responseOverride": override}, "input": Input("", {}, {header: origin})}
    # Velocity has hyphens in names, airspeed has not.
    template = re.sub(
        r"(?<=\.header\.)[\w-]+(?= =)",
        lambda name: name[0].replace("-", "_"),
        response["responseTemplates"]["application/json"],
    )
    assert airspeed.Template(template).merge(names).strip() == ""
    assert override["header"] == ({} if allowed is None else {"Access_Control_Allow_Origin": allowed})


# Payload 2.0


def test_an_http_api_calls_the_function_with_payload_2(callers: Callers) -> None:
    answer = callers.http("GET", "/open/ada?a=1&a=2")
    assert answer.status == 200
    assert answer.json() == {
        "method": "GET",
        "parameters": {"name": "ada"},
        "query": "a=1&a=2",
        "route": "GET /open/{name}",
        "version": "2.0",
    }
