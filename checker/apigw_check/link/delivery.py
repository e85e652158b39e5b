"""How APIs are delivered: which deployment a stage serves, and what a deployment notices of the API it publishes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ..model.delivery import Part
from ..model.gateway import Api, Authorizer, Deployment, Integration, Route, Stage, Taggable
from ..model.resource import Reach, Resource
from ..model.value import Unknown
from .context import Context
from .rest_types import API
from .rest_types import DEPLOYMENT as REST_DEPLOYMENT

DEPLOYMENT = REST_DEPLOYMENT | {"aws_apigatewayv2_deployment"}
_STAGES = ("aws_api_gateway_stage", "aws_apigatewayv2_stage")
_APIS = ("aws_api_gateway_rest_api", "aws_apigatewayv2_api")
_DOMAINS = ("aws_api_gateway_domain_name", "aws_apigatewayv2_domain_name")
#: Other parts: type, role, and the argument that names it.
_NAMED = (
    ("aws_api_gateway_gateway_response", "gateway response", "response_type"),
    ("aws_api_gateway_model", "model", "name"),
    ("aws_api_gateway_request_validator", "request validator", "name"),
)
#: A resource that is a part of an API, how a message calls it, its role, and the attribute that counts.
_Piece = tuple[Resource, str, str, str]


def link_delivery(context: Context) -> None:
    """Joins stages with deployments, and deployments with the parts of their API."""
    for type_ in _STAGES:
        for resource in context.resources.of(type_):
            for stage in context.stages.get(resource.address, ()):
                if stage.origin.address == resource.address and not stage.implicit:
                    stage.deployment = _deployment_of(context, resource, stage)
    pieces = _pieces(context)
    for type_ in sorted(DEPLOYMENT):
        for resource in context.resources.of(type_):
            _publish(context, resource, pieces)
    _apis(context)
    _tags(context)


def _deployment_of(context: Context, resource: Resource, stage: Stage) -> Deployment | Unknown | None:
    found = context.find(resource, "deployment_id", DEPLOYMENT, guess=False)
    if not found.given:
        return None
    every = [each for target in found.targets for each in context.deployments.get(target.address, ())]
    own = [each for each in every if each.api is stage.api]
    if len(own) == 1 and (len(every) == 1 or len({each.origin.address for each in every}) == 1):
        return own[0]
    if every and not own and not found.opaque:
        return every[0]
    if every:
        return Unknown(f"it may be any of {len(every)} deployments")
    if found.value is not None or not found.opaque:
        return Unknown("the deployment is defined outside this input")
    return Unknown("the deployment's id is known only after apply")


def _pieces(context: Context) -> dict[int, list[_Piece]]:
    """The parts of each API that has a deployment, by the API's identity."""
    deployed = {id(each.api) for made in context.deployments.values() for each in made}
    found: dict[int, list[_Piece]] = {key: [] for key in deployed}
    if not deployed:
        return found

    def add(api: Api, resource: Resource, label: str, role: str, attribute: str = "") -> None:
        if id(api) in found:
            found[id(api)].append((resource, label, role, attribute))

    for resource, subject, role in _subjects(context):
        add(subject.api, resource, subject.name, role)
    for type_, role, named in _NAMED:
        for resource, api in _of_apis(context, type_):
            name = resource.get(named)
            add(api, resource, f"the {role} {name}" if isinstance(name, str) else "", role)
    for resource, api in _of_apis(context, "aws_api_gateway_rest_api_policy"):
        add(api, resource, "the resource policy", "policy")
    for resource, api in _of_apis(context, "aws_api_gateway_rest_api_put"):
        add(api, resource, "the body", "body", "body")
    for resource in context.resources.of("aws_api_gateway_rest_api"):
        api = context.apis[resource.address]
        if resource.get("body") is not None:
            add(api, resource, "the body", "body", "body")
        if is_written(resource, "policy"):
            add(api, resource, "the resource policy", "policy", "policy")
    return found


def _subjects(context: Context) -> Iterator[tuple[Resource, Route | Integration | Authorizer, str]]:
    """The methods, routes, integrations and authorizers that resources define."""
    known: tuple[tuple[str, str, Any], ...] = (
        ("aws_api_gateway_method", "method", context.routes),
        ("aws_apigatewayv2_route", "route", context.routes),
        ("aws_api_gateway_integration", "integration", context.integrations),
        ("aws_apigatewayv2_integration", "integration", context.integrations),
        ("aws_api_gateway_authorizer", "authorizer", context.authorizers),
    )
    for type_, role, subjects in known:
        for resource in context.resources.of(type_):
            for subject in subjects.get(resource.address, ()):
                yield resource, subject, role


def _of_apis(context: Context, type_: str) -> Iterator[tuple[Resource, Api]]:
    for resource in context.resources.of(type_):
        for target in context.find(resource, "rest_api_id", API, guess=False).targets:
            if target.address in context.apis:
                yield resource, context.apis[target.address]


def is_written(resource: Resource, name: str) -> bool:
    """Whether the configuration, and not only the state, gives an attribute a value."""
    return resource.expressions is not None and name in resource.expressions and resource.get(name) is not None


def _publish(context: Context, resource: Resource, pieces: dict[int, list[_Piece]]) -> None:
    made = context.deployments.get(resource.address, ())
    if not made:
        return
    reach = context.resources.reach(resource)
    rest = resource.type in REST_DEPLOYMENT
    first = context.resources.created_first(resource)
    for deployment in made:
        deployment.created_first = first if first is True else _by_stage(context, deployment, first)
        deployment.parts = [
            Part(
                origin=part.origin,
                label=label or f"the {role} {part.address}",
                role=role,
                seen=_seen(reach, part, attribute) if rest else True,
                by_id=reach.names(part) if rest else False,
                follows=True if part.type in _APIS else reach.follows(part),
            )
            for part, label, role, attribute in pieces.get(id(deployment.api), ())
        ]


def _seen(reach: Reach, part: Resource, attribute: str) -> bool | Unknown:
    seen = reach.sees(part, attribute)
    if attribute == "policy" and seen is False and isinstance(part.get(attribute), Unknown):
        return Unknown("whether the argument policy is given is known only after apply")
    return seen


def _by_stage(context: Context, deployment: Deployment, first: bool | Unknown) -> bool | Unknown:
    """Terraform creates first what a resource needs that is itself created first: a stage its deployment."""
    for type_ in _STAGES:
        if isinstance(first, Unknown) or not any(stage.deployment is deployment for stage in deployment.api.stages):
            return first
        for resource in context.resources.of(type_):
            stages = context.stages.get(resource.address, ())
            serving = any(stage.deployment is deployment for stage in stages)
            own = context.resources.created_first(resource) if serving else False
            if own is True:
                return True
    return first


def _apis(context: Context) -> None:
    """What of an API's arguments is about its delivery."""
    for resource in context.resources.of("aws_api_gateway_rest_api"):
        api = context.apis[resource.address]
        api.put_mode = resource.get("put_rest_api_mode")
        api.fail_on_warnings = resource.get("fail_on_warnings")
        if is_written(resource, "policy"):
            policy = resource.get("policy")
            if isinstance(policy, Unknown):  # computed: it may be null, and the service's
                api.policies_unread = policy if api.policies_unread is None else api.policies_unread
            else:
                api.policies.append(resource.origin)
        if api.has_body and api.unread is not None and api.policies_unread is None:
            api.policies_unread = api.unread
    for resource in context.resources.of("aws_apigatewayv2_api"):
        context.apis[resource.address].fail_on_warnings = resource.get("fail_on_warnings")
    for resource in context.resources.of("aws_api_gateway_resource"):
        targets = context.find(resource, "rest_api_id", API).targets
        for target in targets:
            found = context.apis.get(target.address)
            if found is not None and len(targets) == 1:
                found.resources += 1
            elif found is not None:
                found.resources_maybe += 1


def _tags(context: Context) -> None:
    for type_ in _APIS:
        for resource in context.resources.of(type_):
            _tag(resource, [context.apis[resource.address]])
    for type_ in _STAGES:
        for resource in context.resources.of(type_):
            stages = context.stages.get(resource.address, ())
            _tag(resource, [stage for stage in stages if stage.origin.address == resource.address])


def tag_domains(context: Context) -> None:
    """Adds the tags of domains, which are linked later."""
    for type_ in _DOMAINS:
        for resource in context.resources.of(type_):
            if resource.address in context.domains:
                _tag(resource, [context.domains[resource.address]])


def _tag(resource: Resource, subjects: list[Any]) -> None:
    marks = resource.unknown if isinstance(resource.unknown, dict) else {}
    unseen = resource.unknown is True or marks.get("tags_all") is True
    own = resource.get("tags")
    # The provider leaves the sum of no tags open, too.
    unseen = unseen and own is not None
    every = resource.get("tags_all")
    tags = own if unseen or every is None else every
    for subject in subjects:
        assert isinstance(subject, Taggable)
        subject.tags = tags
        subject.tags_unread = Unknown("the tags that the provider adds are known only after apply") if unseen else None
