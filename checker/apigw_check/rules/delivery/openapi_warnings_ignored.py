"""Import warnings ignored.

## What it requires
An API with an OpenAPI body has `fail_on_warnings = true`.

## Why
What an import does not understand it drops, with a warning that Terraform does not show: a misspelt extension, a
security scheme that it cannot use, a reference that leads nowhere. The apply succeeds, and the API lacks what the
document promises.

## When it is fine
Documents with warnings that are known and harmless, such as unsupported keywords in models.

## How to fix
```terraform
resource "aws_api_gateway_rest_api" "shop" {
  name             = "shop"
  fail_on_warnings = true
  body = jsonencode({
    openapi = "3.0.1"
    info    = { title = "shop", version = "1" }
    paths   = {}
  })
}
```

## References
- https://docs.aws.amazon.com/cli/latest/reference/apigateway/put-rest-api.html
"""

from __future__ import annotations

from ...model.gateway import Api
from ...model.value import Unknown
from ..base import LOW, STRICT, Params, Rule, Verdict, fail, not_applicable, passed, undecided

RULE = Rule(
    id="APIGW-810",
    slug="openapi-warnings-ignored",
    title="Import warnings ignored",
    subject=Api,
    severity=LOW,
    pack=STRICT,
)


@RULE.check
def check(api: Api, params: Params) -> Verdict:  # noqa: ARG001
    """Decides for one API."""
    if not api.has_body:
        return not_applicable("it has no body")
    fails = api.fail_on_warnings
    if isinstance(fails, Unknown):
        return undecided(f"whether warnings fail the import is not known: {fails.reason}", api, "fail_on_warnings")
    if fails:
        return passed()
    return fail(
        f"what the import of {api.name}'s body does not understand is dropped without an error",
        api,
        "fail_on_warnings",
        fix="set fail_on_warnings to true",
    )
