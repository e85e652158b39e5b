"""Usage plans and API keys: who may call how often, told apart by key."""

from __future__ import annotations

from typing import ClassVar

from msgspec import Struct, field

from .gateway import Api, Stage, Subject
from .origin import Origin
from .value import Unknown


class MethodThrottle(Struct, eq=False, frozen=True):
    """Limits of a usage plan for one method of a stage. `path` is `/orders/GET`."""

    path: str | Unknown | None
    rate: float | Unknown | None = None
    burst: int | Unknown | None = None


class PlanStage(Struct, eq=False):
    """A stage that a usage plan names.

    `api_key` tells APIs apart: the address of one in the input, else its id; Unknown where it cannot be followed. `api`
    and `stage` are None where they are not in the input, and Unknown where that cannot be told.
    """

    origin: Origin
    api_key: str | Unknown
    api: Api | Unknown | None
    stage: Stage | Unknown | None
    stage_name: str | Unknown | None
    throttles: tuple[MethodThrottle, ...] | Unknown = ()


class UsagePlan(Subject):
    """A usage plan. Rates are requests a second for each key; `quota_period` is DAY, WEEK or MONTH.

    `stages` is Unknown where even the number of stages that it names is.
    """

    plan_name: str | Unknown | None
    throttle_rate: float | Unknown | None = None
    throttle_burst: int | Unknown | None = None
    quota_limit: int | Unknown | None = None
    quota_period: str | Unknown | None = None
    stages: list[PlanStage] | Unknown = field(default_factory=list)
    keys: list[ApiKey] = field(default_factory=list)
    kind: ClassVar[str] = "usage_plan"

    @property
    def name(self) -> str:
        """`usage plan NAME`."""
        return f"usage plan {self.plan_name if isinstance(self.plan_name, str) else self.origin.address}"


class ApiKey(Subject):
    """An API key; its value is not kept.

    `has_literal_value` says whether the code itself spells it: False where the service makes one up or an expression
    gives it, Unknown where the expression is not in the input. `plans_unread` is set where it may belong to usage plans
    that cannot be followed, or are not in the input.
    """

    key_name: str | Unknown | None
    has_literal_value: bool | Unknown = False
    plans: list[UsagePlan] = field(default_factory=list)
    plans_unread: Unknown | None = None
    kind: ClassVar[str] = "api_key"

    @property
    def name(self) -> str:
        """`API key NAME`."""
        return f"API key {self.key_name if isinstance(self.key_name, str) else self.origin.address}"
