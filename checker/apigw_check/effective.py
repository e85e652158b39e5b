"""Effective settings: what holds for each route of a stage.

REST: a method's own entry (`orders/GET`) is a whole record; `*/*` is the record of every method without one. A method's
entry does not inherit from `*/*` when requests come in
(https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-caching.html: changing the default does not
affect methods with overrides), but what the service fills the unset fields of a new entry with, its own defaults or the
values of `*/*` at that moment, is documented nowhere. So an unset field of a method's entry is known only where both
would give the same. `path/*` is no key that the service accepts. The caching of `*/*` is for GET methods only (same
page). A method path with a slash in front (`/orders/GET`) may be in force or not (see `is_trimmed`).

HTTP and WebSocket: an entry of `route_settings` is a whole record in the same sense, `default_route_settings` the
record of every route without one.
"""

from __future__ import annotations

from typing import Any

from msgspec import Struct, field

from .model.gateway import REST, Api, Route, Setting, Stage
from .model.value import Unknown

#: What the service answers for an entry that was never told (GetStage; see docs/decisions).
_DEFAULTS: dict[str, Any] = {
    "logging_level": "OFF",
    "data_trace": False,
    "metrics": False,
    "caching": False,
    "cache_ttl": 300,
    "cache_encrypted": False,
    "cache_requires_authorization": True,
    "cache_unauthorized_strategy": "SUCCEED_WITH_RESPONSE_HEADER",
}


_LIMITS = ("throttling_rate", "throttling_burst")


class Effective(Struct, eq=False):
    """The settings in force for `routes`, which share them. `chain` goes from the nearest to the widest entry.

    `unseen` marks the group that stands for routes which the input does not show.
    """

    stage: Stage
    chain: tuple[Setting, ...]
    routes: list[Route] = field(default_factory=list)
    unseen: bool = False
    maybe: tuple[Setting, ...] = ()

    def source(self, name: str) -> Setting | None:
        """The entry that gives the field (the nearest, where it is the same for all), or None where no entry does."""
        for setting in self.chain:
            if getattr(setting, name) is not None:
                return setting
        return None

    def value(self, name: str) -> Any:
        """The field's value in force: plain, Unknown, or None where no entry gives it (the service's default holds)."""
        value = self._certain(name)
        if isinstance(value, Unknown):
            return value
        default = _DEFAULTS.get(name)
        for setting in self.maybe:
            # An entry is a whole record: what it leaves out, it sets back, or not (see above).
            other = getattr(setting, name)
            if isinstance(other, Unknown) or _or(other, default) != _or(value, default):
                return Unknown(f"{setting.origin.address} may apply here as well")
        return value

    def _certain(self, name: str) -> Any:
        if not self.chain:
            return None
        own, widest = getattr(self.chain[0], name), getattr(self.chain[-1], name)
        if name == "caching" and self._is_default_entry(self.chain[0]) and not self.caches_by_default:
            return False if own is not None else None
        if own is not None or len(self.chain) == 1 or widest is None:
            return own
        if name in _LIMITS and self.chain[0].origin.type == "aws_api_gateway_method_settings":
            return None  # the provider sends -1, no limit, for one that is left out
        if isinstance(widest, Unknown) or widest != _DEFAULTS.get(name):
            return Unknown(f"{self.chain[0].origin.address} does not set it, and does not inherit it from the default")
        return widest

    def _is_default_entry(self, setting: Setting) -> bool:
        return isinstance(setting.scope, str) and normal_scope(setting.scope) == "*/*"

    @property
    def caches_by_default(self) -> bool:
        """Whether the caching of `*/*` reaches these routes: GET methods, and routes that are not in sight."""
        # The routes of a group agree in this (see `_groups`): the first speaks for all.
        return self.unseen or not self.routes or _may_get(self.routes[0])

    @property
    def label(self) -> str:
        """Which routes these are, in words, three at most by name."""
        if not self.routes:
            return "every route" if not self.unseen else "routes that are not in the input"
        names = [route.name for route in self.routes]
        if len(names) > 3:
            return f"{names[0]}, {names[1]} and {len(names) - 2} more"
        return " and ".join(names) if len(names) < 3 else f"{names[0]}, {names[1]} and {names[2]}"


def _or(value: Any, default: Any) -> Any:
    return default if value is None else value


def effective(stage: Stage) -> list[Effective]:
    """The groups of routes of a stage that share their settings; worked out once and kept.

    A stage of an API without visible routes has one group without routes. Where some routes are not visible
    (`Api.unread`), a further group with `unseen` stands for them: only the widest entry is sure to apply there.
    """
    cached: list[Effective] | None = stage.memo.get("effective")
    if cached is None:
        cached = stage.memo["effective"] = _groups(stage)
    return cached


def _groups(stage: Stage) -> list[Effective]:
    by_scope: dict[str, list[Setting]] = {}
    doubtful: dict[str, list[Setting]] = {}
    maybe: list[Setting] = []
    rest = _is_rest(stage.api)
    for setting in stage.settings:
        if isinstance(setting.scope, Unknown):
            maybe.append(setting)
        elif rest and not is_trimmed(setting.scope):
            doubtful.setdefault(normal_scope(setting.scope), []).append(setting)
        else:
            by_scope.setdefault(normal_scope(setting.scope), []).append(setting)
    widest = "*/*" if rest else "*"
    groups: dict[tuple[int, ...], Effective] = {}

    def group(chain: tuple[Setting, ...], extra: tuple[Setting, ...], unseen: bool, cached: bool = True) -> Effective:
        key = (*map(id, chain), -1 if unseen else int(cached), *map(id, extra))
        if key not in groups:
            groups[key] = Effective(stage, chain, unseen=unseen, maybe=(*extra, *maybe))
        return groups[key]

    everything = [s for scope, entries in by_scope.items() if scope != widest for s in entries]
    everything += [s for entries in doubtful.values() for s in entries]
    for route in stage.api.routes:
        places = _scopes(route)
        chain, extra = _of_places([_chain(by_scope, scopes) for scopes in places])
        extra += dict.fromkeys(s for scopes in places for s in _chain(doubtful, scopes))
        if not places:
            chain, extra = _chain(by_scope, [widest]), everything
        cached = not rest or _may_get(route)
        group(chain, tuple(extra), unseen=False, cached=cached).routes.append(route)
    if stage.api.unread is not None or not groups:
        unseen = stage.api.unread is not None
        extra = everything if unseen else list(_chain(doubtful, [widest]))
        group(_chain(by_scope, [widest]), tuple(extra), unseen)
    return list(groups.values())


def _of_places(chains: list[tuple[Setting, ...]]) -> tuple[tuple[Setting, ...], list[Setting]]:
    """The entries that hold wherever a route is, and those that hold at some of its possible places."""
    if not chains:
        return (), []
    chain, others = chains[0], chains[1:]
    extra = [s for other in others for s in other if s not in chain]
    extra += [s for s in chain if any(s not in other for other in others)]
    return tuple(s for s in chain if all(s in other for other in others)), extra


def _chain(by_scope: dict[str, list[Setting]], scopes: list[str]) -> tuple[Setting, ...]:
    if not by_scope:
        return ()
    return tuple(setting for scope in scopes for setting in by_scope.get(scope, ()))


def _scopes(route: Route) -> list[list[str]]:
    """For each possible place of the route, the scopes that govern it, nearest first."""
    if not _is_rest(route.api):
        key = route.route_key
        return [[key, "*"]] if isinstance(key, str) else []
    method = route.method
    if not isinstance(method, str):
        return []
    paths = [route.path] if isinstance(route.path, str) else list(route.paths)
    return [[f"{path}/{method}", "*/*"] for path in map(_bare, paths)]


def _is_rest(api: Api) -> bool:
    # An API whose protocol is unknown is an HTTP or a WebSocket API: REST APIs have a resource type of their own.
    return isinstance(api.protocol, str) and api.protocol == REST


def _may_get(route: Route) -> bool:
    return not isinstance(route.method, str) or route.method in ("GET", "ANY")


def _bare(path: str) -> str:
    return path.strip("/") or ""


def is_trimmed(scope: str) -> bool:
    """Whether a method path has no slash in front.

    The provider's documentation asks for that, and hands on what it is given. What the service makes of a slash is
    documented nowhere; reports say that nothing comes of it
    (https://github.com/hashicorp/terraform-provider-aws/issues/9738). So such an entry may be in force or not.
    """
    return not scope.startswith("/")


def normal_scope(scope: str) -> str:
    """A method path in one form: `~1` read as a slash, no slash in front (`/` itself gives an empty path).

    The provider documents `{resource_path}/{http_method}`; the service's own answers escape the path's slashes as `~1`
    (API reference, Stage, methodSettings).
    """
    if scope in ("*/*", "*"):
        return scope
    path, slash, method = scope.replace("~1", "/").rpartition("/")
    return f"{path.strip('/')}{slash}{method}"
