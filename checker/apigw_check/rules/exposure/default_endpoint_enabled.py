"""Default endpoint open beside the custom domain.

## What it requires
An API that is mapped to a custom domain has its default execute-api endpoint disabled.

## Why
What protects the domain (its TLS policy, mutual TLS, a CDN or firewall before it) does not protect
`https://{api-id}.execute-api.{region}.amazonaws.com`, which leads to the same API. The name is no secret: it appears in
clients, in logs and in error messages.

## When it is fine
While clients move from the default endpoint to the domain: waive the finding with a date. Not asked of APIs without a
mapping. The severity is low on a PRIVATE API, whose endpoint answers through VPC endpoints alone.

## How to fix
```terraform
resource "aws_api_gateway_rest_api" "shop" {
  name                         = "shop"
  disable_execute_api_endpoint = true
}

resource "aws_api_gateway_base_path_mapping" "shop" {
  api_id      = aws_api_gateway_rest_api.shop.id
  domain_name = "api.example.com"
  stage_name  = "live"
}
```

## References
- https://docs.aws.amazon.com/apigateway/latest/developerguide/rest-api-disable-default-endpoint.html
- https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-disable-default-endpoint.html
"""

from __future__ import annotations

from ...model.gateway import Api, Domain
from ...model.value import Unknown
from ..base import LOW, MEDIUM, Params, Rule, Verdict, fail, not_applicable, passed, spot, undecided
from ._api import execute_api_disabled, field_of, is_private

RULE = Rule(
    id="APIGW-606",
    slug="default-endpoint-enabled",
    title="Default endpoint open beside the custom domain",
    subject=Api,
    severity=MEDIUM,
)


@RULE.check
def check(api: Api, params: Params) -> Verdict:
    """Decides for one API."""
    if not api.mappings:
        return not_applicable("not mapped to a custom domain")
    disabled = execute_api_disabled(api)
    if disabled is True:
        return passed()
    if isinstance(disabled, Unknown):
        reason = f"whether the execute-api endpoint is disabled is not known: {disabled.reason}"
        return undecided(reason, api, field_of(api, disabled, "disable_execute_api_endpoint"))
    domain = next((mapping.domain for mapping in api.mappings if isinstance(mapping.domain, Domain)), None)
    where = "a custom domain" if domain is None else domain.name
    return fail(
        f"{api.name} is published on {where}, and its execute-api endpoint still answers",
        api,
        "disable_execute_api_endpoint",
        also=[spot(mapping, "", "the mapping") for mapping in api.mappings],
        fix="set disable_execute_api_endpoint = true and deploy the API",
        severity=LOW if is_private(api) is True else "",
    )
