"""The rules about logging, limits, web ACLs and deployments on models built by hand: what plans would be too many for.

Three properties hold for each: no model makes a rule raise; where a known value becomes unknown, nothing that passed or
was undecided fails; and a finding names a place and what to do.
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import combinations
from typing import Any

import pytest
from msgspec import structs

from apigw_check.catalogue import builtin as load
from apigw_check.model.gateway import (
    Api,
    Association,
    Deployment,
    Integration,
    Route,
    Setting,
    Stage,
    Subject,
    WafRule,
    WebAcl,
)
from apigw_check.model.origin import Origin
from apigw_check.model.value import UndecidedError, Unknown
from apigw_check.rules.base import FAIL, NOT_APPLICABLE, PASS, UNDECIDED, Params, Rule, Verdict

RULES = {rule.id[-3:]: rule for rule in load()}
OURS = ["301", "303", "305", "306", "401", "402", "404", "420", "421", "501", "502", "504", "801", "804"]
U = Unknown("not known here")


def judge(number: str, subject: Subject, **params: object) -> Verdict:
    rule = RULES[number]
    try:
        return rule.judge(subject, Params({**rule.defaults(), **params}))
    except UndecidedError as error:
        return Verdict(UNDECIDED, error.unknown.reason)


def origin(type_: str, name: str) -> Origin:
    return Origin(f"{type_}.{name}", type_)


def make_api(protocol: Any = "REST", *routes: str, **given: Any) -> Api:
    kind = "aws_apigatewayv2_api" if isinstance(protocol, Unknown) or protocol != "REST" else "aws_api_gateway_rest_api"
    api = Api(origin=origin(kind, "shop"), protocol=protocol, api_name="shop", **given)
    for route in routes or ("GET /orders", "POST /orders"):
        method, _, path = route.partition(" ")
        made = Route(
            origin=origin("route", route),
            api=api,
            method=method if path else None,
            path=path or None,
            route_key=None if kind == "aws_api_gateway_rest_api" else route,
            authorization="AWS_IAM",
        )
        integration = Integration(origin=origin("integration", route), api=api, type="MOCK")
        made.integration = integration
        integration.routes.append(made)
        api.routes.append(made)
    return api


def setting(scope: Any, **given: Any) -> Setting:
    route_settings = isinstance(scope, str) and (scope == "*" or " " in scope)
    kind = "aws_apigatewayv2_stage" if route_settings else "aws_api_gateway_method_settings"
    return Setting(origin=origin(kind, str(scope)), scope=scope, **given)


def make_stage(api: Api, *settings: Setting, **given: Any) -> Stage:
    kind = "aws_api_gateway_stage" if api.origin.type == "aws_api_gateway_rest_api" else "aws_apigatewayv2_stage"
    stage = Stage(origin=origin(kind, "prod"), api=api, stage_name="prod", settings=list(settings), **given)
    api.stages.append(stage)
    return stage


LIMITS = {"throttling_rate": 100.0, "throttling_burst": 50}
FULL: dict[str, Any] = {
    **LIMITS,
    "logging_level": "ERROR",
    "data_trace": False,
    "caching": True,
    "cache_encrypted": True,
    "cache_requires_authorization": True,
    "cache_unauthorized_strategy": "FAIL_WITH_403",
}
FORMAT = (
    '{"id":"$context.requestId","t":"$context.requestTime","ip":"$context.identity.sourceIp","m":"$context.httpMethod",'
    '"p":"$context.path","s":"$context.status","c":"$context.identity.user","l":"$context.responseLatency"}'
)
LOG = {"access_log_destination": "arn:aws:logs:eu-central-1:123456789012:log-group:x", "access_log_format": FORMAT}


# -- 301, 303 --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("destination", "kind"),
    [("arn:x", PASS), (U, PASS), (None, FAIL), ("", FAIL)],
    ids=["set", "unknown", "none", "empty"],
)
def test_access_log(destination: Any, kind: str) -> None:
    for protocol in ("REST", "HTTP", "WEBSOCKET", U):
        assert judge("301", make_stage(make_api(protocol), access_log_destination=destination)).kind == kind


def test_access_log_of_a_stage_that_something_else_makes() -> None:
    stage = make_stage(make_api(), access_log_destination=U)
    stage.origin = origin("aws_api_gateway_method_settings", "all")
    assert judge("301", stage).kind == UNDECIDED
    stage = make_stage(make_api(), implicit=True)
    verdict = judge("301", stage)
    assert verdict.kind == FAIL
    assert "of its own" in verdict.fix


def missing(protocol: Any, text: Any, **params: object) -> tuple[str, ...] | str:
    stage = make_stage(make_api(protocol), access_log_destination="arn:x", access_log_format=text)
    verdict = judge("303", stage, **params)
    return verdict.extent if verdict.kind == FAIL else verdict.kind


ALL = ("request_id", "time", "source_ip", "method_or_route", "path", "status", "caller", "latency")


@pytest.mark.parametrize(
    ("protocol", "text", "expected"),
    [
        ("REST", FORMAT, PASS),
        ("HTTP", FORMAT, PASS),
        ("WEBSOCKET", FORMAT, ("method_or_route", "path", "latency")),
        ("REST", "", ALL),
        ("REST", None, ALL),
        ("REST", U, UNDECIDED),
        ("REST", FORMAT.replace("$context.path", "$context.resourcePath"), PASS),
        ("HTTP", FORMAT.replace("$context.path", "$context.resourcePath"), ("path",)),
        ("HTTP", FORMAT.replace("$context.path", "-").replace("httpMethod", "routeKey"), PASS),
        ("REST", FORMAT.replace("$context.path", "-").replace("httpMethod", "routeKey"), ("method_or_route", "path")),
        ("REST", FORMAT.replace("identity.user", "authorizer.principalId"), PASS),
        ("REST", FORMAT.replace("identity.user", "authorizer.tenant"), PASS),
        ("REST", FORMAT.replace("identity.user", "authorizer.claims.cognito:username"), PASS),
        ("HTTP", FORMAT.replace("identity.user", "authorizer.claims.sub"), PASS),
        ("REST", FORMAT.replace("identity.user", "authorizer.error"), ("caller",)),
        ("REST", FORMAT.replace("identity.user", "identity.userAgent"), ("caller",)),
        ("REST", FORMAT.replace("requestTime", "requestTimeEpoch").replace("requestId", "extendedRequestId"), PASS),
        ("REST", FORMAT.replace("responseLatency", "integration.latency"), PASS),
        ("REST", FORMAT.replace("$context.status", "context.status"), ("status",)),
        ("REST", FORMAT.replace("$context.status", "$context.integration.status"), ("status",)),
        ("REST", FORMAT.replace("$context.status", "$context.statusCode"), ("status",)),
        ("REST", FORMAT.replace('"', ""), PASS),
        ("REST", FORMAT.replace('"', "").replace(",", ":").replace("}", "-"), PASS),
        (U, FORMAT, UNDECIDED),
        (U, "", ALL),
        (U, FORMAT + "$context.routeKey $context.integrationLatency", PASS),
        ("REST", 3, ALL),
    ],
)
def test_fields(protocol: Any, text: Any, expected: object) -> None:
    assert missing(protocol, text) == expected


def test_fields_are_chosen_by_parameter() -> None:
    assert missing("REST", "$context.status", required_fields=["status"]) == PASS
    assert missing("REST", "", required_fields=[]) == PASS
    assert missing("REST", "$context.wafResponseCode", required_fields=["wafResponseCode"]) == PASS
    assert missing("REST", "", required_fields=["$context.wafResponseCode"]) == ("$context.wafResponseCode",)
    assert missing("HTTP", "$context.wafResponseCode", required_fields=["wafResponseCode"]) == ("wafResponseCode",)


def test_what_a_fix_proposes_would_be_enough() -> None:
    for protocol in ("REST", "HTTP", "WEBSOCKET"):
        stage = make_stage(make_api(protocol), access_log_destination="arn:x", access_log_format="")
        fix = judge("303", stage).fix
        assert missing(protocol, fix) == PASS


# -- settings --------------------------------------------------------------------------------------


def verdicts(stage: Stage) -> dict[str, str]:
    """What the rules about settings say, without what is fine."""
    found = {number: judge(number, stage).kind for number in ("305", "306", "401", "402", "404", "420", "421")}
    return {number: kind for number, kind in found.items() if kind not in (PASS, NOT_APPLICABLE)}


def test_a_catch_all_that_says_everything_is_fine() -> None:
    assert verdicts(make_stage(make_api(), setting("*/*", **FULL), cache_cluster_enabled=True)) == {}


def test_nothing_is_set() -> None:
    assert verdicts(make_stage(make_api())) == {"305": FAIL, "401": FAIL}
    assert verdicts(make_stage(make_api("HTTP", "GET /orders"))) == {"401": FAIL}
    assert verdicts(make_stage(make_api("WEBSOCKET", "$connect"))) == {"305": FAIL, "401": FAIL}


def test_missing_and_defeated_are_never_both_about_one_entry() -> None:
    for rate, burst, expected in [
        (-1, -1, {"402"}),
        (0, 0, {"402"}),
        (-1, None, {"402"}),
        (None, 0, {"402"}),
        (None, None, {"401"}),
        (100, None, {"401"}),
        (100, 0, {"402"}),
        (0.5, 1, set()),
    ]:
        stage = make_stage(
            make_api(), setting("*/*", throttling_rate=rate, throttling_burst=burst, logging_level="INFO")
        )
        assert set(verdicts(stage)) == expected, (rate, burst)


def test_missing_here_and_defeated_there_are_two_findings() -> None:
    stage = make_stage(
        make_api(),
        setting("orders/GET", logging_level="INFO"),
        setting("*/*", throttling_rate=-1, throttling_burst=-1, logging_level="INFO"),
    )
    assert judge("401", stage).extent == ("GET /orders",)
    assert judge("402", stage).extent == ("POST /orders",)


def test_a_method_entry_of_terraform_switches_throttling_off_unless_it_says_otherwise() -> None:
    stage = make_stage(make_api(), setting("*/*", **FULL), setting("orders/GET", logging_level="INFO"))
    verdict = judge("401", stage)
    assert verdict.kind == FAIL
    assert verdict.extent == ("GET /orders",)
    assert verdict.at is not None
    assert verdict.at.origin.address == "aws_api_gateway_method_settings.orders/GET"
    assert judge("305", stage).kind == PASS


def test_defeated_names_the_limit() -> None:
    stage = make_stage(make_api(), setting("*/*", throttling_rate=100, throttling_burst=0))
    verdict = judge("402", stage)
    assert verdict.at is not None
    assert verdict.at.field == "throttling_burst"
    assert verdict.message == "stage prod refuses every request: throttling_burst_limit is 0"
    stage = make_stage(make_api(), setting("*/*", throttling_rate=-1.0, throttling_burst=-1))
    assert judge("402", stage).message == "stage prod has no throttling limit: throttling_rate_limit is -1"
    stage = make_stage(make_api(), setting("*/*", throttling_rate=U, throttling_burst=-1))
    assert judge("402", stage).kind == FAIL
    stage = make_stage(make_api(), setting("*/*", throttling_rate=U, throttling_burst=1))
    assert judge("402", stage).kind == UNDECIDED


def test_limits_of_unknown_value_are_set() -> None:
    stage = make_stage(make_api(), setting("*/*", throttling_rate=U, throttling_burst=U))
    assert judge("401", stage).kind == PASS
    stage = make_stage(make_api(), setting("*/*", throttling_rate=U))
    assert judge("401", stage).kind == UNDECIDED  # it may be -1, and that is 402


def test_one_group_that_fails_decides_whatever_the_others_hide() -> None:
    stage = make_stage(
        make_api(), setting("orders/GET", logging_level=U, **LIMITS), setting("*/*", logging_level="OFF")
    )
    verdict = judge("305", stage)
    assert verdict.kind == FAIL
    assert verdict.extent == ("POST /orders",)
    assert verdict.message == "stage prod writes no execution logs for POST /orders"


def test_messages_name_three_routes_at_most() -> None:
    api = make_api("REST", *[f"GET /r{n}" for n in range(5)], "POST /r0")
    stage = make_stage(api, setting("r0/POST", **FULL), setting("*/*", logging_level="OFF"))
    assert judge("305", stage).message == "stage prod writes no execution logs for GET /r0, GET /r1 and 3 more"
    api = make_api("REST", "GET /a", "GET /b", "GET /c", "GET /d")
    stage = make_stage(api, setting("d/GET", **FULL), setting("*/*", logging_level="OFF"))
    assert judge("305", stage).message.endswith("for GET /a, GET /b and GET /c")


@pytest.mark.parametrize("level", ["ERROR", "INFO", "info"])
def test_levels_that_log(level: str) -> None:
    assert judge("305", make_stage(make_api(), setting("*/*", logging_level=level))).kind == PASS


@pytest.mark.parametrize("level", ["OFF", "", None, 3, "DEBUG"])
def test_levels_that_do_not(level: Any) -> None:
    verdict = judge("305", make_stage(make_api(), setting("*/*", logging_level=level)))
    assert verdict.kind == FAIL
    assert verdict.at is not None
    assert verdict.at.field == "logging_level"


def test_v2_of_unknown_protocol() -> None:
    logs = make_stage(make_api(U, "GET /x"), setting("*", logging_level="INFO", data_trace=False, **LIMITS))
    assert verdicts(logs) == {}
    silent = make_stage(make_api(U, "GET /x"), setting("*", data_trace=True, **LIMITS))
    assert verdicts(silent) == {"305": UNDECIDED, "306": UNDECIDED}
    assert judge("401", make_stage(make_api(U, "GET /x"))).kind == FAIL  # HTTP and WebSocket stages are alike in this


def test_settings_out_of_sight() -> None:
    stage = make_stage(make_api(), setting("*/*", logging_level="OFF", data_trace=True), settings_unread=U)
    assert {judge(number, stage).kind for number in ("305", "306", "401", "402", "404")} == {UNDECIDED}


def test_a_stage_of_elsewhere_may_have_more_settings_there() -> None:
    stage = make_stage(make_api(), setting("orders/GET", data_trace=True, throttling_rate=-1, throttling_burst=5))
    stage.origin = origin("aws_api_gateway_method_settings", "orders")
    assert verdicts(stage) == {"305": FAIL, "306": FAIL, "401": UNDECIDED, "402": FAIL, "404": UNDECIDED}
    assert judge("305", stage).extent == ("GET /orders",)


def test_routes_that_are_not_in_the_input() -> None:
    api = make_api("REST", "GET /orders", unread=U)
    assert judge("401", make_stage(api)).kind == FAIL
    assert judge("401", make_stage(api, setting("*/*", **FULL))).kind == PASS
    stage = make_stage(api, setting("orders/GET", **FULL))
    assert {judge(number, stage).kind for number in ("305", "401", "404")} == {UNDECIDED}


# -- 404 -------------------------------------------------------------------------------------------


def test_settings_of_one_method_only() -> None:
    stage = make_stage(make_api(), setting("orders/GET", **FULL))
    verdict = judge("404", stage)
    assert verdict.kind == FAIL
    assert verdict.extent == ("POST /orders",)
    assert verdict.at is not None
    assert verdict.at.field == "scope"
    assert "for POST /orders" in verdict.message


@pytest.mark.parametrize(
    ("settings", "kind"),
    [
        ([setting("orders/GET", **LIMITS), setting("orders/POST", **LIMITS)], PASS),
        ([setting("orders/GET", **LIMITS), setting("~1orders/POST", **LIMITS)], PASS),
        ([setting("orders/GET", **LIMITS), setting("*/*", metrics=True)], PASS),
        ([setting("orders/GET", **LIMITS), setting("*/POST", **LIMITS)], FAIL),  # no form that the service takes
        ([setting("orders/GET", metrics=True)], NOT_APPLICABLE),
        ([setting("orders/GET", caching=True, cache_encrypted=True)], NOT_APPLICABLE),
        ([setting("orders/GET", logging_level="OFF", throttling_rate=-1, throttling_burst=0)], NOT_APPLICABLE),
        ([setting("orders/GET", logging_level="ERROR")], FAIL),
        ([setting("orders/GET", throttling_burst=5)], FAIL),
        ([setting("orders/GET", throttling_burst=U)], UNDECIDED),
        ([setting("orders/GET", throttling_burst=U), setting("orders/POST", metrics=True)], PASS),
        ([setting(U, **LIMITS)], UNDECIDED),
        ([setting("orders/GET", **LIMITS), setting(U, **LIMITS)], UNDECIDED),
        ([], NOT_APPLICABLE),
    ],
)
def test_catch_all(settings: list[Setting], kind: str) -> None:
    assert judge("404", make_stage(make_api(), *settings)).kind == kind


def test_catch_all_says_what_the_rules_would_say_that_it_replaces() -> None:
    verdict = judge("404", make_stage(make_api(), setting("orders/GET", logging_level="INFO")))
    assert verdict.message.endswith("; there are no throttling limits for GET /orders, either")
    verdict = judge("404", make_stage(make_api(), setting("orders/GET", **LIMITS)))
    assert verdict.message.endswith("; there are no execution logs for GET /orders, either")
    verdict = judge("404", make_stage(make_api(), setting("orders/GET", **FULL)))
    assert verdict.message.endswith("throttling limits")


def test_catch_all_stands_for_what_follows_from_it() -> None:
    assert set(RULES["404"].replaces) == {"APIGW-305", "APIGW-401"}


# -- 420, 421 --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("given", "kind"),
    [
        ({"caching": True, "cache_encrypted": True}, PASS),
        ({"caching": True, "cache_encrypted": False}, FAIL),
        ({"caching": True}, FAIL),
        ({"caching": True, "cache_encrypted": U}, UNDECIDED),
        ({"caching": U, "cache_encrypted": False}, UNDECIDED),
        ({"caching": U, "cache_encrypted": True}, PASS),
        ({"caching": True, "cache_ttl": 0}, NOT_APPLICABLE),
        ({"caching": True, "cache_ttl": U}, UNDECIDED),
        ({"caching": False, "cache_encrypted": False}, NOT_APPLICABLE),
        ({"cache_encrypted": False}, NOT_APPLICABLE),
    ],
)
def test_encryption(given: dict[str, Any], kind: str) -> None:
    assert judge("420", make_stage(make_api(), setting("*/*", **given), cache_cluster_enabled=True)).kind == kind
    for cluster in (None, False):
        stage = make_stage(make_api(), setting("*/*", **given), cache_cluster_enabled=cluster)
        assert judge("420", stage).kind == NOT_APPLICABLE
    maybe = make_stage(make_api(), setting("*/*", **given), cache_cluster_enabled=U)
    assert judge("420", maybe).kind == (UNDECIDED if kind == FAIL else kind)


def test_the_catch_all_caches_get_methods_alone() -> None:
    stage = make_stage(make_api(), setting("*/*", caching=True), cache_cluster_enabled=True)
    assert judge("420", stage).extent == ("GET /orders",)
    stage = make_stage(make_api("REST", "POST /orders"), setting("*/*", caching=True), cache_cluster_enabled=True)
    assert judge("420", stage).kind == NOT_APPLICABLE
    stage = make_stage(
        make_api("REST", "POST /orders"), setting("orders/POST", caching=True), cache_cluster_enabled=True
    )
    assert judge("420", stage).extent == ("POST /orders",)


@pytest.mark.parametrize(
    ("required", "strategy", "kind"),
    [
        (None, None, PASS),
        (True, "FAIL_WITH_403", PASS),
        (True, "SUCCEED_WITH_RESPONSE_HEADER", PASS),
        (True, "SUCCEED_WITHOUT_RESPONSE_HEADER", FAIL),
        (None, "SUCCEED_WITHOUT_RESPONSE_HEADER", FAIL),
        (U, "SUCCEED_WITHOUT_RESPONSE_HEADER", FAIL),
        (False, None, FAIL),
        (False, "FAIL_WITH_403", FAIL),
        (False, U, FAIL),
        (U, None, UNDECIDED),
        (True, U, UNDECIDED),
    ],
)
def test_invalidation(required: Any, strategy: Any, kind: str) -> None:
    entry = setting("*/*", caching=True, cache_requires_authorization=required, cache_unauthorized_strategy=strategy)
    assert judge("421", make_stage(make_api(), entry, cache_cluster_enabled=True)).kind == kind


# -- web ACLs --------------------------------------------------------------------------------------


def make_acl(*rules: WafRule, targets: tuple[Any, ...] = ("rest_stage",), **given: Any) -> WebAcl:
    acl = WebAcl(
        origin=origin("aws_wafv2_web_acl", "shop"), acl_name="shop", rules=rules, **{"scope": "REGIONAL", **given}
    )
    for number, kind in enumerate(targets):
        made = Association(origin("aws_wafv2_web_acl_association", str(number)), acl, None, kind)
        acl.associations.append(made)
    return acl


@pytest.mark.parametrize(
    ("api", "given", "kind"),
    [
        ({}, {}, FAIL),
        ({"endpoint_types": ("EDGE",)}, {}, FAIL),
        ({"endpoint_types": ("PRIVATE",)}, {}, NOT_APPLICABLE),
        ({"endpoint_types": ("PRIVATE",)}, {"web_acl_unread": U}, NOT_APPLICABLE),
        ({"endpoint_types": U}, {}, UNDECIDED),
        ({"endpoint_types": U}, {"web_acls": [make_acl()]}, PASS),
        ({}, {"web_acls": [make_acl()], "web_acl_unread": U}, PASS),
        ({}, {"web_acl_unread": U}, UNDECIDED),
    ],
)
def test_stage_without_waf(api: dict[str, Any], given: dict[str, Any], kind: str) -> None:
    assert judge("501", make_stage(make_api("REST", **api), **given)).kind == kind
    for protocol in ("HTTP", "WEBSOCKET", U):
        assert judge("501", make_stage(make_api(protocol, "$default", **api), **given)).kind == NOT_APPLICABLE


@pytest.mark.parametrize(
    ("targets", "scope", "kind"),
    [
        (("rest_stage",), "REGIONAL", PASS),
        (("rest_stage",), None, PASS),
        (("rest_stage",), "CLOUDFRONT", FAIL),
        (("rest_stage",), U, UNDECIDED),
        (("http_stage",), "REGIONAL", FAIL),
        (("websocket_stage",), U, FAIL),
        (("rest_stage", "http_stage"), "REGIONAL", FAIL),
        (("rest_stage", U), "REGIONAL", UNDECIDED),
        (("rest_stage", U), "CLOUDFRONT", FAIL),
        ((U, "http_stage"), "REGIONAL", FAIL),
        ((U,), "REGIONAL", UNDECIDED),
        (("other",), "CLOUDFRONT", NOT_APPLICABLE),
        ((), "CLOUDFRONT", NOT_APPLICABLE),
    ],
)
def test_targets(targets: tuple[Any, ...], scope: Any, kind: str) -> None:
    assert judge("502", make_acl(targets=targets, scope=scope)).kind == kind


def waf_rule(statement: Any = "rate_based_statement", action: Any = "block", **given: Any) -> WafRule:
    limit = 1000 if statement == "rate_based_statement" else None if isinstance(statement, str) else U
    return WafRule(rule_name="r", statement=statement, action=action, rate_limit=limit, **given)


def group(members: Any, override: Any = "none") -> WafRule:
    return WafRule("g", "rule_group_reference_statement", None, override=override, group=members)


MANAGED = WafRule(
    "m", "managed_rule_group_statement", None, override="none", managed_group="AWSManagedRulesCommonRuleSet"
)


@pytest.mark.parametrize(
    ("rules", "kind"),
    [
        ([], FAIL),
        ([waf_rule()], PASS),
        ([MANAGED], FAIL),
        ([MANAGED, waf_rule()], PASS),
        ([waf_rule(action="count")], FAIL),
        ([waf_rule(action="captcha")], FAIL),
        ([waf_rule(action="challenge")], FAIL),
        ([waf_rule(action=None)], FAIL),
        ([waf_rule(action=U)], UNDECIDED),
        ([waf_rule(action="count"), waf_rule()], PASS),
        ([waf_rule("geo_match_statement")], FAIL),
        ([WafRule("x", U, "block")], UNDECIDED),
        ([WafRule("x", U, "block"), waf_rule()], PASS),
        ([group((waf_rule(),))], PASS),
        ([group((waf_rule(),), "count")], FAIL),
        ([group((waf_rule(),), U)], UNDECIDED),
        ([group((waf_rule(action="count"),))], FAIL),
        ([group(U)], UNDECIDED),
        ([group(U, "count")], FAIL),
        ([group(None)], UNDECIDED),
        ([group(U), waf_rule()], PASS),
        ([group((group((waf_rule(),)),), "count")], FAIL),
    ],
)
def test_rate_limit(rules: list[WafRule], kind: str) -> None:
    assert judge("504", make_acl(*rules)).kind == kind
    assert judge("504", make_acl(*rules, targets=("other", "http_stage"))).kind == NOT_APPLICABLE
    maybe = judge("504", make_acl(*rules, targets=(U,))).kind
    assert maybe == (UNDECIDED if kind == FAIL else kind)


def test_rate_limit_messages() -> None:
    assert judge("504", make_acl()).message == "web ACL shop has no rate-based rule"
    assert (
        judge("504", make_acl(waf_rule(action="count"))).message == "the rate-based rule r of web ACL shop only counts"
    )
    inside = judge("504", make_acl(group((waf_rule(),), "count")))
    assert inside.message == "the rate-based rule r of web ACL shop only counts"
    assert judge("504", WebAcl(origin=origin("x", "y"), acl_name=U, rules=U, external=True)).kind == NOT_APPLICABLE


def test_groups_that_hold_each_other_end() -> None:
    members: Any = (waf_rule(action="count"),)
    for _ in range(50):
        members = (group(members),)
    assert judge("504", make_acl(*members)).kind == UNDECIDED


# -- deployments -----------------------------------------------------------------------------------


def deployment(protocol: Any = "REST", **given: Any) -> Deployment:
    api = make_api(protocol, "$default")
    return Deployment(origin=origin("aws_api_gateway_deployment", "shop"), api=api, **given)


@pytest.mark.parametrize(
    ("triggers", "replaces", "kind"),
    [
        ({"a": "b"}, None, PASS),
        ({"a": U}, False, PASS),
        (U, False, PASS),
        (None, True, PASS),
        ({}, True, PASS),
        (None, U, UNDECIDED),  # the sources, which alone have the lifecycle, are not at hand
        (None, False, FAIL),
        (None, None, FAIL),
        ({}, False, FAIL),
    ],
)
def test_triggers(triggers: Any, replaces: Any, kind: str) -> None:
    assert judge("801", deployment(triggers=triggers, replace_triggered_by=replaces)).kind == kind
    for protocol in ("HTTP", "WEBSOCKET", U):
        other = deployment(protocol, triggers=triggers, replace_triggered_by=replaces)
        assert judge("801", other).kind == NOT_APPLICABLE


@pytest.mark.parametrize(("name", "kind"), [(None, PASS), ("", PASS), ("prod", FAIL), (U, UNDECIDED)])
def test_owned_stage(name: Any, kind: str) -> None:
    assert judge("804", deployment(stage_name=name)).kind == kind
    assert judge("804", deployment("HTTP", stage_name=name)).kind == NOT_APPLICABLE


# -- properties ------------------------------------------------------------------------------------


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
