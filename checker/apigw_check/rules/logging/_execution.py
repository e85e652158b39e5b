"""What the rules about execution logs share."""

from __future__ import annotations

from ...effective import Effective
from ..limits._groups import lacks_execution_logs


def logs_execution(group: Effective) -> bool:
    """Whether execution logging is on; raises `UndecidedError` where that is not known."""
    return not lacks_execution_logs(group)
