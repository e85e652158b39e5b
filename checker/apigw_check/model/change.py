"""Which gateways of the wanted state were there before: each gets the object that it was."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from .gateway import Api, Estate, Route, Stage, Subject


def pair(after: Estate, before: Estate | None) -> None:
    """Sets `before` of what is in both estates, and lists it in `after.kept`.

    A moved resource has one address on both sides. Routes are paired by method and path within their API, so that a
    route which another resource (or the body) defines now is still the same route; so are stages, by name.
    """
    after.kept.clear()
    if before is None:
        return
    known = {api.origin.key: api for api in before.apis}
    for api in after.apis:
        was = known.get(api.origin.key)
        if was is None or api.external:
            _pair(after, api.stages, _by_key(each for other in before.apis for each in other.stages))
            continue
        _keep(after, api, was)
        _pair(after, api.stages, _stages(was))
        _pair(after, api.routes, _routes(was))
    _pair(after, after.domains, _by_key(before.domains))


def _pair(after: Estate, subjects: Sequence[Subject], before: dict[str, Subject]) -> None:
    for subject in subjects:
        was = before.get(subject.origin.key)
        if was is None and isinstance(subject, Route | Stage):
            was = before.get(f" {subject.name}")
        if was is not None:
            _keep(after, subject, was)


def _keep(after: Estate, subject: Subject, was: Subject) -> None:
    subject.before = was
    after.kept.append(subject)


def _by_key(subjects: Iterable[Subject]) -> dict[str, Subject]:
    return {subject.origin.key: subject for subject in subjects}


def _stages(api: Api) -> dict[str, Subject]:
    named: dict[str, Subject] = {f" {stage.name}": stage for stage in api.stages if isinstance(stage.stage_name, str)}
    return named | _by_key(api.stages)


def _routes(api: Api) -> dict[str, Subject]:
    named: dict[str, Subject] = {f" {route.name}": route for route in api.routes if _is_named(route)}
    return named | _by_key(api.routes)


def _is_named(route: Route) -> bool:
    """Whether the name of a route says which one it is."""
    return isinstance(route.route_key if route.method is None else route.path, str)
