"""What the linking steps share: look-ups by id and by reference, and the objects made so far."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, TypeAlias

from msgspec import Struct

from ..model.body import Body, BodyError
from ..model.estate import Estate
from ..model.gateway import REST, Api, Authorizer, Deployment, Domain, Integration, Route, Stage, WebAcl
from ..model.holes import PartlyKnown, sources_of
from ..model.iam import Policy, PolicyError, parse_holed, parse_policy, policy_from_document
from ..model.origin import Origin
from ..model.resource import Link, Resource, Resources, View
from ..model.value import Unknown
from .own_requests import with_resources

BodyReader: TypeAlias = Callable[[str | PartlyKnown, str], Body | BodyError | Unknown]

#: With more candidates than this, an object is not tried with each of them.
MAX_CANDIDATES = 20
#: With more in sight than this, nothing that names something unknown is tried with them.
MAX_IN_SIGHT = 200

#: See `Context.mode`.
EVERYWHERE, NOWHERE = "everywhere", "nowhere"

POLICY_DOCUMENT = frozenset({"data.aws_iam_policy_document"})


class Found(Struct, frozen=True, eq=False):
    """What an attribute leads to.

    `targets`: one resource, or the candidates. `value`: a known id that no resource of the input has. `given` is False
    where the attribute is not set. `opaque`: the expression could not be followed to its end.
    """

    targets: tuple[Resource, ...] = ()
    value: str | None = None
    given: bool = True
    opaque: bool = False


class Context:
    """The state of one linking run.

    `mode`: `EVERYWHERE` places what names something unknown in all that it may mean, `NOWHERE` in none of several.
    """

    def __init__(
        self, resources: Resources, read_body: BodyReader, other: Resources | None = None, mode: str = ""
    ) -> None:
        self.resources = resources
        self.mode = mode
        self.other = other
        self.read_body = read_body
        self.estate = Estate()
        self.apis: dict[str, Api] = {}
        self.authorizers: dict[str, list[Authorizer]] = {}
        self.integrations: dict[str, list[Integration]] = {}
        self.routes: dict[str, list[Route]] = {}
        self.stages: dict[str, list[Stage]] = {}
        self.deployments: dict[str, list[Deployment]] = {}
        self.domains: dict[str, Domain] = {}
        self.web_acls: dict[str, WebAcl] = {}
        self._external: dict[tuple[str, str], Api] = {}
        self._ids: dict[tuple[str, str], dict[str, Resource]] = {}
        self._every: dict[frozenset[str], tuple[Resource, ...]] = {}
        self._addresses: dict[frozenset[str], dict[str, Resource]] = {}

    # -- look-ups ----------------------------------------------------------------------------------------------------

    def by_id(self, type_: str, attribute: str, value: str) -> Resource | None:
        """The resource of a type whose attribute has a known value."""
        index = self._ids.get((type_, attribute))
        if index is None:
            index = self._ids[(type_, attribute)] = {}
            for resource in self.resources.of(type_):
                known = resource.values.get(attribute)
                if isinstance(known, str):
                    index.setdefault(known, resource)
        return index.get(value)

    def find(
        self, resource: Resource, name: str, wanted: frozenset[str], ids: Iterable[str] = ("id",), *, guess: bool = True
    ) -> Found:
        """What an attribute leads to: by equal known ids, then by references, then (`guess`) by candidates."""
        value = resource.get(name)
        if value is None:
            return Found(given=False)
        if isinstance(value, str):
            for type_ in sorted(wanted):
                for attribute in ids:
                    target = self.by_id(type_, attribute, value)
                    if target is not None:
                        return Found((target,))
            return Found(value=value)
        if not isinstance(value, Unknown):
            return Found(value=str(value))
        link = self.resources.follow(resource, name, wanted)
        if guess and (not link.targets or link.targets[0].type.startswith("data.")):
            return self._placed(resource, name, wanted, link)
        return Found(link.targets, opaque=link.opaque)

    def _placed(self, resource: Resource, name: str, wanted: frozenset[str], link: Link) -> Found:
        """What an attribute may mean that leads to nothing in sight, or to what is only read."""
        if not link.targets and is_apart(self.resources.meaning(resource, name)):
            return Found(opaque=link.opaque)
        found = self.candidates(wanted) if link.opaque and not link.targets else ()
        if found:
            if len(found) > 1:
                self.estate.guessed.append(resource.origin)
            return Found(() if self.mode == NOWHERE and len(found) > 1 else found, opaque=True)
        others = self._in_sight(link.targets, wanted)
        if not others:
            return Found(link.targets, opaque=link.opaque)
        self.estate.unplaced.append(resource.origin)
        return Found((*link.targets, *others) if self.mode == EVERYWHERE else link.targets, opaque=link.opaque)

    def _in_sight(self, targets: tuple[Resource, ...], wanted: frozenset[str]) -> tuple[Resource, ...]:
        """What there is of the wanted types, but for what has another name than all that the reference leads to."""
        every = self._own(wanted)
        if len(every) > MAX_IN_SIGHT or any(not target.type.startswith("data.") for target in targets):
            return ()
        names = [read_value(target, "name") for target in targets]
        if not all(isinstance(name, str) for name in names):
            return every
        named = [(each, each.get("name") if names else None) for each in every]
        return tuple(each for each, name in named if not isinstance(name, str) or name in names)

    def _own(self, wanted: frozenset[str]) -> tuple[Resource, ...]:
        found = self._every.get(wanted)
        if found is None:
            types = [type_ for type_ in sorted(wanted) if not type_.startswith("data.")]
            found = self._every[wanted] = tuple(each for type_ in types for each in self.resources.of(type_))
        return found

    def awaited(self, value: object, wanted: frozenset[str]) -> tuple[Resource, ...]:
        """The resources of the wanted types whose attributes a value waits for (`model.holes`)."""
        names = sources_of(value)
        if not names:
            return ()
        known = self._addresses.get(wanted)
        if known is None:
            every = (each for type_ in sorted(wanted) for each in self.resources.of(type_))
            known = self._addresses[wanted] = {each.address: each for each in every}
        found = (known.get(name.rpartition(".")[0]) for name in names)
        return tuple({each.address: each for each in found if each is not None}.values())

    def candidates(self, wanted: frozenset[str]) -> tuple[Resource, ...]:
        """Every managed resource of the wanted types; none where there are too many to try."""
        every = self._own(wanted)
        return every if len(every) <= MAX_CANDIDATES else ()

    # -- APIs --------------------------------------------------------------------------------------------------------

    def add_api(self, resource: Resource, api: Api) -> None:
        """Adds an API that the input defines."""
        self.apis[resource.address] = api
        self.estate.apis.append(api)

    def apis_of(self, resource: Resource, name: str, wanted: frozenset[str], protocol: str | Unknown) -> list[Api]:
        """The API of a resource: one, or the candidates; an external one where it is defined elsewhere."""
        found = self.find(resource, name, wanted)
        apis = [self.apis[target.address] for target in found.targets if target.address in self.apis]
        if apis:
            return apis
        data = next((target for target in found.targets if target.type.startswith("data.")), None)
        if data is not None:
            return [self._elsewhere(data.address, data, protocol)]
        label = found.value or self.resources.meaning(resource, name) or resource.address
        api = self._elsewhere(label, resource, protocol)
        if found.value is not None:
            api.api_id = found.value
        return [api]

    def _elsewhere(self, label: str, resource: Resource, protocol: str | Unknown) -> Api:
        family = "rest" if isinstance(protocol, str) and protocol == REST else "v2"
        api = self._external.get((family, label))
        if api is None:
            reason = Unknown("the API is defined outside this input")
            read = resource if resource.type.startswith("data.") else None
            name = read.values.get("name") if read is not None else None
            own_id = (read.values.get("id") or read.values.get("api_id")) if read is not None else None
            stated = read.values.get("protocol_type") if read is not None else None
            types = complete(texts(block_value(first_block(read, "endpoint_configuration"), "types"))) if read else None
            api = Api(
                origin=resource.origin,
                protocol=stated.upper() if isinstance(stated, str) else protocol,
                api_name=name if isinstance(name, str) else reason,
                api_id=own_id if isinstance(own_id, str) else reason,
                external=True,
                endpoint_types=reason if types is None else types,
                vpc_endpoint_ids=reason,
                disable_execute_api_endpoint=reason,
                policy=reason,
                cors=reason,
                unread=reason,
            )
            self._external[(family, label)] = api
            self.estate.apis.append(api)
        api.origin = earlier(api.origin, resource)
        return api

    # -- values ------------------------------------------------------------------------------------------------------

    def policy(self, resource: Resource, name: str, block: View | None = None) -> Policy | PolicyError | Unknown | None:
        """A policy attribute (of a nested block) as a document: from its text, or from the data source of it.

        What functions make of a data source's text (`replace(...)`) is not that document.
        """
        value = (block or resource).get(name)
        if value is None or value == "" if not isinstance(value, Unknown) else False:
            return None
        if isinstance(value, str):
            return parse_policy(value)
        if not isinstance(value, Unknown):
            return PolicyError("the policy is not a text")
        if block is None:
            link = self.resources.follow(resource, name, POLICY_DOCUMENT)
        else:
            link = self.resources.trace(resource, block.references(name), POLICY_DOCUMENT)
        altered = block is None and bool(link.targets) and self.resources.altered(resource, name)
        if len(link.targets) == 1 and not link.opaque and not altered:
            target = link.targets[0]
            names = set(target.values) | set(target.unknown if isinstance(target.unknown, dict) else ())
            policy = policy_from_document(_with_texts({key: target.get(key) for key in names}, target.texts))
            if block is None and name in resource.texts:
                return with_resources(policy, parse_holed(resource.texts[name]))
            return policy
        return parse_holed(resource.texts[name]) if block is None and name in resource.texts else value


def is_apart(meaning: str) -> bool:
    """Whether what an expression means is an output of another state: what that made is none of this input's."""
    return bool(meaning) and all("'data'.'terraform_remote_state'." in part for part in meaning.split(" "))


def _with_texts(values: dict[str, Any], texts: dict[str, PartlyKnown]) -> dict[str, Any]:
    """The values, with what is known of the texts in lists (`list/0`)."""
    for place, text in texts.items():
        name, _, index = place.partition("/")
        items = values.get(name)
        if isinstance(items, list) and index.isdecimal() and int(index) < len(items):
            values[name] = [text if number == int(index) else item for number, item in enumerate(items)]
    return values


def read_value(resource: Resource, name: str) -> Any:
    """An attribute; Unknown where it is that of a data source that is read only when the plan is applied."""
    value = resource.get(name)
    if value is None and resource.type.startswith("data.") and _is_marked(resource.unknown, name):
        return Unknown("the data source is read only when the plan is applied")
    return value


def _is_marked(unknown: Any, name: str) -> bool:
    return unknown is True or (isinstance(unknown, dict) and bool(unknown.get(name)))


def earlier(origin: Origin, resource: Resource) -> Origin:
    """Of what names an object that is defined elsewhere the first by address, so that the plan's order is nothing."""
    return resource.origin if resource.address < origin.address else origin


def ambiguity(apis: list[Api]) -> str:
    """The text for an object that may belong to several APIs; empty for one."""
    if len(apis) < 2:
        return ""
    names = ", ".join(api.name for api in apis[:3]) + (", ..." if len(apis) > 3 else "")
    return f"it may belong to any of {len(apis)} APIs ({names}), and they differ in this"


def add_deployment(context: Context, resource: Resource, apis: list[Api]) -> None:
    """Adds a deployment to the APIs that it may be of. Only those of REST APIs name a stage."""
    for api in apis:
        deployment = Deployment(
            origin=resource.origin,
            ambiguous=ambiguity(apis),
            api=api,
            triggers=resource.get("triggers"),
            stage_name=resource.get("stage_name"),
            replace_triggered_by=context.resources.lifecycle_replaces(resource),
        )
        api.deployments.append(deployment)
        context.deployments.setdefault(resource.address, []).append(deployment)


def texts(value: Any) -> Any:
    """A list attribute as a tuple; None for an empty or missing one, Unknown for an unknown one."""
    if value is None or isinstance(value, Unknown):
        return value
    if isinstance(value, list):
        return tuple(value) or None
    return (value,)


def complete(value: Any, reason: str = "a part of it is known only after apply") -> Any:
    """The tuple or dict, or Unknown where one of its members is."""
    members = value.values() if isinstance(value, dict) else value if isinstance(value, tuple) else ()
    if any(isinstance(member, Unknown) for member in members):
        return Unknown(reason)
    return value


def first_block(view: Any, name: str) -> Any:
    """The first nested block of a name, None where there is none, Unknown where that is not known."""
    blocks = view.blocks(name)
    if isinstance(blocks, Unknown):
        return blocks
    return Unknown() if blocks and blocks[0].unknown is True else blocks[0] if blocks else None


def block_value(block: Any, name: str) -> Any:
    """An attribute of `first_block`'s result."""
    if block is None or isinstance(block, Unknown):
        return block
    return block.get(name)
