"""The route table: what holds for each route of each stage, with the settings in force.

The structs are part of the JSON report, version 1 (see `report.document`): a field may be added, but none may change
its meaning or go. Strings in them are cleaned.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated, Any, TypeAlias

from msgspec import Meta, Struct

from .effective import Effective, effective
from .model.estate import Estate
from .model.gateway import HTTP, REST, Api, Domain, Mapping, Route, Stage, WebAcl
from .model.gateway import Integration as Backend
from .model.value import Unknown

Clean: TypeAlias = Callable[[str], str]


class Undetermined(Struct, frozen=True):
    """A value that cannot be known from the input."""

    unknown: Annotated[str, Meta(description="Why.")]


class Throttle(Struct, frozen=True):
    """The throttling in force; null where only the account's limits apply."""

    rate: Annotated[float | Undetermined | None, Meta(description="Requests a second.")]
    burst: int | Undetermined | None


class Logging(Struct, frozen=True):
    """What is logged."""

    access: Annotated[bool, Meta(description="Whether the stage has an access log.")]
    execution: Annotated[
        str | Undetermined | None, Meta(description="Execution log level; null for HTTP APIs, which have none.")
    ]
    data_trace: Annotated[
        bool | Undetermined | None, Meta(description="Whether requests and responses are logged whole; null as above.")
    ]


class Validation(Struct, frozen=True):
    """What the request validator of a route of a REST API checks."""

    body: bool | Undetermined
    parameters: bool | Undetermined


class Integration(Struct, frozen=True):
    """What a route calls."""

    type: Annotated[str | Undetermined | None, Meta(description="Such as AWS_PROXY, HTTP or MOCK.")]
    target: Annotated[
        str | Undetermined | None,
        Meta(description="The AWS service (`lambda`, `dynamodb`, ...), `http`, `vpc-link` or `mock`."),
    ]


class DomainPath(Struct, frozen=True):
    """A custom domain that leads to a stage."""

    name: str | Undetermined | None
    path: Annotated[str | Undetermined | None, Meta(description="The base path; null for the root.")]
    tls: Annotated[
        str | Undetermined | None,
        Meta(description="The domain's security policy; null where it is left to the service."),
    ]


class StagePosture(Struct, frozen=True):
    """What holds for a route on one stage."""

    stage: str | Undetermined | None
    address: str
    throttle: Throttle
    logging: Logging
    web_acls: Annotated[
        list[str] | Undetermined | None,
        Meta(description="The web ACLs that protect the stage; null for HTTP and WebSocket APIs, which take none."),
    ]
    domains: Annotated[list[DomainPath] | Undetermined, Meta(description="The custom domains that lead to the stage.")]


class RoutePosture(Struct, frozen=True):
    """A route and what holds for it."""

    name: Annotated[str, Meta(description="Such as `GET /orders`, `$connect` or `$default`.")]
    address: Annotated[str, Meta(description="The Terraform address, of the API where the route lives in a body.")]
    authorization: Annotated[str | Undetermined, Meta(description="NONE, AWS_IAM, CUSTOM, COGNITO_USER_POOLS or JWT.")]
    authorizer: Annotated[str | Undetermined | None, Meta(description="The authorizer's name.")]
    api_key: Annotated[bool | Undetermined, Meta(description="Whether an API key is required.")]
    validation: Annotated[Validation | None, Meta(description="null for HTTP and WebSocket APIs, which have none.")]
    integration: Integration | None
    ambiguous: Annotated[
        str | None, Meta(description="Why the route may belong to another gateway instead; null where it cannot.")
    ]
    stages: Annotated[list[StagePosture], Meta(description="One entry a stage; empty where the API has none.")]


class StageName(Struct, frozen=True):
    """A stage of a gateway."""

    name: str | Undetermined | None
    address: str


class UnseenRoutes(Struct, frozen=True):
    """Routes that the input does not show: why, and what is sure to hold for them on each stage."""

    reason: str
    stages: list[StagePosture]


class Gateway(Struct, frozen=True):
    """An API with its routes."""

    kind: Annotated[str, Meta(description="`rest`, `http`, `websocket` or `unknown`.")]
    name: str | Undetermined | None
    address: Annotated[str, Meta(description="The Terraform address; empty for an API that is defined elsewhere.")]
    input: Annotated[str, Meta(description="The path of the input, as in `inputs`.")]
    stages: list[StageName]
    routes: list[RoutePosture]
    unseen: Annotated[UnseenRoutes | None, Meta(description="Set where not all routes can be seen.")]


def inventory(estate: Estate, clean: Clean, plain: Clean | None = None) -> list[Gateway]:
    """Every gateway of the estate with its routes, in the order of the input.

    `clean` masks and cleans what the input says; `plain` (else `clean`) what only needs cleaning, such as addresses.
    """
    anywhere = next((mapping.api for mapping in estate.mappings if isinstance(mapping.api, Unknown)), None)
    reader = _Reader(clean, plain or clean, anywhere)
    return [reader.gateway(api) for api in estate.apis]


class _Reader:
    """Turns model objects into the structs of the report."""

    def __init__(self, clean: Clean, plain: Clean, anywhere: Unknown | None) -> None:
        self.clean = clean
        self.plain = plain
        self.anywhere = anywhere  # set where a domain may lead to any of the APIs

    def gateway(self, api: Api) -> Gateway:
        stages = [self._stage(api, stage) for stage in api.stages]
        postures: dict[int, list[StagePosture]] = {}
        unseen: list[StagePosture] = []
        for groups in stages:
            for group, posture in groups:
                if group.unseen:
                    unseen.append(posture)
                for route in group.routes:
                    postures.setdefault(id(route), []).append(posture)
        return Gateway(
            kind="unknown" if isinstance(api.protocol, Unknown) else api.protocol.lower(),
            name=self._text(api.api_name),
            address=self.plain(api.origin.address),
            input=self.plain(api.origin.input),
            stages=[StageName(self._text(s.stage_name), self.plain(s.origin.address)) for s in api.stages],
            routes=[self._route(api, route, postures.get(id(route), [])) for route in api.routes],
            unseen=None if api.unread is None else UnseenRoutes(self.clean(api.unread.reason), unseen),
        )

    def _stage(self, api: Api, stage: Stage) -> list[tuple[Effective, StagePosture]]:
        name = self._text(stage.stage_name)
        address = self.plain(stage.origin.address)
        acls = self._acls(api, stage)
        domains = self._domains(api, stage)
        found = []
        for group in effective(stage):
            throttle = Throttle(self._limit(group, "throttling_rate"), self._limit(group, "throttling_burst"))
            posture = StagePosture(name, address, throttle, self._logging(api, stage, group), acls, domains)
            found.append((group, posture))
        return found

    def _route(self, api: Api, route: Route, stages: list[StagePosture]) -> RoutePosture:
        authorizer: str | Undetermined | None
        if route.authorizer is None or isinstance(route.authorizer, Unknown):
            authorizer = self._text(route.authorizer)
        else:
            named = self._text(route.authorizer.authorizer_name)
            authorizer = named if isinstance(named, str) else self.plain(route.authorizer.origin.address)
        return RoutePosture(
            name=self.clean(route.name),
            address=self.plain(route.origin.address),
            authorization="NONE" if route.authorization is None else self._given(route.authorization),
            authorizer=authorizer,
            api_key=self._flag(route.api_key_required),
            validation=self._validation(api, route),
            integration=self._integration(route.integration),
            ambiguous=self.clean(route.ambiguous) if route.ambiguous else None,
            stages=stages,
        )

    def _integration(self, backend: Backend | Unknown | None) -> Integration | None:
        if backend is None:
            return None
        if isinstance(backend, Unknown):
            return Integration(self._why(backend), self._why(backend))
        kind = self._text(backend.type)
        if kind == "MOCK":
            return Integration(kind, "mock")
        if kind == "AWS_PROXY" and backend.subtype is None:  # without a subtype it is a function, whatever its URI is
            return Integration(kind, "lambda")
        if backend.service is not None:
            return Integration(kind, self._text(backend.service))
        if not isinstance(kind, str) or not kind.startswith("HTTP"):
            return Integration(kind, kind if isinstance(kind, Undetermined) else None)
        link = backend.connection_type
        if isinstance(link, Unknown):
            return Integration(kind, self._why(link))
        return Integration(kind, "vpc-link" if link == "VPC_LINK" else "http")

    def _validation(self, api: Api, route: Route) -> Validation | None:
        if isinstance(api.protocol, Unknown) or api.protocol != REST:
            return None
        return Validation(self._flag(route.validates_body), self._flag(route.validates_parameters))

    def _logging(self, api: Api, stage: Stage, group: Effective) -> Logging:
        # A destination that is known only after apply is there: presence is all that is asked.
        access = stage.access_log_destination is not None
        if isinstance(api.protocol, str) and api.protocol == HTTP:
            return Logging(access, None, None)
        level = self._setting(group, "logging_level")
        trace = self._setting(group, "data_trace")
        return Logging(
            access,
            "OFF" if level is None else self._given(level),
            trace if isinstance(trace, Undetermined) else trace is True,
        )

    def _limit(self, group: Effective, name: str) -> Any:
        value = self._setting(group, name)
        # REST stages write -1 for "no limit of its own".
        return None if isinstance(value, int | float) and value < 0 else value

    def _setting(self, group: Effective, name: str) -> Any:
        unread = group.stage.settings_unread
        value = unread if unread is not None else group.value(name)
        return self._why(value) if isinstance(value, Unknown) else value

    def _acls(self, api: Api, stage: Stage) -> list[str] | Undetermined | None:
        if isinstance(api.protocol, Unknown) or api.protocol != REST:
            return None
        if not stage.web_acls and stage.web_acl_unread is not None:
            return self._why(stage.web_acl_unread)
        return [self._acl(acl) for acl in stage.web_acls]

    def _acl(self, acl: WebAcl) -> str:
        return self.clean(acl.acl_name) if isinstance(acl.acl_name, str) else self.plain(acl.origin.address)

    def _domains(self, api: Api, stage: Stage) -> list[DomainPath] | Undetermined:
        found = []
        maybe = self.anywhere
        for mapping in api.mappings:
            if isinstance(mapping.stage, Unknown):
                maybe = mapping.stage
            elif mapping.stage is stage or (mapping.stage is None and mapping.stage_name is None):
                found.append(self._domain(mapping))
        return self._why(maybe) if maybe is not None and not found else found

    def _domain(self, mapping: Mapping) -> DomainPath:
        domain, path = mapping.domain, self._text(mapping.base_path) or None
        if domain is None or isinstance(domain, Unknown):
            tls = self._why(domain) if domain is not None else Undetermined("the domain is not in the input")
            return DomainPath(tls, path, tls)
        return DomainPath(self._text(domain.domain_name), path, self._tls(domain))

    def _tls(self, domain: Domain) -> str | Undetermined | None:
        if domain.security_policy is None and domain.external:
            return Undetermined("the domain is defined elsewhere")
        return self._text(domain.security_policy)

    def _flag(self, value: bool | Unknown | None) -> bool | Undetermined:
        return self._why(value) if isinstance(value, Unknown) else value is True

    def _text(self, value: str | Unknown | None) -> str | Undetermined | None:
        if value is None:
            return None
        return self._why(value) if isinstance(value, Unknown) else self.clean(value)

    def _given(self, value: object) -> str | Undetermined:
        if isinstance(value, Undetermined):
            return value
        return self._why(value) if isinstance(value, Unknown) else self.clean(str(value))

    def _why(self, value: Unknown) -> Undetermined:
        return Undetermined(self.clean(value.reason))
