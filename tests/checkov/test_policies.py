"""The policies for checkov and their table, as files: what can be said without checkov."""

from __future__ import annotations

import pytest

from apigw_check.catalogue import builtin as load
from tests.checkov.parity import POLICIES, Policy, policies, table

RULES = {rule.slug: rule for rule in load()}


@pytest.mark.parametrize("policy", policies(), ids=lambda policy: policy.slug)
def test_a_policy_is_called_like_its_rule(policy: Policy) -> None:
    rule = RULES[policy.slug]
    assert policy.id == rule.id.replace("APIGW-", "CKV2_APIGW_")
    assert policy.name == rule.title
    assert policy.severity == rule.severity.upper()


def test_checkov_takes_each_yaml_file_for_a_policy() -> None:
    names = {path.name for path in POLICIES.rglob("*") if path.suffix in (".yaml", ".yml", ".json")}
    assert names == {f"{policy.slug}.yaml" for policy in policies()}


def test_the_table_uses_each_of_its_reasons_and_no_other() -> None:
    reasons, differences = table()
    assert {reason for difference in differences for reason in difference.why} == set(reasons)
    assert all(difference.why for difference in differences)
