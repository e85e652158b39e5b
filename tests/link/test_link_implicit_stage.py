"""The stage that a deployment makes by itself: it is judged, also where its name is not known."""

from __future__ import annotations

from typing import Any

import pytest
from tiny_plan import RULES, estate, ref, resource

from apigw_check.engine import judge
from apigw_check.model.value import Unknown

OF = {"rest_api_id": ref("aws_api_gateway_rest_api.shop.id")}
LATER = ref("terraform_data.later.output")


def shop(stage_name: Any, *more: Any) -> Any:
    api = resource("aws_api_gateway_rest_api.shop", name="shop", id=ref(), endpoint_configuration=[])
    return estate(api, resource("aws_api_gateway_deployment.shop", stage_name=stage_name, **OF), *more)


def verdicts(found: Any) -> dict[str, str]:
    chosen = [each for each in RULES if each.rule.id in ("APIGW-305", "APIGW-401", "APIGW-501")]
    decisions = judge(found, None, chosen, keep_all=True).decisions
    return {each.rule.id: each.verdict for each in decisions if each.verdict != "not_applicable"}


@pytest.mark.parametrize(("name", "verdict"), [("live", "fail"), (LATER, "undecided")])
def test_what_the_stage_lacks(name: Any, verdict: str) -> None:
    assert verdicts(shop(name)) == dict.fromkeys(("APIGW-305", "APIGW-401", "APIGW-501"), verdict)


@pytest.mark.parametrize("name", [None, ""])
def test_without_a_name_there_is_no_stage(name: str | None) -> None:
    assert verdicts(shop(name)) == {}


@pytest.mark.parametrize(("name", "names"), [("live", ["live"]), ("test", ["live", "test"]), (LATER, ["live"])])
def test_a_stage_that_a_resource_describes_is_not_made_twice(name: Any, names: list[str]) -> None:
    found = shop(name, resource("aws_api_gateway_stage.live", stage_name="live", **OF))
    (api,) = found.apis
    assert [stage.stage_name for stage in api.stages] == names


def test_the_reason_says_what_is_not_known() -> None:
    (api,) = shop(LATER).apis
    (stage,) = api.stages
    assert stage.implicit
    assert isinstance(stage.settings_unread, Unknown)
    assert stage.settings_unread.reason == "whether the deployment makes a stage is not known: known only after apply"
