"""What the rules about usage plans share."""

from __future__ import annotations

from ...model.value import Unknown


def is_set(limit: float | Unknown | None) -> bool | Unknown:
    """Whether a limit is set to something that limits; one of 0 is none."""
    return limit if isinstance(limit, Unknown) else limit is not None and limit > 0
