"""What the rules about web ACLs share."""

from __future__ import annotations

from collections.abc import Callable

from ...model.gateway import Association, WebAcl
from ...model.value import Unknown
from ..base import FAIL, Verdict, not_applicable, undecided

REST_STAGE = "rest_stage"
#: Stages that AWS WAF cannot protect.
UNSUPPORTED = {"http_stage": "an HTTP API", "websocket_stage": "a WebSocket API"}


def of_kind(acl: WebAcl, *kinds: str) -> list[Association]:
    """The associations of the ACL whose target is surely of one of the kinds."""
    return [one for one in acl.associations if isinstance(one.target_type, str) and one.target_type in kinds]


def untold(acl: WebAcl) -> Unknown | None:
    """Why the kind of a target of the ACL is not known; None where all are."""
    return next((one.target_type for one in acl.associations if isinstance(one.target_type, Unknown)), None)


def elsewhere(acl: WebAcl) -> Verdict | None:
    """Why a rule about web ACLs as such is not asked: the ACL surely protects something else than an API."""
    if of_kind(acl, REST_STAGE, *UNSUPPORTED) or untold(acl) is not None:
        return None
    if acl.associations:
        return not_applicable("what it is associated with is no API")
    if isinstance(acl.scope, Unknown):
        return undecided(f"whether {acl.name} is meant for an API is not known: {acl.scope.reason}", acl, "scope")
    if acl.scope == "CLOUDFRONT":
        return not_applicable("it is meant for CloudFront distributions")
    return None


def in_front(acl: WebAcl, decide: Callable[[WebAcl], Verdict]) -> Verdict:
    """The verdict of a rule that is asked of web ACLs in front of a REST API only."""
    stages, unknown = of_kind(acl, REST_STAGE), untold(acl)
    if not stages and unknown is None:
        return not_applicable("it is not associated with the stage of a REST API")
    verdict = decide(acl)
    if stages or unknown is None or verdict.kind != FAIL:
        return verdict
    return undecided(f"whether {acl.name} protects an API is not known: {unknown.reason}", acl)
