"""Web ACL on an unsupported target.

## What it requires
A web ACL is not associated with the stage of an HTTP or WebSocket API, and a web ACL of scope CLOUDFRONT not with the
stage of a REST API.

## Why
The service refuses the association when it is applied, and until somebody looks the API is believed to be protected.

## When it is fine
An HTTP API is protected by a CloudFront distribution in front of it: a CLOUDFRONT web ACL on the distribution is not
looked at here.

## How to fix
```terraform
resource "aws_api_gateway_rest_api" "shop" {
  name = "shop"
}

resource "aws_api_gateway_deployment" "shop" {
  rest_api_id = aws_api_gateway_rest_api.shop.id
  triggers    = { redeployment = sha1(jsonencode(aws_api_gateway_rest_api.shop.body)) }
}

resource "aws_api_gateway_stage" "prod" {
  rest_api_id   = aws_api_gateway_rest_api.shop.id
  deployment_id = aws_api_gateway_deployment.shop.id
  stage_name    = "prod"
}

resource "aws_wafv2_web_acl" "shop" {
  name  = "shop"
  scope = "REGIONAL"

  default_action {
    allow {}
  }

  visibility_config {
    cloudwatch_metrics_enabled = true
    metric_name                = "shop"
    sampled_requests_enabled   = true
  }
}

resource "aws_wafv2_web_acl_association" "prod" {
  resource_arn = aws_api_gateway_stage.prod.arn
  web_acl_arn  = aws_wafv2_web_acl.shop.arn
}
```

## References
- https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-control-access-aws-waf.html
- https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-vs-rest.html
"""

from __future__ import annotations

from ...model.gateway import Stage, WebAcl
from ...model.value import Unknown
from ..base import HIGH, Params, Rule, Verdict, fail, not_applicable, passed, spot, undecided
from ._scope import REST_STAGE, UNSUPPORTED, of_kind, untold

RULE = Rule(
    id="APIGW-502",
    slug="waf-on-unsupported-target",
    title="Web ACL on an unsupported target",
    subject=WebAcl,
    severity=HIGH,
)


@RULE.check
def check(acl: WebAcl, params: Params) -> Verdict:
    """Decides for one web ACL."""
    wrong = of_kind(acl, *UNSUPPORTED)
    if wrong:
        first = wrong[0]
        stage = first.target.name if isinstance(first.target, Stage) else "a stage"
        kind = UNSUPPORTED[str(first.target_type)]
        return fail(
            f"{acl.name} is associated with {stage} of {kind}, which AWS WAF cannot protect",
            first,
            "target",
            also=[spot(one, "target") for one in wrong[1:]],
            fix="put a CloudFront distribution with a CLOUDFRONT web ACL in front of it, or make it a REST API",
            extent=[one.origin.address for one in wrong],
        )
    rest = of_kind(acl, REST_STAGE)
    global_scope = False if isinstance(acl.scope, Unknown) else acl.scope == "CLOUDFRONT"
    if rest and global_scope:
        return fail(
            f"{acl.name} has the scope CLOUDFRONT, and is associated with the stage of a REST API",
            acl,
            "scope",
            also=[spot(one, "web_acl") for one in rest],
            fix="give the web ACL the scope REGIONAL",
            extent=[one.origin.address for one in rest],
        )
    unknown = untold(acl)
    if unknown is not None:
        return undecided(f"what {acl.name} is associated with is not known: {unknown.reason}", acl)
    if not rest:
        return not_applicable("it is not associated with the stage of an API")
    if isinstance(acl.scope, Unknown):
        return undecided(f"the scope of {acl.name} is not known: {acl.scope.reason}", acl, "scope")
    return passed()
