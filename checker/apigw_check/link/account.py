"""The account's role that lets API Gateway write execution logs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, TypeAlias

from ..model.iam import Policy, PolicyError, parse_policy
from ..model.logs import AccountRole
from ..model.resource import Resource
from ..model.value import Unknown
from .context import Context, complete, is_apart, texts

_ROLES = frozenset({"aws_iam_role", "data.aws_iam_role"})
_POLICIES = frozenset({"aws_iam_policy", "data.aws_iam_policy"})
_ACTION = "logs:putlogevents"
#: AWS's own policies that let a role write logs; the first is the one that the guide names.
_MANAGED = (
    "AmazonAPIGatewayPushToCloudWatchLogs",
    "CloudWatchLogsFullAccess",
    "CloudWatchFullAccess",
    "AdministratorAccess",
    "PowerUserAccess",
)
#: Policies by the role that they name: ("name", name or id), ("address", address), or `_UNSURE`.
Policies: TypeAlias = dict[tuple[str, str], list[Resource]]
_UNSURE = ("", "")
_ELSEWHERE = Unknown("the role, or one of its policies, is defined outside this input")


def account_role(context: Context) -> AccountRole | Unknown | None:
    """The role in the account settings of the input; None where it has no such settings."""
    resources = context.resources.of("aws_api_gateway_account")
    if not resources:
        return None
    policies = _policies(context)
    roles = [_role(context, resource, policies) for resource in resources]
    if len(roles) == 1 or len({role.writes is True for role in roles}) == 1:
        return roles[0]
    return Unknown(f"which of {len(roles)} account settings apply to it cannot be told")


def _role(context: Context, resource: Resource, policies: Policies) -> AccountRole:
    arn = resource.get("cloudwatch_role_arn")
    if arn is None:
        return AccountRole(resource.origin, None, writes=False)
    found = context.find(resource, "cloudwatch_role_arn", _ROLES, ("arn",), guess=False)
    if len(found.targets) != 1 or found.targets[0].type.startswith("data."):
        return AccountRole(resource.origin, arn, writes=_ELSEWHERE)
    return AccountRole(resource.origin, arn, writes=_writes(context, found.targets[0], policies))


def _writes(context: Context, role: Resource, policies: Policies) -> bool | Unknown:
    """Whether any policy of a role lets it write logs."""
    answers: list[bool | Unknown] = []
    arns = complete(texts(role.get("managed_policy_arns")))
    answers += [arns] if isinstance(arns, Unknown) else [_named(arn) for arn in arns or ()]
    inline = role.blocks("inline_policy")
    answers += [inline] if isinstance(inline, Unknown) else [_inline(block.get("policy")) for block in inline]
    for resource, mine in _of_role(policies, role):
        answer = _attached(context, resource) if "attachment" in resource.type else _written(context, resource)
        answers.append(mine if isinstance(mine, Unknown) and answer is not False else answer)
    for resource in context.resources.of("aws_iam_policy_attachment"):
        answers.append(Unknown(f"{resource.address} may give the role a policy"))
    if any(answer is True for answer in answers):
        return True
    return next((answer for answer in answers if isinstance(answer, Unknown)), False)


def _policies(context: Context) -> Policies:
    """The attachments and inline policies, by the role that they name."""
    found: Policies = {}
    for type_ in ("aws_iam_role_policy_attachment", "aws_iam_role_policy"):
        for resource in context.resources.of(type_):
            value = resource.get("role")
            if isinstance(value, str):
                keys = [("name", value)]
            else:
                link = context.resources.follow(resource, "role", _ROLES)
                keys = [("address", target.address) for target in link.targets]
                apart = not keys and is_apart(context.resources.meaning(resource, "role"))
                keys += [_UNSURE] if not keys and not apart else []
            for key in keys:
                found.setdefault(key, []).append(resource)
    return found


def _of_role(policies: Policies, role: Resource) -> Iterator[tuple[Resource, bool | Unknown]]:
    """The policies of a role; with an unknown those of which it cannot be told whose they are."""
    name = role.get("name")
    keys = [("address", role.address)]
    if isinstance(name, str):
        own_id = role.values.get("id")
        keys += [("name", name), ("name", own_id)] if isinstance(own_id, str) and own_id != name else [("name", name)]
    for key in keys:
        yield from ((resource, True) for resource in policies.get(key, ()))
    yield from ((resource, Unknown("whose policy it is cannot be told")) for resource in policies.get(_UNSURE, ()))
    if not isinstance(name, str):
        unsure = Unknown("the name of the role is not known")
        yield from ((r, unsure) for (kind, _), named in policies.items() if kind == "name" for r in named)


def _attached(context: Context, resource: Resource) -> bool | Unknown:
    value = resource.get("policy_arn")
    if isinstance(value, str) and _named(value) is True:
        return True
    found = context.find(resource, "policy_arn", _POLICIES, ("arn",), guess=False)
    if len(found.targets) != 1:
        return _ELSEWHERE
    if found.targets[0].type.startswith("data."):
        name = found.targets[0].values.get("name")
        return True if isinstance(name, str) and name in _MANAGED else _ELSEWHERE
    return _written(context, found.targets[0])


def _named(arn: Any) -> bool | Unknown:
    match = re.fullmatch(r"arn:[^:]*:iam::aws:policy/(?:.*/)?([^/]+)", arn)
    return True if match and match[1] in _MANAGED else _ELSEWHERE


def _written(context: Context, resource: Resource) -> bool | Unknown:
    return _lets(context.policy(resource, "policy"))


def _inline(text: Any) -> bool | Unknown:
    return _lets(parse_policy(text) if isinstance(text, str) else text)


def _lets(policy: Policy | PolicyError | Unknown | None) -> bool | Unknown:
    """Whether a policy allows to write log events."""
    if policy is None:
        return False
    if isinstance(policy, Unknown | PolicyError):
        return policy if isinstance(policy, Unknown) else Unknown(policy.message)
    unsure: bool | Unknown = False
    for statement in policy.statements:
        if isinstance(statement.effect, str) and statement.effect != "Allow":
            continue
        if statement.actions_negated or isinstance(statement.actions, Unknown | type(None)):
            unsure = Unknown("a policy of the role cannot be read to its end")
            continue
        for action in statement.actions:
            if isinstance(action, Unknown):
                unsure = action
            elif _matches(action.lower()):
                return True
    return unsure


def _matches(pattern: str) -> bool:
    """Whether an action with wildcards includes the writing of log events."""
    parts = (".*" if part == "*" else "." if part == "?" else re.escape(part) for part in re.split(r"([*?])", pattern))
    return re.fullmatch("".join(parts), _ACTION) is not None
