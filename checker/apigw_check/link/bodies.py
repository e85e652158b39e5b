"""OpenAPI bodies: routes, authorizers and integrations with an origin inside the document."""

from __future__ import annotations

from typing import Any

from ..model.body import Body, BodyCors, BodyError, BodyIntegration, BodyRoute
from ..model.gateway import HTTP, REST, Api, Authorizer, Cors, Integration, Response, Route
from ..model.origin import Origin
from ..model.resource import Resource
from ..model.schemas import Validator
from ..model.value import Unknown
from .backend import FUNCTION, service_of_subtype, service_of_uri
from .context import Context
from .schemas import document_of, schemas_of


def add_body(context: Context, api: Api, resource: Resource) -> None:
    """Reads the `body` of an API resource, where it has one, into the API."""
    text = resource.get("body")
    if text is None or (isinstance(text, str) and not text.strip()):
        return
    api.has_body = True
    protocol = api.protocol if isinstance(api.protocol, str) else HTTP
    holed = resource.texts.get("body") if isinstance(text, Unknown) else str(text)
    body = text if holed is None else context.read_body(holed, protocol)
    if isinstance(body, Unknown):
        later = body.reason == Unknown().reason
        api.unread = Unknown(f"its body is {'' if later else 'not known: '}{body.reason}", body.references)
        _unknown_arguments(api, api.unread)
        return
    if isinstance(body, BodyError):
        api.body_error = body
        api.unread = Unknown(body.message)
        _unknown_arguments(api, api.unread)
        return
    _Body(context, api, protocol, resource.origin, body).add()


#: What the body of an HTTP API, and that of a REST API, may set.
_IN_BODY = (
    ("disable_execute_api_endpoint", "cors"),
    ("policy", "disable_execute_api_endpoint", "minimum_compression_size", "binary_media_types", "vpc_endpoint_ids"),
)


def _unknown_arguments(api: Api, reason: Unknown) -> None:
    """What an unread body may set wherever an argument does not."""
    for name in _IN_BODY[api.protocol == REST if isinstance(api.protocol, str) else False]:
        if getattr(api, name) is None:
            setattr(api, name, reason)


class _Body:
    def __init__(self, context: Context, api: Api, protocol: str, origin: Origin, body: Body) -> None:
        self._context = context
        self._api = api
        self._protocol = protocol
        self._origin = origin
        self._body = body
        self._authorizers: dict[str, Authorizer] = {}
        self._integrations: dict[str, Integration] = {}
        self._schemas = schemas_of(body, self._at)

    def add(self) -> None:
        """Adds everything that the body says; written arguments of the resource go before the body's settings."""
        api, body = self._api, self._body
        api.document = document_of(body, self._origin, self._at)
        if body.policy is not None:
            api.policies.append(self._at("/x-amazon-apigateway-policy"))
        if api.policy is None and body.policy is not None:
            api.policy = body.policy
            api.policy_origin = self._at("/x-amazon-apigateway-policy")
        if body.unread is not None:
            api.unread = Unknown(f"a part of its body is not known: {body.unread.reason}", body.unread.references)
        api.disable_execute_api_endpoint = _endpoint(api.disable_execute_api_endpoint, body)
        if api.vpc_endpoint_ids is None:
            api.vpc_endpoint_ids = body.vpc_endpoint_ids
        if api.minimum_compression_size is None:
            api.minimum_compression_size = body.minimum_compression_size
        if api.binary_media_types is None:
            api.binary_media_types = body.binary_media_types
        if api.api_key_source is None:
            api.api_key_source = body.api_key_source
        if api.cors is None and body.cors is not None and self._protocol == HTTP:
            api.cors = self._cors(body.cors)
        for authorizer in body.authorizers:
            made = Authorizer(
                origin=self._at(authorizer.pointer),
                api=api,
                authorizer_name=authorizer.name,
                type=authorizer.type,
                ttl=authorizer.ttl,
                identity_sources=authorizer.identity_sources,
                identity_validation=authorizer.identity_validation,
                uri=authorizer.uri,
                credentials=authorizer.credentials,
                provider_arns=authorizer.provider_arns,
                issuer=authorizer.issuer,
                audience=authorizer.audience,
                payload_version=authorizer.payload_version,
                simple_responses=authorizer.simple_responses,
            )
            self._authorizers[authorizer.name] = made
            api.authorizers.append(made)
        for route in body.routes:
            self._route(route)
        for response in body.gateway_responses:
            api.gateway_responses.append(
                Response(
                    origin=self._at(response.pointer),
                    status_code=response.status_code,
                    parameters=_copy(response.response_parameters),
                    templates=_copy(response.response_templates),
                    response_type=response.response_type,
                )
            )

    def _cors(self, cors: BodyCors | Unknown) -> Cors | Unknown:
        if isinstance(cors, Unknown):
            return cors
        return Cors(
            origin=self._at(cors.pointer),
            allow_origins=cors.allow_origins,
            allow_methods=cors.allow_methods,
            allow_headers=cors.allow_headers,
            expose_headers=cors.expose_headers,
            allow_credentials=cors.allow_credentials,
            max_age=cors.max_age,
        )

    def _at(self, pointer: str) -> Origin:
        return self._origin.inside("body", pointer)

    def _route(self, route: BodyRoute) -> None:
        api = self._api
        integration = self._integration(route.integration)
        named = route.authorizer
        authorizer: Authorizer | Unknown | None = None
        if isinstance(named, Unknown):
            authorizer = named
        elif named:
            authorizer = self._authorizers.get(named)
        if named is not None and authorizer is None:
            authorizer = Unknown(f"the authorizer {named} is not defined in the body")
        made = Route(
            origin=self._at(route.pointer),
            api=api,
            method=route.method,
            path=route.path,
            paths=(route.path,),
            authorization=route.authorization,
            route_key=None if self._protocol == REST else route_key(route.method, route.path),
            authorizer=authorizer,
            api_key_required=route.api_key_required,
            scopes=route.scopes,
            integration=integration,
            request_validator=route.request_validator,
            validator=self._validator(route.request_validator),
            validates_body=route.validates[0] if route.validates else None,
            validates_parameters=route.validates[1] if route.validates else None,
            request_models=_copy(route.request_models),
            request_schemas={
                name: place if isinstance(place, Unknown) else self._schemas[place]
                for name, place in route.request_schemas.items()
            },
            request_parameters=_copy(route.request_parameters),
            security=route.security,
            security_origin=self._at(route.security_pointer),
            root_security=route.root_security,
            unenforced={name: self._at(pointer) for name, pointer in route.unenforced},
        )
        api.routes.append(made)
        if isinstance(integration, Integration):
            integration.routes.append(made)

    def _validator(self, name: str | Unknown | None) -> Validator | Unknown | None:
        if name is None or isinstance(name, Unknown):
            return name
        assert self._api.document is not None
        found = [each for each in self._api.document.validators if each.validator_name == name]
        return found[0] if found else Unknown(f"the body does not define the request validator {name}")

    def _integration(self, given: BodyIntegration | Unknown | None) -> Integration | Unknown | None:
        if given is None or isinstance(given, Unknown):
            return given
        known = self._integrations.get(given.pointer)
        if known is not None:
            return known
        if isinstance(given.subtype, str):
            service: str | Unknown | None = service_of_subtype(given.subtype)
        else:
            service = service_of_uri(given.type, given.uri)
        is_function = isinstance(service, str) and service == "lambda"
        functions = self._context.awaited(given.uri, FUNCTION) if is_function else ()
        made = Integration(
            origin=self._at(given.pointer),
            api=self._api,
            type=given.type,
            uri=given.uri,
            service=service,
            function_address=functions[0].address if len(functions) == 1 else "",
            method=given.method,
            subtype=given.subtype,
            connection_type=given.connection_type,
            connection_id=given.connection_id,
            credentials=given.credentials,
            insecure_skip_verification=given.insecure_skip_verification,
            server_name_to_verify=given.server_name_to_verify,
            passthrough_behavior=given.passthrough_behavior,
            request_templates=_copy(given.request_templates),
            request_parameters=_copy(given.request_parameters),
            timeout_ms=given.timeout_ms,
            cache_key_parameters=given.cache_key_parameters,
            content_handling=given.content_handling,
            responses=[
                Response(
                    origin=self._at(pointer),
                    status_code=status,
                    parameters=_copy(parameters),
                    templates=_copy(templates),
                )
                for status, pointer, parameters, templates in given.responses
            ],
        )
        self._integrations[given.pointer] = made
        self._api.integrations.append(made)
        return made


def _endpoint(given: bool | Unknown | None, body: Body) -> bool | Unknown | None:
    """The provider sends the argument only where it is true, so a `true` in the body stands."""
    stated = body.disable_execute_api_endpoint
    if isinstance(stated, Unknown):
        return given if given is True else stated
    return True if stated and not isinstance(given, Unknown) else given


def _copy(given: Any) -> Any:
    return dict(given) if isinstance(given, dict) else given


def route_key(method: str | Unknown, path: str) -> str | Unknown:
    """The HTTP API route key of an operation; the path `/$default` is the default route."""
    if isinstance(method, Unknown):
        return method
    return "$default" if path.strip("/") == "$default" else f"{method} {path}"
