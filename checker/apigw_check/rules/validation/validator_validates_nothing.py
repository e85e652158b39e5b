"""Validator without anything to check.

## What it requires
A request validator validates bodies or parameters, and a method with a body (POST, PUT, PATCH) gives its validator
something to check: a model for the body, or a parameter that is required.

## Why
API Gateway accepts a validator on a method without model, and validates nothing: every body passes. The method looks
protected in review and is not.

## When it is fine
Not asked of methods without a validator (APIGW-701) and of MOCK integrations. A GET or DELETE method without a required
parameter has nothing to check, and may have a validator all the same, such as the one that an OpenAPI body names for
every operation; of such methods only a validator that validates nothing at all is reported.

## How to fix
```terraform
resource "aws_api_gateway_rest_api" "shop" {
  name = "shop"
}

resource "aws_api_gateway_model" "order" {
  rest_api_id  = aws_api_gateway_rest_api.shop.id
  name         = "Order"
  content_type = "application/json"
  schema       = jsonencode({ type = "object", required = ["item"], additionalProperties = false })
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
"""

from __future__ import annotations

from ...model.gateway import Route
from ...model.schemas import Validator
from ...model.value import Unknown
from ..base import FAIL, MEDIUM, Params, Rule, Spot, Verdict, fail, not_applicable, passed, spot, undecided
from ._requests import BODY_METHODS, has_backend, is_rest, method_of

RULE = Rule(
    id="APIGW-702",
    slug="validator-validates-nothing",
    title="Validator without anything to check",
    subject=Route,
    severity=MEDIUM,
)


@RULE.check
def check(route: Route, params: Params) -> Verdict:
    """Decides for one route."""
    if not is_rest(route.api) or route.request_validator is None:
        return not_applicable("it has no request validator")
    backend = has_backend(route)
    if backend is False:
        return not_applicable("no backend is called")
    verdict = _judged(route)
    if isinstance(backend, Unknown) and verdict.kind == FAIL and route.integration is not None:
        return undecided(f"whether {route.name} calls a backend is not known: {backend.reason}", route)
    return verdict


def _judged(route: Route) -> Verdict:
    """The verdict on a method with a backend."""
    body, parameters = route.validates_body, route.validates_parameters
    if not isinstance(body, Unknown) and not isinstance(parameters, Unknown) and not body and not parameters:
        if isinstance(route.validator, Unknown):
            return undecided(route.validator.reason, route, "request_validator")
        return _nothing(route)
    method = method_of(route)
    if method not in BODY_METHODS:
        return passed()
    checks = (_checks(body, _has_model(route)), _checks(parameters, _has_required(route)))
    if any(each is True for each in checks):
        return passed()
    unknown = next((each for each in checks if isinstance(each, Unknown)), None)
    if unknown is not None:
        reason = f"what the validator of {route.name} checks is not known: {unknown.reason}"
        return undecided(reason, route, "request_validator")
    if body:
        field, what, fix = "request_models", "the method has no model for its body", "give request_models a model"
        if route.origin.pointer:
            fix = "describe the body in requestBody (OpenAPI 2.0: in a body parameter), with a schema"
    else:
        field, what, fix = "request_parameters", "no parameter is required", "make a parameter required"
    return fail(
        f"the request validator of {route.name} checks nothing: {what}",
        route,
        field,
        also=_also(route, "what it validates"),
        fix=fix,
    )


def _nothing(route: Route) -> Verdict:
    return fail(
        f"the request validator of {route.name} checks nothing: it validates neither bodies nor parameters",
        route,
        "request_validator",
        also=_also(route, "the validator"),
        fix="let it validate bodies, parameters or both",
    )


def _also(route: Route, note: str) -> list[Spot]:
    return [spot(route.validator, "", note)] if isinstance(route.validator, Validator) else []


def _checks(validates: bool | Unknown | None, given: bool | Unknown) -> bool | Unknown:
    """Whether this half checks something: it is on, and has something to check."""
    if given is False or validates is None or validates is False:
        return False
    return validates if isinstance(validates, Unknown) else given


def _has_model(route: Route) -> bool:
    # A map that is not known yet is there all the same.
    return isinstance(route.request_models, Unknown) or bool(route.request_models)


def _has_required(route: Route) -> bool | Unknown:
    found = route.request_parameters
    if found is None or isinstance(found, Unknown):
        return False if found is None else found
    unknown = None
    for required in found.values():
        if isinstance(required, Unknown):
            unknown = required
        elif required:
            return True
    return False if unknown is None else unknown
