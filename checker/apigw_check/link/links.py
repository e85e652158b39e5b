"""VPC links, the integrations that go through them, and the load balancers behind them."""

from __future__ import annotations

import re

from ..model.gateway import Integration
from ..model.links import LoadBalancer, VpcLink
from ..model.resource import Resource
from ..model.value import Unknown
from .context import Context, read_value

LINKS = frozenset(
    {
        "aws_api_gateway_vpc_link",
        "aws_apigatewayv2_vpc_link",
        "data.aws_api_gateway_vpc_link",
        "data.aws_apigatewayv2_vpc_link",
    }
)
BALANCERS = frozenset({"aws_alb", "aws_lb", "data.aws_alb", "data.aws_lb"})
LISTENERS = frozenset({"aws_alb_listener", "aws_lb_listener", "data.aws_alb_listener", "data.aws_lb_listener"})
_URIS = {"aws_api_gateway_integration": "uri", "aws_apigatewayv2_integration": "integration_uri"}
_ELSEWHERE = Unknown("what stands behind the VPC link is defined outside this input")
_LISTENER_ARN = r"^(arn:[^:]*:elasticloadbalancing:[^:]*:[^:]*):listener/((?:app|net)/[^/]+/[^/]+)/[^/]+$"


def link_vpc_links(context: Context) -> None:
    """Adds the VPC links, and joins integrations with them and with the load balancers behind them."""
    links = {
        resource.address: _link(context, resource)
        for type_ in sorted(LINKS)
        for resource in context.resources.of(type_)
    }
    resources = {each.address: each for type_ in sorted(_URIS) for each in context.resources.of(type_)}
    lost: Unknown | None = None
    for api in context.estate.apis:
        if api.unread is not None and api.has_body:
            lost = Unknown(f"the integrations of {api.name} cannot be seen: {api.unread.reason}")
        for integration in api.integrations:
            private = _is_private(integration)
            if private is False:
                continue
            resource = None if integration.origin.attribute == "body" else resources.get(integration.origin.address)
            integration.vpc_link = found = _link_of(context, links, integration, resource)
            if isinstance(found, VpcLink):
                found.integrations.append(integration)
            elif found is not None and _is_open(integration.connection_id):
                # A known id that no link of the input has is that of another one.
                lost = Unknown(f"{integration.origin.address} may use it: {found.reason}")
            if private is True:
                integration.balancers = _balancers(context, integration, resource)
    context.estate.vpc_links += [link for link in links.values() if not link.external]
    if lost is not None:
        for link in context.estate.vpc_links:
            link.use_unread = lost


def _is_open(connection_id: str | Unknown | None) -> bool:
    return not isinstance(connection_id, str) or "$" in connection_id


def _is_private(integration: Integration) -> bool | Unknown:
    kind = integration.connection_type
    if isinstance(kind, Unknown):
        return kind
    return kind is not None and kind.upper() == "VPC_LINK"


def _link(context: Context, resource: Resource) -> VpcLink:
    first = resource.type.endswith("aws_api_gateway_vpc_link")
    return VpcLink(
        origin=resource.origin,
        family="v1" if first else "v2",
        link_name=resource.get("name"),
        targets=_targets(context, resource) if first else (),
        external=resource.type.startswith("data."),
    )


def _targets(context: Context, resource: Resource) -> tuple[LoadBalancer | Unknown, ...] | Unknown:
    value = read_value(resource, "target_arns")
    if not isinstance(value, list | Unknown):
        return ()
    known = [each for each in value if isinstance(each, str)] if isinstance(value, list) else []
    found = [_by_arn(context, arn) for arn in known]
    if isinstance(value, list) and len(known) == len(value):
        return tuple(found)
    link = context.resources.follow(resource, "target_arns", BALANCERS)
    behind: list[LoadBalancer | Unknown] = [_balancer(target) for target in link.targets]
    if link.opaque or not behind:
        behind.append(value if isinstance(value, Unknown) and not found else _ELSEWHERE)
    return (*found, *behind)


def _link_of(
    context: Context, links: dict[str, VpcLink], integration: Integration, resource: Resource | None
) -> VpcLink | Unknown | None:
    given = integration.connection_id
    if resource is not None:
        found = context.find(resource, "connection_id", LINKS, guess=False)
        targets = found.targets
    elif isinstance(given, str):
        ids = [context.by_id(type_, "id", given) for type_ in sorted(LINKS)]
        targets = tuple(each for each in ids if each is not None)
    else:
        return given
    if given is None:
        return None
    if len(targets) == 1:
        return links[targets[0].address]
    return Unknown(f"it may be any of {len(targets)} VPC links" if targets else "the VPC link is defined elsewhere")


def _balancers(
    context: Context, integration: Integration, resource: Resource | None
) -> tuple[LoadBalancer | Unknown, ...] | Unknown:
    link = integration.vpc_link
    if isinstance(link, VpcLink) and link.family == "v1":
        return link.targets
    if isinstance(integration.uri, str):
        if not integration.uri.startswith("arn:"):
            # A URL of a REST API says nothing of the load balancer: its link does.
            return () if link is None else (_ELSEWHERE,)
        return _of_listener_arn(context, integration.uri)
    if resource is None or not isinstance(integration.uri, Unknown):
        return ()
    name = _URIS[resource.type]
    found = context.resources.follow(resource, name, LISTENERS)
    behind: list[LoadBalancer | Unknown] = []
    for listener in found.targets:
        balancer = context.find(listener, "load_balancer_arn", BALANCERS, ("arn", "id"), guess=False)
        behind += [_balancer(target) for target in balancer.targets]
        if not balancer.targets:
            behind.append(_ELSEWHERE)
    if not found.targets:
        services = context.resources.follow(resource, name, _SERVICES).targets
        if not services:
            behind.append(_ELSEWHERE)
    return tuple(behind)


#: A service in AWS Cloud Map stands for instances, which have no load balancer of their own.
_SERVICES = frozenset({"aws_service_discovery_service"})


def _of_listener_arn(context: Context, arn: str) -> tuple[LoadBalancer | Unknown, ...]:
    if ":servicediscovery:" in arn:
        return ()
    for type_ in sorted(LISTENERS):
        listener = context.by_id(type_, "arn", arn)
        if listener is not None and isinstance(owner := listener.values.get("load_balancer_arn"), str):
            return (_by_arn(context, owner),)
    match = re.match(_LISTENER_ARN, arn)
    return (_by_arn(context, f"{match[1]}:loadbalancer/{match[2]}") if match else _ELSEWHERE,)


def _by_arn(context: Context, arn: str) -> LoadBalancer | Unknown:
    for type_ in sorted(BALANCERS):
        found = context.by_id(type_, "arn", arn)
        if found is not None:
            return _balancer(found)
    return _ELSEWHERE


def _balancer(resource: Resource) -> LoadBalancer:
    return LoadBalancer(resource.origin, read_value(resource, "internal"))
