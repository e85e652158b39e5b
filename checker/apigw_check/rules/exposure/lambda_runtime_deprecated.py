"""Deprecated Lambda runtime.

## What it requires
Functions behind a gateway use a runtime that AWS has not deprecated.

## Why
A deprecated runtime gets no security updates any more, and code that anyone on the internet can reach runs on it. Later
AWS refuses to create, then to change functions that use it.

## When it is fine
Runtimes whose deprecation is yet to come pass; the day that counts is the one on which AWS's list was read for this
version of apigw-check (`checker/apigw_check/facts/lambda_runtimes.json`). Functions made of a container image have no
runtime, and functions that no gateway of the input leads to are not asked. A runtime that the list does not have is
undecided.

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
```

## References
- https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtimes.html
- https://docs.aws.amazon.com/lambda/latest/dg/runtime-support-policy.html
"""

from __future__ import annotations

from ...facts import lambda_runtimes
from ...model.functions import Function
from ...model.value import Unknown
from ..base import MEDIUM, Params, Rule, Verdict, fail, not_applicable, passed, undecided

RULE = Rule(
    id="APIGW-622",
    slug="lambda-runtime-deprecated",
    title="Deprecated Lambda runtime",
    subject=Function,
    severity=MEDIUM,
)


@RULE.check
def check(function: Function, params: Params) -> Verdict:
    """Decides for one function."""
    if not function.behind:
        return not_applicable("no gateway leads to it")
    kind, runtime = function.package_type, function.runtime
    if isinstance(kind, str) and kind.upper() == "IMAGE":
        return not_applicable("a container image brings its runtime along")
    if runtime is None and isinstance(kind, Unknown):
        return undecided(f"whether it is a container image is not known: {kind.reason}", function, "package_type")
    if runtime is None:
        return not_applicable("it has no runtime")
    if isinstance(runtime, Unknown):
        return undecided(f"the runtime is not known: {runtime.reason}", function, "runtime")
    facts = lambda_runtimes()
    known = facts.runtimes.get(runtime)
    if known is None:
        return undecided(f"the runtime {runtime} is not on the list of {facts.read}", function, "runtime")
    if known.deprecated is None or known.deprecated > facts.read:
        return passed()
    return fail(
        f"{function.name}, behind the {function.behind}, runs on {runtime}, deprecated since {known.deprecated}",
        function,
        "runtime",
        fix="use a runtime that is still supported",
    )
