"""Web ACLs and what they protect: by state, by ARN, by parts of an ARN, and by what cannot be told."""

from __future__ import annotations

from typing import Any

import pytest
from tiny_plan import estate, judged, ref, resource

from apigw_check.model.estate import Estate
from apigw_check.model.gateway import Stage, WebAcl
from apigw_check.model.value import Unknown

ACL_ARN = "arn:aws:wafv2:eu-central-1:123456789012:regional/webacl/shop/1"
STAGE_ARN = "arn:aws:apigateway:eu-central-1::/restapis/abc/stages/live"
LATER = ref("terraform_data.later.output")


def kept(address: str, **values: Any) -> Any:
    return resource(address, actions=["no-op"], before=values, **values)


API = kept("aws_api_gateway_rest_api.shop", name="shop", id="abc")
STAGE = kept(
    "aws_api_gateway_stage.live", rest_api_id="abc", stage_name="live", arn=STAGE_ARN, web_acl_arn=ACL_ARN, id="s"
)
BARE = kept("aws_api_gateway_stage.live", rest_api_id="abc", stage_name="live", arn=STAGE_ARN, web_acl_arn="", id="s")
ACL = kept("aws_wafv2_web_acl.shop", name="shop", scope="REGIONAL", arn=ACL_ARN, id="1", rule=[])
JOINED = {"resource_arn": STAGE_ARN, "web_acl_arn": ACL_ARN, "id": "x"}


def stage_of(found: Estate) -> Stage:
    (stage,) = found.apis[0].stages
    return stage


def protected(found: Estate) -> list[str]:
    return [acl.origin.address for acl in stage_of(found).web_acls]


def test_known_arns() -> None:
    assert protected(estate(API, BARE, ACL, kept("aws_wafv2_web_acl_association.a", **JOINED))) == [
        "aws_wafv2_web_acl.shop"
    ]


def test_what_the_state_of_the_stage_says() -> None:
    # Associated by another configuration.
    assert protected(estate(API, STAGE, ACL)) == ["aws_wafv2_web_acl.shop"]
    (elsewhere,) = stage_of(estate(API, STAGE)).web_acls
    assert elsewhere.external
    assert isinstance(elsewhere.rules, Unknown)


def test_an_association_that_is_deleted_is_gone_though_the_stage_still_shows_it() -> None:
    gone = resource("aws_wafv2_web_acl_association.a", actions=["delete"], before=JOINED)
    assert protected(estate(API, STAGE, ACL, gone)) == []
    results = judged(API, STAGE, ACL, gone, only=("APIGW-501",))
    assert [(r.verdict, r.change) for r in results.findings] == [("fail", "new")]


@pytest.mark.parametrize(
    ("arn", "kind"),
    [
        ("arn:aws:elasticloadbalancing:eu-central-1:123456789012:loadbalancer/app/x/1", "other"),
        ("arn:aws:apigateway:eu-central-1::/restapis/zzz/stages/live", "rest_stage"),
        ("arn:aws:apigateway:eu-central-1::/restapis/abc/stages/other", "rest_stage"),
        ("arn:aws:apigateway:eu-central-1::/apis/abc/stages/live", "http_stage"),
        ("arn:aws-us-gov:apigateway:us-gov-west-1::/restapis/zzz/stages/a/b", "rest_stage"),
        ("nonsense", "other"),
    ],
)
def test_arns_of_nothing_in_the_input(arn: str, kind: str) -> None:
    found = estate(API, BARE, ACL, kept("aws_wafv2_web_acl_association.a", **JOINED | {"resource_arn": arn}))
    assert protected(found) == []
    assert [(a.target, a.target_type) for a in found.associations] == [(None, kind)]


def new_stage(name: str, api: str = "shop") -> Any:
    return resource(
        f"aws_api_gateway_stage.{name}",
        rest_api_id=ref(f"aws_api_gateway_rest_api.{api}.id"),
        stage_name=name,
        deployment_id="d",
        arn=ref(),
    )


def association(target: Any, acl: Any = ACL_ARN) -> Any:
    return resource("aws_wafv2_web_acl_association.a", resource_arn=target, web_acl_arn=acl)


NEW_API = resource("aws_api_gateway_rest_api.shop", name="shop", id=ref())


def test_an_arn_of_the_apis_id_and_a_literal_name() -> None:
    # Which of two stages the text names is not in the plan.
    found = estate(NEW_API, new_stage("a"), new_stage("b"), ACL, association(ref("aws_api_gateway_rest_api.shop.id")))
    for stage in found.apis[0].stages:
        assert not stage.web_acls
        assert isinstance(stage.web_acl_unread, Unknown)
    # Of one it is that one.
    found = estate(NEW_API, new_stage("a"), ACL, association(ref("aws_api_gateway_rest_api.shop.id")))
    assert protected(found) == ["aws_wafv2_web_acl.shop"]


def test_a_target_that_cannot_be_told_may_be_any_stage_of_a_rest_api() -> None:
    chat = resource("aws_apigatewayv2_api.chat", name="chat", protocol_type="WEBSOCKET", id=ref())
    talk = resource("aws_apigatewayv2_stage.talk", api_id=ref("aws_apigatewayv2_api.chat.id"), name="talk")
    found = estate(NEW_API, chat, new_stage("a"), new_stage("b"), talk, ACL, association(LATER))
    unsure = {s.stage_name: s.web_acl_unread is not None for api in found.apis for s in api.stages}
    assert unsure == {"a": True, "b": True, "talk": False}


def test_an_unknown_web_acl_still_protects() -> None:
    two = [resource(f"aws_wafv2_web_acl.{name}", name=name, scope="REGIONAL", arn=ref(), rule=[]) for name in "ab"]
    found = estate(NEW_API, new_stage("x"), *two, association(ref("aws_api_gateway_stage.x.arn"), LATER))
    (acl,) = stage_of(found).web_acls
    assert acl.external
    assert isinstance(acl.rules, Unknown)


def rule(statement: Any, **more: Any) -> Any:
    return {"name": "r", "priority": 1, "action": [{"block": [{}]}], "statement": [statement]} | more


@pytest.mark.parametrize(
    ("rules", "found"),
    [
        ([rule({"rate_based_statement": [{"limit": 5}]})], [("rate_based_statement", "block", 5)]),
        ([rule({"rate_based_statement": [{"limit": 5}]}, action=[{"count": [{}]}])],
         [("rate_based_statement", "count", 5)]),
        ([rule({"geo_match_statement": [{}], "rate_based_statement": []})], [("geo_match_statement", "block", None)]),
        ([rule({})], [(None, "block", None)]),
        ([], []),
    ],
)  # fmt: skip
def test_rules(rules: Any, found: Any) -> None:
    acl = estate(kept("aws_wafv2_web_acl.shop", name="shop", scope="REGIONAL", rule=rules)).web_acls[0]
    assert isinstance(acl.rules, tuple)
    assert [(r.statement, r.action, r.rate_limit) for r in acl.rules] == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ('[{"Name": "a", "Action": {"Block": {}}, "Statement": {"RateBasedStatement": {"Limit": 7}}}]',
         [("rate_based_statement", "block", 7)]),
        ('{"Name": "a", "Statement": {"GeoMatchStatement": {}}}', [("geo_match_statement", None, None)]),
        ('[{"Name": "a", "Statement": {"RuleGroupReferenceStatement": {"ARN": "x"}}, "OverrideAction": {"None": {}}}]',
         [("rule_group_reference_statement", None, None)]),
        ('[1, "x", null, {"Statement": 5}, {"Action": []}]', [(None, None, None), (None, None, None)]),
        ("[]", []),
    ],
)  # fmt: skip
def test_rules_as_json(text: str, found: Any) -> None:
    acl = estate(kept("aws_wafv2_web_acl.shop", name="shop", scope="REGIONAL", rule_json=text, rule=[])).web_acls[0]
    assert isinstance(acl.rules, tuple)
    assert [(r.statement, r.action, r.rate_limit) for r in acl.rules] == found


@pytest.mark.parametrize("text", ["{", "[" * 100_000, "x"])
def test_rules_that_are_no_json(text: str) -> None:
    acl = estate(kept("aws_wafv2_web_acl.shop", name="shop", scope="REGIONAL", rule_json=text, rule=[])).web_acls[0]
    assert isinstance(acl.rules, Unknown)


def test_default_actions() -> None:
    def default(**values: Any) -> Any:
        acl: WebAcl = estate(resource("aws_wafv2_web_acl.shop", name="shop", scope="REGIONAL", **values)).web_acls[0]
        return acl.default_action

    assert default(default_action=[{"allow": [{}], "block": []}]) == "allow"
    assert default(default_action=[{"allow": [], "block": [{"custom_response": []}]}]) == "block"
    assert isinstance(default(default_action=LATER), Unknown)
    classic = estate(kept("aws_wafregional_web_acl.c", name="c", default_action=[{"type": "BLOCK"}], rule=[]))
    assert classic.web_acls[0].default_action == "block"
