"""Where methods stand: their paths, from the chain of `path_part` and `parent_id`, and what belongs to which method.

An expression that cannot be told apart for the instances of a block leads to the same resources for all of them. What
is worked out for such a group is kept under its identity, so that the effort grows with the resources, not with their
square.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from ..model.gateway import Route
from ..model.resource import Resource
from ..model.value import Unknown
from .context import MAX_CANDIDATES, Context

PLACE = frozenset(
    {
        "aws_api_gateway_resource",
        "aws_api_gateway_rest_api",
        "data.aws_api_gateway_resource",
        "data.aws_api_gateway_rest_api",
    }
)
METHOD = frozenset({"aws_api_gateway_method"})
_ROOTS = ("aws_api_gateway_rest_api", "data.aws_api_gateway_rest_api")
_VERBS = ("ANY", "DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT")
_MAX_PATHS = 20
_RESPONSE_KEY = r"(?is)(.+?)([\W_]{1,8})(?:[1-5]\d\d|default)"

Targets = tuple[Resource, ...]


class Paths:
    """The possible paths of resources and methods."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._paths: dict[str, tuple[str, ...]] = {}
        self._targets: dict[tuple[str, str], Targets] = {}
        #: By identity of the targets, which `_targets` keeps.
        self._of_targets: dict[int, dict[str, None]] = {}
        self._roots: dict[str, Resource] = {}
        for type_ in _ROOTS:
            for api in context.resources.of(type_):
                root = api.values.get("root_resource_id")
                if isinstance(root, str):
                    self._roots.setdefault(root, api)

    def of_method(self, method: Resource) -> tuple[str, ...]:
        """The possible paths of a method: one where it is decided, none where nothing is known."""
        paths = self._all(self.targets(method, "resource_id"))
        if len(paths) > 1:
            named = _route_in_key(method)
            if named in paths:
                return (named,)
        return _first(paths)

    def targets(self, resource: Resource, name: str) -> Targets:
        """The resources, or APIs with their roots, that an attribute may mean."""
        key = (resource.address, name)
        found = self._targets.get(key)
        if found is None:
            value = resource.get(name)
            if isinstance(value, str) and value in self._roots:
                found = (self._roots[value],)
            else:
                found = self._context.find(resource, name, PLACE, guess=False).targets
            self._targets[key] = found
        return found

    def _all(self, targets: Targets) -> dict[str, None]:
        known = self._of_targets.get(id(targets))
        if known is None:
            paths = {path: None for target in targets for path in self._of(target, ())}
            if len(targets) > 1:
                self._of_targets[id(targets)] = paths
            return paths
        return known

    def _of(self, resource: Resource, trail: tuple[str, ...]) -> tuple[str, ...]:
        """The possible paths of a resource or of an API's root."""
        if resource.type in _ROOTS:
            return ("/",)
        known = self._paths.get(resource.address)
        if known is not None:
            return known
        path, part = resource.get("path"), resource.get("path_part")
        if not isinstance(part, str):
            return (path,) if isinstance(path, str) else ()
        if resource.address in trail or len(trail) > 64:
            return ()
        below = (*trail, resource.address)
        parents = {p: None for t in self.targets(resource, "parent_id") for p in self._of(t, below)}
        if not parents and isinstance(path, str):
            # Of a path that changes the plan still shows the old one: the provider computes it.
            parents = {path.rpartition("/")[0]: None}
        paths = [f"{parent.rstrip('/')}/{part}" for parent in parents]
        spelt = [p for p in paths if len(paths) > 1 and isinstance(resource.key, str) and _spells(resource.key, p)]
        found = tuple(spelt if len(spelt) == 1 else paths)[:_MAX_PATHS]
        self._paths[resource.address] = found
        return found


class _Group:
    """Methods that a resource may belong to, by module and key."""

    def __init__(self, methods: Iterable[Resource]) -> None:
        self.methods = tuple(methods)
        self.by_key: dict[tuple[str, object], list[Resource]] = {}
        for method in self.methods:
            self.by_key.setdefault((method.module, method.key), []).append(method)


class Methods:
    """Finds the routes that an integration (or an integration response) belongs to."""

    def __init__(self, context: Context, paths: Paths) -> None:
        self._context = context
        self._paths = paths
        self._at: dict[tuple[str, str], list[Resource]] = {}
        #: Methods whose place is one of several, by the identity of these.
        self._unsure: dict[tuple[int, str], list[Resource]] = {}
        self._unsure_at: dict[str, dict[int, None]] = {}
        self._groups: dict[tuple[int, str], tuple[object, _Group]] = {}
        for resource in context.resources.of("aws_api_gateway_method"):
            self._add(resource)

    def _add(self, method: Resource) -> None:
        verb = method.get("http_method")
        if not isinstance(verb, str):
            return
        targets = self._targets(method)
        place = _place(method, targets)
        if place is not None:
            self._at.setdefault((place, verb.upper()), []).append(method)
            return
        key = (id(targets), verb.upper())
        if key not in self._unsure:
            self._unsure[key] = []
            for target in targets:
                self._unsure_at.setdefault(target.address, {})[id(targets)] = None
        self._unsure[key].append(method)

    def of(self, resource: Resource) -> tuple[list[Route], bool]:
        """The routes: of one method, or of the candidates; and whether it could be placed at all.

        Where there are too many candidates to try, there are none, and it is not placed.
        """
        verb = resource.get("http_method")
        best: list[Resource] = []
        for group in self._candidates(resource, verb):
            found = [m for m in _by_key(group, resource) if not isinstance(verb, str) or _same_verb(m, verb)]
            if found and (not best or len(found) < len(best)):
                best = found
            if len(best) == 1:
                break
        if len(best) > MAX_CANDIDATES:
            return [], False
        routes = [route for method in best for route in self._context.routes.get(method.address, ())]
        return routes, bool(routes) or (isinstance(verb, str) and _place(resource, self._targets(resource)) is not None)

    def _targets(self, resource: Resource) -> Targets:
        return self._paths.targets(resource, "resource_id")

    def _candidates(self, resource: Resource, verb: object) -> Iterator[_Group]:
        for name in ("http_method", "resource_id"):
            if isinstance(resource.get("resource_id"), Unknown) or isinstance(verb, Unknown):
                link = self._context.resources.follow(resource, name, METHOD)
                if link.targets:
                    yield self._group(link.targets, "", link.targets)
        if isinstance(verb, str):
            targets = self._targets(resource)
            place = _place(resource, targets)
            if place is not None:
                yield _Group(self._standing((place,), verb.upper()))
            elif targets:
                places = (target.address for target in targets)
                yield self._group(targets, verb.upper(), self._standing(places, verb.upper()))

    def _group(self, identity: Targets, verb: str, methods: Iterable[Resource]) -> _Group:
        known = self._groups.get((id(identity), verb))
        if known is None:
            known = self._groups[(id(identity), verb)] = (identity, _Group(methods))
        return known[1]

    def _standing(self, places: Iterable[str], verb: str) -> Iterator[Resource]:
        """The methods that stand, or may stand, at one of the places."""
        groups: dict[int, None] = {}
        for place in places:
            yield from self._at.get((place, verb), ())
            groups.update(self._unsure_at.get(place, {}))
        for group in groups:
            yield from self._unsure.get((group, verb), ())


def _place(resource: Resource, targets: Targets) -> str | None:
    """The key of the place that `resource_id` means: an address, or the id where it is known; None for several."""
    if targets:
        return targets[0].address if len(targets) == 1 else None
    value = resource.get("resource_id")
    return value if isinstance(value, str) else None


def _by_key(group: _Group, resource: Resource) -> Iterable[Resource]:
    """Of several methods the one with the resource's key: blocks that repeat over the same map have equal keys.

    So have responses, with a status code behind it (`GET /orders 200`).
    """
    if len(group.methods) < 2 or resource.key is None:
        return group.methods
    keys: list[object] = [resource.key]
    if isinstance(resource.key, str) and (match := re.fullmatch(_RESPONSE_KEY, resource.key)):
        # "GET /orders/{id} 200": of what separates the two, the closing brace belongs to the path.
        keys += [match[1] + match[2][:end] for end in range(len(match[2]))]
    for key in keys:
        same = group.by_key.get((resource.module, key), [])
        if len(same) == 1:
            return same
    return group.methods


def _same_verb(method: Resource, verb: str) -> bool:
    known = method.get("http_method")
    return not isinstance(known, str) or known.upper() == verb.upper()


def _first(paths: dict[str, None]) -> tuple[str, ...]:
    found: list[str] = []
    for path in paths:
        found.append(path)
        if len(found) == _MAX_PATHS:
            break
    return tuple(found)


def _spells(key: str, path: str) -> bool:
    return key.strip("/") == path.strip("/")


def _route_in_key(method: Resource) -> str | None:
    """The path that a key such as `GET /orders/{id}` spells, where its verb is the method's own."""
    verb, key = method.get("http_method"), method.key
    if isinstance(verb, Unknown) or not isinstance(verb, str) or not isinstance(key, str):
        return None
    first, _, rest = key.partition(" ")
    if first.upper() not in _VERBS or first.upper() != verb.upper():
        return None
    return f"/{rest.strip().strip('/')}"
