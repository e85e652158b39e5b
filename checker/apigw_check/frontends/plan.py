"""Terraform plans as JSON (`terraform show -json`), format version 1.x.

Format: https://developer.hashicorp.com/terraform/internals/json-format. The body of a change is decoded only where the
resource's type matters (`base.RELEVANT`); everything else is passed over as raw bytes.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import msgspec
from msgspec import Raw, Struct, field

from ..model.holes import PartlyKnown
from ..model.origin import Origin
from ..model.resource import Link, Reach, Resource, Written
from ..model.value import Unknown
from .base import RELEVANT, RELEVANT_DATA, InputError
from .follower import Follower
from .references import Body, Call, ConfigModule, Key, SourceIndex, ready
from .scopes import Scopes, module_of
from .settled import Settled

_WANTED = RELEVANT | {f"data.{name}" for name in RELEVANT_DATA}
_SHOW = "make it with: terraform plan -out=plan.out && terraform show -json plan.out > plan.json"


class _Change(Struct):
    actions: list[str] = field(default_factory=list)
    before: Any = None
    after: Any = None
    after_unknown: Any = None
    before_sensitive: Raw = Raw(b"false")
    after_sensitive: Raw = Raw(b"false")
    importing: Raw = Raw(b"null")


class _ResourceChange(Struct):
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
    resource_changes: list[_ResourceChange] | None = None
    configuration: Raw = Raw(b"{}")
    prior_state: Raw = Raw(b"null")
    planned_values: Raw = Raw(b"null")
    variables: Raw = Raw(b"{}")
    errored: bool = False
    # What tells other files apart from plans.
    values: Raw = Raw(b"null")


class _ConfigResource(Struct):
    mode: str = "managed"
    type: str = ""
    name: str = ""
    expressions: Raw = Raw(b"{}")
    for_each_expression: Raw = Raw(b"null")
    count_expression: Raw = Raw(b"null")
    depends_on: list[str] = field(default_factory=list)


class _ConfigCall(Struct):
    source: str = ""
    expressions: Any = None
    for_each_expression: Any = None
    count_expression: Any = None
    module: _ConfigModule | None = None
    depends_on: list[str] = field(default_factory=list)


class _ConfigModule(Struct):
    resources: list[_ConfigResource] = field(default_factory=list)
    module_calls: dict[str, _ConfigCall] = field(default_factory=dict)
    outputs: dict[str, Any] = field(default_factory=dict)
    variables: dict[str, Any] = field(default_factory=dict)


class _Configuration(Struct):
    root_module: _ConfigModule | None = None


class _StateResource(Struct):
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
    resources: list[_StateResource] = field(default_factory=list)
    child_modules: list[_StateModule] = field(default_factory=list)


class _StateValues(Struct):
    root_module: _StateModule | None = None


class _State(Struct):
    values: _StateValues | None = None


class PlanInput(Struct, eq=False):
    """A plan, read: the resources after and (where something existed) before the change.

    `roots` are the (kind, type, name) headers of the root module, for finding the sources. `secrets` are the sensitive
    strings of what was decoded. `skipped` counts resources of other types.
    """

    path: str
    terraform_version: str
    after: PlanResources
    before: PlanResources | None
    roots: list[tuple[str, str, str]]
    secrets: set[str]
    skipped: int = 0
    notes: list[str] = field(default_factory=list)


class PlanResources:
    """The resources of a plan, on one side of the change (`model.resource.Resources`)."""

    def __init__(self) -> None:
        self._by_type: dict[str, list[Resource]] = {}
        self._instances: dict[tuple[str, str], dict[Key, Resource]] = {}
        self._follower: Follower | None = None
        self._settled: Settled | None = None
        self._scopes: Scopes | None = None
        self._reaches: dict[tuple[object, str, str], Reach] = {}
        #: By address, of what the plan replaces: whether the new one is made before the old one is destroyed.
        self.replacements: dict[str, bool] = {}

    def finish(self, scopes: Scopes) -> None:
        """Says where the resources stand, after the last one was added."""
        for resources in self._by_type.values():
            # Terraform's own order is another one for moved and deleted instances, and nothing shall depend on it.
            resources.sort(key=_order)
            for resource in resources:
                block = (resource.module, f"{resource.type}.{resource.name}")
                self._instances.setdefault(block, {})[resource.key] = resource
        self._scopes = scopes
        self._follower = Follower(self._instances, scopes)
        self._settled = Settled(self._instances, scopes)

    def add(self, resource: Resource) -> None:
        """Adds an instance."""
        self._by_type.setdefault(resource.type, []).append(resource)

    @property
    def has_managed(self) -> bool:
        """Whether there is anything but data sources."""
        return any(not type_.startswith("data.") for type_ in self._by_type)

    def set_texts(self, texts: dict[str, dict[str, PartlyKnown]]) -> None:
        """Says what is known of attributes that are unknown: by address and name."""
        if texts:
            for resource in (each for resources in self._by_type.values() for each in resources):
                resource.texts = texts.get(resource.address, {})

    def of(self, type_: str) -> list[Resource]:
        """All instances of a type, by module, name and key."""
        return self._by_type.get(type_, [])

    def follow(self, resource: Resource, name: str, wanted: frozenset[str]) -> Link:
        """See `Follower.follow`."""
        assert self._follower is not None
        return self._follower.follow(resource, name, wanted)

    def trace(self, resource: Resource, references: tuple[str, ...], wanted: frozenset[str]) -> Link:
        """See `Follower.trace`."""
        assert self._follower is not None
        return self._follower.trace(resource, references, wanted)

    def meaning(self, resource: Resource, name: str) -> str:
        """See `Meanings.of`."""
        from .meanings import Meanings

        assert self._scopes is not None
        return Meanings(self._scopes).of(resource, name)

    def settled(self, resource: Resource, references: tuple[str, ...]) -> bool:
        """See `Settled.settled`."""
        assert self._settled is not None
        return self._settled.settled(resource, references)

    def dynamic(self, resource: Resource, block: str) -> dict[str, Any] | None:
        """See `Follower.dynamic`."""
        assert self._follower is not None
        return self._follower.dynamic(resource, block)

    def lifecycle_replaces(self, resource: Resource) -> bool | Unknown:
        """See `Follower.lifecycle_replaces`."""
        assert self._follower is not None
        return self._follower.lifecycle_replaces(resource)

    def members(self, resource: Resource, name: str, block: tuple[Any, ...] = ()) -> dict[str, Written] | None:
        """See `model.resource.Resources.members`."""
        assert self._scopes is not None
        sources = self._scopes.sources
        if sources is None:
            return None
        path = self._scopes.module(resource.module).path
        return sources.members(path, resource.type, resource.name, name, block)

    def reach(self, resource: Resource) -> Reach:
        """See `model.resource.Resources.reach`; worked out once for all instances of a block."""
        assert self._scopes is not None
        key = (self._scopes.module(resource.module).path, resource.type, resource.name)
        if key not in self._reaches:
            from .reach import DeploymentReach

            self._reaches[key] = DeploymentReach(self._scopes, resource)
        return self._reaches[key]

    def created_first(self, resource: Resource) -> bool | Unknown:
        """See `model.resource.Resources.created_first`."""
        planned = self.replacements.get(resource.address)
        if planned is not None:
            return planned
        from .reach import created_first

        assert self._scopes is not None
        return created_first(self._scopes, resource)


def _order(resource: Resource) -> tuple[object, ...]:
    key = resource.key
    return (resource.module, resource.name, isinstance(key, str), 0 if key is None else key)


def decode(data: bytes, path: str) -> Plan:
    """Decodes a plan's outline.

    Raises `InputError` for anything that is no plan of a format that is understood, with what to do about it.
    """
    try:
        plan = msgspec.json.decode(data, type=Plan)
    except msgspec.ValidationError as error:
        raise InputError(path, f"not a Terraform plan: {error}", _SHOW) from None
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise InputError(path, *_broken(data, error, path)) from None
    if plan.resource_changes is None and not _present(plan.planned_values):
        if _present(plan.values):
            raise InputError(path, "this is a Terraform state, not a plan", _SHOW)
        if plan.format_version and plan.terraform_version and not plan.errored:
            plan.resource_changes = []  # Terraform leaves the list out where nothing is planned at all
        elif not plan.errored:
            raise InputError(path, "JSON, but not a Terraform plan (no resource_changes)", _SHOW)
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
        return "JSON nested too deeply to be a plan", _SHOW
    if "truncated" in text or "ended" in text:
        return f"the JSON ends too early, after {len(data)} bytes", "the file was cut: write it again"
    return f"not JSON ({text})", _SHOW


def _present(raw: Raw) -> bool:
    return bytes(raw) != b"null"


def read_plan(data: bytes, path: str, sources: SourceIndex | None = None) -> PlanInput:
    """Reads a plan. `sources` adds what a plan does not hold (locals, dynamic blocks, lifecycles)."""
    return build(decode(data, path), path, sources)


def build(plan: Plan, path: str, sources: SourceIndex | None = None) -> PlanInput:
    """Makes the resources of both sides out of a decoded plan."""
    try:
        configuration = msgspec.json.decode(plan.configuration, type=_Configuration)
        return _Builder(plan, path, configuration.root_module or _ConfigModule(), sources).build()
    except (msgspec.MsgspecError, UnicodeDecodeError) as error:
        raise InputError(path, f"not a Terraform plan as terraform writes it: {error}", _SHOW) from None
    except RecursionError:
        raise InputError(path, "a plan with modules nested too deeply", "") from None


def root_headers(plan: Plan) -> list[tuple[str, str, str]]:
    """The headers of the root module's blocks, as (kind, type, name)."""
    try:
        root = msgspec.json.decode(plan.configuration, type=_Configuration).root_module
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        return []
    return _headers(root) if root is not None else []


def _headers(root: _ConfigModule) -> list[tuple[str, str, str]]:
    headers = [("data" if item.mode == "data" else "resource", item.type, item.name) for item in root.resources]
    return headers + [("module", "", name) for name in root.module_calls]


class _Builder:
    def __init__(self, plan: Plan, path: str, root: _ConfigModule, sources: SourceIndex | None) -> None:
        self._plan = plan
        self._path = path
        self._notes: list[str] = []
        self._secrets: set[str] = set()
        variables = msgspec.json.decode(plan.variables) if _present(plan.variables) else {}
        config = self._config(root, (), None, Call(), variables if isinstance(variables, dict) else {})
        self._scopes = Scopes(config, sources)
        self._headers = _headers(root)

    def build(self) -> PlanInput:
        after, before = PlanResources(), PlanResources()
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
        after.finish(self._scopes)
        before.finish(self._scopes)
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

    def _change(self, item: _ResourceChange, type_: str, after: PlanResources, before: PlanResources) -> None:
        change = msgspec.json.decode(item.change, type=_Change)
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

    def _untouched(self, state: _StateResource, after: PlanResources, before: PlanResources) -> None:
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
        item = _ResourceChange(state.address, state.type, state.name, state.mode, state.index, module)
        for side in (after, before):
            side.add(self._resource(origin, item, values, {}, expressions, side))

    def _resource(
        self,
        origin: Origin,
        item: _ResourceChange,
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
        module: _ConfigModule,
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
            config.calls[name] = self._config(inner.module or _ConfigModule(), (*path, name), config, called, {})
        return config

    def _expressions(self, module: str, key: str) -> dict[str, Any] | None:
        """The expressions of a resource block; None where it is not in the configuration any more."""
        body = self._scopes.module(module).resources.get(key)
        return None if body is None else body.expressions


def state_resources(plan: Plan) -> Iterator[_StateResource]:
    """The resources of the prior state, what was read for the plan among them."""
    if not _present(plan.prior_state):
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
