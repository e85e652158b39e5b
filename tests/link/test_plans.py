"""Usage plans, API keys and what they are joined with."""

from __future__ import annotations

import pytest
from tiny_plan import estate, ref, resource

from apigw_check.model.estate import Estate
from apigw_check.model.gateway import Stage
from apigw_check.model.value import Unknown

API = resource("aws_api_gateway_rest_api.shop", name="shop")
STAGE = resource("aws_api_gateway_stage.prod", rest_api_id=ref("aws_api_gateway_rest_api.shop.id"), stage_name="prod")


def plan(name: str = "gold", *stages: object, **values: object) -> object:
    """A usage plan with its `api_stages` as a block list, as Terraform writes them."""
    item = resource(f"aws_api_gateway_usage_plan.{name}", name=name, **values)
    known, unknown, written = [], [], []
    for stage in stages:
        assert isinstance(stage, dict)
        refs = {key: value for key, value in stage.items() if hasattr(value, "references")}
        known.append({key: value for key, value in stage.items() if key not in refs})
        unknown.append(dict.fromkeys(refs, True))
        written.append(
            {
                key: {"references": list(value.references)} if key in refs else {"constant_value": value}
                for key, value in stage.items()
            }
        )
    item["change"]["after"]["api_stages"] = known
    item["change"]["after_unknown"]["api_stages"] = unknown
    item["expressions"]["api_stages"] = written
    return item


def stage_of(found: Estate, name: str = "prod") -> Stage:
    return next(stage for api in found.apis for stage in api.stages if stage.stage_name == name)


def test_a_stage_is_found_by_its_api_and_name() -> None:
    found = estate(API, STAGE, plan("gold", {"api_id": ref("aws_api_gateway_rest_api.shop.id"), "stage": "prod"}))
    (named,) = found.usage_plans[0].stages
    assert named.stage is stage_of(found)
    assert named.api is found.apis[0]
    assert stage_of(found).plans == [named]
    assert stage_of(found).plans_unread is None


def test_a_stage_is_found_by_the_api_id_of_the_stage() -> None:
    found = estate(API, STAGE, plan("gold", {"api_id": ref("aws_api_gateway_stage.prod.rest_api_id"), "stage": "prod"}))
    assert found.usage_plans[0].stages[0].stage is stage_of(found)


def test_a_stage_whose_name_is_unknown_is_found_by_reference() -> None:
    stage = resource(
        "aws_api_gateway_stage.prod", rest_api_id=ref("aws_api_gateway_rest_api.shop.id"), stage_name=ref("var.x")
    )
    found = estate(
        API,
        stage,
        plan(
            "gold",
            {"api_id": ref("aws_api_gateway_rest_api.shop.id"), "stage": ref("aws_api_gateway_stage.prod.stage_name")},
        ),
    )
    assert found.usage_plans[0].stages[0].stage is found.apis[0].stages[0]


def test_a_stage_that_the_api_does_not_have() -> None:
    found = estate(API, STAGE, plan("gold", {"api_id": ref("aws_api_gateway_rest_api.shop.id"), "stage": "test"}))
    (named,) = found.usage_plans[0].stages
    assert named.api is found.apis[0]
    assert named.stage is None
    assert stage_of(found).plans == []
    assert stage_of(found).plans_unread is None


def test_an_api_by_its_id_outside_the_input() -> None:
    found = estate(API, STAGE, plan("gold", {"api_id": "abc123", "stage": "prod"}))
    (named,) = found.usage_plans[0].stages
    assert (named.api_key, named.api, named.stage) == ("abc123", None, None)


def test_an_api_that_cannot_be_followed_may_be_any() -> None:
    found = estate(API, STAGE, plan("gold", {"api_id": ref("var.api_id"), "stage": "prod"}))
    (named,) = found.usage_plans[0].stages
    assert isinstance(named.api, Unknown)
    assert isinstance(stage_of(found).plans_unread, Unknown)


def test_without_a_plan_in_the_input_there_may_be_one_elsewhere() -> None:
    found = estate(API, STAGE, resource("aws_api_gateway_api_key.partner", name="partner"))
    assert isinstance(stage_of(found).plans_unread, Unknown)
    assert isinstance(found.api_keys[0].plans_unread, Unknown)


def test_unknown_blocks() -> None:
    item = resource("aws_api_gateway_usage_plan.gold", name="gold")
    item["change"]["after_unknown"]["api_stages"] = True
    found = estate(API, STAGE, item)
    assert isinstance(found.usage_plans[0].stages, Unknown)
    assert isinstance(stage_of(found).plans_unread, Unknown)


def test_limits_left_out_are_none() -> None:
    item = resource("aws_api_gateway_usage_plan.gold", name="gold")
    item["change"]["after"]["throttle_settings"] = [{"rate_limit": 10, "burst_limit": 0}]
    item["expressions"]["throttle_settings"] = [{"rate_limit": {"constant_value": 10}}]
    (found,) = estate(item).usage_plans
    assert (found.throttle_rate, found.throttle_burst, found.quota_limit) == (10, None, None)


def keys(*joins: object) -> Estate:
    return estate(
        plan("gold"),
        plan("silver"),
        resource("aws_api_gateway_api_key.partner", name="partner"),
        resource("aws_api_gateway_api_key.other", name="other"),
        *joins,
    )


def join(key: object, usage_plan: object) -> object:
    return resource("aws_api_gateway_usage_plan_key.it", key_id=key, key_type="API_KEY", usage_plan_id=usage_plan)


def test_a_key_and_its_plan() -> None:
    found = keys(join(ref("aws_api_gateway_api_key.partner.id"), ref("aws_api_gateway_usage_plan.gold.id")))
    by_name = {key.key_name: key for key in found.api_keys}
    assert [each.plan_name for each in by_name["partner"].plans] == ["gold"]
    assert by_name["other"].plans == []
    assert by_name["other"].plans_unread is None


def test_a_key_in_a_plan_elsewhere_is_in_one() -> None:
    found = keys(join(ref("aws_api_gateway_api_key.partner.id"), "abc123"))
    by_name = {key.key_name: key for key in found.api_keys}
    assert isinstance(by_name["partner"].plans_unread, Unknown)
    assert by_name["other"].plans_unread is None


def test_a_key_that_cannot_be_followed_may_be_any() -> None:
    found = keys(join(ref("var.key_id"), ref("aws_api_gateway_usage_plan.gold.id")))
    assert all(isinstance(key.plans_unread, Unknown) for key in found.api_keys)


def test_a_key_from_elsewhere_is_none_of_these() -> None:
    found = keys(join("k123", ref("aws_api_gateway_usage_plan.gold.id")))
    assert all(key.plans_unread is None for key in found.api_keys)


@pytest.mark.parametrize(
    ("value", "literal"),
    [("abcdefghij0123456789", True), (None, False), (ref("var.key"), False), (ref("random_password.it.result"), False)],
)
def test_literal_values(value: object, literal: bool) -> None:
    (key,) = estate(resource("aws_api_gateway_api_key.partner", name="partner", value=value)).api_keys
    assert key.has_literal_value is literal


def test_nothing_keeps_the_value() -> None:
    found = estate(resource("aws_api_gateway_api_key.partner", name="partner", value="abcdefghij0123456789"))
    assert "abcdefghij" not in str([getattr(found.api_keys[0], name) for name in found.api_keys[0].__struct_fields__])


def test_deleted_plans_are_not_there() -> None:
    gone = resource("aws_api_gateway_usage_plan.gold", before={"name": "gold"}, actions=["delete"], name="gold")
    assert estate(API, STAGE, gone).usage_plans == []
