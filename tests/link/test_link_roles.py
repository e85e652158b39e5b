"""The roles that integrations assume, with everything that is attached to them."""

from __future__ import annotations

import json

import pytest
from tiny_plan import estate, ref, resource

from apigw_check.model.estate import Estate
from apigw_check.model.grants import Grant, every_api, wide_grant
from apigw_check.model.iam import Policy, parse_policy
from apigw_check.model.roles import Role
from apigw_check.model.value import Unknown

ROLE = "arn:aws:iam::123456789012:role/gateway"


def text(action: object, target: object, **more: object) -> str:
    return json.dumps({"Statement": [{"Effect": "Allow", "Action": action, "Resource": target, **more}]})


def base(credentials: object) -> tuple[object, ...]:
    return (
        resource("aws_apigatewayv2_api.web", name="web", protocol_type="HTTP", id=ref()),
        resource(
            "aws_apigatewayv2_integration.it",
            api_id=ref("aws_apigatewayv2_api.web.id"),
            integration_type="AWS_PROXY",
            integration_subtype="SQS-SendMessage",
            credentials_arn=credentials,
        ),
        resource("aws_iam_role.gateway", name="gateway", arn=ref(), id=ref()),
    )


def role(found: Estate) -> Role:
    roles = found.apis[0].integrations[0].roles
    assert isinstance(roles, tuple)
    (one,) = roles
    return one


@pytest.mark.parametrize("credentials", [ref("aws_iam_role.gateway.arn"), ROLE])
def test_a_role_is_found_by_reference_and_by_name(credentials: object) -> None:
    inline = resource("aws_iam_role_policy.p", role="gateway", policy=text("sqs:*", "*"))
    (policy,) = role(estate(*base(credentials), inline)).policies
    assert isinstance(policy.document, Policy)


@pytest.mark.parametrize("owner", ["gateway", ref("aws_iam_role.gateway.id")])
def test_attachments_bring_policies(owner: object) -> None:
    own = resource("aws_iam_policy.p", policy=text("sqs:*", "*"), arn=ref())
    one = resource("aws_iam_role_policy_attachment.a", role=owner, policy_arn=ref("aws_iam_policy.p.arn"))
    two = resource("aws_iam_role_policy_attachment.b", role=owner, policy_arn="arn:aws:iam::aws:policy/PowerUserAccess")
    found = role(estate(*base(ROLE), own, one, two))
    assert sorted(policy.managed for policy in found.policies) == ["", "arn:aws:iam::aws:policy/PowerUserAccess"]
    assert found.unread is None


def test_an_attachment_to_a_role_that_cannot_be_told_may_be_its_own() -> None:
    lost = resource("aws_iam_role_policy_attachment.a", role=ref("terraform_data.x.output"), policy_arn="arn:x")
    assert role(estate(*base(ROLE), lost)).unread is not None


def test_a_policy_that_stands_elsewhere_is_unread() -> None:
    far = resource("aws_iam_role_policy_attachment.a", role="gateway", policy_arn=ref("terraform_data.x.output"))
    assert role(estate(*base(ROLE), far)).unread is not None


@pytest.mark.parametrize(
    "credentials",
    [ref("terraform_data.x.output"), "arn:aws:iam::123456789012:role/elsewhere", ref("data.aws_iam_role.x.arn")],
)
def test_a_role_that_stands_elsewhere_is_unknown(credentials: object) -> None:
    data = resource("data.aws_iam_role.x", name="x", arn=ref())
    roles = estate(*base(credentials), data).apis[0].integrations[0].roles
    assert isinstance(roles, Unknown)


def test_the_callers_credentials_are_no_role() -> None:
    assert estate(*base("arn:aws:iam::*:user/*")).apis[0].integrations[0].roles is None


@pytest.mark.parametrize(
    ("action", "target", "wide"),
    [
        ("sqs:SendMessage", "arn:aws:sqs:eu-central-1:123456789012:orders", False),
        ("sqs:SendMessage", "arn:aws:sqs:eu-central-1:123456789012:*", True),
        ("sqs:SendMessage", ["arn:aws:sqs:::a", "*"], True),
        ("sqs:*", "arn:aws:sqs:eu-central-1:123456789012:orders", True),
        ("sqs:Send*", "arn:aws:sqs:eu-central-1:123456789012:orders", False),
        ("s3:GetObject", "arn:aws:s3:::bucket/*", False),
        ("s3:GetObject", "arn:aws:s3:::*", True),
        ("dynamodb:GetItem", "arn:aws:dynamodb:eu-central-1:123456789012:table/*", True),
        ("dynamodb:GetItem", "arn:aws:dynamodb:eu-central-1:123456789012:table/orders/index/*", False),
        ("xray:PutTraceSegments", "*", False),
    ],
)
def test_what_is_wide(action: object, target: object, wide: bool) -> None:
    policy = parse_policy(text(action, target))
    assert isinstance(policy, Policy)
    assert isinstance(wide_grant(policy), Grant) is wide


@pytest.mark.parametrize(
    ("action", "target", "wide"),
    [
        ("execute-api:Invoke", "*", True),
        ("execute-api:Invoke", "arn:aws:execute-api:*:*:*", True),
        ("execute-api:Invoke", "arn:aws:execute-api:eu-central-1:123456789012:*/prod/GET/*", True),
        ("execute-api:Invoke", "arn:aws:execute-api:*:*:abc/*", False),
        ("execute-api:InvalidateCache", "*", False),
        ("execute-api:ManageConnections", "*", True),
        ("*", "*", False),
        ("s3:*", "*", False),
    ],
)
def test_what_reaches_every_api(action: object, target: object, wide: bool) -> None:
    policy = parse_policy(text(action, target))
    assert isinstance(policy, Policy)
    assert isinstance(every_api(policy), Grant) is wide


def test_an_unknown_part_decides_only_where_it_has_to() -> None:
    unsure = Unknown()
    grants = {"Effect": "Allow", "Action": ["sqs:SendMessage", unsure], "Resource": "arn:aws:sqs:::orders"}
    policy = parse_policy({"Statement": [{"Effect": unsure}, {"Effect": unsure}, grants]})
    assert isinstance(policy, Policy)
    assert isinstance(wide_grant(policy), Unknown)
    wide = parse_policy({"Statement": [grants, {"Effect": "Allow", "Action": "sqs:*", "Resource": unsure}]})
    assert isinstance(wide, Policy)
    assert isinstance(wide_grant(wide), Grant)
    later = parse_policy({"Statement": [{"Effect": "Allow", "Action": "sqs:SendMessage", "Resource": [unsure]}]})
    assert isinstance(later, Policy)
    assert wide_grant(later) is None
