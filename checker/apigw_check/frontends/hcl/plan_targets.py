"""Which resources an attribute waits for that a plan knows only after apply: what evaluating its sources tells."""

from __future__ import annotations

from ...model.holes import sources_of
from ...model.resource import Resource
from .plan_sources import PlanSources
from .values import unmark


def targets(sources: PlanSources, resource: Resource, name: str) -> tuple[str, ...]:
    """The addresses of what an attribute waits for; none where it may wait for something else, too."""
    value, _ = unmark(sources.value(resource, name))
    found = dict.fromkeys(source.rpartition(".")[0] for source in sources_of(value))
    return tuple(found) if sources.whole else ()
