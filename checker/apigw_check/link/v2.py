"""HTTP and WebSocket APIs: resources of type aws_apigatewayv2_* become gateways."""

from __future__ import annotations

from typing import Any

from ..model.gateway import (
    WEBSOCKET,
    Api,
    Authorizer,
    Cors,
    Integration,
    Route,
    Setting,
    Stage,
)
from ..model.resource import Resource, View
from ..model.value import Unknown
from .backend import function_of, service_of, service_of_subtype
from .bodies import add_body
from .context import Context, add_deployment, ambiguity, block_value, complete, first_block, texts
from .rest import linked_authorizer

API = frozenset({"aws_apigatewayv2_api", "data.aws_apigatewayv2_api"})
AUTHORIZER = frozenset({"aws_apigatewayv2_authorizer"})
INTEGRATION = frozenset({"aws_apigatewayv2_integration"})
_ELSEWHERE = Unknown("whether it is an HTTP or a WebSocket API is not in the input")


def link_v2(context: Context) -> None:
    """Adds the HTTP and WebSocket APIs of the input to the estate."""
    for resource in context.resources.of("aws_apigatewayv2_api"):
        _api(context, resource)
    for resource in context.resources.of("aws_apigatewayv2_authorizer"):
        _authorizer(context, resource)
    for resource in context.resources.of("aws_apigatewayv2_integration"):
        _integration(context, resource)
    for resource in context.resources.of("aws_apigatewayv2_route"):
        _route(context, resource)
    for resource in context.resources.of("aws_apigatewayv2_deployment"):
        _deployment(context, resource)
    for resource in context.resources.of("aws_apigatewayv2_stage"):
        _stage(context, resource)


def _api(context: Context, resource: Resource) -> None:
    protocol = resource.get("protocol_type")
    block = first_block(resource, "cors_configuration")
    cors: Cors | Unknown | None
    if block is None or isinstance(block, Unknown):
        cors = block
    else:
        cors = Cors(
            origin=resource.origin,
            allow_origins=complete(texts(block.get("allow_origins"))),
            allow_methods=complete(texts(block.get("allow_methods"))),
            allow_headers=complete(texts(block.get("allow_headers"))),
            expose_headers=complete(texts(block.get("expose_headers"))),
            allow_credentials=block.get("allow_credentials"),
            max_age=block.get("max_age"),
        )
    api = Api(
        origin=resource.origin,
        protocol=protocol.upper() if isinstance(protocol, str) else _ELSEWHERE,
        api_name=resource.get("name"),
        api_id=resource.get("id"),
        disable_execute_api_endpoint=resource.get("disable_execute_api_endpoint"),
        cors=cors,
        api_key_source=resource.get("api_key_selection_expression"),
    )
    context.add_api(resource, api)
    add_body(context, api, resource)
    if resource.get("target") is not None:
        _quick_create(context, api, resource)


def _quick_create(context: Context, api: Api, resource: Resource) -> None:
    """What the service makes of `target`: an integration, a route and the stage `$default` (CreateApi, `target`)."""
    target = resource.get("target")
    kind: str | Unknown
    function = function_of(context, resource, "target")
    if isinstance(target, str):
        kind = "HTTP_PROXY" if target.lower().startswith(("http://", "https://")) else "AWS_PROXY"
    else:
        kind = "AWS_PROXY" if function else Unknown("the quick-create target is known only after apply")
    integration = Integration(
        origin=resource.origin.inside("target", ""),
        api=api,
        type=kind,
        uri=target,
        service=kind if isinstance(kind, Unknown) else "lambda" if kind == "AWS_PROXY" else None,
        credentials=resource.get("credentials_arn"),
        function_address=function,
    )
    key = resource.get("route_key")
    key = "$default" if key is None or (isinstance(key, str) and not key) else key
    method, path = split_route_key(key)
    route = Route(
        origin=resource.origin.inside("target", ""),
        api=api,
        method=method,
        path=path,
        route_key=key,
        authorization="NONE",
        integration=integration,
    )
    integration.routes.append(route)
    api.integrations.append(integration)
    api.routes.append(route)
    api.stages.append(Stage(origin=resource.origin, api=api, stage_name="$default", auto_deploy=True, implicit=True))


def split_route_key(key: object) -> tuple[str | Unknown | None, str | Unknown | None]:
    """Method and path of a route key; `$default` takes ANY method, WebSocket keys have neither."""
    if isinstance(key, Unknown):
        return (key, key)
    text = str(key)
    if text == "$default":
        return ("ANY", "/$default")
    method, space, path = text.partition(" ")
    if space and path.lstrip().startswith("/"):
        return (method.upper(), path.strip())
    return (None, None)


def _authorizer(context: Context, resource: Resource) -> None:
    apis = context.apis_of(resource, "api_id", API, _ELSEWHERE)
    jwt = first_block(resource, "jwt_configuration")
    for api in apis:
        kind = resource.get("authorizer_type")
        authorizer = Authorizer(
            origin=resource.origin,
            ambiguous=ambiguity(apis),
            api=api,
            authorizer_name=resource.get("name"),
            type=kind.upper() if isinstance(kind, str) else kind,
            ttl=resource.get("authorizer_result_ttl_in_seconds"),
            identity_sources=complete(texts(resource.get("identity_sources"))),
            uri=resource.get("authorizer_uri"),
            credentials=resource.get("authorizer_credentials_arn"),
            issuer=block_value(jwt, "issuer"),
            audience=texts(block_value(jwt, "audience")),
            payload_version=resource.get("authorizer_payload_format_version"),
            simple_responses=resource.get("enable_simple_responses"),
        )
        api.authorizers.append(authorizer)
        context.authorizers.setdefault(resource.address, []).append(authorizer)


def _integration(context: Context, resource: Resource) -> None:
    apis = context.apis_of(resource, "api_id", API, _ELSEWHERE)
    kind, subtype = resource.get("integration_type"), resource.get("integration_subtype")
    tls = first_block(resource, "tls_config")
    function = function_of(context, resource, "integration_uri")
    service: str | Unknown | None
    if isinstance(subtype, str):
        service = service_of_subtype(subtype)
    elif kind == "AWS_PROXY" if isinstance(kind, str) else False:
        service = "lambda" if subtype is None else subtype
    else:
        service = service_of(resource, "integration_type", "integration_uri", function)
    for api in apis:
        integration = Integration(
            origin=resource.origin,
            ambiguous=ambiguity(apis),
            api=api,
            type=kind.upper() if isinstance(kind, str) else kind,
            uri=resource.get("integration_uri"),
            service=service,
            method=resource.get("integration_method"),
            subtype=subtype,
            connection_type=resource.get("connection_type"),
            connection_id=resource.get("connection_id"),
            credentials=resource.get("credentials_arn"),
            server_name_to_verify=block_value(tls, "server_name_to_verify"),
            passthrough_behavior=resource.get("passthrough_behavior"),
            request_templates=resource.get("request_templates"),
            request_parameters=resource.get("request_parameters"),
            timeout_ms=resource.get("timeout_milliseconds"),
            function_address=function,
        )
        api.integrations.append(integration)
        context.integrations.setdefault(resource.address, []).append(integration)


def _route(context: Context, resource: Resource) -> None:
    apis = context.apis_of(resource, "api_id", API, _ELSEWHERE)
    key = resource.get("route_key")
    for api in apis:
        method, path = (None, None) if _is_websocket(api) else split_route_key(key)
        route = Route(
            origin=resource.origin,
            ambiguous=ambiguity(apis),
            api=api,
            method=method,
            path=path,
            paths=(path,) if isinstance(path, str) else (),
            route_key=key,
            authorization=resource.get("authorization_type"),
            authorizer=linked_authorizer(context, resource, api, AUTHORIZER),
            api_key_required=resource.get("api_key_required"),
            scopes=complete(texts(resource.get("authorization_scopes"))),
            integration=_target(context, resource, api),
            request_models=resource.get("request_models"),
        )
        if isinstance(route.integration, Integration):
            route.integration.routes.append(route)
        api.routes.append(route)
        context.routes.setdefault(resource.address, []).append(route)


def _is_websocket(api: Api) -> bool:
    return isinstance(api.protocol, str) and api.protocol == WEBSOCKET


def _target(context: Context, resource: Resource, api: Api) -> Integration | Unknown | None:
    """The integration behind `target = "integrations/ID"`."""
    value = resource.get("target")
    if value is None:
        return None
    if isinstance(value, str):
        target = context.by_id("aws_apigatewayv2_integration", "id", value.rpartition("/")[2])
        targets: tuple[Resource, ...] = () if target is None else (target,)
    else:
        targets = context.find(resource, "target", INTEGRATION, guess=False).targets
    own = [i for target in targets for i in context.integrations.get(target.address, ())]
    preferred = [i for i in own if i.api is api] or own
    if len(preferred) == 1:
        return preferred[0]
    if preferred:
        return Unknown(f"it may be any of {len(preferred)} integrations")
    return Unknown("the integration is defined outside this input")


def _deployment(context: Context, resource: Resource) -> None:
    add_deployment(context, resource, context.apis_of(resource, "api_id", API, _ELSEWHERE))


def _stage(context: Context, resource: Resource) -> None:
    apis = context.apis_of(resource, "api_id", API, _ELSEWHERE)
    log = first_block(resource, "access_log_settings")
    default = first_block(resource, "default_route_settings")
    routes = resource.blocks("route_settings")
    for api in apis:
        stage = Stage(
            origin=resource.origin,
            ambiguous=ambiguity(apis),
            api=api,
            stage_name=resource.get("name"),
            access_log_destination=block_value(log, "destination_arn"),
            access_log_format=block_value(log, "format"),
            client_certificate=resource.get("client_certificate_id"),
            auto_deploy=resource.get("auto_deploy"),
            variables=resource.get("stage_variables"),
        )
        if isinstance(default, Unknown):
            stage.settings.append(_unknown_setting(resource, "*", default))
        elif default is not None:
            stage.settings.append(_setting(resource, default, "*"))
        if isinstance(routes, Unknown):
            stage.settings.append(_unknown_setting(resource, routes, routes))
        else:
            stage.settings += [_setting(resource, block, _scope(block)) for block in routes]
        api.stages.append(stage)
        context.stages.setdefault(resource.address, []).append(stage)


def _scope(block: View) -> str | Unknown:
    key: str | Unknown | None = block.get("route_key")
    return Unknown("its route key is missing") if key is None else key


def _setting(resource: Resource, block: View, scope: Any) -> Setting:
    def limit(name: str) -> Any:
        # The provider sends 0 for a limit that is left out of a block that is there (expandDefaultRouteSettings,
        # https://github.com/hashicorp/terraform-provider-aws/issues/27674).
        value = block.get(name)
        return 0 if value is None else value

    return Setting(
        origin=resource.origin.nested(*_block_of(scope)),
        scope=scope,
        throttling_rate=limit("throttling_rate_limit"),
        throttling_burst=limit("throttling_burst_limit"),
        logging_level=block.get("logging_level"),
        data_trace=block.get("data_trace_enabled"),
        metrics=block.get("detailed_metrics_enabled"),
    )


def _block_of(scope: Any) -> tuple[str | tuple[str, str], ...]:
    if not isinstance(scope, str):
        return ("route_settings",)
    return ("default_route_settings",) if scope == "*" else ("route_settings", ("route_key", scope))


def _unknown_setting(resource: Resource, scope: Any, reason: Unknown) -> Setting:
    return Setting(
        origin=resource.origin,
        scope=scope,
        throttling_rate=reason,
        throttling_burst=reason,
        logging_level=reason,
        data_trace=reason,
        metrics=reason,
    )
