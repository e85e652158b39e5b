"""Which routes of an API a resource policy opens to everyone: its statements, held against one method and path.

`open_to_everyone` asks whether there is any such statement; here it is asked what the statement is about.
"""

from __future__ import annotations

from ._iam_access import (
    _all,
    _any,
    _denies_all_but,
    _effect,
    _invokes,
    _is_every_request,
    _matches,
    _not,
    _opens,
    _parts,
    _request,
)
from .iam import Policy, Statement
from .value import Unknown


def opens_route(policy: Policy, method: str, path: str) -> Statement | Unknown | None:
    """The statement that lets every principal call the route; None where none does, Unknown where that is not known.

    A Deny for everyone outside a network or organisation closes what it covers. Resources are patterns of
    stage/METHOD/path; the route is taken in any stage, and path parameters are matched by wildcards only.
    """
    undecided: Unknown | None = None
    for statement in policy.statements:
        answer = _all((_opens(statement, policy), _about(statement, method, path), _not(_denied(policy, method, path))))
        if isinstance(answer, Unknown):
            undecided = answer if undecided is None else undecided
        elif answer:
            return statement
    return undecided


def _denied(policy: Policy, method: str, path: str) -> bool | Unknown:
    """Whether a statement denies the whole route to everyone but those that its conditions name."""
    return _any(_all((_denies_all_but(each, None), _about(each, method, path))) for each in policy.statements)


def _about(statement: Statement, method: str, path: str) -> bool | Unknown:
    """Whether the route is among the resources of a statement."""
    given = _parts(statement.resources) or ("*",)
    named = _any(each if isinstance(each, Unknown) else _covers(each, method, path) for each in given)
    return _not(named) if statement.resources_negated else named


def _covers(resource: str, method: str, path: str) -> bool:
    """Whether a resource covers the route, in one stage at least, and (of a route for any method) one method."""
    if _is_every_request(resource):
        return True
    pattern = _request(resource)[1]
    stage, _, rest = pattern.partition("/")
    if "*" in stage:
        return _matches(pattern, f"stage/{_method(rest, method)}{path}") or _matches(pattern, f"{stage}/{method}{path}")
    return _matches(rest, f"{_method(rest, method)}{path}")


def _method(rest: str, method: str) -> str:
    """The method of the route; of one for any method that of the pattern."""
    stated = rest.partition("/")[0]
    return stated if method == "ANY" and stated and "*" not in stated else method


def invokes_apis(policy: Policy) -> bool | Unknown:
    """Whether a policy of a role, user or group allows execute-api:Invoke, of whatever API."""
    return _any(_all((_effect(each, "Allow"), _invokes(each))) for each in policy.statements)
