"""The plans of the benchmark: real plans, repeated as modules until there are enough.

A plan's root module becomes the module `api_00001`, `api_00002` and so on, in every section: planned values, changes,
prior state, configuration, relevant attributes, checks, variables. Within it nothing has to change for its references
to stay right, and each copy has names of its own. Every fourth copy is an instance of one module call with `for_each`
instead. The plans are the same bytes each time, and are made anew only where what they are made of has changed.
"""

from __future__ import annotations

import hashlib
import json
import shutil
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

sys.path.insert(0, str(Path(__file__).resolve().parent))

from bench_sources import write_sources
from bench_variants import ID, applied, marked, widened

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / ".cache" / "bench"
GOOD = ROOT / "examples/rest-crud/plan.json"
POOR = ROOT / "tests/demo/rest-crud-poor/plan.json"
FOREIGN = ROOT / "tests/bench/foreign/plan.json"
#: One of each: what a company's gateways are, by how often they are met.
EVERY = (
    GOOD,
    ROOT / "examples/http-jwt/plan.json",
    ROOT / "tests/bench/domain/plan.json",
    ROOT / "examples/rest-openapi/plan.json",
    ROOT / "examples/websocket-chat/plan.json",
    ROOT / "examples/rest-service-integrations/plan.json",
    ROOT / "examples/private-vpc-link/plan.json",
)

#: What the calls of gateways are named after; a number tells several kinds apart.
LABEL = "api"
_INSTANCE, _CALL, _NAME = "@@MODULE@@", "@@CALL@@", "@@NAME@@"
MB = 1_000_000


class Spec(NamedTuple):
    """What to make: a size in bytes or a number of resources, of which one in `one_in` is a gateway's.

    `gateways` are the plans of the gateways, in turn. `mixed`: a third of the copies exists already, some of them with
    updates. `paths`: a single gateway, with so many more paths. `sources`: with the `.tf` files beside the plan.
    """

    name: str
    size: int = 0
    resources: int = 0
    one_in: int = 1
    gateways: tuple[str, ...] = (str(GOOD),)
    mixed: bool = False
    paths: int = 0
    sources: bool = False


class Service:
    """One plan as text to repeat, with marks where the copies differ."""

    def __init__(self, plan: dict[str, Any], label: str) -> None:
        self.label = label
        own_name = plan.get("variables", {}).get("name", {}).get("value")
        if not own_name:
            plan = marked(plan, f"{_NAME}-")
        self.format_version = plan["format_version"]
        self.terraform_version = plan["terraform_version"]
        self.resources = len(plan["resource_changes"])
        root = plan["configuration"]["root_module"]

        def text(value: object) -> str:
            made = as_text(value)
            return made.replace(own_name, _NAME) if own_name else made

        self.changes = [text(_moved(item)) for item in plan["resource_changes"]]
        self.planned = text(_module(plan["planned_values"].get("root_module", {})))
        prior = plan.get("prior_state", {}).get("values", {}).get("root_module", {})
        self.prior = text(_module(prior)) if prior else ""
        self.module = as_text(_configured(root))
        self.relevant = [
            as_text({**item, "resource": f"{_CALL}.{item['resource']}"}) for item in plan.get("relevant_attributes", ())
        ]
        self.checks = [_check(item) for item in plan.get("checks", ())]
        self.providers = plan["configuration"]["provider_config"]
        self.variables = {name: value for name, value in plan.get("variables", {}).items() if name != "name"}
        self.declared = root.get("variables", {})
        self.named = "name" in self.declared
        checked = [instance for _, instances in self.checks for instance in instances]
        self.weight = sum(len(text) + 1 for text in [*self.changes, *checked, self.planned, self.prior])
        heads = [head for head, _ in self.checks]
        self.call_weight = sum(len(text) + 1 for text in [self.module, *self.relevant, *heads])


def _moved(item: dict[str, Any]) -> dict[str, Any]:
    """A change with its addresses inside the copy's module."""
    module = item.get("module_address")
    moved = {"address": f"{_INSTANCE}.{item['address']}"}
    if "previous_address" in item:
        moved["previous_address"] = f"{_INSTANCE}.{item['previous_address']}"
    moved["module_address"] = f"{_INSTANCE}.{module}" if module else _INSTANCE
    return {**moved, **{name: value for name, value in item.items() if name not in moved}}


def _module(module: dict[str, Any]) -> dict[str, Any]:
    """A module of `planned_values` or `prior_state` inside the copy's module."""
    address = module.get("address")
    made: dict[str, Any] = {}
    if module.get("resources"):
        made["resources"] = [_entry(entry) for entry in module["resources"]]
    made["address"] = f"{_INSTANCE}.{address}" if address else _INSTANCE
    if module.get("child_modules"):
        made["child_modules"] = [_module(child) for child in module["child_modules"]]
    return made


def _entry(entry: dict[str, Any]) -> dict[str, Any]:
    moved = {**entry, "address": f"{_INSTANCE}.{entry['address']}"}
    if "depends_on" in entry:
        moved["depends_on"] = [f"{_CALL}.{other}" for other in entry["depends_on"]]
    return moved


def _configured(module: dict[str, Any]) -> dict[str, Any]:
    """A module of the configuration, with the keys of providers that are a module's own moved."""
    made = dict(module)
    if "resources" in module:
        made["resources"] = [
            {**item, "provider_config_key": _provider_key(item["provider_config_key"])} for item in module["resources"]
        ]
    if "module_calls" in module:
        made["module_calls"] = {
            name: {**call, "module": _configured(call["module"])} for name, call in module["module_calls"].items()
        }
    return made


def _provider_key(key: str) -> str:
    return f"{_CALL}.{key}" if key.startswith("module.") else key


def _check(item: dict[str, Any]) -> tuple[str, list[str]]:
    """A check as the text before its instances, and each instance."""

    def inside(address: dict[str, Any], mark: str) -> dict[str, Any]:
        module = address.get("module")
        return {
            **address,
            "module": f"{mark}.{module}" if module else mark,
            "to_display": f"{mark}.{address['to_display']}",
        }

    instances = [{**each, "address": inside(each["address"], _INSTANCE)} for each in item.get("instances", ())]
    head = {**item, "address": inside(item["address"], _CALL)}
    head.pop("instances", None)
    return as_text(head)[:-1] + ',"instances":[', [as_text(each) for each in instances]


def as_text(value: object) -> str:
    """JSON as terraform writes it: without spaces, and with `<`, `>` and `&` escaped."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")


class Copy(NamedTuple):
    """One copy of a service: its module call, and its key where that has a for_each."""

    service: Service
    call: str
    key: str | None
    name: str

    @property
    def address(self) -> str:
        """The module's address."""
        return f"module.{self.call}" if self.key is None else f'module.{self.call}["{self.key}"]'

    def fill(self, text: str) -> str:
        """The text with the copy's own names."""
        inside = as_text(self.address)[1:-1]
        own = hashlib.sha256(self.name.encode()).hexdigest()[:8]
        text = text.replace(_INSTANCE, inside).replace(_CALL, f"module.{self.call}")
        return text.replace(_NAME, self.name).replace(ID, own)


class _Kind:
    """The variants of one plan: to be created, there already, there but to be updated."""

    def __init__(self, path: Path, label: str, *, mixed: bool, paths: int = 0) -> None:
        plan = widened(_read(path), paths) if paths else _read(path)
        self.label = label
        self.variants = [Service(plan, label)]
        if mixed:
            self.variants += [Service(applied(plan, updated=updated), label) for updated in (False, True)]
        self.count = 0

    def next(self) -> Copy:
        """The next copy. One in three exists, one in four of these with updates; one in four is in the fleet."""
        self.count += 1
        state = 0 if self.count % 3 or len(self.variants) == 1 else 1 if self.count % 4 else 2
        service = self.variants[state]
        name = f"{self.label}-{self.count:05}"
        if self.count % 4 == 3 and service.named:
            return Copy(service, f"{self.label}_fleet", name, name)
        return Copy(service, f"{self.label}_{self.count:05}", None, name)


@cache
def _read(path: Path) -> dict[str, Any]:
    plan: dict[str, Any] = json.loads(path.read_bytes())
    return plan


def copies(spec: Spec) -> list[Copy]:
    """The copies that make up a plan, in the order of their addresses."""
    gateways = [
        _Kind(Path(path), LABEL + str(number or ""), mixed=spec.mixed, paths=spec.paths)
        for number, path in enumerate(spec.gateways)
    ]
    if spec.paths:
        return [gateways[0].next()]
    foreign = _Kind(FOREIGN, "service", mixed=spec.mixed) if spec.one_in > 1 else None
    made: list[Copy] = []
    size = total = ours = turn = 0
    calls: set[str] = set()
    while (size < spec.size) if spec.size else (total < spec.resources):
        own = foreign is None or ours * spec.one_in <= total
        copy = (gateways[turn % len(gateways)] if own or foreign is None else foreign).next()
        turn += own
        weight = copy.service.weight + (0 if copy.call in calls else copy.service.call_weight)
        # The nearest to what was asked for: half of the last copy at most is missing or too much.
        missing = spec.size - size if spec.size else spec.resources - total
        if made and missing < (weight if spec.size else copy.service.resources) / 2:
            break
        calls.add(copy.call)
        made.append(copy)
        size += weight
        total += copy.service.resources
        ours += copy.service.resources if own else 0
    return sorted(made, key=lambda copy: copy.address)


def pieces(spec: Spec) -> Iterator[str]:
    """The text of a plan, in pieces."""
    made = copies(spec)
    calls = _calls(made)
    services = {copy.service.label: copy.service for copy in made}
    first = made[0].service
    variables = {f"{s.label}_{n}": value for s in services.values() for n, value in s.variables.items()}
    yield f'{{"format_version":"{first.format_version}","terraform_version":"{first.terraform_version}"'
    yield f',"variables":{as_text(variables)},"planned_values":{{"root_module":{{"child_modules":['
    yield from _joined(copy.fill(copy.service.planned) for copy in made)
    yield ']}},"resource_changes":['
    yield from _joined(copy.fill(change) for copy in made for change in copy.service.changes)
    yield "]"
    existing = [copy for copy in made if copy.service.prior]
    if existing:
        yield f',"prior_state":{{"format_version":"1.0","terraform_version":"{first.terraform_version}"'
        yield ',"values":{"root_module":{"child_modules":['
        yield from _joined(copy.fill(copy.service.prior) for copy in existing)
        yield "]}}}"
    yield f',"configuration":{{"provider_config":{as_text(_providers(calls))},"root_module":{{"module_calls":{{'
    yield from _joined(_call(call, of) for call, of in calls.items())
    declared = {f"{s.label}_{n}": value for s in services.values() for n, value in s.declared.items() if n != "name"}
    yield f'}},"variables":{as_text(declared)}}}}},"relevant_attributes":['
    yield from _joined(of[0].fill(item) for of in calls.values() for item in of[0].service.relevant)
    yield '],"checks":['
    yield from _joined(_checks(of, index) for of in calls.values() for index in range(len(of[0].service.checks)))
    yield '],"applyable":true,"complete":true,"errored":false}\n'


def _joined(texts: Iterator[str]) -> Iterator[str]:
    comma = ""
    for text in texts:
        yield comma
        yield text
        comma = ","


def _call(call: str, of: list[Copy]) -> str:
    """A module call of the configuration."""
    return f'"{call}":{as_text(_described(of))[:-1]},"module":{of[0].fill(of[0].service.module)}}}'


def _described(of: list[Copy]) -> dict[str, Any]:
    """What a plan says of a module call, without the module."""
    service, fleet = of[0].service, of[0].key is not None
    inputs: dict[str, Any] = {
        name: {"references": [f"var.{service.label}_{name}"]} for name in service.declared if name != "name"
    }
    if service.named:
        inputs["name"] = {"references": ["each.key"]} if fleet else {"constant_value": of[0].name}
    described: dict[str, Any] = {"source": f"./{service.label}", "expressions": inputs}
    if fleet:
        described["for_each_expression"] = {"constant_value": {copy.key: {"tier": "standard"} for copy in of}}
    return described


def _calls(made: list[Copy]) -> dict[str, list[Copy]]:
    calls: dict[str, list[Copy]] = {}
    for copy in made:
        calls.setdefault(copy.call, []).append(copy)
    return calls


def _checks(of: list[Copy], index: int) -> str:
    head = of[0].fill(of[0].service.checks[index][0])
    return head + ",".join(copy.fill(each) for copy in of for each in copy.service.checks[index][1]) + "]}"


def _providers(calls: dict[str, list[Copy]]) -> dict[str, Any]:
    made: dict[str, Any] = {}
    for call, of in calls.items():
        for key, provider in of[0].service.providers.items():
            if key.startswith("module."):
                inside = f"module.{call}.{provider['module_address']}"
                made[f"module.{call}.{key}"] = {**provider, "module_address": inside}
            else:
                made[key] = provider
    return made


def plan_file(spec: Spec) -> Path:
    """Where the plan is kept; the name says what it was made of."""
    total = hashlib.sha256(repr(spec._replace(gateways=())).encode())
    tools = [Path(__file__).with_name(f"bench_{part}.py") for part in ("plans", "sources", "variants")]
    for path in (*tools, *map(Path, spec.gateways), *([FOREIGN] if spec.one_in > 1 else [])):
        total.update(path.read_bytes())
    made = FOLDER / f"{spec.name}.{total.hexdigest()[:12]}"
    return made / "root" / "plan.json" if spec.sources else made.with_name(f"{made.name}.json")


def make(spec: Spec) -> Path:
    """Makes a plan where it is not there yet, in place of what was made of something else; returns its path."""
    path = plan_file(spec)
    if not path.is_file():
        for old in FOLDER.glob(f"{spec.name}.*"):
            shutil.rmtree(old) if old.is_dir() else old.unlink()
        path.parent.mkdir(parents=True, exist_ok=True)
        if spec.sources:
            calls = {call: _described(of) for call, of in _calls(copies(spec)).items()}
            write_sources(path.parent, Path(spec.gateways[0]).parent, calls)
        draft = path.with_suffix(".tmp")
        with draft.open("w", encoding="utf-8") as file:
            file.writelines(pieces(spec))
        draft.replace(path)
    return path
