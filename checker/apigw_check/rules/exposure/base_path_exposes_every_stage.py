"""Base path leads to every stage.

## What it requires
A base path mapping names its stage.

## Why
Without a stage the caller names it, as the first part of the path: `https://api.example.com/dev/orders`. Every stage of
the API is then public under the production name, test stages with their settings and backends included, and every stage
that will be added.

## When it is fine
Never needed: each stage can have a base path of its own. API mappings (`aws_apigatewayv2_api_mapping`) always name one.

## How to fix
```terraform
resource "aws_api_gateway_rest_api" "shop" {
  name                         = "shop"
  disable_execute_api_endpoint = true
}

resource "aws_api_gateway_deployment" "shop" {
  rest_api_id = aws_api_gateway_rest_api.shop.id
}

resource "aws_api_gateway_stage" "live" {
  rest_api_id   = aws_api_gateway_rest_api.shop.id
  deployment_id = aws_api_gateway_deployment.shop.id
  stage_name    = "live"
}

resource "aws_api_gateway_base_path_mapping" "shop" {
  api_id      = aws_api_gateway_rest_api.shop.id
  domain_name = "api.example.com"
  stage_name  = aws_api_gateway_stage.live.stage_name
}
```

## References
- https://docs.aws.amazon.com/apigateway/latest/api/API_BasePathMapping.html
- https://docs.aws.amazon.com/cdk/api/v1/docs/@aws-cdk_aws-apigateway.BasePathMappingOptions.html
"""

from __future__ import annotations

from ...model.gateway import Domain, Mapping
from ...model.value import Unknown
from ..base import MEDIUM, Params, Rule, Verdict, fail, not_applicable, passed, spot, undecided

RULE = Rule(
    id="APIGW-607",
    slug="base-path-exposes-every-stage",
    title="Base path leads to every stage",
    subject=Domain,
    severity=MEDIUM,
)


@RULE.check
def check(domain: Domain, params: Params) -> Verdict:
    """Decides for one domain."""
    wide = [mapping for mapping in domain.mappings if _names_no_stage(mapping)]
    if not wide:
        if domain.mappings_unread is not None:
            return undecided(f"not all of its mappings are known: {domain.mappings_unread.reason}", domain)
        return passed() if domain.mappings else not_applicable("has no mapping")
    paths = [_path(mapping) for mapping in wide]
    return fail(
        f"{domain.name} leads to every stage of its API at {' and '.join(paths)}: the mapping names no stage",
        wide[0],
        "stage_name",
        also=[spot(mapping, "stage_name", "likewise") for mapping in wide[1:]],
        fix="set stage_name on the base path mapping",
        extent=sorted(paths),
    )


def _names_no_stage(mapping: Mapping) -> bool:
    # An unknown name is a name.
    return mapping.stage is None and (mapping.stage_name is None or str(mapping.stage_name) in ("", "(none)"))


def _path(mapping: Mapping) -> str:
    base = mapping.base_path
    if isinstance(base, Unknown):
        return "a base path"
    return "/" if base is None or base == "(none)" else f"/{base}"
