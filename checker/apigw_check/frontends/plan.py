"""Terraform plans become resources, before and after the change.

The body of a change is decoded only where the resource's type matters (`base.RELEVANT`); everything else is passed over
as raw bytes.
"""

from __future__ import annotations

from typing import Any

import msgspec
from msgspec import Raw

from ..model.origin import Origin
from ..model.resource import Resource
from .base import RELEVANT, RELEVANT_DATA, InputError
from .plan_format import (
    HOW_TO_SHOW,
    Change,
    Plan,
    RawModule,
    ResourceChange,
    StateResource,
    change_kind,
    decode,
    headers,
    present,
    root_module,
    state_resources,
)
from .plan_resources import PlanInput, PlanResources
from .references import Body, Call, ConfigModule, SourceIndex, ready
from .scopes import Scopes, module_of

_WANTED = RELEVANT | {f"data.{name}" for name in RELEVANT_DATA}


def read_plan(data: bytes, path: str, sources: SourceIndex | None = None) -> PlanInput:
    """Reads a plan. `sources` adds what a plan does not hold (locals, dynamic blocks, lifecycles)."""
    return build(decode(data, path), path, sources)


def build(plan: Plan, path: str, sources: SourceIndex | None = None) -> PlanInput:
    """Makes the resources of both sides out of a decoded plan."""
    try:
        return _Builder(plan, path, root_module(plan) or RawModule(), sources).build()
    except (msgspec.MsgspecError, UnicodeDecodeError) as error:
        raise InputError(path, f"not a Terraform plan as terraform writes it: {error}", HOW_TO_SHOW) from None
    except RecursionError:
        raise InputError(path, "a plan with modules nested too deeply", "") from None


class _Builder:
    def __init__(self, plan: Plan, path: str, root: RawModule, sources: SourceIndex | None) -> None:
        self._plan = plan
        self._path = path
        self._notes: list[str] = []
        self._secrets: set[str] = set()
        variables = msgspec.json.decode(plan.variables) if present(plan.variables) else {}
        config = self._config(root, (), None, Call(), variables if isinstance(variables, dict) else {})
        self._scopes = Scopes(config, sources)
        self._headers = headers(root)

    def build(self) -> PlanInput:
        after, before = PlanResources(self._scopes), PlanResources(self._scopes)
        skipped = 0
        seen: set[str] = set()
        for item in self._plan.resource_changes or []:
            seen.add(item.address)
            type_ = f"data.{item.type}" if item.mode == "data" else item.type
            if type_ not in _WANTED:
                skipped += 1
                continue
            self._change(item, type_, after, before)
        for state in state_resources(self._plan):
            if state.address not in seen and not state.deposed_key:
                self._untouched(state, after, before)
        after.finish()
        before.finish()
        return PlanInput(
            path=self._path,
            terraform_version=self._plan.terraform_version,
            after=after,
            before=before if before.has_managed else None,
            roots=self._headers,
            secrets=self._secrets,
            skipped=skipped,
            notes=self._notes,
        )

    def _change(self, item: ResourceChange, type_: str, after: PlanResources, before: PlanResources) -> None:
        change = msgspec.json.decode(item.change, type=Change)
        if item.deposed:
            return  # the remains of an interrupted replacement: only ever deleted
        self._collect(change.after_sensitive, change.after)
        self._collect(change.before_sensitive, change.before)
        kind = change_kind(change.actions)
        expressions = self._expressions(item.module_address, f"{type_}.{item.name}")
        origin = Origin(item.address, type_, kind, "", "", self._path, item.previous_address)
        if isinstance(change.after, dict) and kind not in ("delete", "forget"):
            after.add(self._resource(origin, item, change.after, change.after_unknown or {}, expressions, after))
            if kind == "replace":
                after.replacements[item.address] = change.actions[0] == "create"
        if isinstance(change.before, dict):
            # What was written before is not in a plan: its configuration is the new one.
            before.add(self._resource(origin, item, change.before, {}, None, before))

    def _untouched(self, state: StateResource, after: PlanResources, before: PlanResources) -> None:
        type_ = f"data.{state.type}" if state.mode == "data" else state.type
        if type_ not in _WANTED:
            return
        values = msgspec.json.decode(state.values)
        if not isinstance(values, dict):
            return
        self._collect(state.sensitive_values, values)
        module = module_of(state.address)
        # The configuration of what is not touched may have changed: only data sources are as it says.
        expressions = self._expressions(module, f"{type_}.{state.name}") if state.mode == "data" else None
        kind = "read" if state.mode == "data" else "untouched"
        origin = Origin(state.address, type_, kind, "", "", self._path)
        item = ResourceChange(state.address, state.type, state.name, state.mode, state.index, module)
        for side in (after, before):
            side.add(self._resource(origin, item, values, {}, expressions, side))

    def _resource(
        self,
        origin: Origin,
        item: ResourceChange,
        values: dict[str, Any],
        unknown: Any,
        expressions: dict[str, Any] | None,
        side: PlanResources,
    ) -> Resource:
        key = item.index if isinstance(item.index, (str, int)) else None
        return Resource(
            origin,
            name=item.name,
            module=item.module_address,
            key=key,
            values=values,
            unknown=unknown,
            expressions=expressions,
            source=side,
        )

    def _collect(self, marks: Raw, values: Any) -> None:
        if b"true" in bytes(marks):
            collect_secrets(values, msgspec.json.decode(marks), self._secrets)

    # -- configuration -----------------------------------------------------------------------------------------------

    def _config(
        self,
        module: RawModule,
        path: tuple[str, ...],
        parent: ConfigModule | None,
        call: Call,
        values: dict[str, Any],
    ) -> ConfigModule:
        variables = dict(module.variables)
        for name, given in values.items():
            declared = variables.get(name)
            declared = declared if isinstance(declared, dict) else {}
            if isinstance(given, dict) and "value" in given:
                variables[name] = {**declared, "value": given["value"]}
                if declared.get("sensitive"):
                    collect_secrets(given["value"], True, self._secrets)
        outputs = ready(module.outputs)
        config = ConfigModule(path=path, parent=parent, call=call, outputs=outputs, variables=variables)
        for item in module.resources:
            type_ = f"data.{item.type}" if item.mode == "data" else item.type
            waits = tuple(item.depends_on)
            place = ("resource", f"{type_}.{item.name}")
            config.resources[place[1]] = Body(
                item.expressions, item.for_each_expression, item.count_expression, waits, place
            )
        for name, inner in module.module_calls.items():
            expressions = ready(inner.expressions) if isinstance(inner.expressions, dict) else {}
            repeats = (ready(inner.for_each_expression), ready(inner.count_expression))
            called = Call(inner.source, expressions, *repeats, tuple(inner.depends_on), ("module", name))
            config.calls[name] = self._config(inner.module or RawModule(), (*path, name), config, called, {})
        return config

    def _expressions(self, module: str, key: str) -> dict[str, Any] | None:
        """The expressions of a resource block; None where it is not in the configuration any more."""
        body = self._scopes.module(module).resources.get(key)
        return None if body is None else body.expressions


def collect_secrets(values: Any, marks: Any, into: set[str]) -> None:
    """Adds the strings and numbers that the marks call sensitive (shape: that of `values`, `true` at the leaves)."""
    stack = [(values, marks)]
    while stack:
        value, mark = stack.pop()
        if isinstance(value, dict):
            if mark is True:
                # A document that is secret as a whole: its keys are, too.
                into.update(value)
            inner_marks = mark if isinstance(mark, dict) else {}
            stack += [(item, mark is True or inner_marks.get(name)) for name, item in value.items()]
        elif isinstance(value, list):
            inner = [mark] * len(value) if mark is True else (mark if isinstance(mark, list) else [])
            stack += list(zip(value, inner, strict=False))
        elif mark is True and value is not None and not isinstance(value, bool):
            into.add(str(value))
