"""What the emulators cannot do, and the tests therefore do not ask of them: the one list of it.

A gap is keyed by emulator, step and resource type, and names the examples that it is seen in. `test_applies.py`
compares what it finds in each example with what is listed for it, both ways: a failure or a drift that is not here
fails a test, and so does an entry that has closed. The modules are what AWS wants, whether an emulator knows it or not.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from emulators import Name


class Step(StrEnum):
    """Where a gap shows."""

    APPLY = "apply"  # terraform cannot make the resource
    BEHIND = "behind"  # the resource is never made, because one that it needs is not
    DRIFT = "drift"  # the emulator gives back something else than it was given, so a second plan is not empty
    DESTROY = "destroy"  # terraform cannot remove the resource


@dataclass(frozen=True, slots=True)
class Gap:
    """A resource type that an emulator does not model well enough."""

    emulator: Name
    step: Step
    resource_type: str
    examples: frozenset[str]
    reason: str


def _gap(emulator: Name, step: Step, resource_type: str, examples: str, reason: str) -> Gap:
    return Gap(emulator, step, resource_type, frozenset(examples.split()), reason)


GAPS: tuple[Gap, ...] = ()


def expected(emulator: Name, example: str) -> set[tuple[Step, str]]:
    """Give the gaps that an example must show on an emulator, and no other."""
    return {(gap.step, gap.resource_type) for gap in GAPS if gap.emulator == emulator and example in gap.examples}
