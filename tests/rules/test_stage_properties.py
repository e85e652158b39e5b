"""Three properties of the rules about stages: no model makes one raise; where a known value becomes unknown, nothing
that passed or was undecided fails; and a finding names a place and what to do."""

from __future__ import annotations

from collections.abc import Callable
from itertools import combinations
from typing import Any

import pytest
from msgspec import structs
from stage_models import (
    FULL,
    LIMITS,
    LOG,
    MANAGED,
    OURS,
    RULES,
    U,
    deployment,
    group,
    judge,
    make_acl,
    make_api,
    make_stage,
    setting,
    waf_rule,
)

from apigw_check.model.gateway import (
    Setting,
    Subject,
    WafRule,
    WebAcl,
)
from apigw_check.rules.base import FAIL, NOT_APPLICABLE, UNDECIDED, Rule


def _stages() -> list[Callable[[], Subject]]:
    full, off = setting("*/*", **FULL), setting("*/*", logging_level="OFF", data_trace=True, throttling_rate=-1.0)
    get = setting("orders/GET", **FULL)
    silent = "SUCCEED_WITHOUT_RESPONSE_HEADER"
    bad = setting("orders/POST", caching=True, cache_unauthorized_strategy=silent, data_trace=True)

    def rest(*settings: Setting) -> Callable[[], Subject]:
        return lambda: make_stage(make_api(), *settings, cache_cluster_enabled=True, **LOG)

    def v2(protocol: str, key: str, entry: Setting, **given: Any) -> Callable[[], Subject]:
        return lambda: make_stage(make_api(protocol, "$default", key), entry, **given)

    return [
        rest(),
        rest(full),
        rest(off),
        rest(get),
        rest(full, get),
        rest(full, bad),
        rest(get, bad),
        rest(off, get, bad),
        rest(get, setting(U)),
        lambda: make_stage(
            make_api(endpoint_types=("PRIVATE",)), full, cache_cluster_enabled=False, web_acls=[make_acl()]
        ),
        lambda: make_stage(make_api("REST", unread=U), get, access_log_destination="arn:x"),
        v2("HTTP", "GET /orders", setting("*", **FULL), **LOG),
        v2("HTTP", "GET /orders", setting("GET /orders", **LIMITS)),
        v2("WEBSOCKET", "$connect", setting("*", **FULL), **LOG),
        v2("WEBSOCKET", "$connect", setting("*", data_trace=True, throttling_rate=0)),
    ]


def _acls() -> list[Callable[[], Subject]]:
    limited = (waf_rule(),)
    rules = [(), limited, (MANAGED, waf_rule(action="count")), (group(limited),), (group(limited, "count"),)]
    targets = [(), ("rest_stage",), ("http_stage", "other"), ("rest_stage", "websocket_stage")]

    def acl(some: tuple[WafRule, ...], kinds: tuple[str, ...], scope: str = "REGIONAL") -> Callable[[], Subject]:
        return lambda: make_acl(*some, targets=kinds, scope=scope)

    return [*(acl(some, kinds) for some in rules for kinds in targets), acl(limited, ("rest_stage",), "CLOUDFRONT")]


def _deployments() -> list[Callable[[], Subject]]:
    return [
        lambda: deployment(triggers={"a": "b"}, stage_name="prod"),
        lambda: deployment(replace_triggered_by=True),
        lambda: deployment(replace_triggered_by=False),
        lambda: deployment("HTTP", auto=True),
    ]


SUBJECTS = {"stage": _stages(), "web_acl": _acls(), "deployment": _deployments()}
# What places and names an object, and what the linker fills: no values of a configuration.
_FIXED = {
    "origin",
    "ambiguous",
    "memo",
    "api",
    "stages",
    "routes",
    "authorizers",
    "integrations",
    "deployments",
    "implicit",
}
_FIXED |= {
    "mappings",
    "gateway_responses",
    "responses",
    "associations",
    "settings",
    "web_acls",
    "web_acl",
    "target",
    "index",
}
_FIXED |= {"external", "changed", "has_body", "generation", "auto", "paths", "function_address"}


def _parts(subject: Any) -> list[tuple[Any, str, int | None]]:
    """Everything in a model that holds values: (owner, attribute, index), the subject itself first."""
    parts: list[tuple[Any, str, int | None]] = [(subject, "", None)]
    for name in ("settings", "associations"):
        parts += [(subject, name, index) for index in range(len(getattr(subject, name, ())))]
    api = getattr(subject, "api", None)
    if api is not None:
        parts += [(api, "", None), *((route, "", None) for route in api.routes)]
    if isinstance(subject, WebAcl):
        parts += [(subject, "rules", index) for index in range(len(subject.rules))]  # type: ignore[arg-type]
    return parts


Change = tuple[int, str]


def _changes(subject: Any) -> list[Change]:
    found: list[Change] = []
    for number, (owner, name, index) in enumerate(_parts(subject)):
        target = owner if index is None else getattr(owner, name)[index]
        found += [(number, field) for field in target.__struct_fields__ if field not in _FIXED]
    return found


def _apply(subject: Any, change: Change, value: object) -> None:
    number, field = change
    owner, name, index = _parts(subject)[number]
    if index is None:
        setattr(owner, field, value)
        return
    items = list(getattr(owner, name))
    if items[index].__struct_config__.frozen:
        items[index] = structs.replace(items[index], **{field: value})
    else:
        setattr(items[index], field, value)
    kept = getattr(owner, name)
    setattr(owner, name, tuple(items) if isinstance(kept, tuple) else items)


def _value(subject: Any, change: Change) -> object:
    number, field = change
    owner, name, index = _parts(subject)[number]
    return getattr(owner if index is None else getattr(owner, name)[index], field)


def _ours(kind: str) -> list[Rule]:
    return [RULES[number] for number in OURS if RULES[number].subject == kind]


@pytest.mark.parametrize("kind", sorted(SUBJECTS))
def test_less_knowledge_never_makes_a_failure(kind: str) -> None:
    for number, make in enumerate(SUBJECTS[kind]):
        first = make()
        before = {rule.id: judge(rule.id[-3:], first).kind for rule in _ours(kind)}
        changes = _changes(first)
        known = [change for change in changes if _value(first, change) is not None]
        pairs: list[tuple[Change, ...]] = [(change,) for change in changes]
        pairs += combinations(known, 2)
        for pair in pairs:
            subject = make()
            for change in pair:
                if not (len(pair) > 1 and change[1] == "rules"):
                    _apply(subject, change, U)
            for rule in _ours(kind):
                after = judge(rule.id[-3:], subject)
                if after.kind == FAIL and before[rule.id] != FAIL:
                    pytest.fail(f"{rule.id} on {kind} {number}: {before[rule.id]} became a failure with {pair}")


def test_less_knowledge_of_an_entry_that_leaves_the_field_out() -> None:
    traced, get, post = setting("*/*", data_trace=True), setting("orders/GET", metrics=True), setting("orders/POST")
    assert judge("306", make_stage(make_api(), traced, get, post)).kind == UNDECIDED
    maybe = structs.replace(get, scope=U)
    assert judge("306", make_stage(make_api(), traced, maybe, post)).kind == UNDECIDED


ODD = [None, "", "x", 0, -1, 7.5, True, [], {}, (), ("x",), {"a": 1}, ["x"]]


@pytest.mark.parametrize("kind", sorted(SUBJECTS))
def test_no_model_makes_a_rule_raise(kind: str) -> None:
    for make in SUBJECTS[kind]:
        for change in _changes(make()):
            if change[1] in ("rules", "group", "scope", "path", "method", "route_key", "endpoint_types"):
                values: list[object] = [None, "", "x", "/", "*"] if change[1] not in ("rules", "group") else [(), None]
                if change[1] in ("rules", "scope"):
                    values = [value for value in values if value is not None]
            else:
                values = [] if change[1].endswith("unread") else ODD
            for value in values:
                subject = make()
                _apply(subject, change, value)
                for rule in _ours(kind):
                    judge(rule.id[-3:], subject)


@pytest.mark.parametrize("kind", sorted(SUBJECTS))
def test_findings_say_where_and_what_to_do(kind: str) -> None:
    seen: set[str] = set()
    for make in SUBJECTS[kind]:
        subject = make()
        for rule in _ours(kind):
            verdict = judge(rule.id[-3:], subject)
            if verdict.kind == FAIL:
                seen.add(rule.id)
                assert verdict.at is not None
                assert verdict.message
                assert verdict.fix
                for text in (verdict.message, verdict.fix):
                    assert not text.endswith(".")
                    assert "(not known here)" not in text
            elif verdict.kind in (UNDECIDED, NOT_APPLICABLE):
                assert verdict.message
    assert seen == {rule.id for rule in _ours(kind)}
