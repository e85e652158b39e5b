"""What a plan has for the attributes of resources, for expressions that are evaluated beside it."""

from __future__ import annotations

from typing import Any

import msgspec
from msgspec import Struct

from ...model.value import Unknown
from ..plan_format import Plan, state_resources
from .schema import provider
from .types import convert as converted
from .values import FunctionError, NotEvaluatedError, Sensitive, Value
from .variables import Declared, typed


class Known(Struct):
    """A value that the plan has, which may be null."""

    value: Value


class _Body(Struct):
    """A change, as far as it is needed."""

    after: Any = None
    after_unknown: Any = None
    after_sensitive: Any = None


class PlanValues:
    """The resources of a plan by address; each is decoded when it is asked for."""

    def __init__(self, plan: Plan) -> None:
        self._plan = plan
        self._changes = {item.address: item for item in plan.resource_changes or () if not item.deposed}
        self._state: dict[str, Any] | None = None
        self._made: dict[str, _Body | None] = {}

    def attribute(self, address: str, type_: str, name: str) -> Known | None:
        """The value of an attribute; None where it is known only after apply."""
        if address not in self._made:
            self._made[address] = self._body(address)
        body = self._made[address]
        if body is None or not isinstance(body.after, dict):
            return Known(Unknown(f"{address} is not in the plan"))
        unknown = body.after_unknown
        if unknown is True or (isinstance(unknown, dict) and _holds(unknown.get(name))):
            return None
        value = _typed(type_, name, body.after.get(name))
        marks = body.after_sensitive
        secret = marks is True or (isinstance(marks, dict) and _holds(marks.get(name)))
        return Known(Sensitive(value) if secret else value)

    def _body(self, address: str) -> _Body | None:
        change = self._changes.get(address)
        try:
            if change is not None:
                return msgspec.json.decode(change.change, type=_Body)
            if self._state is None:
                self._state = {each.address: each for each in state_resources(self._plan) if not each.deposed_key}
            state = self._state.get(address)
            if state is None:
                return None
            return _Body(msgspec.json.decode(state.values), {}, msgspec.json.decode(state.sensitive_values))
        except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
            return None


def _holds(marks: Any) -> bool:
    """Whether a mark is set somewhere in marks."""
    waiting = [marks]
    while waiting:
        each = waiting.pop()
        if each is True:
            return True
        if isinstance(each, dict | list):
            waiting += each.values() if isinstance(each, dict) else each
    return False


def _typed(type_: str, name: str, value: Any) -> Value:
    """The value with the type that the provider's schema has, where it is at hand."""
    schema = provider().block(type_)
    attribute = schema.attributes.get(name) if schema is not None else None
    if attribute is None:
        return value
    try:
        return converted(value, attribute.type)
    except (FunctionError, NotEvaluatedError):
        return Unknown("the plan gives it a value of another type")


class PlanVariables:
    """The values that the root module's variables have in a plan (in the place of `variables.Given`)."""

    def __init__(self, plan: Plan) -> None:
        try:
            found = msgspec.json.decode(plan.variables)
        except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
            found = {}
        self._values: dict[str, Any] = found if isinstance(found, dict) else {}

    def value(self, name: str, wanted: Declared) -> Value:
        """The value of a variable; `Unknown` where the plan has none."""
        given = self._values.get(name)
        if not isinstance(given, dict) or "value" not in given:
            value: Value = Unknown(f"the plan has no value of var.{name}", (f"var.{name}",))
            return Sensitive(value) if wanted.sensitive else value
        return typed(name, given["value"], wanted)
