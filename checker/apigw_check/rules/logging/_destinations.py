"""What the rules about the log groups of stages share."""

from __future__ import annotations

from ...model.gateway import Stage
from ...model.logs import LOG_GROUP, Destination
from ...model.value import Unknown


def log_groups(stage: Stage) -> tuple[list[Destination], Unknown | None]:
    """The log groups that a stage writes to, and why others may not be in sight."""
    found: list[Destination] = []
    unknown: Unknown | None = None
    target = stage.access_log
    if isinstance(target, Destination):
        if isinstance(target.service, Unknown):
            unknown = target.service
        elif target.service == LOG_GROUP:
            found.append(target)
    elif isinstance(target, Unknown):
        unknown = target
    elif isinstance(stage.access_log_destination, Unknown):
        unknown = stage.access_log_destination
    if stage.execution_log is not None:
        found.append(stage.execution_log)
    return found, unknown
