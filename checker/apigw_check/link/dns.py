"""DNS records that lead to custom domains."""

from __future__ import annotations

import re

from ..model.dns import DnsRecord
from ..model.gateway import Domain
from ..model.origin import Origin
from ..model.resource import Resource, View
from ..model.value import Unknown
from .context import Context, first_block
from .edge import DOMAIN

_TYPES = ("aws_api_gateway_domain_name", "aws_apigatewayv2_domain_name")
#: The host name that the service gives a regional custom domain; an API's own has no `d-`.
_REGIONAL = r"d-[a-z0-9]+\.execute-api\.[a-z0-9-]+\.amazonaws\.com(\.cn)?"
_EDGE = r"d[a-z0-9]+\.cloudfront\.net"
_ROUTING = (
    "cidr_routing_policy",
    "failover_routing_policy",
    "geolocation_routing_policy",
    "geoproximity_routing_policy",
    "latency_routing_policy",
    "weighted_routing_policy",
)


def link_dns(context: Context) -> None:
    """Adds the records whose target is a custom domain, or has the form of one."""
    hosts: dict[str, Domain] = {}
    names: dict[str, list[Domain]] = {}
    for domain in context.estate.domains:
        if domain.external:
            continue
        for host in domain.targets:
            hosts.setdefault(host, domain)
        if isinstance(domain.domain_name, str):
            names.setdefault(domain.domain_name.lower(), []).append(domain)
    removed = _removed(context, hosts)
    for resource in context.resources.of("aws_route53_record"):
        _record(context, resource, hosts, names, removed)


def _record(
    context: Context,
    resource: Resource,
    hosts: dict[str, Domain],
    names: dict[str, list[Domain]],
    removed: dict[str, Origin],
) -> None:
    target, references = _target(resource)
    own = [_host(each) for each in (resource.get("name"), resource.values.get("fqdn")) if isinstance(each, str)]
    namesakes = tuple({id(each): each for name in own for each in names.get(name, ())}.values())
    domain: Domain | None = None
    if isinstance(target, str):
        target = _host(target)
        domain = hosts.get(target)
        # A distribution is a custom domain's only where the input says so: any site may have one.
        edge = re.fullmatch(_EDGE, target) is not None and (bool(namesakes) or target in removed)
        if domain is None and not edge and re.fullmatch(_REGIONAL, target) is None:
            return
    leads = context.resources.trace(resource, references, DOMAIN).targets if references else ()
    if not isinstance(target, str):
        domain = next((context.domains[each.address] for each in leads if each.address in context.domains), None)
        if target is None or not leads:
            return  # what is known only after apply, and leads to no domain, is something else
    context.estate.dns_records.append(
        DnsRecord(
            origin=resource.origin,
            record_name=resource.get("name"),
            record_type=resource.get("type"),
            target=target,
            given_as="records" if first_block(resource, "alias") is None else "alias",
            domain=domain,
            looked_up=bool(leads) and domain is None,
            namesakes=namesakes,
            gone=removed.get(target) if isinstance(target, str) else None,
            routed=resource.get("set_identifier") is not None or any(resource.values.get(each) for each in _ROUTING),
        )
    )


def _target(resource: Resource) -> tuple[str | Unknown | None, tuple[str, ...]]:
    """The host name that a record leads to, and the references of its expression."""
    alias = first_block(resource, "alias")
    if isinstance(alias, View):
        return alias.get("name"), alias.references("name")
    if isinstance(alias, Unknown):
        return alias, alias.references
    kind = resource.get("type")
    if isinstance(kind, str) and kind.upper() != "CNAME":
        return None, ()
    records = resource.get("records")
    if isinstance(records, list):
        records = records[0] if len(records) == 1 else None
    return (Unknown() if isinstance(records, Unknown) else records), resource.references("records")


def _removed(context: Context, hosts: dict[str, Domain]) -> dict[str, Origin]:
    """The host names of domains that only the other side of the change has."""
    found: dict[str, Origin] = {}
    for type_ in _TYPES if context.other is not None else ():
        for resource in context.other.of(type_) if context.other is not None else ():
            if resource.origin.change in ("delete", "replace"):
                for host in _given(resource):
                    if host not in hosts:
                        found[host] = resource.origin
    return found


def _given(resource: Resource) -> list[str]:
    block = first_block(resource, "domain_name_configuration")
    views = [resource, block] if isinstance(block, View) else [resource]
    names = ("regional_domain_name", "cloudfront_domain_name", "target_domain_name")
    return [value.lower() for view in views for name in names if isinstance(value := view.values.get(name), str)]


def _host(name: str) -> str:
    return name.rstrip(".").lower()
