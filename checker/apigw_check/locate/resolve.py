# ruff: noqa: PTH -- os.path, because importing pathlib takes longer than locating a finding
"""From an address and an attribute to the lines of source that say so."""

from __future__ import annotations

