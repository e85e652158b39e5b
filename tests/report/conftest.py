"""Fixtures of the report tests."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import pytest
from report_samples import sample

_GOLDEN = Path(__file__).parent / "golden"


@pytest.fixture
def made() -> SimpleNamespace:
    """One finding of each sort, see `report_samples`."""
    return sample()


@pytest.fixture
def golden() -> Callable[[str, str], None]:
    """Compares a text with a golden file. To accept a change, delete the file and run the test twice."""

    def compare(name: str, text: str) -> None:
        path = _GOLDEN / name
        if not path.exists():
            path.parent.mkdir(exist_ok=True)
            path.write_text(text, encoding="utf-8")
            pytest.fail(f"{name} was not there and has been written; read it before it is committed")
        assert text == path.read_text(encoding="utf-8")

    return compare
