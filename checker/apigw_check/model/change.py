"""Which gateways of the wanted state were there before: each gets the object that it was."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from .estate import Estate
from .gateway import Api, Integration, Route, Stage, Subject


def pair(after: Estate, before: Estate | None) -> None:
    """Sets `before` of what is in both estates, and lists it in `after.kept`.

    A moved resource has one address on both sides. Routes are paired by method and path within their API, so that a
    route which another resource (or the body) defines now is still the same route; so are stages and authorizers, by
    name, and the integrations of paired routes. Each is paired with one at most, with the one at its address first.
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
        _pair_parts(api, was)
    _pair(after, after.domains, _by_key(before.domains))


def identity(subject: Subject) -> str:
    """What identifies a subject across `before` and `after`."""
    # Paths of a body may share one path item by reference: their operations stand at the same place.
    shared = f" {subject.name}" if subject.origin.pointer and subject.kind == "route" else ""
    return subject.origin.key + shared


def _pair(after: Estate, subjects: Sequence[Subject], before: dict[str, Subject]) -> None:
    taken = {id(before[identity(subject)]) for subject in subjects if identity(subject) in before}
    for subject in subjects:
        was = before.get(identity(subject))
        if was is None and isinstance(subject, Route | Stage):
            was = before.get(f" {subject.name}")
            if was is None or id(was) in taken:
                continue
            taken.add(id(was))
        if was is not None:
            _keep(after, subject, was)


def _pair_parts(api: Api, was: Api) -> None:
    """Pairs the authorizers and integrations that have no counterpart at their own address.

    They are not listed in `kept`: what is said of an API that stays is said of its routes and stages.
    """
    old = _by_key([*was.authorizers, *was.integrations])
    own = {each.origin.key for each in (*api.authorizers, *api.integrations)}
    free = {id(each) for key, each in old.items() if key not in own}
    named = {each.authorizer_name: each for each in was.authorizers if isinstance(each.authorizer_name, str)}
    for authorizer in api.authorizers:
        if authorizer.origin.key not in old and isinstance(authorizer.authorizer_name, str):
            _take(authorizer, named.get(authorizer.authorizer_name), free)
    for route in api.routes:
        if isinstance(route.before, Route) and isinstance(one := route.integration, Integration):
            earlier = route.before.integration
            if one.origin.key not in old and one.before is None and isinstance(earlier, Integration):
                _take(one, earlier, free)


def _take(subject: Subject, was: Subject | None, free: set[int]) -> None:
    if was is not None and id(was) in free:
        free.discard(id(was))
        subject.before = was


def _keep(after: Estate, subject: Subject, was: Subject) -> None:
    subject.before = was
    after.kept.append(subject)


def _by_key(subjects: Iterable[Subject]) -> dict[str, Subject]:
    return {identity(subject): subject for subject in subjects}


def _stages(api: Api) -> dict[str, Subject]:
    named: dict[str, Subject] = {f" {stage.name}": stage for stage in api.stages if isinstance(stage.stage_name, str)}
    return named | _by_key(api.stages)


def _routes(api: Api) -> dict[str, Subject]:
    named: dict[str, Subject] = {f" {route.name}": route for route in api.routes if _is_named(route)}
    return named | _by_key(api.routes)


def _is_named(route: Route) -> bool:
    """Whether the name of a route says which one it is."""
    return isinstance(route.route_key if route.method is None else route.path, str)
