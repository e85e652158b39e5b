"""Resource policy set twice.

## What it requires
The resource policy of a REST API stands in one place: the argument `policy`, an `aws_api_gateway_rest_api_policy`, or
the body's `x-amazon-apigateway-policy`.

## Why
An API has one policy. Of two that Terraform writes the last one wins, and each apply may write the other: who may call
the API then depends on the order of an apply, and a reviewer reads the wrong text.

## When it is fine
Never; a body that cannot be read may hold a policy, so that beside another place it is undecided.

## How to fix
```terraform
data "aws_iam_policy_document" "callers" {
  statement {
    actions   = ["execute-api:Invoke"]
    resources = ["execute-api:/*"]

    principals {
      type        = "AWS"
      identifiers = ["123456789012"]
    }
  }
}

resource "aws_api_gateway_rest_api" "shop" {
  name = "shop"
}

resource "aws_api_gateway_rest_api_policy" "shop" {
  rest_api_id = aws_api_gateway_rest_api.shop.id
  policy      = data.aws_iam_policy_document.callers.json
}
```

## References
- https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-resource-policies-create-attach.html
"""

from __future__ import annotations

from ...model.gateway import REST, Api
from ..base import LOW, Params, Rule, Verdict, fail, not_applicable, passed, spot, undecided

RULE = Rule(
    id="APIGW-817",
    slug="policy-set-twice",
    title="Resource policy set twice",
    subject=Api,
    severity=LOW,
)


@RULE.check
def check(api: Api, params: Params) -> Verdict:
    """Decides for one API."""
    if not isinstance(api.protocol, str) or api.protocol != REST:
        return not_applicable("only REST APIs have a resource policy")
    places = api.policies
    if len(places) > 1:
        return fail(
            f"{len(places)} places set the resource policy of {api.name}",
            places[0],
            "policy",
            also=[spot(place, "policy", "set here, too") for place in places[1:]],
            fix="keep one of them",
            extent=[place.key for place in places],
        )
    if api.policies_unread is not None and places:
        return undecided(f"whether something else sets its policy is not known: {api.policies_unread.reason}", api)
    if not places:
        return not_applicable("nothing here sets a resource policy")
    return passed()
