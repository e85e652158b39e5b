"""The JSON that `terraform show -json` makes of a plan, format version 1.x, and what of it is refused.

Format: https://developer.hashicorp.com/terraform/internals/json-format. What is not needed for every resource stays
raw, so that it is decoded only where it matters.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import msgspec
from msgspec import Raw, Struct, field

from .base import InputError

HOW_TO_SHOW = "make it with: terraform plan -out=plan.out && terraform show -json plan.out > plan.json"


class Change(Struct):
    """The change of an instance: its values on both sides, and marks of the same shape."""

    actions: list[str] = field(default_factory=list)
    before: Any = None
    after: Any = None
    after_unknown: Any = None
    before_sensitive: Raw = Raw(b"false")
    after_sensitive: Raw = Raw(b"false")


class ResourceChange(Struct):
    """An instance of a resource; its change stays raw until its type is one that matters."""

    address: str
    type: str = ""
    name: str = ""
    mode: str = "managed"
    index: Any = None
    module_address: str = ""
    previous_address: str = ""
    deposed: str = ""
    change: Raw = Raw(b"{}")


class Plan(Struct):
    """The outline of a plan: what is not needed to tell what it is stays raw."""

    format_version: str = ""
    terraform_version: str = ""
    resource_changes: list[ResourceChange] | None = None
    configuration: Raw = Raw(b"{}")
    prior_state: Raw = Raw(b"null")
    planned_values: Raw = Raw(b"null")
    variables: Raw = Raw(b"{}")
    errored: bool = False
    # What tells a state from a plan.
    values: Raw = Raw(b"null")


class RawResource(Struct):
    """A resource block of the configuration, undecoded."""

    mode: str = "managed"
    type: str = ""
    name: str = ""
    expressions: Raw = Raw(b"{}")
    for_each_expression: Raw = Raw(b"null")
    count_expression: Raw = Raw(b"null")
    depends_on: list[str] = field(default_factory=list)


class RawCall(Struct):
    """A module call of the configuration."""

    source: str = ""
    expressions: Any = None
    for_each_expression: Any = None
    count_expression: Any = None
    module: RawModule | None = None
    depends_on: list[str] = field(default_factory=list)


class RawModule(Struct):
    """A module of the configuration."""

    resources: list[RawResource] = field(default_factory=list)
    module_calls: dict[str, RawCall] = field(default_factory=dict)
    outputs: dict[str, Any] = field(default_factory=dict)
    variables: dict[str, Any] = field(default_factory=dict)


class _Configuration(Struct):
    root_module: RawModule | None = None


class StateResource(Struct):
    """An instance of a resource in the prior state."""

    address: str = ""
    deposed_key: str = ""
    type: str = ""
    name: str = ""
    mode: str = "managed"
    index: Any = None
    values: Raw = Raw(b"{}")
    sensitive_values: Raw = Raw(b"{}")


class _StateModule(Struct):
    address: str = ""
    resources: list[StateResource] = field(default_factory=list)
    child_modules: list[_StateModule] = field(default_factory=list)


class _StateValues(Struct):
    root_module: _StateModule | None = None


class _State(Struct):
    values: _StateValues | None = None


def variable_values(plan: Plan) -> dict[str, Any]:
    """The values of the root module's variables."""
    variables = msgspec.json.decode(plan.variables) if present(plan.variables) else {}
    if not isinstance(variables, dict):
        return {}
    return {name: each.get("value") for name, each in variables.items() if isinstance(each, dict)}


def decode(data: bytes, path: str) -> Plan:
    """Decodes a plan's outline.

    Raises `InputError` for anything that is no plan of a format that is understood, with what to do about it.
    """
    try:
        plan = msgspec.json.decode(data, type=Plan)
    except msgspec.ValidationError as error:
        raise InputError(path, f"not a Terraform plan: {error}", HOW_TO_SHOW) from None
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise InputError(path, *_broken(data, error, path)) from None
    if plan.resource_changes is None and not present(plan.planned_values):
        if present(plan.values):
            raise InputError(path, "this is a Terraform state, not a plan", HOW_TO_SHOW)
        if plan.format_version and plan.terraform_version and not plan.errored:
            plan.resource_changes = []  # Terraform leaves the list out where nothing is planned at all
        elif not plan.errored:
            raise InputError(path, "JSON, but not a Terraform plan (no resource_changes)", HOW_TO_SHOW)
    major = plan.format_version.partition(".")[0]
    if major != "1":
        named = f"format version {plan.format_version}" if plan.format_version else "no format_version"
        raise InputError(path, f"a plan with {named}; this apigw-check reads 1.x", "use a newer apigw-check")
    if plan.errored:
        raise InputError(path, "the plan is incomplete: terraform plan ended with an error", "mend it and plan again")
    return plan


def _broken(data: bytes, error: Exception, path: str) -> tuple[str, str]:
    text = str(error)
    if path.endswith((".tf", ".tofu", ".tfvars")):
        return "a file of Terraform sources, which are read by the folder", "apigw-check DIR, with the folder it is in"
    if isinstance(error, RecursionError):
        return "JSON nested too deeply to be a plan", HOW_TO_SHOW
    if "truncated" in text or "ended" in text:
        return f"the JSON ends too early, after {len(data)} bytes", "the file was cut: write it again"
    return f"not JSON ({text})", HOW_TO_SHOW


def present(raw: Raw) -> bool:
    """Whether something other than null stands there."""
    return bytes(raw) != b"null"


def root_module(plan: Plan) -> RawModule | None:
    """The root module of the configuration, None where the plan has none; raises what decoding raises."""
    return msgspec.json.decode(plan.configuration, type=_Configuration).root_module


def root_headers(plan: Plan) -> list[tuple[str, str, str]]:
    """The headers of the root module's blocks, as (kind, type, name)."""
    try:
        root = root_module(plan)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        return []
    return headers(root) if root is not None else []


def headers(root: RawModule) -> list[tuple[str, str, str]]:
    """The headers of a module's blocks, as (kind, type, name)."""
    found = [("data" if item.mode == "data" else "resource", item.type, item.name) for item in root.resources]
    return found + [("module", "", name) for name in root.module_calls]


def state_resources(plan: Plan) -> Iterator[StateResource]:
    """The resources of the prior state, what was read for the plan among them."""
    if not present(plan.prior_state):
        return
    state = msgspec.json.decode(plan.prior_state, type=_State)
    root = state.values.root_module if state.values else None
    stack = [root] if root else []
    while stack:
        module = stack.pop()
        yield from module.resources
        stack += module.child_modules


def change_kind(actions: list[str]) -> str:
    """One word for a change's actions (see `model.origin.CHANGES`)."""
    if len(actions) > 1:
        return "replace"
    return actions[0] if actions else "no-op"
