"""VPC endpoints with their policies, the listeners of private integrations, and the policies of private domains."""

from __future__ import annotations

import json
from typing import Any

import pytest
from tiny_plan import estate, judged, ref, resource

from apigw_check.model.gateway import Integration
from apigw_check.model.iam import Policy
from apigw_check.model.value import Unknown

SERVICE = "com.amazonaws.eu-central-1.execute-api"
LATER = ref("terraform_data.later.output")
LISTENER = "arn:aws:elasticloadbalancing:eu-central-1:123456789012:listener/app/x/1/2"


def kept(address: str, **values: Any) -> Any:
    return resource(address, actions=["no-op"], before=values, **values)


def policy(**statement: Any) -> str:
    whole = {"Effect": "Allow", "Principal": "*", "Action": "execute-api:Invoke", "Resource": "*"} | statement
    return json.dumps({"Version": "2012-10-17", "Statement": [whole]})


def verdict(text: Any) -> str:
    endpoint = resource("aws_vpc_endpoint.apis", service_name=SERVICE, vpc_id="vpc-1", policy=text)
    return judged(endpoint, only=("APIGW-605",)).decisions[0].verdict


@pytest.mark.parametrize(
    ("service", "count"),
    [
        (SERVICE, 1),
        ("cn.com.amazonaws.cn-north-1.execute-api", 1),
        ("com.amazonaws.eu-central-1.s3", 0),
        ("com.amazonaws.vpce.eu-central-1.vpce-svc-execute-api", 0),
        (LATER, 1),
        (None, 0),
    ],
)
def test_endpoints_of_execute_api(service: Any, count: int) -> None:
    found = estate(resource("aws_vpc_endpoint.apis", service_name=service, vpc_id="vpc-1"))
    assert len(found.vpc_endpoints) == count


def test_a_policy_of_its_own_resource() -> None:
    endpoint = resource("aws_vpc_endpoint.apis", service_name=SERVICE, vpc_id="vpc-1", id=ref())
    apart = resource("aws_vpc_endpoint_policy.apis", vpc_endpoint_id=ref("aws_vpc_endpoint.apis.id"), policy=policy())
    (found,) = estate(endpoint, apart).vpc_endpoints
    assert isinstance(found.policy, Policy)
    assert found.policy_origin is not None
    assert found.policy_origin.address == "aws_vpc_endpoint_policy.apis"


def test_a_policy_by_known_id() -> None:
    endpoint = kept("aws_vpc_endpoint.apis", service_name=SERVICE, vpc_id="vpc-1", id="vpce-1")
    apart = kept("aws_vpc_endpoint_policy.apis", vpc_endpoint_id="vpce-1", policy=policy())
    other = kept("aws_vpc_endpoint_policy.other", vpc_endpoint_id="vpce-2", policy=policy(Resource="x"))
    (found,) = estate(endpoint, apart, other).vpc_endpoints
    assert isinstance(found.policy, Policy)


def test_a_policy_that_may_be_of_either_endpoint() -> None:
    two = [resource(f"aws_vpc_endpoint.{name}", service_name=SERVICE, vpc_id="vpc-1", id=ref()) for name in "ab"]
    apart = resource("aws_vpc_endpoint_policy.x", vpc_endpoint_id=LATER, policy=policy())
    assert all(isinstance(each.policy, Unknown) for each in estate(*two, apart).vpc_endpoints)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (None, "fail"),
        (policy(), "fail"),
        (policy(Action="*"), "fail"),
        (policy(Resource="execute-api:/*"), "fail"),
        (policy(Resource="arn:aws:execute-api:*:*:*"), "fail"),
        (policy(Resource=["arn:aws:execute-api:eu-central-1:123456789012:abc/*", "*"]), "fail"),
        (policy(Condition={"Bool": {"aws:SecureTransport": "true"}}), "fail"),
        (policy(Resource="arn:aws:execute-api:eu-central-1:123456789012:*"), "pass"),
        (policy(Resource="arn:aws:execute-api:*:*:abcdef/*"), "pass"),
        (policy(Principal={"AWS": "arn:aws:iam::123456789012:root"}), "pass"),
        (policy(Condition={"StringEquals": {"aws:PrincipalOrgID": "o-1"}}), "pass"),
        (policy(Condition={"StringEquals": {"aws:ResourceAccount": "123456789012"}}), "pass"),
        (policy(Effect="Deny"), "pass"),
        (policy(Action="s3:GetObject"), "pass"),
        (LATER, "undecided"),
        ("{", "undecided"),
    ],
)
def test_how_wide_a_policy_is(text: Any, expected: str) -> None:
    assert verdict(text) == expected


def test_a_deny_of_other_organisations_counts() -> None:
    allow = {"Effect": "Allow", "Principal": "*", "Action": "*", "Resource": "*"}
    deny = allow | {"Effect": "Deny", "Condition": {"StringNotEquals": {"aws:ResourceOrgID": "o-1"}}}
    assert verdict(json.dumps({"Statement": [allow, deny]})) == "pass"


def test_a_domain_of_unknown_type() -> None:
    domain = resource("aws_api_gateway_domain_name.a", domain_name="a.example.com", endpoint_configuration=LATER)
    (result,) = judged(domain, only=("APIGW-608",)).decisions
    assert result.verdict == "undecided"


API = resource("aws_apigatewayv2_api.http", name="http", protocol_type="HTTP", id=ref())


def integration(uri: Any, *more: Any, **values: Any) -> Integration:
    given = {
        "api_id": ref("aws_apigatewayv2_api.http.id"),
        "integration_type": "HTTP_PROXY",
        "integration_uri": uri,
        "connection_type": "VPC_LINK",
    } | values
    (found,) = estate(API, resource("aws_apigatewayv2_integration.x", **given), *more).apis[0].integrations
    return found


def test_the_listener_of_an_integration() -> None:
    new = resource("aws_lb_listener.a", protocol="HTTPS", port=443, arn=ref())
    assert integration(ref("aws_lb_listener.a.arn"), new).listener == "HTTPS"
    assert integration(LISTENER, kept("aws_lb_listener.a", protocol="TLS", arn=LISTENER)).listener == "TLS"
    data = kept("data.aws_lb_listener.a", protocol="HTTP", arn=LISTENER)
    assert integration(LISTENER, data).listener == "HTTP"


def test_a_listener_that_is_not_there() -> None:
    assert isinstance(integration(LISTENER).listener, Unknown)
    assert isinstance(integration(LATER).listener, Unknown)
    two = [resource(f"aws_lb_listener.{name}", protocol=kind, arn=ref()) for name, kind in (("a", "TLS"), ("b", "TCP"))]
    either = integration(ref("aws_lb_listener.a.arn", "aws_lb_listener.b.arn"), *two)
    assert isinstance(either.listener, Unknown)


def test_an_integration_without_a_link_has_no_listener() -> None:
    assert integration("https://orders.example.com", connection_type="INTERNET").listener is None
