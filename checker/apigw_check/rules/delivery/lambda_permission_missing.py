"""Missing Lambda permission.

## What it requires
API Gateway may invoke the Lambda function of an integration: the integration names a role (`credentials`), or the
function has a permission for API Gateway that takes calls of this API.

## Why
Without either the gateway answers every call of the route with status 500. Nothing says so before the first call.

## When it is fine
A permission of another API, of an authorizer, or on another alias than the one that is invoked does not count. Where
the function is defined elsewhere, and where a permission may be meant for it, the result is undecided. A permission
that another stack puts on a function of this one is not seen: waive the finding and name that stack.

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

resource "aws_apigatewayv2_integration" "orders" {
  api_id                 = aws_apigatewayv2_api.shop.id
  integration_type       = "AWS_PROXY"
  integration_uri        = aws_lambda_function.orders.invoke_arn
  payload_format_version = "2.0"
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
- https://docs.aws.amazon.com/apigateway/latest/developerguide/stage-variables.html
"""

from __future__ import annotations

from ...model.functions import may_invoke
from ...model.gateway import Integration
from ...model.value import Unknown
from ..base import MEDIUM, Params, Rule, Verdict, fail, not_applicable, passed, undecided

RULE = Rule(
    id="APIGW-812",
    slug="lambda-permission-missing",
    title="Missing Lambda permission",
    subject=Integration,
    severity=MEDIUM,
)


@RULE.check
def check(integration: Integration, params: Params) -> Verdict:
    """Decides for one integration."""
    target = integration.function
    if target is None:
        return not_applicable("invokes no Lambda function")
    if integration.credentials is not None:
        return passed()
    if isinstance(target, Unknown):
        return undecided(f"what it invokes is not known: {target.reason}", integration, "function")
    allowed = may_invoke(target, integration.api)
    if isinstance(allowed, Unknown):
        return undecided(f"whether API Gateway may invoke it is not known: {allowed.reason}", integration, "function")
    if allowed:
        return passed()
    return fail(
        f"calls end with status 500: no permission lets {integration.api.name} invoke {target.function.name}",
        integration,
        "function",
        fix="add an aws_lambda_permission for apigateway.amazonaws.com with the execution ARN of this API",
    )
