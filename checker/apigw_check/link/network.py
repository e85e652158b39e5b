"""VPC endpoints for execute-api, and the listeners that private integrations lead to."""

from __future__ import annotations

from ..model.network import VpcEndpoint
from ..model.resource import Resource
from ..model.value import Unknown
from .context import Context, first_block

LISTENER = frozenset({"aws_lb_listener", "aws_alb_listener", "data.aws_lb_listener", "data.aws_alb_listener"})
_ENDPOINT = frozenset({"aws_vpc_endpoint"})
_SERVICE = ".execute-api"
_ELSEWHERE = "the listener that it leads to is not in the input"


def link_network(context: Context) -> None:
    """Adds the VPC endpoints for execute-api, and tells integrations the protocol of their listener."""
    _endpoints(context)
    _listeners(context)


def _endpoints(context: Context) -> None:
    made: dict[str, VpcEndpoint] = {}
    for resource in context.resources.of("aws_vpc_endpoint"):
        service = resource.get("service_name")
        if isinstance(service, Unknown) or (isinstance(service, str) and service.endswith(_SERVICE)):
            made[resource.address] = VpcEndpoint(
                origin=resource.origin,
                service_name=service,
                policy=context.policy(resource, "policy"),
                policy_origin=resource.origin,
            )
    if not made:
        return
    context.estate.vpc_endpoints += made.values()
    for resource in context.resources.of("aws_vpc_endpoint_policy"):
        found = context.find(resource, "vpc_endpoint_id", _ENDPOINT)
        endpoints = [made[target.address] for target in found.targets if target.address in made]
        if len(found.targets) == 1 and endpoints:
            endpoints[0].policy = context.policy(resource, "policy")
            endpoints[0].policy_origin = resource.origin
            continue
        for endpoint in endpoints:
            if endpoint.policy is None:
                endpoint.policy = Unknown(f"{resource.address} may be meant for it")


def _listeners(context: Context) -> None:
    for resource in context.resources.of("aws_apigatewayv2_integration"):
        found = None
        for integration in context.integrations.get(resource.address, ()):
            integration.has_tls = first_block(resource, "tls_config") is not None
            if isinstance(integration.connection_type, str) and integration.connection_type.upper() == "VPC_LINK":
                found = _protocol(context, resource) if found is None else found
                integration.listener = found
    for api in context.estate.apis:
        for integration in api.integrations:
            if integration.listener is None and integration.origin.pointer and isinstance(integration.uri, str):
                integration.listener = _known(context, integration.uri)


def _protocol(context: Context, resource: Resource) -> str | Unknown:
    uri = resource.get("integration_uri")
    if isinstance(uri, str):
        return _known(context, uri)
    link = context.resources.follow(resource, "integration_uri", LISTENER)
    protocols = [_stated(target) for target in link.targets]
    known = {each for each in protocols if isinstance(each, str)}
    if link.targets and not link.vague and len(known) == 1 and len(protocols) == len(link.targets):
        unknown = next((each for each in protocols if isinstance(each, Unknown)), None)
        return known.pop() if unknown is None else unknown
    return Unknown(_ELSEWHERE)


def _known(context: Context, uri: str) -> str | Unknown:
    for type_ in sorted(LISTENER):
        target = context.by_id(type_, "arn", uri)
        if target is not None:
            return _stated(target)
    return Unknown(_ELSEWHERE)


def _stated(listener: Resource) -> str | Unknown:
    protocol = listener.get("protocol")
    if isinstance(protocol, str):
        return protocol.upper()
    return protocol if isinstance(protocol, Unknown) else Unknown("the listener's protocol is not stated")
