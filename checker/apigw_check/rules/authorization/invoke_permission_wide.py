"""IAM policy for every API.

## What it requires
No IAM policy allows `execute-api:Invoke` or `execute-api:ManageConnections` on every API: the resource of the statement
names the API's id.

## Why
Methods with the authorization AWS_IAM trust the callers' policies. A policy that names no API opens all of them, those
of other teams and those yet to come; ManageConnections lets its holder write to, and end, every WebSocket connection.

## When it is fine
Policies of administrators are not asked: an action `*`, and what a `NotAction` leaves over. A condition on the tags,
account or organisation of the resource passes. A policy text that is known only after apply is undecided; an
`aws_iam_policy_document` is read statement by statement, and a resource in it that is known only after apply is one
API.

## How to fix
```terraform
resource "aws_apigatewayv2_api" "chat" {
  name                       = "chat"
  protocol_type              = "WEBSOCKET"
  route_selection_expression = "$request.body.action"
}

data "aws_iam_policy_document" "post" {
  statement {
    actions   = ["execute-api:ManageConnections"]
    resources = ["${aws_apigatewayv2_api.chat.execution_arn}/prod/POST/@connections/*"]
  }
}

resource "aws_iam_policy" "post" {
  name   = "post-to-chat"
  policy = data.aws_iam_policy_document.post.json
}
```

## References
- https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-control-access-iam.html
-
  https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-control-access-using-iam-policies-to-invoke-api.html
- https://docs.aws.amazon.com/service-authorization/latest/reference/list_apigatewaymanagementapi.html
"""

from __future__ import annotations

from ...model.grants import Grant, every_api, mentions_apis
from ...model.iam import PolicyError
from ...model.roles import IdentityPolicy
from ...model.value import Unknown
from ..base import MEDIUM, Params, Rule, Verdict, fail, not_applicable, passed, undecided

RULE = Rule(
    id="APIGW-127",
    slug="invoke-permission-wide",
    title="IAM policy for every API",
    subject=IdentityPolicy,
    severity=MEDIUM,
)


@RULE.check
def check(policy: IdentityPolicy, params: Params) -> Verdict:
    """Decides for one policy."""
    mentioned, unknown = False, None
    for part in policy.parts:
        document = part.document
        if document is None:
            continue
        if isinstance(document, PolicyError | Unknown):
            reason = document.message if isinstance(document, PolicyError) else document.reason
            unknown = undecided(f"what it allows is not known: {reason}", part, "document")
            continue
        found = every_api(document)
        if isinstance(found, Grant):
            which = f" (statement {found.statement.sid})" if found.statement.sid else ""
            return fail(
                f"{policy.name} allows {found.what}{which}",
                part,
                "document",
                fix="name the API in the resource: its execution ARN, followed by stage, method and path",
            )
        if isinstance(found, Unknown):
            unknown = undecided(f"which APIs it lets call is not known: {found.reason}", part, "document")
        mentioned = mentioned or mentions_apis(document) is True
    if unknown is not None:
        return unknown
    return passed() if mentioned else not_applicable("says nothing of calling APIs")
