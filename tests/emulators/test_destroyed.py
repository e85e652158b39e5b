"""The end, after the other tests of this folder: what was applied is destroyed, and the emulators hold nothing."""

from __future__ import annotations

import pytest

from tests.emulators.applications import APPLICATIONS
from tests.emulators.gaps import Step, expected
from tests.emulators.site import Site, inventory


@pytest.mark.parametrize(
    "key", [pytest.param(key, marks=pytest.mark.application(key, used=False)) for key in APPLICATIONS]
)
def test_is_destroyed_to_nothing(key: str, site: Site) -> None:
    gone = site.gone(key)
    application = APPLICATIONS[key]
    stuck = {gap for gap in expected(application.emulator, application.name) if gap[0] is Step.DESTROY}
    assert {(Step.DESTROY, failure.resource_type) for failure in gone.stuck} == stuck, gone.stuck
    assert gone.left == ()


@pytest.mark.application(*APPLICATIONS, used=False)
def test_nothing_is_left_on_an_emulator(site: Site) -> None:
    for key in site.applied():
        site.gone(key)
    servers = site.servers()
    assert servers
    for server in servers:
        assert inventory(server) == {}, server.name
