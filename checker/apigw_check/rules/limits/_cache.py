"""What the rules about cached methods share: whether a stage caches a method, and what its cache keys say."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from ...effective import Effective, effective
from ...model.gateway import Integration, Route, Stage
from ...model.value import UndecidedError, Unknown
from ..base import Spot, spot
from ._groups import is_cached

_METHOD, _INTEGRATION = "method.request.", "integration.request."


class Cached(Struct, frozen=True, eq=False):
    """Where a method is cached: the stage and its settings; `unknown` where that is not sure."""

    stage: Stage
    group: Effective | None = None
    unknown: Unknown | None = None

    @property
    def place(self) -> Spot:
        """The entry that turns the cache on."""
        source = self.group.source("caching") if self.group is not None else None
        return spot(source, "caching", "cached here") if source is not None else spot(self.stage, "", "cached here")


def cached_in(route: Route) -> Cached | None:
    """A stage that caches the method: one that surely does, else one that may; None where none does."""
    maybe: Cached | None = None
    for stage in route.api.stages:
        cluster = stage.cache_cluster_enabled
        if not isinstance(cluster, Unknown) and cluster is not True:
            continue
        found = _in_stage(stage, route)
        if found is None:
            continue
        # The caching of all methods reaches those that are GET, and what is no MOCK has something to cache.
        integration = route.integration.type if isinstance(route.integration, Integration) else None
        unsure = next((each for each in (cluster, route.method, integration) if isinstance(each, Unknown)), None)
        if unsure is not None and found.unknown is None:
            found = Cached(stage, found.group, unsure)
        if found.unknown is None:
            return found
        maybe = maybe or found
    return maybe


def _in_stage(stage: Stage, route: Route) -> Cached | None:
    if stage.settings_unread is not None:
        return Cached(stage, unknown=stage.settings_unread)
    group = group_of(stage, route)
    if group is None:
        return None
    try:
        return Cached(stage, group) if is_cached(group) else None
    except UndecidedError as error:
        return Cached(stage, group, error.unknown)


def group_of(stage: Stage, route: Route) -> Effective | None:
    """The settings in force for a route at a stage of its API; worked out once for all routes of the stage."""
    groups: dict[int, Effective] | None = stage.memo.get("group_of_route")
    if groups is None:
        groups = {id(each): group for group in effective(stage) for each in group.routes}
        stage.memo["group_of_route"] = groups
    return groups.get(id(route))


def keys_of(integration: Integration) -> frozenset[str]:
    """What the cache tells answers apart by: parameters of the method, and `context.` values that are mapped.

    A key may be a parameter of the integration request, which stands for what it is mapped from. Raises
    `UndecidedError` where a part is not known.
    """
    keys = integration.cache_key_parameters
    if isinstance(keys, Unknown):
        raise UndecidedError(keys)
    found: set[str] = set()
    for key in keys or ():
        found.add(key)
        if key.startswith(_INTEGRATION):
            found.add(_source(integration, key))
    return frozenset(found)


def _source(integration: Integration, key: str) -> str:
    mapped = integration.request_parameters
    if isinstance(mapped, Unknown):
        raise UndecidedError(mapped)
    source = (mapped or {}).get(key, "")
    if isinstance(source, Unknown):
        raise UndecidedError(source)
    return source


def read_by(route: Route, integration: Integration) -> list[str]:
    """The parameters that a method reads: those of its path, those that it declares, and those that are mapped."""
    found: dict[str, None] = {}
    if isinstance(route.path, Unknown):
        raise UndecidedError(route.path)
    for part in str(route.path).split("/"):
        if part.startswith("{") and part.endswith("}"):
            found[f"{_METHOD}path.{part[1:-1].rstrip('+')}"] = None
    declared, mapped = route.request_parameters, integration.request_parameters
    if isinstance(declared, Unknown):
        raise UndecidedError(declared)
    if isinstance(mapped, Unknown):
        raise UndecidedError(mapped)
    found.update(dict.fromkeys(declared or ()))
    for source in (mapped or {}).values():
        if isinstance(source, str) and source.startswith(_METHOD) and not source.startswith(f"{_METHOD}body"):
            found[source] = None
    return list(found)


def listed(names: Sequence[str]) -> str:
    """Names as a list in a sentence, three at most."""
    if len(names) > 3:
        return f"{names[0]}, {names[1]} and {len(names) - 2} more"
    return " and ".join(names) if len(names) < 3 else f"{names[0]}, {names[1]} and {names[2]}"
