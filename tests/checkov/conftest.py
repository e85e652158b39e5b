"""What the tests with checkov share: its environment, made on demand."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(REPOSITORY / "tools"))

from checkov_env import CheckovError, installed  # noqa: E402 (found by the line above)


@pytest.fixture(scope="session")
def checkov() -> Path:
    """Give checkov's environment; where it cannot be made skip, or fail where REQUIRE_TERRAFORM=1."""
    try:
        return installed()
    except CheckovError as error:
        if os.environ.get("REQUIRE_TERRAFORM") == "1":
            pytest.fail(f"REQUIRE_TERRAFORM=1, but {error}")
        pytest.skip(str(error))
