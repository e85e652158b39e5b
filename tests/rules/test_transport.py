"""The rules about transport on models made by hand."""

from __future__ import annotations

from typing import Any

import pytest
from access_models import UNKNOWN, api, ask, domain, integration, mapped, origin

from apigw_check.catalogue import builtin as load
from apigw_check.model.gateway import (
    MutualTls,
    Stage,
)
from apigw_check.model.value import Unknown
from apigw_check.rules.base import FAIL, NOT_APPLICABLE, PASS, UNDECIDED, Params


@pytest.mark.parametrize(
    ("policy_name", "at_1_2", "at_1_3"),
    [
        ("TLS_1_0", FAIL, FAIL),
        ("TLS_1_2", PASS, FAIL),
        ("TLS_1_3", PASS, PASS),
        ("SecurityPolicy_TLS13_1_2_2021_06", PASS, FAIL),
        ("SecurityPolicy_TLS13_1_3_2025_09", PASS, PASS),
        ("SecurityPolicy_TLS13_1_3_FIPS_2025_09", PASS, PASS),
        ("SecurityPolicy_TLS13_2025_EDGE", PASS, PASS),
        ("SecurityPolicy_TLS12_2018_EDGE", PASS, FAIL),
        ("SecurityPolicy_TLS13_1_3_PQ_2031_01", PASS, PASS),
        ("SecurityPolicy_TLS13_1_1_2031_01", FAIL, FAIL),
        ("SecurityPolicy_TLS13_2031_01", UNDECIDED, UNDECIDED),
        ("SecurityPolicy_Best", UNDECIDED, UNDECIDED),
        ("tls", UNDECIDED, UNDECIDED),
        (UNKNOWN, UNDECIDED, UNDECIDED),
        (None, PASS, FAIL),
    ],
)
def test_security_policies(policy_name: Any, at_1_2: str, at_1_3: str) -> None:
    shop = domain(security_policy=policy_name)
    assert ask(201, shop).kind == at_1_2
    assert ask(201, shop, minimum="TLS_1_3").kind == at_1_3


def test_security_policy_of_v2_and_of_domains_elsewhere() -> None:
    assert ask(201, domain(family="v2")).kind == PASS
    assert ask(201, domain(family="v2", security_policy=UNKNOWN)).kind == PASS
    assert ask(201, domain(family="v2"), minimum="TLS_1_3").kind == FAIL
    assert ask(201, domain(external=True)).kind == UNDECIDED
    assert ask(201, domain(), minimum="modern").kind == UNDECIDED


@pytest.mark.parametrize(
    ("mutual", "apis", "kind"),
    [
        (None, [None], NOT_APPLICABLE),
        (MutualTls(), [None], NOT_APPLICABLE),
        (MutualTls(UNKNOWN), [None], FAIL),
        (MutualTls("s3://a/b"), [True], PASS),
        (MutualTls("s3://a/b"), [True, False, UNKNOWN, "elsewhere"], FAIL),
        (MutualTls("s3://a/b"), [True, UNKNOWN], UNDECIDED),
        (MutualTls("s3://a/b"), [True, "elsewhere"], UNDECIDED),
        (MutualTls("s3://a/b"), [], NOT_APPLICABLE),
        (UNKNOWN, [True], PASS),
        (UNKNOWN, [False], UNDECIDED),
    ],
)
def test_mutual_tls(mutual: Any, apis: list[Any], kind: str) -> None:
    shop = domain(mutual_tls=mutual)
    for disabled in apis:
        mapped(
            shop, UNKNOWN if disabled == "elsewhere" else api(disable_execute_api_endpoint=disabled)
        ) if not isinstance(disabled, Unknown) else mapped(shop, api(disable_execute_api_endpoint=disabled))
    assert ask(203, shop).kind == kind


def test_mutual_tls_with_mappings_that_are_not_read() -> None:
    shop = domain(mutual_tls=MutualTls("s3://a/b"), mappings_unread=UNKNOWN)
    assert ask(203, shop).kind == UNDECIDED
    mapped(shop, None)
    assert ask(203, shop).kind == UNDECIDED


@pytest.mark.parametrize(
    ("given", "kind", "severity"),
    [
        ({"uri": "http://orders"}, FAIL, ""),
        ({"uri": " HTTP://orders"}, FAIL, ""),
        ({"uri": "http://orders", "connection_type": "VPC_LINK"}, FAIL, "low"),
        ({"uri": "http://orders", "connection_type": UNKNOWN}, FAIL, "low"),
        ({"uri": "http://${stageVariables.host}"}, FAIL, ""),
        ({"uri": "https://${stageVariables.host}"}, PASS, ""),
        ({"uri": "${stageVariables.url}/orders"}, UNDECIDED, ""),
        ({"uri": "orders.example.com"}, UNDECIDED, ""),
        ({"uri": UNKNOWN}, UNDECIDED, ""),
        ({"uri": ""}, NOT_APPLICABLE, ""),
        ({"uri": "http://orders", "type": UNKNOWN}, UNDECIDED, ""),
        ({"uri": "https://orders", "type": UNKNOWN}, PASS, ""),
        ({"uri": UNKNOWN, "type": "MOCK"}, NOT_APPLICABLE, ""),
    ],
)
def test_backend_urls(given: dict[str, Any], kind: str, severity: str) -> None:
    verdict = ask(209, integration(api(), **given))
    assert (verdict.kind, verdict.severity) == (kind, severity)


@pytest.mark.parametrize(
    ("type_", "skipped", "kind"),
    [
        ("HTTP", True, FAIL),
        ("HTTP", "true", FAIL),
        ("HTTP", UNKNOWN, UNDECIDED),
        ("HTTP", None, PASS),
        (UNKNOWN, True, UNDECIDED),
        (UNKNOWN, False, PASS),
        ("AWS", True, NOT_APPLICABLE),
    ],
)
def test_verification(type_: Any, skipped: Any, kind: str) -> None:
    assert ask(210, integration(api(), type=type_, insecure_skip_verification=skipped)).kind == kind


def test_a_password_in_a_backends_address_is_not_told() -> None:
    shop = api()
    integration(shop, uri="https://user:hunter2@orders.example.com/v1")
    live = Stage(origin=origin("aws_api_gateway_stage.live"), api=shop, stage_name="live")
    rule = next(rule for rule in load() if rule.id == "APIGW-212")
    message = rule.judge(live, Params(rule.defaults())).message
    assert message == "stage live presents no certificate to orders.example.com"
