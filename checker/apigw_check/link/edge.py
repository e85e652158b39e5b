"""Custom domains with their mappings, and the permissions of functions."""

from __future__ import annotations

from typing import Any

from ..model.gateway import Api, Domain, Mapping, MutualTls, Permission, Stage
from ..model.resource import Resource, View
from ..model.value import Unknown
from .backend import FUNCTION, function_of
from .context import EVERYWHERE, Context, block_value, complete, earlier, first_block, texts
from .rest_types import API as REST_API
from .v2 import API as V2_API

DOMAIN = frozenset({"aws_api_gateway_domain_name", "aws_apigatewayv2_domain_name", "data.aws_api_gateway_domain_name"})
STAGES = frozenset({"aws_api_gateway_stage", "aws_apigatewayv2_stage"})
ANY_API = REST_API | V2_API


def link_domains(context: Context) -> None:
    """Adds the domains and joins them with APIs and stages."""
    for resource in context.resources.of("aws_api_gateway_domain_name"):
        _add(
            context,
            resource,
            Domain(
                origin=resource.origin,
                family="v1",
                domain_name=resource.get("domain_name"),
                security_policy=resource.get("security_policy"),
                endpoint_types=_endpoint_types(resource),
                mutual_tls=_mutual_tls(resource),
                certificate=_either(resource.get("regional_certificate_arn"), resource.get("certificate_arn")),
                endpoint_access_mode=_newer(resource, "endpoint_access_mode"),
                routing_mode=resource.get("routing_mode"),
                policy=resource.get("policy"),
                ownership_certificate=resource.get("ownership_verification_certificate_arn"),
                targets=_hosts(resource, "regional_domain_name", "cloudfront_domain_name"),
            ),
        )
    for resource in context.resources.of("aws_apigatewayv2_domain_name"):
        configuration = first_block(resource, "domain_name_configuration")
        _add(
            context,
            resource,
            Domain(
                origin=resource.origin,
                family="v2",
                domain_name=resource.get("domain_name"),
                security_policy=block_value(configuration, "security_policy"),
                endpoint_types=complete(texts(block_value(configuration, "endpoint_type"))),
                mutual_tls=_mutual_tls(resource),
                certificate=block_value(configuration, "certificate_arn"),
                routing_mode=resource.get("routing_mode"),
                ownership_certificate=block_value(configuration, "ownership_verification_certificate_arn"),
                targets=_hosts(configuration, "target_domain_name") if isinstance(configuration, View) else (),
            ),
        )
    for resource in context.resources.of("aws_api_gateway_base_path_mapping"):
        _mapping(context, resource, "stage_name", "base_path")
    for resource in context.resources.of("aws_apigatewayv2_api_mapping"):
        _mapping(context, resource, "stage", "api_mapping_key")
    own = any(not api.external for api in context.estate.apis)
    for domain in context.estate.domains:
        domain.has_neighbours = own


def _add(context: Context, resource: Resource, domain: Domain) -> None:
    context.domains[resource.address] = domain
    context.estate.domains.append(domain)


def _endpoint_types(resource: Resource) -> Any:
    """The endpoint types of a REST domain. Where none is written and its certificate is that of another than a regional
    domain, the service makes it edge-optimized:
    https://registry.terraform.io/providers/hashicorp/aws/5.100.0/docs/resources/api_gateway_domain_name
    """
    endpoint = first_block(resource, "endpoint_configuration")
    if endpoint is None:
        regional = any(resource.get(f"regional_certificate_{name}") is not None for name in ("arn", "name"))
        if not regional and any(resource.get(f"certificate_{name}") is not None for name in ("arn", "name")):
            return ("EDGE",)
    return complete(texts(block_value(endpoint, "types")))


def _newer(resource: Resource, name: str) -> Any:
    """An argument that older versions of the provider do not have: Unknown where the input's version is such a one."""
    if name in resource.values or (isinstance(resource.unknown, dict) and name in resource.unknown):
        return resource.get(name)
    return Unknown(f"this version of the provider does not show {name}")


def _hosts(view: View, *names: str) -> tuple[str, ...]:
    """The host names that the service gave a domain, as far as they are known."""
    return tuple(value.lower() for name in names if isinstance(value := view.values.get(name), str) and value)


def _either(first: Any, second: Any) -> Any:
    return second if first is None else first


def _mutual_tls(resource: Resource) -> MutualTls | Unknown | None:
    block = first_block(resource, "mutual_tls_authentication")
    if block is None or isinstance(block, Unknown):
        return block
    return MutualTls(truststore_uri=block.get("truststore_uri"), truststore_version=block.get("truststore_version"))


def _mapping(context: Context, resource: Resource, stage_attribute: str, path_attribute: str) -> None:
    api = _mapped_api(context, resource)
    stage_name = resource.get(stage_attribute)
    mapping = Mapping(
        origin=resource.origin,
        domain=None,
        api=api,
        stage=_mapped_stage(context, resource, stage_attribute, api),
        stage_name=(stage_name or None) if isinstance(stage_name, str) else stage_name,
        base_path=resource.get(path_attribute),
    )
    mapping.domain = domain = _mapped_domain(context, resource, mapping)
    if isinstance(domain, Domain):
        domain.mappings.append(mapping)
    context.estate.mappings.append(mapping)
    if isinstance(api, Api):
        api.mappings.append(mapping)


def _mapped_api(context: Context, resource: Resource) -> Api | Unknown:
    found = context.find(resource, "api_id", ANY_API, guess=False)
    apis = [context.apis[t.address] for t in found.targets if t.address in context.apis]
    if len(apis) == 1:
        return apis[0]
    if len(apis) > 1:
        return Unknown(f"which of {len(apis)} APIs it leads to cannot be told")
    if found.opaque:
        only = [api for api in context.estate.apis if not api.external]
        if len(only) == 1:
            return only[0]
    return Unknown("the API is defined outside this input")


def _mapped_stage(context: Context, resource: Resource, name: str, api: Api | Unknown) -> Stage | Unknown | None:
    value = resource.get(name)
    if value is None or (isinstance(value, str) and not value):
        return None
    if isinstance(value, Unknown):
        link = context.resources.follow(resource, name, STAGES)
        stages = [stage for target in link.targets for stage in context.stages.get(target.address, ())]
        return stages[0] if len(stages) == 1 else Unknown("which stage it leads to cannot be told")
    if isinstance(api, Api):
        for stage in api.stages:
            if isinstance(stage.stage_name, str) and stage.stage_name == value:
                return stage
    return Unknown("the stage is defined outside this input")


def _mapped_domain(context: Context, resource: Resource, mapping: Mapping) -> Domain | Unknown:
    found = context.find(resource, "domain_name", DOMAIN, ("domain_name", "id"), guess=False)
    domains = [context.domains[t.address] for t in found.targets if t.address in context.domains]
    if len(domains) == 1:
        return domains[0]
    if len(domains) > 1:
        reason = Unknown("which of several domains the mapping belongs to cannot be told")
        for domain in domains:
            domain.mappings_unread = reason
        return reason
    if found.opaque and len(context.estate.domains) == 1 and not context.estate.domains[0].external:
        return context.estate.domains[0]
    if found.given and found.value is None and (own := [each for each in context.estate.domains if not each.external]):
        context.estate.unplaced.append(resource.origin)
        if context.mode == EVERYWHERE:
            for domain in own:
                domain.mappings.append(mapping)
            return Unknown("which domain the mapping belongs to cannot be told")
    for domain in context.estate.domains:
        if isinstance(domain.domain_name, Unknown) and not domain.external:
            domain.mappings_unread = Unknown("its name is not known, so the mappings of other names may be its")
    return _external_domain(context, resource, found.value)


def _external_domain(context: Context, resource: Resource, name: str | None) -> Domain:
    key = f"external {name or context.resources.meaning(resource, 'domain_name') or resource.address}"
    domain = context.domains.get(key)
    if domain is None:
        reason: Any = Unknown("the domain is defined outside this input")
        domain = Domain(
            origin=resource.origin,
            family="v2" if resource.type == "aws_apigatewayv2_api_mapping" else "v1",
            domain_name=name or reason,
            security_policy=reason,
            endpoint_types=reason,
            mutual_tls=reason,
            certificate=reason,
            external=True,
        )
        context.domains[key] = domain
        context.estate.domains.append(domain)
    domain.origin = earlier(domain.origin, resource)
    return domain


def link_permissions(context: Context) -> None:
    """Adds the Lambda permissions, with the functions and APIs that their expressions refer to."""
    by_function: dict[str, list[Any]] = {}
    for api in context.estate.apis:
        for integration in api.integrations:
            if integration.function_address:
                by_function.setdefault(integration.function_address, []).append(integration)
    for resource in context.resources.of("aws_lambda_permission"):
        apis: tuple[str, ...] = ()
        if isinstance(resource.get("source_arn"), Unknown):
            link = context.resources.follow(resource, "source_arn", ANY_API | STAGES)
            apis = tuple(target.address for target in link.targets)
        function = function_of(context, resource, "function_name")
        if not function and isinstance(resource.get("function_name"), str):
            found = context.find(resource, "function_name", FUNCTION, ("function_name", "arn", "id"), guess=False)
            function = found.targets[0].address if len(found.targets) == 1 else ""
        context.estate.permissions.append(
            Permission(
                origin=resource.origin,
                principal=resource.get("principal"),
                action=resource.get("action"),
                function_name=resource.get("function_name"),
                source_arn=resource.get("source_arn"),
                source_account=resource.get("source_account"),
                organization=resource.get("principal_org_id"),
                event_token=resource.get("event_source_token"),
                url_authorization=resource.get("function_url_auth_type"),
                qualifier=resource.get("qualifier"),
                function_address=function,
                api_addresses=apis,
                integrations=list(by_function.get(function, ())) if function else [],
            )
        )
