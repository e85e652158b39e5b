"""What an identity policy grants: whole services, every resource, every API.

Answers are like those of `iam`: what decides may be unknown, and is `Unknown` then. Deny statements are not looked at:
who writes one takes away single actions of a grant that stays wide.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from ._iam_access import _all, _any, _matches, _not, _parts
from .holes import PartlyKnown
from .iam import Policy, Statement
from .value import Unknown

#: Actions of which no resource can be named, or that say nothing of one: they need `*`.
#: https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsx-ray.html
_WITHOUT_RESOURCE = ("xray:puttracesegments", "xray:puttelemetryrecords")
#: What stands before the last wildcard of an ARN that means every resource of a kind.
_KINDS = (
    "table/",
    "stream/",
    "function:",
    "stateMachine:",
    "event-bus/",
    "key/",
    "secret:",
    "parameter/",
    "role/",
    "deliverystream/",
)
#: Condition keys that say which resource, so that `*` is not all of them.
_RESOURCE_KEYS = ("aws:resourcetag/", "aws:resourceaccount", "aws:resourceorgid", "aws:resourceorgpaths")

#: Actions on APIs that callers of them need.
CALLS = ("execute-api:invoke", "execute-api:manageconnections")


class Grant:
    """A statement that grants too much, and what in words."""

    __slots__ = ("statement", "what")

    def __init__(self, statement: Statement, what: str) -> None:
        self.statement = statement
        self.what = what


def wide_grant(policy: Policy) -> Grant | Unknown | None:
    """The first statement that allows a whole service, or actions on every resource."""
    return _first(policy, _wide)


def every_api(policy: Policy) -> Grant | Unknown | None:
    """The first statement that names execute-api and lets call, or post to connections of, every API.

    `*` and what NotAction leaves are not asked: that is an administrator, with or without an API.
    """
    return _first(policy, _calls_all)


def mentions_apis(policy: Policy) -> bool | Unknown:
    """Whether a statement that allows names an action of execute-api."""
    return _any(_any(_names_api(action) for action in _actions(each)) for each in _allows(policy))


def _first(policy: Policy, ask: Callable[[Statement], str | Unknown]) -> Grant | Unknown | None:
    undecided: Unknown | None = None
    for statement in _allows(policy):
        answer = statement.effect if isinstance(statement.effect, Unknown) else ask(statement)
        if isinstance(answer, Unknown):
            undecided = answer if undecided is None else undecided
        elif answer:
            return Grant(statement, answer)
    return undecided


def _allows(policy: Policy) -> Iterator[Statement]:
    return (each for each in policy.statements if isinstance(each.effect, Unknown) or each.effect == "Allow")


def _actions(statement: Statement) -> tuple[str | Unknown, ...]:
    return () if statement.actions_negated else _parts(statement.actions)


def _wide(statement: Statement) -> str | Unknown:
    if statement.actions_negated:
        limited = _limited(statement)
        return limited if isinstance(limited, Unknown) else "" if limited else "every action but a few"
    actions = _parts(statement.actions)
    for action in actions:
        if isinstance(action, str) and action.partition(":")[2] in ("*", "") and action.endswith("*"):
            return "every action" if action == "*" else f"every action of {action.partition(':')[0]}"
    if statement.resources_negated:
        return "every resource but a few"
    on_any = [each for each in actions if isinstance(each, Unknown) or each.lower() not in _WITHOUT_RESOURCE]
    if not on_any:
        return ""
    unknown = next((each for each in on_any if isinstance(each, Unknown)), None)
    answer = _all((_on(statement, _is_every), _not(_limited(statement))))
    if isinstance(answer, Unknown) or not answer:
        return answer if isinstance(answer, Unknown) else "" if unknown is None else unknown
    named = next((each for each in on_any if isinstance(each, str)), None)
    return f"{named} on every resource" if named is not None else on_any[0]


def _on(statement: Statement, fits: Callable[[str], bool]) -> bool | Unknown:
    """Whether one of the resources fits.

    A resource that is known only after apply does not, unless the rest of it says so: it has the ARN of something that
    is yet to be made in it, where `*` would be known.
    """
    if isinstance(statement.resources, Unknown):
        return statement.resources
    return any(fits(text) for each in statement.resources if (text := _pattern(each)))


def _pattern(resource: str | Unknown) -> str:
    """The text of a resource; an ARN that waits for its region or account says what it names all the same."""
    if isinstance(resource, str):
        return resource
    if not isinstance(resource, PartlyKnown) or not str(resource.parts[0]).startswith("arn:"):
        return ""
    return "".join(part if isinstance(part, str) else "-" for part in resource.parts)


def _is_every(resource: str) -> bool:
    if resource == "*":
        return True
    parts = resource.split(":", 5)
    if len(parts) < 6:
        return not resource.strip("*:")
    last = parts[5]
    return not last.strip("*/:") or any(last in (f"{kind}*", f"{kind}*/*") for kind in _KINDS)


def _limited(statement: Statement) -> bool | Unknown:
    """Whether a condition says which resources are meant."""
    if isinstance(statement.conditions, Unknown):
        return statement.conditions
    return _any(
        each.key if isinstance(each.key, Unknown) else each.key.lower().startswith(_RESOURCE_KEYS)
        for each in statement.conditions
    )


def _names_api(action: str | Unknown) -> bool | Unknown:
    return action if isinstance(action, Unknown) else action.lower().startswith("execute-api:")


def _calls_all(statement: Statement) -> str | Unknown:
    calls = _any(_calls(action) for action in _actions(statement))
    if calls is False:
        return ""
    every = True if statement.resources_negated else _on(statement, _is_every_api)
    answer = _all((calls, every, _not(_limited(statement))))
    if isinstance(answer, Unknown):
        return answer
    named = next((each for each in _actions(statement) if isinstance(each, str) and _calls(each)), "execute-api")
    return f"{named} on every API" if answer else ""


def _calls(action: str | Unknown) -> bool | Unknown:
    if isinstance(action, Unknown):
        return action
    lower = action.lower()
    return lower.startswith("execute-api:") and any(_matches(lower, each) for each in CALLS)


def _is_every_api(resource: str) -> bool:
    """Whether the part of an ARN that holds the API's id takes any."""
    parts = resource.split(":", 5)
    if len(parts) < 6:
        return "*" in resource
    if not _matches(parts[2], "execute-api"):
        return False
    return parts[5].partition("/")[0] in ("*", "**")
