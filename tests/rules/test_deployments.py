"""The rules about deployments on models made by hand."""

from __future__ import annotations

from typing import Any

import pytest
from stage_models import U, deployment, judge

from apigw_check.rules.base import FAIL, NOT_APPLICABLE, PASS, UNDECIDED


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
