"""CloudWatch alarms on gateways and web ACLs."""

from __future__ import annotations

from typing import ClassVar

from msgspec import Struct, field

from .gateway import Api, Stage, Subject, WebAcl
from .origin import Origin
from .value import Unknown

GATEWAY, WAF = "AWS/ApiGateway", "AWS/WAFV2"


class Metric(Struct, eq=False):
    """A metric that an alarm watches.

    `dimensions` is None where there are none. `api`, `stage` and `web_acl` are what the dimensions name: None where
    they name none, Unknown where that is not in the input or cannot be told. `api_by` and `stage_by` say which
    attribute the dimension holds (`name` or `id`), empty where that is not known; `acl_by` likewise (`name` or
    `metric_name`).
    """

    origin: Origin
    namespace: str | Unknown | None
    metric_name: str | Unknown | None
    dimensions: dict[str, str | Unknown | None] | Unknown | None = None
    api: Api | Unknown | None = None
    stage: Stage | Unknown | None = None
    web_acl: WebAcl | Unknown | None = None
    api_by: str = ""
    stage_by: str = ""
    acl_by: str = ""


class Alarm(Subject):
    """An alarm on metrics of API Gateway or AWS WAF.

    `notified` says whether something else tells of its state: a composite alarm with actions, or an event rule on
    alarms.
    """

    alarm_name: str | Unknown | None
    metrics: list[Metric] = field(default_factory=list)
    actions: tuple[str | Unknown, ...] | Unknown | None = None
    actions_enabled: bool | Unknown | None = None
    notified: bool | Unknown = False
    kind: ClassVar[str] = "alarm"

    @property
    def name(self) -> str:
        """`alarm NAME`."""
        label = self.alarm_name if isinstance(self.alarm_name, str) else self.origin.address
        return f"alarm {label}"
