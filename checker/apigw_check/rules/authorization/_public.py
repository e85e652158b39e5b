"""What the authorization rules share: which routes are open to anyone, and which of them for a good reason."""

from __future__ import annotations

from collections.abc import Sequence

from ...model.gateway import HTTP, WEBSOCKET, Api, Domain, Route
from ...model.iam import Policy, PolicyError
from ...model.value import Unknown
from ..base import LOW, MEDIUM, Param, Params, Verdict, not_applicable, passed, undecided
from ..exposure._api import execute_api_disabled, is_private, opened_by, resource_policy
from ..transport._domain import has_mutual_tls

PUBLIC_ROUTES = Param("public_routes", [], "Routes that are meant to be public: globs such as `GET /health`.")


def protocol(route: Route) -> str | Unknown:
    """The protocol of the route's API; of an API that is defined elsewhere as far as the route key tells."""
    stated, key = route.api.protocol, route.route_key
    if not isinstance(stated, Unknown) or not isinstance(key, str) or key == "$default":
        return stated
    return HTTP if " /" in key else WEBSOCKET


def has_protocol(route: Route, wanted: str) -> bool:
    """Whether the route is known to be of that protocol."""
    kind = protocol(route)
    return isinstance(kind, str) and kind == wanted


def unauthenticated(route: Route) -> bool | Unknown:
    """Whether the gateway lets everybody through, API keys aside."""
    stated = route.authorization
    if isinstance(stated, Unknown):
        return Unknown(f"the authorization type is not known: {stated.reason}", stated.references)
    return stated is None or str(stated).upper() in ("", "NONE")


def needs_api_key(route: Route) -> bool | Unknown:
    """Whether the route requires an API key."""
    value = route.api_key_required
    return value if isinstance(value, Unknown) else str(value).lower() == "true"


def is_public_route(route: Route, globs: Sequence[str]) -> bool | Unknown:
    """Whether one of the globs names the route (`GET /health`, `* /public/*`, `$default`)."""
    patterns = [glob for glob in globs if isinstance(glob, str)]
    if not patterns:
        return False
    from fnmatch import fnmatchcase

    if not patterns:
        return False
    names = _names(route)
    if not isinstance(names, Unknown):
        answers = {any(fnmatchcase(name, glob) for glob in patterns) for name in names}
        return answers.pop() if len(answers) == 1 else Unknown(f"it may be {' or '.join(names)}")
    if "*" in patterns:
        return True
    method = route.method
    possible = [glob for glob in patterns if not (isinstance(method, str) and _is_for_other(glob, method))]
    return names if possible else False


def _names(route: Route) -> Sequence[str] | Unknown:
    if route.method is None or route.route_key == "$default":
        return route.route_key if isinstance(route.route_key, Unknown) else [route.name]
    if isinstance(route.method, Unknown):
        return route.method
    if isinstance(route.path, Unknown):
        return [f"{route.method} {path}" for path in route.paths] or route.path
    return [route.name]


def _is_for_other(glob: str, method: str) -> bool:
    head = glob.partition(" ")[0]
    return not any(sign in head for sign in "*?[") and head != method


def answers_preflight(route: Route) -> bool | Unknown:
    """Whether the gateway itself answers CORS preflights at this route.

    A REST API does with a MOCK integration. An HTTP API with a CORS configuration answers every preflight, and needs an
    OPTIONS route without authorization where `$default` has one:
    https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-cors.html
    """
    if isinstance(route.method, str) and route.method == "OPTIONS" and has_protocol(route, HTTP):
        return route.api.cors is not None
    return route.is_preflight


def defended(route: Route, params: Params) -> Verdict | None:
    """The verdict where something stands before the route, or nothing needs to, or it is not known; else None."""
    open_ = unauthenticated(route)
    if open_ is False:
        return passed()
    public = is_public_route(route, params.public_routes)
    if public is True:
        return not_applicable("listed in public_routes")
    preflight = answers_preflight(route)
    if preflight is True:
        return not_applicable("answers CORS preflights, which carry no credentials")
    if isinstance(open_, Unknown):
        return undecided(open_.reason, route, "authorization")
    if isinstance(public, Unknown):
        return undecided(f"whether public_routes names the route is not known: {public.reason}", route, "path")
    if isinstance(preflight, Unknown):
        return undecided(f"whether it answers CORS preflights is not known: {preflight.reason}", route, "integration")
    return None


def callers(route: Route) -> str:
    """Who can call an open route, in words."""
    if is_private(route.api) is True:
        who = "anyone who reaches its VPC endpoints"
    else:
        who = "anyone whom its resource policy lets in" if _is_restricted(route) else "anyone"
    needed = ["a client certificate"] if asks_for_certificate(route.api) else []
    needed += ["an API key"] if needs_api_key(route) is True else []
    return f"{who} with {' and '.join(needed)}" if needed else who


def severity_on(route: Route) -> str:
    """Milder where a resource policy restricts who may call the route: `low` on a PRIVATE API, `medium` on any other.

    Mutual TLS on every way to the API restricts as well. Else "", the rule's own. Where the policy of a PRIVATE API is
    there, but not known, the milder severity is the one that is sure.
    """
    if is_private(route.api) is not True:
        return MEDIUM if _is_restricted(route) or asks_for_certificate(route.api) else ""
    policy = resource_policy(route.api)
    if policy is None or isinstance(policy, PolicyError):
        return ""
    if isinstance(policy, Unknown):
        return LOW
    return "" if opened_by(policy, route) is True else LOW


def asks_for_certificate(api: Api) -> bool:
    """Whether each way to the API that is in sight asks for a client certificate.

    Its domains do, and it does not answer at its execute-api endpoint.
    """
    domains = [mapping.domain for mapping in api.mappings]
    return (
        bool(domains)
        and execute_api_disabled(api) is True
        and all(isinstance(each, Domain) and has_mutual_tls(each) is True for each in domains)
    )


def _is_restricted(route: Route) -> bool:
    """Whether the resource policy of its API is known to keep some callers out of the whole route."""
    policy = resource_policy(route.api)
    return isinstance(policy, Policy) and opened_by(policy, route) is False
