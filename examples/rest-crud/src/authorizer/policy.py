"""What the groups of a caller open: administrators delete users, partners list their own."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

_PARTNER = re.compile(r"partner:([a-z0-9-]{1,40})")


def policy_of(claims: Mapping[str, Any], method_arn: str) -> dict[str, Any]:
    """Give the authorizer's answer for a caller: the same for every route of the stage that `method_arn` is in.

    The routes are told by the caller's groups only; a group whose name is not exactly as expected opens nothing, so a
    name cannot smuggle a wildcard into an ARN.
    """
    stage_arn = "/".join(method_arn.split("/")[:2])
    groups = claims.get("cognito:groups")
    names = [name for name in groups if isinstance(name, str)] if isinstance(groups, list) else []
    allowed = [f"{stage_arn}/DELETE/users/*"] if "administrators" in names else []
    partners = sorted(match.group(1) for name in names if (match := _PARTNER.fullmatch(name)))
    allowed += [f"{stage_arn}/GET/partners/{partner}/users" for partner in partners]
    return {
        "principalId": claims["sub"],
        "policyDocument": {"Version": "2012-10-17", "Statement": [_statement(allowed, stage_arn)]},
        "context": {"partners": ",".join(partners)},
    }


def _statement(allowed: list[str], stage_arn: str) -> dict[str, Any]:
    """Allow what is listed; an empty policy is not one, so nothing is written as a denial of everything."""
    return {
        "Action": "execute-api:Invoke",
        "Effect": "Allow" if allowed else "Deny",
        "Resource": allowed or [f"{stage_arn}/*"],
    }
