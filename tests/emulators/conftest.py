"""What the tests on emulators share: one site, on which every application is made once, while it is asked for."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(REPOSITORY / "tools"))

import requests_to  # noqa: E402 (found by the line above)
from terraform_env import missing_terraform, terraform_environment  # noqa: E402
from tests.conftest import COUNTS  # noqa: E402
from tests.emulators import websocket  # noqa: E402
from tests.emulators.applications import APPLICATIONS  # noqa: E402
from tests.emulators.site import Site  # noqa: E402

LAST = "test_destroyed.py"


def pytest_configure(config: pytest.Config) -> None:
    """Know the markers of this folder."""
    config.addinivalue_line("markers", "emulator: applies to an AWS emulator on loopback")
    config.addinivalue_line(
        "markers", "application(*keys, used=True): what a test asks for, not used where it only asks how it was applied"
    )


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark everything in this folder for what it needs, and put the tests of the end at the end of it."""
    here = Path(__file__).parent
    mine = [item for item in items if here in item.path.parents]
    for item in mine:
        for name in ("terraform", "slow", "emulator"):
            item.add_marker(name)
    places = [place for place, item in enumerate(items) if here in item.path.parents]
    for place, item in zip(places, sorted(mine, key=lambda item: item.path.name == LAST), strict=True):
        items[place] = item


def pytest_runtest_teardown(item: pytest.Item) -> None:
    """Let an application go with the last test that asks it for something."""
    site = item.session.stash.get(SITE, None)
    if site is not None:
        later = item.session.items[item.session.items.index(item) + 1 :]
        for key in set(keys_of([item], used=True)) - set(keys_of(later, used=True)):
            site.retire(key)


SITE = pytest.StashKey[Site]()


def keys_of(items: Iterable[pytest.Item], *, used: bool = False) -> list[str]:
    """Give the applications that tests are marked with; with `used`, those that they need to be there still."""
    markers = [marker for item in items for marker in item.iter_markers("application")]
    return [key for marker in markers if not used or marker.kwargs.get("used", True) for key in marker.args]


@pytest.fixture(scope="session")
def terraform() -> Iterator[Mapping[str, str]]:
    """Give the environment of terraform; without terraform skip, or fail where REQUIRE_TERRAFORM=1."""
    missing = missing_terraform()
    if missing and os.environ.get("REQUIRE_TERRAFORM") == "1":
        pytest.fail(f"REQUIRE_TERRAFORM=1, but {missing}")
    if missing:
        pytest.skip(missing)
    with terraform_environment() as env:
        yield env


@pytest.fixture(scope="session")
def site(request: pytest.FixtureRequest, terraform: Mapping[str, str]) -> Iterator[Site]:
    """Begin to apply what the tests of this session are marked with, and count what they did."""
    with ExitStack() as stack:
        made = Site(terraform, stack)
        request.session.stash[SITE] = made
        try:
            items = request.session.items
            made.expect(keys_of(items))
            for key in sorted(set(keys_of(items)) - set(keys_of(items, used=True))):
                made.retire(key)
            yield made
        finally:
            del request.session.stash[SITE]
            made.close()
            counts = request.config.stash[COUNTS]
            counts["configurations applied to emulators"] += len(made.applied())
            counts["examples among them"] += len(
                {APPLICATIONS[key].name for key in made.applied() if APPLICATIONS[key].is_example}
            )
            counts["requests sent to emulated APIs"] += requests_to.sent.number + websocket.opened.number
