"""TOKEN authorizer that is asked about anything.

## What it requires
A TOKEN authorizer has an identity validation expression.

## Why
The gateway checks the token against the expression before it calls the function. Without one, every string that
somebody sends in the header costs an invocation, and the function has to take what no token looks like.

## When it is fine
Where the form of a token is not known in advance: waive the finding, or leave this rule, which is not in the
recommended pack, out.

## How to fix
```terraform
variable "authorizer_invoke_arn" {
  type = string
}

resource "aws_api_gateway_rest_api" "shop" {
  name = "shop"
}

resource "aws_api_gateway_authorizer" "token" {
  rest_api_id                    = aws_api_gateway_rest_api.shop.id
  name                           = "token"
  type                           = "TOKEN"
  authorizer_uri                 = var.authorizer_invoke_arn
  identity_validation_expression = "^Bearer [-0-9A-Za-z._~+/]+=*$"
}
```

## References
- https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-swagger-extensions-authorizer.html
- https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-use-lambda-authorizer.html
"""

from __future__ import annotations

from ...model.gateway import Authorizer
from ...model.value import Unknown
from ..base import LOW, STRICT, Params, Rule, Verdict, fail, not_applicable, passed, undecided
from ._authorizer import is_kind, kind_of

RULE = Rule(
    id="APIGW-121",
    slug="token-authorizer-without-validation",
    title="TOKEN authorizer that is asked about anything",
    subject=Authorizer,
    severity=LOW,
    pack=STRICT,
)


@RULE.check
def check(authorizer: Authorizer, params: Params) -> Verdict:  # noqa: ARG001
    """Decides for one authorizer."""
    kind = kind_of(authorizer)
    if isinstance(kind, str) and not is_kind(authorizer, "TOKEN"):
        return not_applicable("not a TOKEN authorizer")
    if authorizer.identity_validation is not None:
        return passed()
    if isinstance(kind, Unknown):
        return undecided(f"the type is not known: {kind.reason}", authorizer, "type")
    return fail(
        f"{authorizer.name} is asked about every value of its header: it has no validation expression",
        authorizer,
        "identity_validation",
        fix="set identity_validation_expression to what a token looks like",
    )
