"""REST APIs: resources of type aws_api_gateway_* become gateways."""

from __future__ import annotations

from collections.abc import Iterator

from ..model.gateway import (
    REST,
    Api,
    Authorizer,
    Integration,
    Response,
    Route,
)
from ..model.iam import Policy, PolicyError
from ..model.resource import Resource
from ..model.value import Unknown
from .backend import function_of, service_of
from .bodies import add_body
from .context import Context, ambiguity, block_value, complete, first_block, texts
from .own_requests import own_requests
from .paths import Methods, Paths
from .rest_stages import link_rest_stages
from .rest_types import API, AUTHORIZER
from .schemas import validator_of

_MAYBE = "{} may belong to this API or to another one"


def link_rest(context: Context) -> None:
    """Adds the REST APIs of the input to the estate."""
    resources = context.resources
    for type_, add in _PARTS:
        for resource in resources.of(type_):
            add(context, resource)
    paths = Paths(context)
    for resource in resources.of("aws_api_gateway_method"):
        _method(context, resource, paths)
    methods = Methods(context, paths)
    loose = [i for i in resources.of("aws_api_gateway_integration") if not _integration(context, i, methods)]
    for resource in loose:
        _unplaced_integration(context, resource)
    for resource in resources.of("aws_api_gateway_integration_response"):
        _integration_response(context, resource, methods)
    link_rest_stages(context)


def _api(context: Context, resource: Resource) -> None:
    endpoint = first_block(resource, "endpoint_configuration")
    api = Api(
        origin=resource.origin,
        protocol=REST,
        api_name=resource.get("name"),
        api_id=resource.get("id"),
        endpoint_types=complete(texts(block_value(endpoint, "types"))),
        vpc_endpoint_ids=complete(texts(block_value(endpoint, "vpc_endpoint_ids"))),
        disable_execute_api_endpoint=resource.get("disable_execute_api_endpoint"),
        policy=None if _loses_policy(context, resource) else _own_policy(context, resource, resource.address),
        policy_origin=resource.origin,
        minimum_compression_size=resource.get("minimum_compression_size"),
        binary_media_types=complete(texts(resource.get("binary_media_types"))),
        api_key_source=resource.get("api_key_source"),
    )
    context.add_api(resource, api)
    add_body(context, api, resource)


def _own_policy(context: Context, resource: Resource, api: str) -> Policy | PolicyError | Unknown | None:
    return own_requests(context.policy(resource, "policy"), api)


def _loses_policy(context: Context, resource: Resource) -> bool:
    """Whether the policy that the state shows for an API was attached by a resource that the plan deletes."""
    if context.other is None or resource.expressions is None or "policy" in resource.expressions:
        return False
    attachments = context.other.of("aws_api_gateway_rest_api_policy")
    return any(
        attached.origin.change == "delete" and attached.values.get("rest_api_id") == resource.values.get("id")
        for attached in attachments
    )


def _put(context: Context, resource: Resource) -> None:
    apis = context.apis_of(resource, "rest_api_id", API, REST)
    for api in apis:
        if len(apis) == 1:
            add_body(context, api, resource)
        else:
            api.unread = Unknown(f"{resource.address} may give it a body")


def _policy(context: Context, resource: Resource) -> None:
    apis = context.apis_of(resource, "rest_api_id", API, REST)
    for api in apis:
        unsure = Unknown(_MAYBE.format(resource.address))
        api.policy = _own_policy(context, resource, api.origin.address) if len(apis) == 1 else unsure
        api.policy_origin = resource.origin
        if len(apis) == 1:
            api.policies.append(resource.origin)
        else:
            api.policies_unread = Unknown(_MAYBE.format(resource.address))


def _gateway_response(context: Context, resource: Resource) -> None:
    apis = context.apis_of(resource, "rest_api_id", API, REST)
    unsure = Unknown(_MAYBE.format(resource.address))
    response = Response(
        origin=resource.origin,
        status_code=resource.get("status_code"),
        parameters=resource.get("response_parameters") if len(apis) == 1 else unsure,
        templates=resource.get("response_templates") if len(apis) == 1 else unsure,
        response_type=resource.get("response_type"),
    )
    for api in apis:
        api.gateway_responses.append(response)


def _authorizer(context: Context, resource: Resource) -> None:
    apis = context.apis_of(resource, "rest_api_id", API, REST)
    for api in apis:
        source = resource.get("identity_source")
        authorizer = Authorizer(
            origin=resource.origin,
            ambiguous=ambiguity(apis),
            api=api,
            authorizer_name=resource.get("name"),
            type=resource.get("type") or "TOKEN" if not isinstance(resource.get("type"), Unknown) else Unknown(),
            ttl=resource.get("authorizer_result_ttl_in_seconds"),
            identity_sources=tuple(part.strip() for part in source.split(",")) if isinstance(source, str) else source,
            identity_validation=resource.get("identity_validation_expression"),
            uri=resource.get("authorizer_uri"),
            credentials=resource.get("authorizer_credentials"),
            provider_arns=texts(resource.get("provider_arns")),
        )
        api.authorizers.append(authorizer)
        context.authorizers.setdefault(resource.address, []).append(authorizer)


def _method(context: Context, resource: Resource, paths: Paths) -> None:
    apis = context.apis_of(resource, "rest_api_id", API, REST)
    possible = paths.of_method(resource)
    for api in apis:
        validator = validator_of(context, resource)
        route = Route(
            origin=resource.origin,
            ambiguous=ambiguity(apis),
            api=api,
            method=_upper(resource.get("http_method")),
            path=possible[0] if len(possible) == 1 else Unknown("path known only after apply"),
            paths=possible,
            authorization=resource.get("authorization"),
            authorizer=linked_authorizer(context, resource, api, AUTHORIZER),
            api_key_required=resource.get("api_key_required"),
            scopes=complete(texts(resource.get("authorization_scopes"))),
            request_validator=resource.get("request_validator_id"),
            validator=validator,
            validates_body=validator if isinstance(validator, Unknown | None) else validator.body,
            validates_parameters=validator if isinstance(validator, Unknown | None) else validator.parameters,
            request_models=resource.get("request_models"),
            request_parameters=resource.get("request_parameters"),
        )
        api.routes.append(route)
        context.routes.setdefault(resource.address, []).append(route)


def _upper(value: object) -> str | Unknown | None:
    if value is None or isinstance(value, Unknown):
        return value
    return str(value).upper()


def linked_authorizer(
    context: Context, resource: Resource, api: Api, wanted: frozenset[str]
) -> Authorizer | Unknown | None:
    """The authorizer that `authorizer_id` names: linked, Unknown where it cannot be followed, None where not given."""
    found = context.find(resource, "authorizer_id", wanted, guess=False)
    if not found.given:
        return None
    own = [a for target in found.targets for a in context.authorizers.get(target.address, ())]
    preferred = [a for a in own if a.api is api] or own
    if not preferred and found.opaque:
        preferred = api.authorizers
    if len(preferred) == 1:
        return preferred[0]
    if found.value is not None:
        return Unknown("the authorizer is defined outside this input")
    if len(preferred) > 1:
        return Unknown(f"it may be any of {len(preferred)} authorizers")
    return Unknown("the authorizer's id is known only after apply")


def _integration(context: Context, resource: Resource, methods: Methods) -> bool:
    """Adds an integration; returns whether it could be placed."""
    routes, placed = methods.of(resource)
    apis = list({id(route.api): route.api for route in routes}.values())
    if not apis:
        apis = context.apis_of(resource, "rest_api_id", API, REST)
    tls = first_block(resource, "tls_config")
    certain = len({route.origin.address for route in routes}) == 1
    function = function_of(context, resource, "uri")
    for api in apis:
        integration = Integration(
            origin=resource.origin,
            ambiguous=ambiguity(apis),
            api=api,
            type=_upper(resource.get("type")),
            uri=resource.get("uri"),
            service=service_of(resource, "type", "uri", function),
            method=resource.get("integration_http_method"),
            connection_type=resource.get("connection_type"),
            connection_id=resource.get("connection_id"),
            credentials=resource.get("credentials"),
            insecure_skip_verification=block_value(tls, "insecure_skip_verification"),
            passthrough_behavior=resource.get("passthrough_behavior"),
            request_templates=resource.get("request_templates"),
            request_parameters=resource.get("request_parameters"),
            timeout_ms=resource.get("timeout_milliseconds"),
            cache_key_parameters=complete(texts(resource.get("cache_key_parameters"))),
            content_handling=resource.get("content_handling"),
            function_address=function,
        )
        api.integrations.append(integration)
        context.integrations.setdefault(resource.address, []).append(integration)
        for route in routes:
            if route.api is not api:
                continue
            if certain:
                route.integration = integration
                integration.routes.append(route)
            else:
                route.integration = Unknown("which integration is its own cannot be told from the input")
    return placed


def _unplaced_integration(context: Context, resource: Resource) -> None:
    """An integration of which is not known whose it is may be that of any method without one."""
    reason = Unknown(f"{resource.address} may be its integration")
    for integration in context.integrations.get(resource.address, ()):
        for route in _of_verb(integration.api.routes, resource):
            if route.integration is None and not route.origin.pointer:
                route.integration = reason


def _of_verb(routes: list[Route], resource: Resource) -> Iterator[Route]:
    verb = _upper(resource.get("http_method"))
    for route in routes:
        if not isinstance(verb, str) or not isinstance(route.method, str) or route.method == verb:
            yield route


def _integration_response(context: Context, resource: Resource, methods: Methods) -> None:
    routes, placed = methods.of(resource)
    addresses = {route.origin.address for route in routes}
    if len(addresses) == 1:
        response = Response(
            origin=resource.origin,
            status_code=resource.get("status_code"),
            parameters=resource.get("response_parameters"),
            templates=resource.get("response_templates"),
        )
    else:
        # Nothing of it is sure for any of those that it may belong to.
        unsure = Unknown(f"whether {resource.address} belongs to it cannot be told")
        response = Response(origin=resource.origin, status_code=unsure, parameters=unsure, templates=unsure)
    if not placed:
        apis = context.apis_of(resource, "rest_api_id", API, REST)
        routes = [route for api in apis for route in _of_verb(api.routes, resource) if not route.origin.pointer]
    for route in routes:
        integration = route.integration
        if not isinstance(integration, Integration):
            continue
        # Of those that cannot be placed, one stands for all.
        if placed or not any(isinstance(other.status_code, Unknown) for other in integration.responses):
            integration.responses.append(response)


_PARTS = (
    ("aws_api_gateway_rest_api", _api),
    ("aws_api_gateway_rest_api_put", _put),
    ("aws_api_gateway_rest_api_policy", _policy),
    ("aws_api_gateway_gateway_response", _gateway_response),
    ("aws_api_gateway_authorizer", _authorizer),
)
