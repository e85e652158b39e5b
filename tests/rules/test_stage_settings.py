"""The rules about access logs and the settings of stages on models made by hand."""

from __future__ import annotations

from typing import Any

import pytest
from stage_models import FORMAT, FULL, LIMITS, RULES, U, judge, make_api, make_stage, origin, setting

from apigw_check.model.gateway import (
    Setting,
    Stage,
)
from apigw_check.rules.base import FAIL, NOT_APPLICABLE, PASS, UNDECIDED

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
