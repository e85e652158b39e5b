"""What the rules about web ACLs share."""

from __future__ import annotations

from ...model.gateway import Association, WebAcl
from ...model.value import Unknown

REST_STAGE = "rest_stage"
#: Stages that AWS WAF cannot protect.
UNSUPPORTED = {"http_stage": "an HTTP API", "websocket_stage": "a WebSocket API"}


def of_kind(acl: WebAcl, *kinds: str) -> list[Association]:
    """The associations of the ACL whose target is surely of one of the kinds."""
    return [one for one in acl.associations if isinstance(one.target_type, str) and one.target_type in kinds]


def untold(acl: WebAcl) -> Unknown | None:
    """Why the kind of a target of the ACL is not known; None where all are."""
    return next((one.target_type for one in acl.associations if isinstance(one.target_type, Unknown)), None)
