"""Requests to examples/custom-domain as applied: the name that is asked for, and the path, say which API answers."""

from __future__ import annotations

import pytest

from requests_to import Answer
from tests.emulators.callers import ROOT
from tests.emulators.site import Shown, Site

KEY = "custom-domain-ministack"
NAME = "api.custom-domain.test"

pytestmark = pytest.mark.application(KEY)


@pytest.fixture(scope="module")
def shown(site: Site) -> Shown:
    return site.shown(KEY)


def ask(shown: Shown, path: str, name: str = NAME) -> Answer:
    """Ask for a name; it is no name of the network's, so the request goes to the emulator and says it in a header."""
    return ROOT.send("GET", f"{shown.deployed.server.endpoint}{path}", headers={"Host": name})


@pytest.mark.parametrize(
    ("path", "api"), [("/orders/status", "orders_api_id"), ("/reports/v2/status", "reports_api_id")]
)
def test_the_path_below_the_name_says_which_api_answers(shown: Shown, path: str, api: str) -> None:
    answer = ask(shown, path)
    assert answer.status == 200, answer
    called = answer.json()
    assert (called["api"], called["route"]) == (shown.deployed.outputs[api], "GET /status")


@pytest.mark.parametrize("path", ["/status", "/reports/status", "/ordersstatus", "/"])
def test_a_path_that_is_not_mapped_reaches_no_api(shown: Shown, path: str) -> None:
    assert ask(shown, path).status in {403, 404}


def test_another_name_reaches_no_api(shown: Shown) -> None:
    assert ask(shown, "/orders/status", "api.other.test").status != 200


def test_the_urls_are_below_the_name(shown: Shown) -> None:
    assert shown.deployed.outputs["urls"] == {
        "orders": f"https://{NAME}/orders",
        "reports": f"https://{NAME}/reports/v2",
    }


def test_the_name_points_to_the_domain(shown: Shown) -> None:
    route53 = shown.deployed.server.client("route53")
    (zone,) = [zone for zone in route53.list_hosted_zones()["HostedZones"] if zone["Name"] == f"{NAME}."]
    records = route53.list_resource_record_sets(HostedZoneId=zone["Id"])["ResourceRecordSets"]
    aliases = {record["Type"]: record["AliasTarget"]["DNSName"] for record in records if "AliasTarget" in record}
    target = shown.deployed.outputs["target_domain_name"]
    assert {kind: name.rstrip(".") for kind, name in aliases.items()} == {"A": target, "AAAA": target}


def test_the_apis_own_endpoints_are_off(shown: Shown) -> None:
    """The emulator answers there all the same; what was deployed says it."""
    server, outputs = shown.deployed.server, shown.deployed.outputs
    rest = server.client("apigateway").get_rest_api(restApiId=outputs["orders_api_id"])
    http = server.client("apigatewayv2").get_api(ApiId=outputs["reports_api_id"])
    assert (rest["disableExecuteApiEndpoint"], http["DisableExecuteApiEndpoint"]) == (True, True)
