"""What the rules of web ACLs hold: statements, overrides, labels, metrics; from blocks and from JSON alike."""

from __future__ import annotations

import json
from typing import Any

import pytest
from tiny_plan import estate, ref, resource

from apigw_check.model.gateway import WafRule, WebAcl
from apigw_check.model.value import Unknown
from apigw_check.model.waf import Statement, Visibility

LATER = ref("terraform_data.later.output")
ACL_ARN = "arn:aws:wafv2:eu-central-1:123456789012:regional/webacl/shop/1"
BODY = {"field_to_match": [{"body": [{"oversize_handling": "MATCH"}]}]}
HEADER = {
    "field_to_match": [{"single_header": [{"name": "X-Key"}]}],
    "search_string": "s",
    "positional_constraint": "EXACTLY",
}


def rule(statement: Any, **more: Any) -> Any:
    return {"name": "r", "priority": 5, "action": [{"block": [{}]}], "statement": [statement]} | more


def acl(*rules: Any, **values: Any) -> WebAcl:
    given = {"name": "shop", "scope": "REGIONAL", "rule": list(rules)} | values
    return estate(resource("aws_wafv2_web_acl.shop", **given)).web_acls[0]


def first(found: WebAcl) -> WafRule:
    assert isinstance(found.rules, tuple)
    return found.rules[0]


def encoded(statement: Any, **more: Any) -> WafRule:
    item = {"Name": "r", "Priority": 5, "Statement": statement, "OverrideAction": {"None": {}}} | more
    return first(acl(rule_json=json.dumps([item])))


def test_a_statement_and_what_is_inside_it() -> None:
    nested = {"and_statement": [{"statement": [
        {"not_statement": [{"statement": [{"byte_match_statement": [HEADER]}]}]},
        {"sqli_match_statement": [BODY]},
    ]}]}  # fmt: skip
    what = first(acl(rule(nested))).what
    assert isinstance(what, Statement)
    assert what.kind == "and_statement"
    negated, match = what.parts
    assert isinstance(negated, Statement)
    assert isinstance(match, Statement)
    (inner,) = negated.parts
    assert isinstance(inner, Statement)
    assert (inner.component, inner.header, inner.search, inner.position) == ("single_header", "x-key", "s", "EXACTLY")
    assert (match.component, match.oversize) == ("body", "MATCH")


def test_scope_down_statements() -> None:
    down = {"scope_down_statement": [{"geo_match_statement": [{}]}]}
    for statement in (
        {"managed_rule_group_statement": [{"name": "x", "vendor_name": "AWS"} | down]},
        {"rate_based_statement": [{"limit": 100} | down]},
    ):
        what = first(acl(rule(statement))).what
        assert isinstance(what, Statement)
        assert [part.kind for part in what.parts if isinstance(part, Statement)] == ["geo_match_statement"]


def test_overrides_of_a_managed_group() -> None:
    group = {"name": "x", "vendor_name": "AWS", "rule_action_override": [
        {"name": "a", "action_to_use": [{"count": [{}]}]}, {"name": "b", "action_to_use": [{"allow": [{}]}]},
    ]}  # fmt: skip
    found = first(acl(rule({"managed_rule_group_statement": [group]}, action=[], override_action=[{"none": [{}]}])))
    assert isinstance(found.overrides, tuple)
    assert [(one.rule_name, one.action) for one in found.overrides] == [("a", "count"), ("b", "allow")]
    assert found.overrides[1].origin.block == (
        "rule", ("name", "r"), "statement", "managed_rule_group_statement", "rule_action_override", ("name", "b"),
    )  # fmt: skip
    assert (found.managed_group, found.vendor, found.override, found.priority) == ("x", "AWS", "none", 5)


def test_overrides_as_json_also_in_the_older_form() -> None:
    found = encoded({"ManagedRuleGroupStatement": {
        "Name": "x", "VendorName": "AWS", "ExcludedRules": [{"Name": "old"}],
        "RuleActionOverrides": [{"Name": "a", "ActionToUse": {"Count": {}}}],
    }})  # fmt: skip
    assert isinstance(found.overrides, tuple)
    assert [(one.rule_name, one.action) for one in found.overrides] == [("a", "count"), ("old", "count")]
    assert found.origin is not None
    assert (found.origin.attribute, found.origin.pointer) == ("rule_json", "/0")


def test_statements_as_json() -> None:
    ip = {"IPSetReferenceStatement": {"ARN": "x"}}
    match = {"ByteMatchStatement": {
        "SearchString": "L2FwaQ==", "PositionalConstraint": "STARTS_WITH", "FieldToMatch": {"UriPath": {}},
    }}  # fmt: skip
    what = encoded({"OrStatement": {"Statements": [{"NotStatement": {"Statement": ip}}, match]}}).what
    assert isinstance(what, Statement)
    negated, text = what.parts
    assert isinstance(negated, Statement)
    assert isinstance(text, Statement)
    assert [part.kind for part in negated.parts if isinstance(part, Statement)] == ["ip_set_reference_statement"]
    assert (text.component, text.search, text.position) == ("uri_path", "/api", "STARTS_WITH")


@pytest.mark.parametrize(
    "item",
    [
        {"Statement": {"AndStatement": {"Statements": "x"}}},
        {"Statement": {"ManagedRuleGroupStatement": {"Name": 5, "RuleActionOverrides": {"Name": []}}}},
        {"Statement": {"ByteMatchStatement": {"SearchString": 7, "FieldToMatch": []}}, "Priority": "x"},
        {"VisibilityConfig": [], "Action": {"Block": None}},
    ],
)
def test_nonsense_in_json_breaks_nothing(item: Any) -> None:
    assert first(acl(rule_json=json.dumps(item))).rule_name is None


def test_statements_that_are_nested_very_deeply() -> None:
    statement: Any = {"GeoMatchStatement": {}}
    for _ in range(200):
        statement = {"NotStatement": {"Statement": statement}}
    assert encoded(statement).statement == "not_statement"


def test_metrics_and_samples() -> None:
    config = [{"cloudwatch_metrics_enabled": True, "sampled_requests_enabled": False, "metric_name": "m"}]
    found = acl(rule({}, visibility_config=config), visibility_config=config)
    for visibility in (found.visibility, first(found).visibility):
        assert isinstance(visibility, Visibility)
        assert (visibility.metrics, visibility.samples) == (True, False)


def test_the_limit_of_the_body() -> None:
    def limit(value: Any) -> Any:
        config = [{"request_body": [{"api_gateway": [{"default_size_inspection_limit": value}]}]}]
        return acl(association_config=config).body_limit

    assert acl().body_limit == 16384
    assert limit("KB_64") == 65536
    assert isinstance(limit("LOTS"), Unknown)


def test_protected_data() -> None:
    field = {"field_type": "SINGLE_HEADER", "field_keys": ["Authorization"]}
    config = [{"data_protection": [{"action": "HASH", "field": [field]}, {"field": [{"field_type": "BODY"}]}]}]
    assert acl(data_protection_config=config).protected == {"header:authorization", "body"}


class TestLogging:
    DESTINATION = "arn:aws:s3:::aws-waf-logs-x"

    def logged(self, target: Any, *acls: Any, **values: Any) -> list[WebAcl]:
        given = {"resource_arn": target, "log_destination_configs": [self.DESTINATION]} | values
        logging = resource("aws_wafv2_web_acl_logging_configuration.a", **given)
        return estate(logging, *acls).web_acls

    def acl(self, name: str, **values: Any) -> Any:
        return resource(f"aws_wafv2_web_acl.{name}", name=name, scope="REGIONAL", rule=[], **({"arn": ref()} | values))

    def test_by_reference_and_by_arn(self) -> None:
        for target, made in (
            (ref("aws_wafv2_web_acl.a.arn"), self.acl("a")),
            (ACL_ARN, self.acl("a", arn=ACL_ARN)),
        ):
            one, other = self.logged(target, made, self.acl("b"))
            assert len(one.logging) == 1
            assert not other.logging
            assert other.logging_unread is None

    def test_a_configuration_that_may_mean_any(self) -> None:
        for found in self.logged(LATER, self.acl("a"), self.acl("b")):
            assert not found.logging
            assert isinstance(found.logging_unread, Unknown)

    def test_an_arn_of_another_web_acl(self) -> None:
        (found,) = self.logged(ACL_ARN, self.acl("a"))
        assert not found.logging
        assert found.logging_unread is None

    def test_redacted_fields(self) -> None:
        fields = [{"single_header": [{"name": "Cookie"}]}, {"uri_path": [{}], "single_header": []}]
        (found,) = self.logged(ref("aws_wafv2_web_acl.a.arn"), self.acl("a"), redacted_fields=fields)
        assert found.logging[0].redacted == {"header:cookie", "uri_path"}
