"""Protection removed.

## What it requires
A change does not take a protection from a gateway that stays:

- from a route its authorization, its scopes, its API key, the validation of its requests;
- from a stage its web ACL, its access log, its limits, its client certificate, the encryption of its cache and its
  tracing;
- from an API its resource policy, its private endpoint, its switched-off execute-api endpoint, the permissions boundary
  of a role of its integrations;
- from a domain mutual TLS, its policy, its lowest TLS version.

It is as severe as the worst of them: validation, client certificate, encryption and boundary are medium, tracing and an
API key beside an authorization are low, the others high.

## Why
Most gateways become open by a change, not by design: a line is removed to make a test pass, a default changes under a
module, a merge drops a block. The other rules say what a gateway lacks; this one says that it had it until now.

## When it is fine
When the protection moved to where this plan does not see it, such as a web ACL on the CloudFront distribution in front.
Renamed and moved resources, a route that another resource (or the body) defines now, another kind of authorization and
another web ACL are no removal; gateways that are deleted or new are not asked. It needs a plan with a state, or two
inputs (`apigw-check diff`), of which it names the place in the earlier one, too.

Where another rule finds the same place open (APIGW-101, say), one finding tells both, as long as neither is accepted:
an ignore or a waiver for the one does not silence the other.

## How to fix
```terraform
resource "aws_api_gateway_rest_api" "shop" {
  name                         = "shop"
  disable_execute_api_endpoint = true
}

resource "aws_api_gateway_method" "orders" {
  rest_api_id   = aws_api_gateway_rest_api.shop.id
  resource_id   = aws_api_gateway_rest_api.shop.root_resource_id
  http_method   = "GET"
  authorization = "AWS_IAM"
}
```

## References
- https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-control-access-to-api.html
- https://docs.aws.amazon.com/apigateway/latest/developerguide/rest-api-disable-default-endpoint.html
"""

from __future__ import annotations

from ...model.gateway import Subject
from ...model.value import Unknown
from ..base import HIGH, SEVERITIES, Params, Rule, Spot, Verdict, fail, passed, spot, undecided
from ._protections import Protection, protections

RULE = Rule(
    id="APIGW-821",
    slug="protection-removed",
    title="Protection removed",
    subject=Subject,
    severity=HIGH,
)


@RULE.check
def check(subject: Subject, params: Params) -> Verdict:
    """Decides for one API, route, stage or domain that was there before."""
    lost: list[Protection] = []
    unclear: tuple[Protection, Unknown] | None = None
    for one in protections(subject, subject.before):
        if isinstance(one.gone, Unknown):
            unclear = unclear or (one, one.gone)
        elif one.gone:
            lost.append(one)
    if lost:
        lost.sort(key=lambda one: SEVERITIES.index(one.severity))
        names = " and ".join(one.what for one in lost)
        related = [spot(subject, one.field, one.what) for one in lost[1:] if one.field]
        return fail(
            f"the change takes {names} from {subject.name}",
            subject,
            lost[0].field,
            also=[*related, *(place for one in lost for place in _before(subject, one))],
            fix="keep it, or say where it is now in a waiver",
            severity=lost[0].severity,
            extent=[one.what for one in lost],
            # Of one protection the rule that misses it says the rest; of several, this one says all.
            joins=len(lost) == 1 and lost[0].field != "",
        )
    if unclear is not None:
        one, unknown = unclear
        return undecided(f"whether {subject.name} keeps {one.what} is not known: {unknown.reason}", subject, one.field)
    return passed()


def _before(subject: Subject, lost: Protection) -> list[Spot]:
    """Where a protection stood: in the sources of the earlier input, or in a resource that the plan deletes."""
    was = subject.before
    if was is None:
        return []
    told = f"{lost.what} stood here"
    if was.origin.input != subject.origin.input:
        if lost.place is not None:
            return [spot(lost.place, lost.place_field, told)]
        return [spot(was, lost.field, told)]
    return [spot(lost.place, "", told)] if lost.place is not None and lost.place.change == "delete" else []
