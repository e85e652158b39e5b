"""Paths of REST resources: from `path`, or from the chain of `path_part` and `parent_id`."""

from __future__ import annotations

from ..model.resource import Resource
from ..model.value import Unknown
from .context import Context

PLACE = frozenset({"aws_api_gateway_resource", "aws_api_gateway_rest_api", "data.aws_api_gateway_resource"})
_VERBS = ("ANY", "DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT")
_MAX_PATHS = 20


class Paths:
    """The possible paths of resources, methods and integrations."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._paths: dict[str, tuple[str, ...]] = {}
        self._places: dict[str, tuple[str, ...]] = {}
        self._roots: dict[str, Resource] = {}
        for api in context.resources.of("aws_api_gateway_rest_api"):
            root = api.values.get("root_resource_id")
            if isinstance(root, str):
                self._roots[root] = api

    def of_method(self, method: Resource) -> tuple[str, ...]:
        """The possible paths of a method: one where it is decided, none where nothing is known."""
        targets = self._targets(method, "resource_id")
        paths = {path: None for target in targets for path in self._of(target, ())}
        if len(paths) > 1:
            named = _route_in_key(method)
            if named in paths:
                return (named,)
        return tuple(paths)[:_MAX_PATHS]

    def places(self, resource: Resource) -> tuple[str, ...]:
        """Keys of the resources that `resource_id` may mean: an address, or the id where it is known."""
        known = self._places.get(resource.address)
        if known is None:
            value = resource.get("resource_id")
            targets = self._targets(resource, "resource_id")
            known = tuple(target.address for target in targets)
            if not known and isinstance(value, str):
                known = (value,)
            self._places[resource.address] = known
        return known

    def _targets(self, resource: Resource, name: str) -> tuple[Resource, ...]:
        value = resource.get(name)
        if isinstance(value, str) and value in self._roots:
            return (self._roots[value],)
        return self._context.find(resource, name, PLACE, guess=False).targets

    def _of(self, resource: Resource, trail: tuple[str, ...]) -> tuple[str, ...]:
        """The possible paths of a resource or of an API's root."""
        if resource.type == "aws_api_gateway_rest_api":
            return ("/",)
        known = self._paths.get(resource.address)
        if known is not None:
            return known
        path, part = resource.get("path"), resource.get("path_part")
        if isinstance(path, str):
            found: tuple[str, ...] = (path,)
        elif resource.address in trail or len(trail) > 64 or not isinstance(part, str):
            return ()
        else:
            below = (*trail, resource.address)
            parents = {p: None for t in self._targets(resource, "parent_id") for p in self._of(t, below)}
            paths = [f"{parent.rstrip('/')}/{part}" for parent in parents]
            spelt = [p for p in paths if len(paths) > 1 and isinstance(resource.key, str) and _spells(resource.key, p)]
            found = tuple(spelt if len(spelt) == 1 else paths)[:_MAX_PATHS]
        self._paths[resource.address] = found
        return found


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
