"""Lambda permission for everyone.

## What it requires
No permission lets every principal (`*`) use a Lambda function, and a permission for API Gateway allows
`lambda:InvokeFunction` and nothing else.

## Why
`*` is every AWS account: who knows the function's name can invoke it, with any event, past the gateway and its
authorizers. `lambda:*` for API Gateway allows more than any gateway needs.

## When it is fine
With a condition that says whose call it is `*` passes: `principal_org_id`, `source_account`, a token
(`event_source_token`), or a `source_arn` with an account in it. A permission for a function URL of the type NONE is the
other half of that URL, which APIGW-109 judges. Where this rule fails for a permission, APIGW-612 is not shown.

## How to fix
```terraform
resource "aws_iam_role" "orders" {
  name = "orders"
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "lambda.amazonaws.com" } }]
  })
}

resource "aws_lambda_function" "orders" {
  function_name = "orders"
  role          = aws_iam_role.orders.arn
  runtime       = "python3.13"
  handler       = "orders.handler"
  filename      = "orders.zip"
}

resource "aws_apigatewayv2_api" "shop" {
  name          = "shop"
  protocol_type = "HTTP"
}

resource "aws_lambda_permission" "shop" {
  action        = "lambda:InvokeFunction"
  function_name = aws_lambda_function.orders.function_name
  principal     = "apigateway.amazonaws.com"
  source_arn    = "${aws_apigatewayv2_api.shop.execution_arn}/*/*"
}
```

## References
- https://docs.aws.amazon.com/apigateway/latest/developerguide/arn-format-reference.html
- https://docs.aws.amazon.com/lambda/latest/dg/urls-auth.html
"""

from __future__ import annotations

from ...model.functions import GATEWAY, INVOKE
from ...model.gateway import Permission
from ...model.value import Unknown
from ..base import CRITICAL, MEDIUM, Params, Rule, Verdict, fail, not_applicable, passed, undecided

RULE = Rule(
    id="APIGW-613",
    slug="lambda-permission-public",
    title="Lambda permission for everyone",
    subject=Permission,
    severity=CRITICAL,
    replaces=["APIGW-612"],
)


@RULE.check
def check(permission: Permission, params: Params) -> Verdict:
    """Decides for one permission."""
    principal, url = permission.principal, permission.url_authorization
    if principal is None:
        return not_applicable("names no principal")
    if isinstance(principal, str) and principal not in (GATEWAY, "*"):
        return passed()
    if isinstance(principal, str) and principal == GATEWAY:
        return _of_gateway(permission)
    if isinstance(url, str) and url.upper() == "NONE":
        return not_applicable("the permission of a public function URL, which APIGW-109 judges")
    limited = _limited(permission)
    if limited is True:
        return passed()
    if isinstance(principal, Unknown):
        return undecided(f"the principal is not known: {principal.reason}", permission, "principal")
    if isinstance(url, Unknown):
        return undecided(f"the type of its function URL is not known: {url.reason}", permission, "url_authorization")
    if isinstance(limited, Unknown):
        return undecided(f"whose calls it allows is not known: {limited.reason}", permission, "source_arn")
    return fail(
        f"{permission.name} lets every AWS account use the function",
        permission,
        "principal",
        fix=f'name the principal, "{GATEWAY}" with the source_arn of the API for instance',
    )


def _of_gateway(permission: Permission) -> Verdict:
    action = permission.action
    if isinstance(action, Unknown):
        return undecided(f"the action is not known: {action.reason}", permission, "action")
    if str(action).lower() == INVOKE.lower():
        return passed()
    return fail(
        f"{permission.name} allows API Gateway {action} instead of {INVOKE}",
        permission,
        "action",
        fix=f'set action = "{INVOKE}"',
        severity=MEDIUM,
    )


def _limited(permission: Permission) -> bool | Unknown:
    """Whether something but the principal says whose call it has to be."""
    if any(each is not None for each in (permission.source_account, permission.organization, permission.event_token)):
        return True
    arn = permission.source_arn
    if isinstance(arn, Unknown):
        return True if permission.api_addresses else arn
    parts = str(arn).split(":", 5)
    if len(parts) < 6:
        return False
    return parts[4].isdigit() if parts[4] else not parts[5].startswith(("*", "?"))
