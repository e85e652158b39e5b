"""Body and resources mixed.

## What it requires
An API is defined by its OpenAPI body or by resources of its own, not by both.

## Why
An import replaces what the body does not hold. Routes, integrations, authorizers and responses that resources define
are gone with the next change of the body, and Terraform does not notice before the plan after it: a preflight, an
authorizer or an error response vanishes in production.

## When it is fine
With `put_rest_api_mode = "merge"` an import leaves alone what the body does not name (see APIGW-809 for what that
costs). Stages, deployments, domains, method settings and the resource policy are no parts of a body's routes and may
stand beside it.

## How to fix
```terraform
resource "aws_api_gateway_rest_api" "shop" {
  name = "shop"
  body = jsonencode({
    openapi = "3.0.1"
    info    = { title = "shop", version = "1" }
    paths = {
      "/orders" = {
        get = {
          x-amazon-apigateway-auth        = { type = "AWS_IAM" }
          x-amazon-apigateway-integration = { type = "MOCK" }
        }
      }
    }
  })
}
```

## References
- https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/api_gateway_rest_api
- https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-import-api-update.html
"""

from __future__ import annotations

from ...model.gateway import REST, Api
from ...model.origin import Origin
from ...model.value import Unknown
from ..base import MEDIUM, Params, Rule, Verdict, fail, not_applicable, passed, spot, undecided
from ._delivery import listed

RULE = Rule(
    id="APIGW-808",
    slug="body-and-resources-mixed",
    title="Body and resources mixed",
    subject=Api,
    severity=MEDIUM,
)


@RULE.check
def check(api: Api, params: Params) -> Verdict:
    """Decides for one API."""
    if not api.has_body:
        return not_applicable("it has no body")
    beside, maybe = _beside(api)
    if not beside and not maybe:
        return passed()
    if isinstance(api.protocol, str) and api.protocol == REST:
        mode = api.put_mode
        if isinstance(mode, Unknown):
            return undecided(f"how its body is imported is not known: {mode.reason}", api, "put_mode")
        if mode is not None and mode.lower() == "merge":
            return passed()
    if not beside:
        return undecided("resources that may belong to it stand beside its body", api, "body")
    names = [origin.address for origin in beside]
    return fail(
        f"{api.name} has a body, and {listed(names)} beside it: the next import takes these away",
        api,
        "body",
        also=[spot(origin, "", "beside the body") for origin in beside[:3]],
        fix="move them into the body",
        extent=names,
    )


def _beside(api: Api) -> tuple[list[Origin], list[Origin]]:
    """The resources that define parts of the API, and those that may."""
    parts = [*api.routes, *api.integrations, *api.authorizers]
    sure = {part.origin.address: part.origin for part in parts if not part.origin.attribute and not part.ambiguous}
    maybe = {part.origin.address: part.origin for part in parts if not part.origin.attribute and part.ambiguous}
    for response in api.gateway_responses:
        if not response.origin.attribute:
            unsure = isinstance(response.parameters, Unknown) and isinstance(response.templates, Unknown)
            (maybe if unsure else sure)[response.origin.address] = response.origin
    return list(sure.values()), list(maybe.values())
