"""Integration with a wide role.

## What it requires
The role that an integration assumes does not allow whole services (`dynamodb:*`, `*`, AWS policies such as
AmazonDynamoDBFullAccess) or actions on every resource (`*`, `table/*`).

## Why
An integration with an AWS service has no code: path, query and body decide what is asked of the service. A role that
allows more than one action on one resource is an open door for who finds a way to bend the request, and for every
mistake in a mapping.

## When it is fine
Actions of which no resource can be named (sending traces to X-Ray) need `*` and pass, and so does `*` with a
condition on the resource's tags, account or organisation. What AWS's other managed policies allow is not in a plan:
undecided. The same holds for a role that is defined elsewhere, and where a permissions boundary may narrow a wide
policy.

## How to fix
```terraform
resource "aws_dynamodb_table" "orders" {
  name         = "orders"
  billing_mode = "PAY_PER_REQUEST"
  hash_key     = "id"

  attribute {
    name = "id"
    type = "S"
  }
}

resource "aws_iam_role" "gateway" {
  name = "gateway"
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "apigateway.amazonaws.com" } }]
  })
}

resource "aws_iam_role_policy" "orders" {
  role = aws_iam_role.gateway.id
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "dynamodb:GetItem", Resource = aws_dynamodb_table.orders.arn }]
  })
}
```

## References
- https://docs.aws.amazon.com/apigateway/latest/api/API_Integration.html
- https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-security-best-practices.html
- https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsx-ray.html
"""

from __future__ import annotations

from ...model.gateway import Integration
from ...model.grants import Grant, wide_grant
from ...model.iam import Policy, PolicyError
from ...model.roles import Role, RolePolicy
from ...model.value import Unknown
from ..base import MEDIUM, Params, Rule, Verdict, fail, not_applicable, passed, spot, undecided

RULE = Rule(
    id="APIGW-614",
    slug="integration-role-wide",
    title="Integration with a wide role",
    subject=Integration,
    severity=MEDIUM,
)

_OF_AWS = ":iam::aws:policy/"
_ADMINISTRATORS = ("AdministratorAccess", "PowerUserAccess")


@RULE.check
def check(integration: Integration, params: Params) -> Verdict:
    """Decides for one integration."""
    roles = integration.roles
    if roles is None:
        return not_applicable("assumes no role")
    if isinstance(roles, Unknown):
        return undecided(f"what its role allows is not known: {roles.reason}", integration, "credentials")
    answers = [_of_role(integration, role) for role in roles]
    kinds = {answer.kind for answer in answers}
    if len(kinds) == 1:
        return answers[0]
    return undecided("it may assume one of several roles, which differ in this", integration, "credentials")


def _of_role(integration: Integration, role: Role) -> Verdict:
    unknown: Unknown | None = None
    for policy in role.policies:
        what = _grants(policy)
        if isinstance(what, Unknown):
            unknown = what if unknown is None else unknown
        elif what:
            if role.boundary:
                unknown = Unknown("its permissions boundary may narrow what its policies allow")
                continue
            return fail(
                f"the role of the {integration.name} allows {what}",
                policy,
                policy.field,
                also=[spot(integration, "credentials", "the role is assumed here")],
                fix="allow the actions that the integration makes, on the resources that it names",
            )
    unknown = role.unread if unknown is None else unknown
    if unknown is not None:
        return undecided(f"what its role allows is not known: {unknown.reason}", integration, "credentials")
    return passed()


def _grants(policy: RolePolicy) -> str | Unknown:
    if policy.managed:
        name = policy.managed.rpartition("/")[2]
        if _OF_AWS in policy.managed and (name in _ADMINISTRATORS or name.endswith("FullAccess")):
            return f"all that the policy {name} of AWS does"
        return Unknown(f"what the policy {name} allows is not in the input")
    document = policy.document
    if isinstance(document, PolicyError):
        return Unknown(document.message)
    found = wide_grant(document) if isinstance(document, Policy) else document
    return found.what if isinstance(found, Grant) else found or "" if not isinstance(found, Unknown) else found
