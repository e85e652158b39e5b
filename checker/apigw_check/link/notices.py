"""Who is told of an alarm besides its own actions: composite alarms, and event rules on alarms."""

from __future__ import annotations

import re
from typing import Any

from ..model.resource import Resource
from ..model.value import Unknown
from .context import Context

_ALARMS = frozenset({"aws_cloudwatch_metric_alarm", "aws_cloudwatch_composite_alarm"})
_EVENT = "CloudWatch Alarm State Change"
#: A term of a composite alarm's rule: the name or ARN of an alarm, in quotes or not.
_TERM = r"(?:ALARM|OK|INSUFFICIENT_DATA)\s*\(\s*\"?([^\")]+?)\"?\s*\)"


class Notices:
    """The alarms, by name and by address, that something else tells of."""

    def __init__(self, context: Context) -> None:
        self._names: set[str] = set()
        self._addresses: set[str] = set()
        self._every: bool | Unknown = False
        for resource in context.resources.of("aws_cloudwatch_event_rule"):
            self._event(context, resource)
        waiting = context.resources.of("aws_cloudwatch_composite_alarm")
        acting = [resource for resource in waiting if self._acts(resource)]
        while acting:
            # A composite alarm without actions may be a part of one that has some.
            for resource in acting:
                self._rule(context, resource)
            done = {id(resource) for resource in acting}
            waiting = [resource for resource in waiting if id(resource) not in done]
            acting = [r for r in waiting if self.of(r.address, r.get("alarm_name")) is True]

    def of(self, address: str, name: str | Unknown | None) -> bool | Unknown:
        """Whether something tells of the alarm."""
        if address in self._addresses or (isinstance(name, str) and name in self._names):
            return True
        if self._every is False and self._names and isinstance(name, Unknown):
            return Unknown(f"a composite alarm may name it: {name.reason}")
        return self._every

    def _acts(self, resource: Resource) -> bool:
        actions, enabled = resource.get("alarm_actions"), resource.get("actions_enabled")
        on = enabled is None or isinstance(enabled, Unknown) or enabled
        return bool(on) and (isinstance(actions, Unknown) or bool(actions))

    def _rule(self, context: Context, resource: Resource) -> None:
        rule = resource.get("alarm_rule")
        if isinstance(rule, str):
            self._names |= {term.rpartition(":alarm:")[2].strip() for term in re.findall(_TERM, rule)}
        elif isinstance(rule, Unknown):
            link = context.resources.follow(resource, "alarm_rule", _ALARMS)
            self._addresses |= {target.address for target in link.targets}
            if not link.targets or link.opaque:
                self._maybe(f"which alarms {resource.address} combines is not known")

    def _event(self, context: Context, resource: Resource) -> None:
        pattern: Any = resource.get("event_pattern")
        if isinstance(pattern, str) and _EVENT in pattern:
            self._every = True
        elif isinstance(pattern, Unknown):
            self._addresses |= {t.address for t in context.resources.follow(resource, "event_pattern", _ALARMS).targets}

    def _maybe(self, reason: str) -> None:
        if self._every is False:
            self._every = Unknown(reason)
