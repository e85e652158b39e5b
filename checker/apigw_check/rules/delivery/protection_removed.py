"""Protection removed.

## What it requires
A change does not take a protection from a gateway that stays: the authorization or the API key of a route, the web ACL,
the access log or the limits of a stage, the resource policy of an API and its switched-off execute-api endpoint, mutual
TLS and the lowest TLS version of a domain.

## Why
Most gateways become open by a change, not by design: a line is removed to make a test pass, a default changes under a
module, a merge drops a block. The other rules say what a gateway lacks; this one says that it had it until now.

## When it is fine
When the protection moved to where this plan does not see it, such as a web ACL on the CloudFront distribution in front.
Renamed and moved resources, a route that another resource (or the body) defines now, another kind of authorization and
another web ACL are no removal; gateways that are deleted or new are not asked. It needs a plan with a state.

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

from collections.abc import Iterator
from typing import TypeAlias

from ...effective import effective
from ...facts import tls_policies
from ...model.gateway import Api, Domain, Route, Stage, Subject
from ...model.value import UndecidedError, Unknown
from ..base import HIGH, Params, Rule, Verdict, fail, passed, spot, undecided

RULE = Rule(
    id="APIGW-821",
    slug="protection-removed",
    title="Protection removed",
    subject=Subject,
    severity=HIGH,
)

#: What was there, the field that gave it, and whether it is gone.
_Protection: TypeAlias = tuple[str, str, "bool | Unknown"]


@RULE.check
def check(subject: Subject, params: Params) -> Verdict:  # noqa: ARG001
    """Decides for one API, route, stage or domain that was there before."""
    lost: list[tuple[str, str]] = []
    unclear: tuple[str, str, Unknown] | None = None
    for what, field, gone in _protections(subject, subject.before):
        if isinstance(gone, Unknown):
            unclear = unclear or (what, field, gone)
        elif gone:
            lost.append((what, field))
    if lost:
        names = " and ".join(what for what, _ in lost)
        return fail(
            f"the change takes {names} from {subject.name}",
            subject,
            lost[0][1],
            also=[spot(subject, field, what) for what, field in lost[1:] if field],
            fix="keep it, or say where it is now in a waiver",
            extent=[what for what, _ in lost],
            # Of one protection the rule that misses it says the rest; of several, this one says all.
            joins=len(lost) == 1 and lost[0][1] != "",
        )
    if unclear is not None:
        what, field, unknown = unclear
        return undecided(f"whether {subject.name} keeps {what} is not known: {unknown.reason}", subject, field)
    return passed()


def _protections(now: Subject, was: Subject | None) -> Iterator[_Protection]:
    if isinstance(now, Route) and isinstance(was, Route):
        yield from _of_route(now, was)
    elif isinstance(now, Stage) and isinstance(was, Stage):
        yield from _of_stage(now, was)
    elif isinstance(now, Api) and isinstance(was, Api):
        yield from _of_api(now, was)
    elif isinstance(now, Domain) and isinstance(was, Domain):
        yield from _of_domain(now, was)


def _of_route(now: Route, was: Route) -> Iterator[_Protection]:
    before, after = was.authorization, now.authorization
    authorized = isinstance(before, str) and before.upper() != "NONE"
    if authorized and now.is_preflight is not True:
        gone = after if isinstance(after, Unknown) else (after or "NONE").upper() == "NONE"
        yield f"the authorization {before}", "authorization", gone
    elif was.api_key_required is True and (not isinstance(after, str) or after.upper() == "NONE"):
        yield "the API key", "api_key_required", _off(now.api_key_required)


def _of_stage(now: Stage, was: Stage) -> Iterator[_Protection]:
    if was.web_acls:
        yield "the web ACL", "", not now.web_acls if now.web_acl_unread is None else now.web_acl_unread
    if was.access_log_destination is not None and not was.implicit:
        yield "the access log", "access_log_destination", _absent(now.access_log_destination)
    yield from _limits(now, was)


def _limits(now: Stage, was: Stage) -> Iterator[_Protection]:
    """The limits, of the routes that are still there."""
    limited = _limited(was)
    if not limited:
        return
    try:
        free = {name for name, has in limited.items() if has} & {name for name, has in _limited(now).items() if not has}
    except UndecidedError as error:
        yield "the limits", "", error.unknown
        return
    yield "the limits", "", bool(free)


def _limited(stage: Stage) -> dict[str, bool]:
    """Whether each route has a limit of requests in the stage; the name "" stands for all of them."""
    found: dict[str, bool] = {}
    for group in effective(stage):
        values = [group.value(name) for name in ("throttling_rate", "throttling_burst")]
        unknown = next((value for value in values if isinstance(value, Unknown)), None)
        if unknown is not None:
            raise UndecidedError(unknown)
        has = any(value is not None and value >= 0 for value in values)
        found.update(dict.fromkeys([route.name for route in group.routes] or [""], has))
    return found


def _of_api(now: Api, was: Api) -> Iterator[_Protection]:
    if was.policy is not None and not isinstance(was.policy, Unknown):
        yield "the resource policy", "policy", _absent(now.policy)
    if was.disable_execute_api_endpoint is True:
        field = "disable_execute_api_endpoint"
        yield "the closed execute-api endpoint", field, _off(now.disable_execute_api_endpoint)


def _of_domain(now: Domain, was: Domain) -> Iterator[_Protection]:
    if was.mutual_tls is not None and not isinstance(was.mutual_tls, Unknown):
        yield "mutual TLS", "mutual_tls", _absent(now.mutual_tls)
    floors = tls_policies().policies
    before, after = was.security_policy, now.security_policy
    if isinstance(before, str) and before in floors and after is not None:
        lower: bool | Unknown = False
        if isinstance(after, Unknown):
            lower = after
        elif after in floors:
            lower = float(floors[after].minimum) < float(floors[before].minimum)
        yield f"TLS {floors[before].minimum} as the lowest version", "security_policy", lower


def _off(value: bool | Unknown | None) -> bool | Unknown:
    return value if isinstance(value, Unknown) else not value


def _absent(value: object) -> bool | Unknown:
    """Whether something is not given; what is given but not known is there."""
    return value is None
