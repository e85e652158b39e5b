"""What the sources beside a plan say of texts that the plan knows only after apply.

What the plan does not have stays a hole. Where the sources are not those of the plan, nothing is said.
"""

from __future__ import annotations

from ...model.holes import PartlyKnown
from ..waiting import Waiting
from .plan_sources import PlanSources
from .planned import holed

#: More texts than anyone has.
_MOST = 500


def texts(sources: PlanSources, wanted: list[Waiting]) -> dict[str, dict[str, PartlyKnown]]:
    """By address and attribute, the texts of which the sources say a part."""
    found: dict[str, dict[str, PartlyKnown]] = {}
    for one in wanted[:_MOST]:
        if text := holed(one.name, sources.value(one.resource, one.name)):
            found.setdefault(one.resource.address, {}).update(text)
    return found if sources.whole else {}
