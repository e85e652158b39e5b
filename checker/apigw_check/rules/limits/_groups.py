"""What the rules about a stage's settings share: which routes lack something, and what of it is not known.

`effective` sorts the routes of a stage into groups with the same settings. A rule asks each group; here the answers are
put together: one group that fails makes the stage fail, whatever the others hide; one that cannot be told makes it
undecided; else the stage passes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from msgspec import Struct

from ...effective import Effective, effective
from ...model.gateway import HTTP, REST, Api, Stage
from ...model.value import UndecidedError, Unknown
from ..base import Spot, Verdict, spot, undecided

#: The execution log levels that write something (the third is OFF).
LOG_LEVELS = ("ERROR", "INFO")

_V2_STAGE = "aws_apigatewayv2_stage"
_METHOD_SETTINGS = "aws_api_gateway_method_settings"
#: Resources whose settings give every limit: what they leave out, the provider fills in.
_COMPLETE = (_METHOD_SETTINGS, _V2_STAGE)


class Split(Struct, frozen=True, eq=False):
    """The groups of a stage that lack something, out of `total`.

    `unknown` says what kept another group, `doubtful`, from being decided.
    """

    stage: Stage
    failing: tuple[Effective, ...]
    total: int
    unknown: Unknown | None = None
    doubtful: Effective | None = None

    @property
    def routes(self) -> str:
        """Which routes fail, as the end of a sentence: empty for all of them, else ` for GET /orders and POST /x`."""
        if len(self.failing) == self.total:
            return ""
        names = extent(self.failing)
        if len(names) > 3:
            return f" for {names[0]}, {names[1]} and {len(names) - 2} more"
        return f" for {', '.join(names[:-1])} and {names[-1]}" if len(names) > 1 else f" for {names[0]}"


def split(stage: Stage, lacks: Callable[[Effective], bool]) -> Split:
    """Asks every group of the stage; raises `UndecidedError` where settings may exist that are not in sight."""
    if stage.settings_unread is not None:
        raise UndecidedError(stage.settings_unread)
    elsewhere = defined_elsewhere(stage)
    groups = effective(stage)
    failing: list[Effective] = []
    doubts: list[tuple[Unknown, Effective]] = []
    for group in groups:
        try:
            if not lacks(group):
                continue
            if elsewhere is not None and not group.chain:
                doubts.append((elsewhere, group))
            else:
                failing.append(group)
        except UndecidedError as error:
            doubts.append((error.unknown, group))
    return Split(stage, tuple(failing), len(groups), *(doubts[0] if doubts else ()))


def defined_elsewhere(stage: Stage) -> Unknown | None:
    """Why it cannot be told what a stage lacks: the input adds settings to it, and something else makes it."""
    if stage.origin.type != _METHOD_SETTINGS:
        return None
    return Unknown("the stage is defined outside this input")


def is_rest(api: Api) -> bool:
    """Whether it is a REST API. One of unknown protocol is not: REST APIs have a resource type of their own."""
    return isinstance(api.protocol, str) and api.protocol == REST


def is_http(api: Api) -> bool:
    """Whether it is surely an HTTP API."""
    return isinstance(api.protocol, str) and api.protocol == HTTP


def unsure_kind(stage: Stage) -> Unknown | None:
    """Why the kind of the stage's settings (method settings, or route settings) is not known; None where it is."""
    protocol = stage.api.protocol
    return protocol if isinstance(protocol, Unknown) and stage.origin.type != _V2_STAGE else None


def settled(stage: Stage, parts: Split, names: Sequence[str]) -> Verdict | None:
    """The undecided verdict on one of the fields, where no group fails for sure and one of them may."""
    if parts.failing or parts.unknown is None:
        return None
    place = spot(stage) if parts.doubtful is None else _doubt(parts.doubtful, names)
    return undecided(f"the settings of {stage.name} cannot be told: {parts.unknown.reason}", place, place.field)


def _doubt(group: Effective, names: Sequence[str]) -> Spot:
    """Where it is written what is not known of a group."""
    for name in names:
        source = group.source(name)
        if source is not None and isinstance(getattr(source, name), Unknown):
            return spot(source, name)
    if group.maybe:
        return spot(group.maybe[0], "scope")
    return spot(group.chain[0], names[0]) if group.chain else spot(group.stage)


#: The limits of an entry, by model field.
LIMITS = {"throttling_rate": "throttling_rate_limit", "throttling_burst": "throttling_burst_limit"}


def limits(group: Effective) -> list[dict[str, Any]]:
    """The limits that may be in force: one mapping by field where it is decided, several where it is not.

    An entry of Terraform's is complete: a limit that `aws_api_gateway_method_settings` leaves out is sent as -1, which
    switches throttling off for its methods whatever `*/*` says
    (https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/api_gateway_method_settings).
    """
    entries = (*group.chain[:1], *group.maybe)
    if all(entry.origin.type in _COMPLETE for entry in entries):
        found = [] if group.chain else [dict.fromkeys(LIMITS)]
        return [*found, *({name: getattr(entry, name) for name in LIMITS} for entry in entries)]
    values = {name: group.value(name) for name in LIMITS}
    found = [values]
    own = entries[0]
    if any(isinstance(value, Unknown) and getattr(own, name) is None for name, value in values.items()):
        found.append({name: getattr(own, name) for name in LIMITS})
    return found


def lacks_limits(group: Effective) -> bool:
    """Whether a rate or a burst limit is missing. One that is set, but limits nothing, is another matter (402)."""
    return agreed(group, [_lacks(values) for values in limits(group)])


def _lacks(values: dict[str, Any]) -> bool | Unknown:
    missing = any(value is None for value in values.values())
    if not missing or any(_is_number(value) and value <= 0 for value in values.values()):
        return False
    # A limit beside the missing one that is not known may be one that limits nothing.
    return next((value for value in values.values() if isinstance(value, Unknown)), True)


def defeated(group: Effective) -> bool:
    """Whether a limit is -1 (unlimited) or 0 (refuses every request)."""
    return agreed(group, [_defeated(values) for values in limits(group)])


def _defeated(values: dict[str, Any]) -> bool | Unknown:
    if defeated_limit(values):
        return True
    return next((value for value in values.values() if isinstance(value, Unknown)), False)


def defeated_limit(values: dict[str, Any]) -> str:
    """The field of the limit that limits nothing; empty where there is none."""
    return next((name for name, value in values.items() if _is_number(value) and value <= 0), "")


def agreed(group: Effective, answers: list[bool | Unknown]) -> bool:
    """What all the limits that may be in force say; raises `UndecidedError` where they differ or one is not known."""
    for answer in answers:
        if isinstance(answer, Unknown):
            raise UndecidedError(answer)
    if len(set(answers)) > 1:
        where = (*group.maybe, *group.chain)[0].origin.address
        raise UndecidedError(Unknown(f"whether {where} applies here as well cannot be told"))
    return answers[0] is True


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def lacks_execution_logs(group: Effective) -> bool:
    """Whether execution logging is off."""
    value = group.value("logging_level")
    if isinstance(value, Unknown):
        raise UndecidedError(value)
    return str(value).upper() not in LOG_LEVELS


def is_cached(group: Effective) -> bool:
    """Whether the responses of these methods are kept in the stage's cache."""
    caching = group.value("caching")
    if isinstance(caching, Unknown):
        raise UndecidedError(caching)
    if caching is not True:
        return False
    ttl = group.value("cache_ttl")
    if isinstance(ttl, Unknown):
        raise UndecidedError(ttl)
    return not (_is_number(ttl) and ttl <= 0)


def lacks_encryption(group: Effective) -> bool:
    """Whether responses are cached in the clear."""
    value = group.value("cache_encrypted")
    if value is True:
        return False
    cached = is_cached(group)
    if cached and isinstance(value, Unknown):
        raise UndecidedError(value)
    return cached


def split_cached(stage: Stage, lacks: Callable[[Effective], bool]) -> tuple[Split, bool]:
    """As `split`, for the methods that the stage caches, and whether there may be any."""
    cached = False

    def asked(group: Effective) -> bool:
        nonlocal cached
        try:
            if not is_cached(group):
                return False
        except UndecidedError:
            cached = True
            if not _may(lacks, group):
                return False
            raise
        cached = True
        if not lacks(group):
            return False
        methods = [route.method for route in group.routes]
        if methods and all(isinstance(method, Unknown) for method in methods):
            raise UndecidedError(next(method for method in methods if isinstance(method, Unknown)))
        return True

    parts = split(stage, asked)
    cluster = stage.cache_cluster_enabled
    if isinstance(cluster, Unknown) and parts.failing:
        parts = Split(stage, (), parts.total, cluster)  # whether they are cached at all
    return parts, cached


def _may(lacks: Callable[[Effective], bool], group: Effective) -> bool:
    try:
        return lacks(group)
    except UndecidedError:
        return True


def extent(groups: Iterable[Effective]) -> list[str]:
    """The names of the routes of the groups; a phrase for those that are not in the input."""
    names: list[str] = []
    for group in groups:
        names += [route.name for route in group.routes] if group.routes else [group.label]
    return list(dict.fromkeys(names))


def cause(group: Effective, names: Sequence[str]) -> Spot:
    """Where the settings of a group say it: the entry that gives a field, else the nearest entry, else the stage."""
    for name in names:
        source = group.source(name)
        if source is not None and getattr(source, name) is not None:
            return spot(source, name)
    if group.chain:
        return spot(group.chain[0], names[0])
    return spot(group.stage)


def spots(groups: Sequence[Effective], where: Callable[[Effective], Spot]) -> tuple[Spot, tuple[Spot, ...]]:
    """The primary spot and the others, each once."""
    found: list[Spot] = []
    seen: set[tuple[str, str, str]] = set()
    for group in groups:
        place = where(group)
        key = (place.origin.key, place.origin.attribute, place.field)
        if key not in seen:
            seen.add(key)
            found.append(place)
    return found[0], tuple(found[1:])
