"""Validators of a body not applied.

## What it requires
Where the OpenAPI body of a REST API defines request validators, its root or an operation names one of them.

## Why
Definitions alone do nothing: without `x-amazon-apigateway-request-validator` no request is checked against the schemas
that the body has, and nothing says so.

## When it is fine
Not asked of APIs without a body, of bodies without validators and of HTTP APIs, which have none. One of several
validators that is not in use is no finding. Where the body of an API is merged into methods that Terraform makes, these
may be what uses them; a method that names one by its id passes.

## How to fix
```terraform
resource "aws_api_gateway_rest_api" "shop" {
  name = "shop"

  body = jsonencode({
    openapi                                = "3.0.1"
    info                                   = { title = "shop", version = "1" }
    x-amazon-apigateway-request-validators = { all = { validateRequestBody = true, validateRequestParameters = true } }
    x-amazon-apigateway-request-validator  = "all"
    paths                                  = {}
  })
}
```

## References
- https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-request-validation-set-up.html
- https://github.com/cdklabs/cdk-nag/issues/1075
"""

from __future__ import annotations

from ...model.gateway import Api
from ...model.value import Unknown
from ..base import LOW, Params, Rule, Verdict, fail, not_applicable, passed, spot, undecided
from ._document import document_of, in_body, spelled, without_body
from ._requests import is_rest

RULE = Rule(
    id="APIGW-703",
    slug="openapi-validator-not-applied",
    title="Validators of a body not applied",
    subject=Api,
    severity=LOW,
)


@RULE.check
def check(api: Api, params: Params) -> Verdict:
    """Decides for one API."""
    if not is_rest(api):
        return not_applicable("only REST APIs validate requests")
    document = document_of(api)
    if document is None:
        return without_body()
    validators = document.validators
    if not validators:
        return not_applicable("the body defines no validator")
    for validator in validators:
        if isinstance(validator.validator_name, Unknown):
            return undecided("the names of the body's validators are not known", validator)
    names = [str(validator.validator_name) for validator in validators]
    if document.root_validator in names or any(route.request_validator in names for route in in_body(api)):
        return passed()
    for route in api.routes:
        if not route.origin.pointer and isinstance(route.validator, Unknown):
            return undecided(f"{route.name} may name a validator of the body", route, "request_validator")
    return fail(
        f"the body of {api.name} defines the request validator{'s' if len(names) > 1 else ''} {spelled(names)} and"
        " applies none",
        validators[0],
        also=[spot(validator) for validator in validators[1:]],
        fix="name one in x-amazon-apigateway-request-validator, at the root or in operations",
        extent=names,
    )
