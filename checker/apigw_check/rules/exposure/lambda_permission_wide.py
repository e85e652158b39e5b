"""Lambda permission for any API.

## What it requires
A permission that lets API Gateway invoke a function has a source ARN that names the API. Wildcards after the API's id
are fine: `arn:aws:execute-api:{region}:{account}:{api-id}/*/*`.

## Why
`apigateway.amazonaws.com` is the service, for all its customers. Without a source ARN any API may have the function
invoked, an API of somebody else's account too, past every authorizer of yours.

## When it is fine
Never needed: the execution ARN of the API is at hand where the permission is written. A source ARN that is known only
after apply passes where its expression refers to an API, and is undecided otherwise. Permissions for other principals
are not asked.

## How to fix
```terraform
variable "function_name" {
  type = string
}

resource "aws_api_gateway_rest_api" "shop" {
  name = "shop"
}

resource "aws_lambda_permission" "shop" {
  statement_id  = "AllowShopApi"
  action        = "lambda:InvokeFunction"
  function_name = var.function_name
  principal     = "apigateway.amazonaws.com"
  source_arn    = "${aws_api_gateway_rest_api.shop.execution_arn}/*/*"
}
```

## References
- https://docs.aws.amazon.com/apigateway/latest/developerguide/arn-format-reference.html
"""

from __future__ import annotations

from ...model.gateway import Permission
from ...model.value import Unknown
from ..base import MEDIUM, Params, Rule, Verdict, fail, not_applicable, passed, undecided

RULE = Rule(
    id="APIGW-612",
    slug="lambda-permission-wide",
    title="Lambda permission for any API",
    subject=Permission,
    severity=MEDIUM,
)

_PRINCIPAL = "apigateway.amazonaws.com"


@RULE.check
def check(permission: Permission, params: Params) -> Verdict:
    """Decides for one permission."""
    principal, arn = permission.principal, permission.source_arn
    if not isinstance(principal, Unknown) and principal != _PRINCIPAL:
        return not_applicable("not a permission for API Gateway")
    if isinstance(arn, Unknown):
        if permission.api_addresses:
            return passed()
        return undecided(f"the source ARN is not known: {arn.reason}", permission, "source_arn")
    if arn and _names_api(str(arn)):
        return passed()
    if isinstance(principal, Unknown):
        return undecided(f"the principal is not known: {principal.reason}", permission, "principal")
    what = f"its source ARN {arn} names no API" if arn else "it has no source ARN"
    account = permission.source_account is not None or _names_account(str(arn))
    whose = "any API of the account" if account else "any API"
    return fail(
        f"{permission.name} lets {whose} invoke the function: {what}",
        permission,
        "source_arn",
        fix='set source_arn to the execution ARN of the API followed by "/*/*"',
    )


def _names_account(arn: str) -> bool:
    return any(part.isdigit() for part in arn.split(":")[4:5])


def _names_api(arn: str) -> bool:
    """Whether the part with the API's id is there and has no wildcard."""
    parts = arn.split(":", 5)
    if len(parts) < 6:
        return False
    resource = parts[5].split("/")
    if parts[2] == "execute-api":
        api_id = resource[0]
    elif parts[2] == "apigateway":  # /restapis/{api-id}/...: the service refuses nothing, but it names the API
        api_id = resource[2] if resource[1:2] in (["restapis"], ["apis"]) and len(resource) > 2 else ""
    else:
        return False
    return bool(api_id) and not any(sign in api_id for sign in "*?")
