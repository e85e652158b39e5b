"""The modules reach what docs/guide/coverage.md says, and every gap has its reason."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

import coverage_table


@pytest.mark.terraform
@pytest.mark.slow
def test_table_is_current_and_every_gap_has_its_reason(
    terraform: Mapping[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert terraform  # skips, or fails where it is asked for, without terraform
    assert coverage_table.main(["--check"]) == 0, capsys.readouterr().err
