"""Authorizer that cannot be invoked.

## What it requires
API Gateway may invoke the function of a Lambda authorizer: the authorizer names a role, or the function has a
permission for API Gateway that takes calls of this API or of this authorizer.

## Why
Without either every route that the authorizer protects answers with status 500.

## When it is fine
Authorizers of other types invoke nothing. Where the function is defined elsewhere, and where a permission may be meant
for it, the result is undecided. A permission that another stack puts on a function of this one is not seen: waive the
finding and name that stack.

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

resource "aws_api_gateway_rest_api" "shop" {
  name = "shop"
}

resource "aws_api_gateway_authorizer" "tokens" {
  rest_api_id    = aws_api_gateway_rest_api.shop.id
  name           = "tokens"
  authorizer_uri = aws_lambda_function.orders.invoke_arn
}

resource "aws_lambda_permission" "authorizer" {
  action        = "lambda:InvokeFunction"
  function_name = aws_lambda_function.orders.function_name
  principal     = "apigateway.amazonaws.com"
  source_arn    = "${aws_api_gateway_rest_api.shop.execution_arn}/authorizers/${aws_api_gateway_authorizer.tokens.id}"
}
```

## References
- https://docs.aws.amazon.com/apigateway/latest/developerguide/arn-format-reference.html
"""

from __future__ import annotations

from ...model.functions import may_invoke
from ...model.gateway import Authorizer
from ...model.value import Unknown
from ..base import MEDIUM, Params, Rule, Verdict, fail, not_applicable, passed, undecided

RULE = Rule(
    id="APIGW-813",
    slug="authorizer-cannot-be-invoked",
    title="Authorizer that cannot be invoked",
    subject=Authorizer,
    severity=MEDIUM,
)


@RULE.check
def check(authorizer: Authorizer, params: Params) -> Verdict:
    """Decides for one authorizer."""
    target, kind = authorizer.function, authorizer.type
    if isinstance(kind, Unknown):
        return undecided(f"the type of the authorizer is not known: {kind.reason}", authorizer, "type")
    if str(kind).upper() not in ("TOKEN", "REQUEST"):
        return not_applicable("invokes no Lambda function")
    if authorizer.credentials is not None:
        return passed()
    if target is None or isinstance(target, Unknown):
        reason = "it names none" if target is None else target.reason
        return undecided(f"what it invokes is not known: {reason}", authorizer, "function")
    allowed = may_invoke(target, authorizer.api, authorizer)
    if isinstance(allowed, Unknown):
        return undecided(f"whether API Gateway may invoke it is not known: {allowed.reason}", authorizer, "function")
    if allowed:
        return passed()
    return fail(
        f"routes of {authorizer.name} answer with status 500: API Gateway may not invoke {target.function.name}",
        authorizer,
        "function",
        fix="add an aws_lambda_permission for apigateway.amazonaws.com with the execution ARN of this API",
    )
