"""Body merged into the API.

## What it requires
A REST API's body overwrites the API (`put_rest_api_mode = "overwrite"`, the provider's default).

## Why
A merge leaves alone what the body does not name. A route, a method or an authorizer that was removed from the document
in a pull request stays live, and nothing shows it: neither the document nor a plan.

## When it is fine
PRIVATE APIs are not asked: an import that overwrites takes their VPC endpoints away. Several teams that each merge a
part of one API need it; waive it there, and remove what is retired by hand.

## How to fix
```terraform
resource "aws_api_gateway_rest_api" "shop" {
  name              = "shop"
  put_rest_api_mode = "overwrite"
  body = jsonencode({
    openapi = "3.0.1"
    info    = { title = "shop", version = "1" }
    paths   = {}
  })
}
```

## References
- https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-import-api-update.html
"""

from __future__ import annotations

from ...model.gateway import REST, Api
from ...model.value import Unknown
from ..base import MEDIUM, Params, Rule, Verdict, fail, not_applicable, passed, undecided

RULE = Rule(
    id="APIGW-809",
    slug="openapi-merge-mode",
    title="Body merged into the API",
    subject=Api,
    severity=MEDIUM,
)


@RULE.check
def check(api: Api, params: Params) -> Verdict:
    """Decides for one API."""
    if not isinstance(api.protocol, str) or api.protocol != REST or not api.has_body:
        return not_applicable("only the body of a REST API can be merged")
    mode, private = api.put_mode, api.is_private
    if not isinstance(mode, Unknown) and (mode is None or mode.lower() != "merge"):
        return passed()
    if private is True:
        return not_applicable("an import that overwrites takes the VPC endpoints of a PRIVATE API away")
    if isinstance(mode, Unknown):
        return undecided(f"how its body is imported is not known: {mode.reason}", api, "put_mode")
    if isinstance(private, Unknown):
        return undecided(f"whether {api.name} is PRIVATE is not known: {private.reason}", api, "endpoint_types")
    return fail(
        f"what is removed from the body of {api.name} stays live: the body is merged into the API",
        api,
        "put_mode",
        fix="set put_rest_api_mode to overwrite",
    )
