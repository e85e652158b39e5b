"""What the tests of modules share: the environment of terraform, and copies of modules to run it in."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(REPOSITORY / "tools"))

from terraform_env import missing_terraform, terraform_environment  # noqa: E402 (found by the line above)


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
