"""What the tests on emulators share: terraform's environment, and one example applied for as many tests as like it."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(REPOSITORY / "tools"))

from applied import Deployed, applied  # noqa: E402 (found by the line above)
from emulators import Name, running  # noqa: E402
from terraform_env import missing_terraform, terraform_environment  # noqa: E402


def pytest_configure(config: pytest.Config) -> None:
    """Know the marker of this folder."""
    config.addinivalue_line("markers", "emulator: applies examples to AWS emulators on loopback")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark everything in this folder for what it needs."""
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            for name in ("terraform", "slow", "emulator"):
                item.add_marker(name)


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


@contextmanager
def deployed_example(
    example: str, emulator: Name, env: Mapping[str, str], *, auth: bool = False, **variables: str
) -> Iterator[Deployed]:
    """Apply an example of the repository to an emulator of its own; the rest of the emulator is empty."""
    with ExitStack() as stack:
        server = stack.enter_context(running(emulator, auth=auth))
        yield stack.enter_context(applied(REPOSITORY / "examples" / example, server, env, variables))
