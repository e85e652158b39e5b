"""What protects a gateway, and what of it a change takes away: for each kind of subject the protections that it had."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from msgspec import Struct

from ...effective import effective
from ...facts import tls_policies
from ...model.gateway import Api, Domain, Integration, Route, Stage, Subject
from ...model.origin import Origin
from ...model.roles import Role
from ...model.value import UndecidedError, Unknown
from ..base import HIGH, LOW, MEDIUM


class Protection(Struct, frozen=True, eq=False):
    """A protection that was there: the field that gives it now, whether it is gone, and how much that matters.

    `place` and `place_field` are where it stood, if that was not the field of the subject itself.
    """

    what: str
    field: str
    gone: bool | Unknown
    severity: str = HIGH
    place: Origin | None = None
    place_field: str = ""


def protections(now: Subject, was: Subject | None) -> Iterator[Protection]:
    """The protections of a subject before the change."""
    if isinstance(now, Route) and isinstance(was, Route):
        yield from _of_route(now, was)
    elif isinstance(now, Stage) and isinstance(was, Stage):
        yield from _of_stage(now, was)
    elif isinstance(now, Api) and isinstance(was, Api):
        yield from _of_api(now, was)
    elif isinstance(now, Domain) and isinstance(was, Domain):
        yield from _of_domain(now, was)


def _lost(
    what: str,
    field: str,
    had: bool | Unknown,
    has: bool | Unknown,
    severity: str = HIGH,
    place: Origin | None = None,
    place_field: str = "",
) -> Iterator[Protection]:
    """A protection, if there was one. What was not known before is in doubt where there is none now."""
    gone: bool | Unknown | None
    if isinstance(had, Unknown):
        gone = had if has is False else None
    else:
        gone = (has if isinstance(has, Unknown) else not has) if had else None
    # What Terraform lets go of stays as it is.
    if gone is not None and (place is None or place.change != "forget"):
        yield Protection(what, field, gone, severity, place, place_field)


# -- routes ----------------------------------------------------------------------------------------------------------


def _of_route(now: Route, was: Route) -> Iterator[Protection]:
    before, after = _authorized(was), _authorized(now)
    if now.is_preflight is not True:
        yield from _lost(f"the authorization {was.authorization}", "authorization", before, after)
        key = "api_key_required"
        if after is not True:
            yield from _lost("the API key", key, _on(was.api_key_required), _on(now.api_key_required))
        elif before is True:
            yield from _lost("the API key", key, _on(was.api_key_required), _on(now.api_key_required), LOW)
        if before is True and after is True and was.authorization == now.authorization:
            yield from _lost("the scopes", "scopes", bool(_known(was.scopes)), _present(now.scopes))
        for part in ("body", "parameters"):
            had, has = getattr(was, f"validates_{part}"), getattr(now, f"validates_{part}")
            what = f"the validation of {'bodies' if part == 'body' else part}"
            yield from _lost(what, "request_validator", _on(had), _on(has), MEDIUM)


def _authorized(route: Route) -> bool | Unknown:
    value = route.authorization
    return value if isinstance(value, Unknown) else (value or "NONE").upper() != "NONE"


# -- stages ----------------------------------------------------------------------------------------------------------


def _of_stage(now: Stage, was: Stage) -> Iterator[Protection]:
    joined = [one.origin for acl in was.web_acls for one in acl.associations if one.target is was]
    kept = next((origin for origin in joined if origin.change == "forget"), None)
    unread = now.web_acl_unread
    has: bool | Unknown = bool(now.web_acls)
    if unread is not None and not now.web_acls:
        has = unread
    place = kept or (joined[0] if joined else None)
    yield from _lost("the web ACL", "", bool(was.web_acls), has, place=place)
    if not was.implicit:
        field = "access_log_destination"
        yield from _lost(
            "the access log", field, _known(was.access_log_destination) is not None, _present(getattr(now, field))
        )
    field = "client_certificate"
    yield from _lost(
        "the client certificate",
        field,
        _known(was.client_certificate) is not None,
        _present(now.client_certificate),
        MEDIUM,
    )
    yield from _lost("the tracing", "tracing", _on(was.tracing), _on(now.tracing), LOW)
    if not any(setting.origin.change == "forget" for setting in was.settings):
        place = was.settings[0].origin if was.settings else None
        yield from _of_groups("the limits", _limited(was), _limited(now), HIGH, place)
        yield from _of_groups("the encryption of the cache", _encrypted(was), _encrypted(now), MEDIUM, place)


def _of_groups(
    what: str, had: dict[str, bool] | Unknown, has: dict[str, bool] | Unknown, severity: str, place: Origin | None
) -> Iterator[Protection]:
    """What routes have, of the routes that are still there."""
    if isinstance(had, Unknown):
        if isinstance(has, dict) and has and not any(has.values()):
            yield Protection(what, "", had, severity, place)
    elif any(had.values()):
        still: bool | Unknown = (
            has if isinstance(has, Unknown) else not any(had.get(name) and not kept for name, kept in has.items())
        )
        yield from _lost(what, "", True, still, severity, place)


def _limited(stage: Stage) -> dict[str, bool] | Unknown:
    """Whether each route has a limit of requests in the stage; the name "" stands for all of them."""
    found: dict[str, bool] = {}
    for group in effective(stage):
        values = [group.value(name) for name in ("throttling_rate", "throttling_burst")]
        unknown = next((value for value in values if isinstance(value, Unknown)), None)
        if unknown is not None:
            return unknown
        has = any(value is not None and value >= 0 for value in values)
        found.update(dict.fromkeys([route.name for route in group.routes] or [""], has))
    return found


def _encrypted(stage: Stage) -> dict[str, bool] | Unknown:
    """Whether what is cached of each route is encrypted; routes of which nothing is cached are left out."""
    found: dict[str, bool] = {}
    try:
        if not stage.cache_cluster_enabled:
            return found
        for group in effective(stage):
            if group.value("caching"):
                encrypted = bool(group.value("cache_encrypted"))
                found.update(dict.fromkeys([route.name for route in group.routes] or [""], encrypted))
    except UndecidedError as error:
        return error.unknown
    return found


# -- APIs and domains ------------------------------------------------------------------------------------------------


def _of_api(now: Api, was: Api) -> Iterator[Protection]:
    place = was.policy_origin
    has = now.policies_unread if now.policy is None and now.policies_unread is not None else _present(now.policy)
    yield from _lost(
        "the resource policy", "policy", _known(was.policy) is not None, has, place=place, place_field="policy"
    )
    field = "disable_execute_api_endpoint"
    yield from _lost("the closed execute-api endpoint", field, _on(getattr(was, field)), _on(getattr(now, field)))
    private, still = was.is_private, now.is_private
    yield from _lost("the private endpoint", "endpoint_types", private, still)
    bounded = {role.origin.address: role for role in _roles(was) if role.boundary}
    for role in _roles(now):
        before = bounded.pop(role.origin.address, None)
        if before is not None:
            what = f"the permissions boundary of role {role.origin.address}"
            yield from _lost(what, "", True, role.boundary, MEDIUM, before.origin)


def _roles(api: Api) -> Iterable[Role]:
    """The roles that the integrations of an API assume, each once."""
    found: dict[str, Role] = {}
    for integration in api.integrations:
        if isinstance(integration, Integration) and isinstance(integration.roles, tuple):
            found.update((role.origin.address, role) for role in integration.roles)
    return found.values()


def _of_domain(now: Domain, was: Domain) -> Iterator[Protection]:
    yield from _lost("mutual TLS", "mutual_tls", _known(was.mutual_tls) is not None, _present(now.mutual_tls))
    yield from _lost("the policy", "policy", _known(was.policy) is not None, _present(now.policy))
    floors = tls_policies().policies
    before, after = was.security_policy, now.security_policy
    if isinstance(before, str) and before in floors and after is not None:
        kept: bool | Unknown = True
        if isinstance(after, Unknown):
            kept = after
        elif after in floors:
            kept = float(floors[after].minimum) >= float(floors[before].minimum)
        yield from _lost(f"TLS {floors[before].minimum} as the lowest version", "security_policy", True, kept)


# -- values ----------------------------------------------------------------------------------------------------------


def _on(value: bool | Unknown | None) -> bool | Unknown:
    return value if isinstance(value, Unknown) else bool(value)


def _known(value: object) -> object:
    """A value, or None where it is not known."""
    return None if isinstance(value, Unknown) else value


def _present(value: object) -> bool:
    """Whether something is given; what is given but not known is there."""
    return isinstance(value, Unknown) or value is not None
