"""The rules about web ACLs on models made by hand."""

from __future__ import annotations

from typing import Any

import pytest
from stage_models import MANAGED, U, group, judge, make_acl, make_api, make_stage, origin, waf_rule

from apigw_check.model.gateway import (
    WafRule,
    WebAcl,
)
from apigw_check.rules.base import FAIL, NOT_APPLICABLE, PASS, UNDECIDED


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
