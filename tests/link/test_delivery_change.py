"""What is paired across a change, and what a change takes away."""

from __future__ import annotations

from typing import Any

import pytest
from tiny_plan import judged, ref, resource

ONLY = ("APIGW-821",)
OPEN = {"authorization_type": "NONE"}
IAM = {"authorization_type": "AWS_IAM"}


def http_api(name: str = "shop", **more: Any) -> Any:
    values = {"id": name, "name": name, "protocol_type": "HTTP"}
    return resource(f"aws_apigatewayv2_api.{name}", before=values | more.pop("was", {}), **values | more)


def route(name: str, before: dict[str, Any] | None, **values: Any) -> Any:
    given = {"id": name, "api_id": "shop", "route_key": "GET /orders"}
    was = None if before is None else given | before
    return resource(f"aws_apigatewayv2_route.{name}", before=was, **given | values)


def verdicts(*resources: Any) -> list[tuple[str, str]]:
    found = judged(*resources, only=ONLY)
    assert not found.crashes
    return [(result.verdict, result.subject.name) for result in found.decisions]


def test_a_route_that_lost_its_authorization() -> None:
    assert verdicts(http_api(), route("a", IAM, **OPEN)) == [("pass", "api shop"), ("fail", "GET /orders")]


@pytest.mark.parametrize("after", [IAM, {"authorization_type": "JWT", "authorizer_id": "x"}])
def test_a_route_that_keeps_some(after: dict[str, Any]) -> None:
    assert ("pass", "GET /orders") in verdicts(http_api(), route("a", IAM, **after))


def test_a_route_that_never_had_any() -> None:
    assert ("pass", "GET /orders") in verdicts(http_api(), route("a", OPEN, **OPEN))


def test_a_route_that_is_known_later() -> None:
    later = ref("terraform_data.later.output")
    assert ("undecided", "GET /orders") in verdicts(http_api(), route("a", IAM, authorization_type=later))


def test_a_renamed_route_is_the_same_route() -> None:
    gone = route("old", IAM) | {}
    gone["change"] |= {"actions": ["delete"], "after": None}
    assert ("fail", "GET /orders") in verdicts(http_api(), gone, route("new", None, **OPEN))
    assert ("pass", "GET /orders") in verdicts(http_api(), gone, route("new", None, **IAM))


def test_what_is_new_or_deleted_is_not_asked() -> None:
    gone = route("old", IAM)
    gone["change"] |= {"actions": ["delete"], "after": None}
    assert verdicts(http_api(), gone) == [("pass", "api shop")]
    assert verdicts(http_api(), route("new", None, **OPEN)) == [("pass", "api shop")]


def test_without_a_state_nothing_is_asked() -> None:
    assert verdicts(resource("aws_apigatewayv2_api.shop", name="shop", protocol_type="HTTP")) == []


def test_an_endpoint_that_is_opened_again() -> None:
    was = {"disable_execute_api_endpoint": True}
    assert verdicts(http_api(was=was, disable_execute_api_endpoint=False)) == [("fail", "api shop")]
    assert verdicts(http_api(was=was, disable_execute_api_endpoint=True)) == [("pass", "api shop")]


def domain(before: dict[str, Any], after: dict[str, Any]) -> Any:
    given = {"id": "d", "domain_name": "shop.example.com"}
    return resource("aws_api_gateway_domain_name.shop", before=given | before, **given | after)


@pytest.mark.parametrize(
    ("before", "after", "verdict"),
    [
        ({"security_policy": "TLS_1_2"}, {"security_policy": "TLS_1_0"}, "fail"),
        ({"security_policy": "TLS_1_0"}, {"security_policy": "TLS_1_2"}, "pass"),
        ({"security_policy": "TLS_1_2"}, {"security_policy": ref("terraform_data.later.output")}, "undecided"),
        ({"mutual_tls_authentication": [{"truststore_uri": "s3://b/k"}]}, {"mutual_tls_authentication": []}, "fail"),
        ({"mutual_tls_authentication": []}, {"mutual_tls_authentication": []}, "pass"),
    ],
)
def test_domains(before: dict[str, Any], after: dict[str, Any], verdict: str) -> None:
    assert verdicts(domain(before, after)) == [(verdict, "domain shop.example.com")]


def test_a_finding_of_a_change_is_new() -> None:
    found = judged(http_api(), route("a", IAM, **OPEN), only=ONLY)
    assert [finding.change for finding in found.findings] == ["new"]
    assert found.findings[0].message == "the change takes the authorization AWS_IAM from GET /orders"
