"""Arguments that take one of a set of values."""

from __future__ import annotations

import pytest
from tiny_plan import estate, judged, ref, resource

from apigw_check.facts import enumerations
from apigw_check.link.values import _ARGUMENTS
from apigw_check.model.gateway import Enumerated


def response(kind: object) -> Enumerated:
    made = resource("aws_api_gateway_gateway_response.denied", rest_api_id="a", response_type=kind)
    (found,) = estate(made).resources
    return found


@pytest.mark.parametrize("kind", ["ACCESS_DENIED", "access_denied", "", None])
def test_accepted_or_not_given(kind: object) -> None:
    found = response(kind)
    assert (found.refused, found.unknown) == ((), ())


def test_refused() -> None:
    ((name, value, accepted),) = response("DENIED").refused
    assert (name, value) == ("response_type", "DENIED")
    assert accepted == enumerations()["apigateway.gateway_response_type"]


def test_known_later() -> None:
    found = response(ref("terraform_data.later.output"))
    assert [name for name, _ in found.unknown] == ["response_type"]


def test_what_the_provider_chooses_is_no_question() -> None:
    (found,) = estate(resource("aws_api_gateway_rest_api.shop", name="shop", api_key_source=ref("var.x"))).resources
    assert found.unknown == ()


def test_every_set_is_a_fact() -> None:
    facts = enumerations()
    for arguments in _ARGUMENTS.values():
        assert set(arguments.values()) <= facts.keys()


def test_other_types_are_no_subjects() -> None:
    results = judged(resource("aws_wafv2_rule_group.a", name="a", scope="NOWHERE"), only=("APIGW-816",))
    assert results.decisions == []
