"""Resources of a policy that are written with the ARN of the API itself."""

from __future__ import annotations

import pytest
from msgspec import structs

from apigw_check.link.own_requests import own_requests
from apigw_check.model.holes import Awaited, PartlyKnown
from apigw_check.model.iam import Policy, parse_policy
from apigw_check.model.value import Unknown

API = "aws_api_gateway_rest_api.shop"
ARN = Awaited("known only after apply", (), (f"{API}.execution_arn",))


def resource_of(value: Unknown, api: str = API) -> str | Unknown:
    text = '{"Statement": {"Effect": "Allow", "Principal": "*", "Action": "execute-api:Invoke", "Resource": "x"}}'
    policy = parse_policy(text)
    assert isinstance(policy, Policy)
    statement = structs.replace(policy.statements[0], resources=(value,))
    changed = structs.replace(policy, statements=(statement,))
    found = own_requests(changed, api)
    assert isinstance(found, Policy)
    resources = found.statements[0].resources
    assert not isinstance(resources, Unknown)
    (resource,) = resources
    return resource


@pytest.mark.parametrize(
    ("suffix", "expected"),
    [
        ("/*", "execute-api:/*"),
        ("/live/GET/orders", "execute-api:/live/GET/orders"),
        ("*", "execute-api:/*"),
        ("*/GET/orders", "execute-api:/*/GET/orders"),
    ],
)
def test_what_follows_the_arn_is_the_request(suffix: str, expected: str) -> None:
    assert resource_of(PartlyKnown((ARN, suffix))) == expected


@pytest.mark.parametrize("value", [ARN, PartlyKnown((ARN, "x/*")), PartlyKnown(("a", ARN, "*"))])
def test_what_is_something_else_stays_unknown(value: Unknown) -> None:
    assert resource_of(value) is value


def test_the_arn_of_another_api_stays_unknown() -> None:
    assert isinstance(resource_of(PartlyKnown((ARN, "*")), "aws_api_gateway_rest_api.other"), Unknown)
