"""Request validation missing.

## What it requires
A POST, PUT or PATCH method of a REST API has a request validator.

## Why
Without one every body, and every request without one, reaches the backend: whatever the model of the API says, it is
documentation only. A validator answers 400 before the backend is called.

## When it is fine
Not asked of other methods, of MOCK integrations, which have no backend, of greedy paths such as `/{proxy+}`, for which
no single model holds, and of HTTP and WebSocket APIs, which have no request validation. Whether the validator has
anything to check is APIGW-702. Where the backend validates everything itself, waive the finding with that reason.

## How to fix
```terraform
resource "aws_api_gateway_rest_api" "shop" {
  name = "shop"
}

resource "aws_api_gateway_model" "order" {
  rest_api_id  = aws_api_gateway_rest_api.shop.id
  name         = "Order"
  content_type = "application/json"

  schema = jsonencode({
    "$schema"            = "http://json-schema.org/draft-04/schema#"
    type                 = "object"
    required             = ["item"]
    additionalProperties = false
    properties           = { item = { type = "string", maxLength = 40 } }
  })
}

resource "aws_api_gateway_request_validator" "body" {
  rest_api_id           = aws_api_gateway_rest_api.shop.id
  name                  = "body"
  validate_request_body = true
}

resource "aws_api_gateway_method" "create" {
  rest_api_id          = aws_api_gateway_rest_api.shop.id
  resource_id          = aws_api_gateway_rest_api.shop.root_resource_id
  http_method          = "POST"
  authorization        = "AWS_IAM"
  request_validator_id = aws_api_gateway_request_validator.body.id
  request_models       = { "application/json" = aws_api_gateway_model.order.name }
}
```

## References
- https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-method-request-validation.html
- https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-request-validation-set-up.html
- https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-open-api.html
"""

from __future__ import annotations

from ...model.gateway import Integration, Route
from ..base import LOW, Params, Rule, Verdict, fail, not_applicable, passed, undecided
from ._requests import BODY_METHODS, has_backend, is_rest, method_of

RULE = Rule(
    id="APIGW-701",
    slug="request-validation-missing",
    title="Request validation missing",
    subject=Route,
    severity=LOW,
)


@RULE.check
def check(route: Route, params: Params) -> Verdict:
    """Decides for one route."""
    if not is_rest(route.api):
        return not_applicable("only REST APIs validate requests")
    if route.request_validator is not None:
        return passed()
    if method_of(route) not in BODY_METHODS:
        return not_applicable("asked of POST, PUT and PATCH methods only")
    if route.is_catch_all is True:
        return not_applicable("no single model holds for a greedy path")
    backend = has_backend(route)
    if backend is False:
        return not_applicable("no backend is called")
    at = route.integration if isinstance(route.integration, Integration) else route
    for unknown, place, field in ((backend, at, "type"), (route.is_catch_all, route, "path")):
        if not isinstance(unknown, bool):
            return undecided(f"whether {route.name} needs a validator is not known: {unknown.reason}", place, field)
    return fail(
        f"{route.name} hands every request to its backend: it has no request validator",
        route,
        "request_validator",
        fix=_fix(route),
    )


def _fix(route: Route) -> str:
    if route.origin.pointer:
        return "name a validator in x-amazon-apigateway-request-validator, of the operation or of the root"
    return "set request_validator_id to an aws_api_gateway_request_validator, and request_models to a model"
