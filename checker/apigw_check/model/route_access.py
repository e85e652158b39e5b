"""Which routes of an API a resource policy opens to everyone: its statements, held against stage, method and path.

`open_to_everyone` asks whether there is any such statement; here it is asked what the statement is about.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from ._iam_access import (
    _all,
    _any,
    _covers,
    _denies_all_but,
    _effect,
    _everyone,
    _includes,
    _invokes,
    _is_every_request,
    _narrowed,
    _not,
    _parts,
    _request,
)
from ._patterns import SEGMENT, meet
from .iam import Policy, Statement
from .value import Unknown

#: What a route for any method answers:
#: https://docs.aws.amazon.com/apigateway/latest/developerguide/how-to-method-settings-setup-method-request.html
_METHODS = ("DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT")
_PARAMETER = re.compile(r"\{[^/{}]*\}")
_GREEDY = re.compile(r"\{[^/{}]*\+\}")
#: In the place of wildcards in a stage's name: what no other name has.
_ANY_STAGE = "\2"


def opens_route(policy: Policy, method: str, path: str, stages: Sequence[str] = ()) -> Statement | Unknown | None:
    """The statement that lets every principal call the route, or a part of it; None where none does.

    Unknown where what decides is not known. A Deny for everyone outside a network or organisation closes the requests
    that it covers: the route is open as long as one stage, one method (of a route for any) and one path of it is left.
    `stages` are the names of the API's stages, if they are known; otherwise those that the statements name count.
    """
    wanted = _PARAMETER.sub(SEGMENT, _GREEDY.sub("*", path))
    methods = _METHODS if method == "ANY" else (method,)
    undecided: Unknown | None = None
    for statement in policy.statements:
        answer = _allows_everyone(statement)
        if answer is not False:
            answer = _all((answer, _any(_left(statement, policy, each, wanted, stages) for each in methods)))
        if isinstance(answer, Unknown):
            undecided = answer if undecided is None else undecided
        elif answer:
            return statement
    return undecided


def opens_every_route(policy: Policy) -> bool | Unknown:
    """Whether every principal can call whatever route there is, in one stage at least; no Deny for everyone stands."""
    allowed = _any(
        _all((_allows_everyone(each), _not(each.resources_negated), _includes_all(each))) for each in policy.statements
    )
    return _all((allowed, _not(_any(_denies_all_but(each, None) for each in policy.statements))))


def invokes_apis(policy: Policy) -> bool | Unknown:
    """Whether a policy of a role, user or group allows execute-api:Invoke, of whatever API."""
    return _any(_all((_effect(each, "Allow"), _invokes(each))) for each in policy.statements)


def _allows_everyone(statement: Statement) -> bool | Unknown:
    allows = _all((_effect(statement, "Allow"), _everyone(statement), _invokes(statement)))
    return allows if allows is False else _all((allows, _not(_narrowed(statement, None))))


def _includes_all(statement: Statement) -> bool | Unknown:
    """Whether a resource is every request, or every one of a stage."""
    given = _parts(statement.resources) or ("*",)
    return _any(each if isinstance(each, Unknown) else _is_every(each) for each in given)


def _is_every(resource: str) -> bool:
    return _is_every_request(resource) or _request(resource)[1].partition("/")[2] in ("*", "*/*")


def _left(allow: Statement, policy: Policy, method: str, path: str, stages: Sequence[str]) -> bool | Unknown:
    """Whether the statement allows requests of this method and path that no Deny covers."""
    given = _parts(allow.resources) or ("*",)
    if allow.resources_negated:
        requests = [f"{stage}/{method}{path}" for stage in stages or (_ANY_STAGE,)]
        return _any(
            _all((_not(_any(_includes(each, request) for each in given)), _not(_denied(policy, (request,)))))
            for request in requests
        )
    return _any(_left_of(each, policy, method, path, stages) for each in given)


def _left_of(resource: str | Unknown, policy: Policy, method: str, path: str, stages: Sequence[str]) -> bool | Unknown:
    """The same for one resource that the statement names."""
    if isinstance(resource, Unknown):
        return _all((resource, _not(_denied(policy, (resource, f"{_ANY_STAGE}/{method}{path}")))))
    pattern = _request(resource)[1]
    stage = pattern.partition("/")[0]
    named = set(stages)
    if not named or not _is_pattern(stage):
        # A stage that the policy names is meant to be there, wherever it is made.
        named.add(stage.replace("*", _ANY_STAGE).replace("?", _ANY_STAGE))
    requests = [f"{each}/{method}{path}" for each in sorted(named)]
    return _any(_not(_denied(policy, (resource, request))) for request in requests if meet(pattern, request))


def _denied(policy: Policy, requests: Iterable[str | Unknown]) -> bool | Unknown:
    """Whether one statement denies what is common to these patterns to everyone but those its conditions name.

    It is enough that it covers one of them.
    """
    patterns = tuple(requests)
    denies = ((each, _denies_all_but(each, None)) for each in policy.statements)
    return _any(
        _all((denying, _any(_covers(each, pattern) for pattern in patterns)))
        for each, denying in denies
        if denying is not False
    )


def _is_pattern(text: str) -> bool:
    return "*" in text or "?" in text
