"""What a resource policy of an API lets through; `iam` publishes it.

Answers are True, False or `Unknown`, combined so that an unknown part shows only where it decides. The service seeks an
explicit Allow, and any Deny that matches wins:
https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-authorization-flow.html
"""

from __future__ import annotations

from collections.abc import Container, Iterable
from typing import TYPE_CHECKING

from ..facts import narrowing_condition_keys
from ._patterns import SEGMENT, meet
from .value import Unknown

if TYPE_CHECKING:
    from .iam import Condition, Policy, Statement

_INVOKE = "execute-api:invoke"

#: Operators that compare with the value as it is, and those in which `*` and `?` are wildcards (ArnEquals is ArnLike).
#: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html
_LITERAL = ("stringequals", "stringequalsignorecase")
_PATTERN = ("stringlike", "arnequals", "arnlike")
_ADDRESS = "ipaddress"
_NEGATED = {
    "stringnotequals": "stringequals",
    "stringnotequalsignorecase": "stringequalsignorecase",
    "stringnotlike": "stringlike",
    "arnnotequals": "arnequals",
    "arnnotlike": "arnlike",
    "notipaddress": "ipaddress",
}

_NETWORK_KEYS = ("aws:sourcevpc", "aws:sourcevpce")

#: Patterns of stage/METHOD/path that every request matches.
_EVERY_REQUEST = ("*", "*/*", "*/*/*")


def open_to_everyone(policy: Policy) -> Statement | Unknown | None:
    """The Allow statement that lets every principal invoke the API without a condition that narrows who.

    Deny statements count: one that denies everyone outside an address range, a VPC endpoint or an organisation
    restricts, one without condition closes. None where there is no such statement, Unknown where an unknown part
    decides. Conditions that the caller fulfils at will (headers, time, TLS) or that hold where the key is absent
    (IfExists, Null, negated operators) do not narrow an Allow; aws:SourceIp is taken to be there, as in calls to public
    APIs. A comparison for equality narrows whatever the value, so it is decided with an unknown one as well.
    """
    undecided: Unknown | None = None
    for statement in policy.statements:
        answer = _opens(statement, policy)
        if isinstance(answer, Unknown):
            undecided = answer if undecided is None else undecided
        elif answer:
            return statement
    return undecided


def limits_network(policy: Policy) -> bool | Unknown:
    """Whether the policy limits aws:SourceVpce or aws:SourceVpc, as that of a PRIVATE API should.

    True where every Allow for everyone has such a condition or is restricted by a Deny with its negation, and at least
    one statement names the network; also where nothing is allowed at all.
    """
    allows = [(each, _all((_effect(each, "Allow"), _invokes(each)))) for each in policy.statements]
    kept = _all(_any((_not(allowing), _not(_everyone(each)), _limited(each, policy))) for each, allowing in allows)
    named = _any(
        _any((_all((allowing, _narrowed(each, _NETWORK_KEYS))), _denies_all_but(each, _NETWORK_KEYS)))
        for each, allowing in allows
    )
    return _all((kept, _any((named, _all(_not(allowing) for _, allowing in allows)))))


def _limited(allow: Statement, policy: Policy) -> bool | Unknown:
    return _any((_narrowed(allow, _NETWORK_KEYS), _not(_reachable(allow, policy, _NETWORK_KEYS))))


def _opens(statement: Statement, policy: Policy) -> bool | Unknown:
    allows = _all((_effect(statement, "Allow"), _everyone(statement), _invokes(statement)))
    if allows is False:
        return False
    return _all((allows, _not(_narrowed(statement, None)), _reachable(statement, policy, None)))


def _effect(statement: Statement, effect: str) -> bool | Unknown:
    return statement.effect if isinstance(statement.effect, Unknown) else statement.effect == effect


def _everyone(statement: Statement) -> bool | Unknown:
    """Whether it is about every principal, anonymous callers included; with NotPrincipal about all but a few."""
    principals = statement.principals
    if principals is None or isinstance(principals, Unknown):
        return False if principals is None else principals
    wildcard = _any(_is_wildcard(kind, identifier) for kind, identifier in principals)
    return _not(wildcard) if statement.principal_negated else wildcard


def _is_wildcard(kind: str | Unknown, identifier: str | Unknown) -> bool | Unknown:
    return _all(
        (
            kind if isinstance(kind, Unknown) else kind in ("*", "AWS"),
            identifier if isinstance(identifier, Unknown) else identifier == "*",
        )
    )


def _invokes(statement: Statement) -> bool | Unknown:
    actions = statement.actions
    if isinstance(actions, Unknown):
        return actions
    named = _any(each if isinstance(each, Unknown) else _matches(each.lower(), _INVOKE) for each in actions)
    return _not(named) if statement.actions_negated else named


# Resources


def _reachable(allow: Statement, policy: Policy, keys: Container[str] | None) -> bool | Unknown:
    """Whether something that the statement allows is left to everyone by the Deny statements.

    Every resource is taken for one of this API, whose policy it is, and a missing one for all of them.
    """
    denies = [(each, _denies_all_but(each, keys)) for each in policy.statements]
    denies = [(each, denying) for each, denying in denies if denying is not False]
    given = _parts(allow.resources) or ("*",)
    if allow.resources_negated:
        nothing = _any(each if isinstance(each, Unknown) else _is_every_request(each) for each in given)
        return _all((_not(nothing), _left("*", denies)))
    return _any(_left(each, denies) for each in given)


def _left(resource: str | Unknown, denies: list[tuple[Statement, bool | Unknown]]) -> bool | Unknown:
    return _not(_any(_all((denying, _covers(deny, resource))) for deny, denying in denies))


def _covers(deny: Statement, resource: str | Unknown) -> bool | Unknown:
    given = _parts(deny.resources) or ("*",)
    if deny.resources_negated:
        return _all(_is_apart(each, resource) for each in given)
    plain = resource if isinstance(resource, Unknown) else resource.replace(SEGMENT, "*")
    return _any(_includes(each, plain) for each in given)


def _includes(wide: str | Unknown, narrow: str | Unknown) -> bool | Unknown:
    """Whether the first pattern matches whatever the second one matches."""
    if isinstance(wide, Unknown):
        return wide
    if _is_every_request(wide):
        return True
    if isinstance(narrow, Unknown):
        return narrow
    (wide_api, wide_path), (narrow_api, narrow_path) = _request(wide), _request(narrow)
    return (wide_api == narrow_api or not (wide_api and narrow_api)) and _matches(wide_path, narrow_path)


def _is_apart(one: str | Unknown, other: str | Unknown) -> bool | Unknown:
    """Whether two patterns have no request in common."""
    if isinstance(one, Unknown):
        return one
    if isinstance(other, Unknown):
        return other
    (one_api, one_path), (other_api, other_path) = _request(one), _request(other)
    return bool(one_api and other_api and one_api != other_api) or not meet(one_path, other_path)


def _request(resource: str) -> tuple[str, str]:
    """The API id (empty for any, or this one) and the pattern of stage/METHOD/path.

    `execute-api:/*` is short for all of this API:
    https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-resource-policies-examples.html
    """
    if resource.startswith("execute-api:"):
        return "", resource.partition(":")[2].lstrip("/")
    parts = resource.split(":", 5)
    if len(parts) < 6:
        return "", resource
    api, slash, path = parts[5].partition("/")
    if not slash and api.endswith("*"):
        path = "*"
    return ("" if "*" in api or "?" in api else api), path


def _is_every_request(resource: str) -> bool:
    api, path = _request(resource)
    return not api and path in _EVERY_REQUEST


# Conditions


def _narrowed(statement: Statement, keys: Container[str] | None) -> bool | Unknown:
    """Whether one of its conditions narrows; all of them must hold, so one suffices."""
    if isinstance(statement.conditions, Unknown):
        return statement.conditions
    return _any(_narrows(each, keys) for each in statement.conditions)


def _denies_all_but(statement: Statement, keys: Container[str] | None) -> bool | Unknown:
    """Whether it denies invoking to everyone but those inside what its conditions name.

    A Deny holds where all of its conditions hold: what one of them lets through, none of the others stops.
    """
    if isinstance(statement.conditions, Unknown):
        exempting: bool | Unknown = statement.conditions
    else:
        exempting = _all(_narrows(each, keys, negated=True) for each in statement.conditions)
    return _all((_effect(statement, "Deny"), _everyone(statement), _invokes(statement), exempting))


def _narrows(condition: Condition, keys: Container[str] | None, *, negated: bool = False) -> bool | Unknown:
    """Whether the condition (its negation, with `negated`) holds for a limited set of callers only."""
    if isinstance(condition.operator, Unknown):
        return condition.operator
    if isinstance(condition.key, Unknown):
        return condition.key
    key = condition.key.lower()
    fact = narrowing_condition_keys().get(key)
    if fact is None or fact.narrows_to is None or (keys is not None and key not in keys):
        return False
    quantifier, _, operator = condition.operator.lower().rpartition(":")
    plain = operator.removesuffix("ifexists")
    if negated:
        # Without the key ForAnyValue is false: such a Deny lets the caller through.
        holds_without_key = quantifier == "foranyvalue"
        plain = _NEGATED.get(plain, "")
    else:
        holds_without_key = quantifier == "forallvalues" or plain != operator
    if holds_without_key and fact.present not in ("all", "public"):
        return False
    if plain in _LITERAL:
        return True
    if plain in _PATTERN:
        values = _parts(condition.values)
        return _not(_any(each if isinstance(each, Unknown) else _is_wide(key, each) for each in values))
    return plain == _ADDRESS and _not(_is_internet(_parts(condition.values)))


def _is_wide(key: str, pattern: str) -> bool:
    """Whether a pattern says nothing of whose the caller is: `*`, `vpce-*`, a wildcard for the account of an ARN."""
    if key in ("aws:principalarn", "aws:sourcearn"):
        parts = pattern.split(":", 5)
        if len(parts) == 6 and not parts[4]:  # an ARN without an account names its resource alone
            return parts[5].startswith(("*", "?"))
        owner = parts[4] if len(parts) == 6 else pattern
        return "*" in owner or "?" in owner
    first = pattern.partition("/")[0].lower()
    literal = first.replace("*", "").replace("?", "")
    if literal == first:
        return False
    return key == "aws:userid" or literal.rstrip("-") in ("", "vpce", "vpc", "o")


def _is_internet(values: tuple[str | Unknown, ...]) -> bool | Unknown:
    """Whether the ranges make up all IPv4 or all IPv6 addresses."""
    ranges = [each for each in values if not isinstance(each, Unknown)]
    sizes = {4: 0.0, 6: 0.0}
    for each in ranges:
        prefix = each.rpartition("/")[2] if "/" in each else ""
        if prefix.isdecimal() and len(prefix) <= 3:
            sizes[6 if ":" in each else 4] += 2.0 ** -int(prefix)
    if max(sizes.values()) >= 1 and _is_whole(ranges):
        return True
    return next((each for each in values if isinstance(each, Unknown)), False)


def _is_whole(ranges: list[str]) -> bool:
    from ipaddress import IPv4Network, IPv6Network, collapse_addresses, ip_network

    fourth: list[IPv4Network] = []
    sixth: list[IPv6Network] = []
    for each in ranges:
        try:
            network = ip_network(each, strict=False)
        except ValueError:
            continue
        if isinstance(network, IPv4Network):
            fourth.append(network)
        else:
            sixth.append(network)
    return any(not each.prefixlen for each in collapse_addresses(fourth)) or any(
        not each.prefixlen for each in collapse_addresses(sixth)
    )


# Three-valued logic and wildcards


def _parts(values: tuple[str | Unknown, ...] | Unknown) -> tuple[str | Unknown, ...]:
    return (values,) if isinstance(values, Unknown) else values


def _all(answers: Iterable[bool | Unknown]) -> bool | Unknown:
    unknown: Unknown | None = None
    for answer in answers:
        if isinstance(answer, Unknown):
            unknown = answer if unknown is None else unknown
        elif not answer:
            return False
    return True if unknown is None else unknown


def _any(answers: Iterable[bool | Unknown]) -> bool | Unknown:
    return _not(_all(_not(answer) for answer in answers))


def _not(answer: bool | Unknown) -> bool | Unknown:
    return answer if isinstance(answer, Unknown) else not answer


def _matches(pattern: str, text: str) -> bool:
    """Whether a pattern with `*` and `?` matches. `*` in the text stands for any text, so only `*` matches it."""
    at = start = mark = 0
    star = -1
    while at < len(text):
        sign = pattern[start] if start < len(pattern) else ""
        if sign == "*":
            star, mark = start, at
            start += 1
        elif sign and (sign == text[at] or (sign == "?" and text[at] != "*")):
            start += 1
            at += 1
        elif star >= 0:
            mark += 1
            start, at = star + 1, mark
        else:
            return False
    return not pattern[start:].strip("*")
