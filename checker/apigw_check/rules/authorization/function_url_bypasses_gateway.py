"""Public function URL behind a gateway.

## What it requires
A Lambda function behind a gateway (behind an integration, or as an authorizer) has no function URL with the
authorization `NONE`.

## Why
A function URL is a second door to the same code. With `NONE` anyone can use it, past the authorizers, throttling, web
ACL and logs of the gateway. Terraform adds the permission for everybody by itself where the authorization is `NONE`.

## When it is fine
A function that checks each request itself, signed webhooks for instance, can have both: waive the finding with that
reason. Functions that no gateway of the input leads to are not asked. A function that is defined elsewhere is
undecided: its URLs are, too.

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

resource "aws_lambda_function_url" "orders" {
  function_name      = aws_lambda_function.orders.function_name
  authorization_type = "AWS_IAM"
}
```

## References
- https://docs.aws.amazon.com/lambda/latest/dg/urls-auth.html
"""

from __future__ import annotations

from ...model.functions import Function
from ...model.value import Unknown
from ..base import HIGH, Params, Rule, Verdict, fail, not_applicable, passed, undecided

RULE = Rule(
    id="APIGW-109",
    slug="function-url-bypasses-gateway",
    title="Public function URL behind a gateway",
    subject=Function,
    severity=HIGH,
)


@RULE.check
def check(function: Function, params: Params) -> Verdict:
    """Decides for one function."""
    if not function.behind:
        return not_applicable("no gateway leads to it")
    for url in function.urls:
        if not isinstance(url.authorization, Unknown) and str(url.authorization).upper() == "NONE":
            return fail(
                f"anyone can call {function.name} at its function URL, past the {function.behind}",
                url,
                "authorization",
                fix='set authorization_type = "AWS_IAM", or remove the function URL',
            )
    for url in function.urls:
        if isinstance(url.authorization, Unknown):
            return undecided(f"who may call its URL is not known: {url.authorization.reason}", url, "authorization")
    if function.urls_unread is not None:
        return undecided(f"whether it has a public URL is not known: {function.urls_unread.reason}", function)
    return passed()
