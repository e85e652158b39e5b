"""Endpoint type that is not allowed.

## What it requires
The endpoint type of an API is one of `allowed`. HTTP and WebSocket APIs are REGIONAL; a REST API that does not say is
EDGE.

## Why
The endpoint type decides where an API is reached from: EDGE is served through locations of a CDN all over the world,
REGIONAL from one region, PRIVATE only through VPC endpoints. An organisation that has decided on this wants to see each
exception.

## When it is fine
Where the organisation allows it: set `allowed`. The default leaves out EDGE, whose distribution belongs to AWS: logs,
web ACL and TLS of a distribution of your own before a REGIONAL API are yours.

## How to fix
```terraform
resource "aws_api_gateway_rest_api" "shop" {
  name = "shop"

  endpoint_configuration {
    types = ["REGIONAL"]
  }
}
```

## Parameters
- `allowed` (default `["REGIONAL", "PRIVATE"]`): the endpoint types that APIs may have.

## References
- https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-api-endpoint-types.html
"""

from __future__ import annotations

from ...model.gateway import REST, Api
from ...model.value import Unknown
from ..base import INFO, STRICT, Param, Params, Rule, Verdict, fail, not_applicable, passed, undecided
from ._api import entries

RULE = Rule(
    id="APIGW-621",
    slug="endpoint-type-not-allowed",
    title="Endpoint type that is not allowed",
    subject=Api,
    severity=INFO,
    pack=STRICT,
    params=[Param("allowed", ["REGIONAL", "PRIVATE"], "The endpoint types that APIs may have.")],
)


@RULE.check
def check(api: Api, params: Params) -> Verdict:
    """Decides for one API."""
    allowed = {str(kind).upper() for kind in params.allowed}
    protocol = api.protocol
    if not isinstance(protocol, str) or protocol != REST:
        found: tuple[object, ...] = ("REGIONAL",)
    elif isinstance(api.endpoint_types, Unknown):
        if api.external:
            return not_applicable("defined elsewhere, and judged there")
        return undecided(f"the endpoint type is not known: {api.endpoint_types.reason}", api, "endpoint_types")
    else:
        found = entries(api.endpoint_types) or ("EDGE",)
    if api.external and found == ("REGIONAL",):
        return not_applicable("defined elsewhere, and judged there")
    for kind in found:
        if str(kind).upper() not in allowed:
            return fail(
                f"{api.name} has the endpoint type {kind}, which is not one of {', '.join(sorted(allowed))}",
                api,
                "endpoint_types",
                fix=f"set the endpoint type to {' or '.join(sorted(allowed))}",
            )
    return passed()
