"""Stage without a web ACL.

## What it requires
Every stage of a public REST API is associated with an AWS WAF web ACL.

## Why
A web ACL filters floods, known attack patterns and bad addresses before authorizers and backends are called, and is
the place to react when an attack is under way.

## When it is fine
Never asked of HTTP and WebSocket APIs, which AWS WAF cannot protect, and of PRIVATE APIs, which only a network reaches.
A web ACL that is associated in another configuration is seen in the state of the stage; where the stage is new, waive
the finding and name the place. A stage whose endpoint type or association is not in the input is undecided.

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

  rule {
    name     = "rate"
    priority = 1

    action {
      block {}
    }

    statement {
      rate_based_statement {
        limit = 1000
      }
    }

    visibility_config {
      cloudwatch_metrics_enabled = true
      metric_name                = "rate"
      sampled_requests_enabled   = true
    }
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
- https://docs.aws.amazon.com/securityhub/latest/userguide/apigateway-controls.html
"""

from __future__ import annotations

from ...model.gateway import REST, Stage
from ...model.value import Unknown
from ..base import MEDIUM, Params, Rule, Verdict, fail, not_applicable, passed, undecided

RULE = Rule(
    id="APIGW-501",
    slug="stage-without-waf",
    title="Stage without a web ACL",
    subject=Stage,
    severity=MEDIUM,
)


@RULE.check
def check(stage: Stage, params: Params) -> Verdict:
    """Decides for one stage."""
    api = stage.api
    if not isinstance(api.protocol, str) or api.protocol != REST:
        return not_applicable("AWS WAF protects the stages of REST APIs only")
    private = api.is_private
    if private is True:
        return not_applicable("only a network reaches a PRIVATE API")
    if stage.web_acls:
        return passed()
    if stage.web_acl_unread is not None:
        return undecided(f"the web ACL of {stage.name} is not known: {stage.web_acl_unread.reason}", stage)
    if isinstance(private, Unknown):
        return undecided(f"whether {api.name} is PRIVATE is not known: {private.reason}", stage)
    return fail(
        f"{stage.name} of {api.name} is on the internet without a web ACL",
        stage,
        fix="associate a REGIONAL web ACL with the stage (aws_wafv2_web_acl_association)",
    )
