"""Arguments that take one of a set of values: what each resource gives for them."""

from __future__ import annotations

from ..facts import enumerations
from ..model.gateway import Enumerated
from ..model.resource import Resource
from ..model.value import Unknown
from .context import Context

_METHODS = "apigateway.http_method"
#: By resource type: argument -> the set of its values (`facts`). The provider compares as written; so does the service.
_ARGUMENTS = {
    "aws_api_gateway_authorizer": {"type": "apigateway.authorizer_type"},
    "aws_api_gateway_gateway_response": {"response_type": "apigateway.gateway_response_type"},
    "aws_api_gateway_integration": {
        "connection_type": "apigateway.connection_type",
        "content_handling": "apigateway.content_handling",
        "http_method": _METHODS,
        "integration_http_method": _METHODS,
        "passthrough_behavior": "apigateway.passthrough_behavior",
        "type": "apigateway.integration_type",
    },
    "aws_api_gateway_integration_response": {"content_handling": "apigateway.content_handling"},
    "aws_api_gateway_method": {"authorization": "apigateway.authorization_type", "http_method": _METHODS},
    "aws_api_gateway_rest_api": {
        "api_key_source": "apigateway.api_key_source",
        "put_rest_api_mode": "apigateway.put_mode",
    },
    "aws_api_gateway_stage": {"cache_cluster_size": "apigateway.cache_cluster_size"},
    "aws_apigatewayv2_authorizer": {"authorizer_type": "apigatewayv2.authorizer_type"},
    "aws_apigatewayv2_integration": {
        "connection_type": "apigatewayv2.connection_type",
        "content_handling_strategy": "apigatewayv2.content_handling",
        "integration_type": "apigatewayv2.integration_type",
        "passthrough_behavior": "apigatewayv2.passthrough_behavior",
    },
    "aws_apigatewayv2_route": {"authorization_type": "apigatewayv2.authorization_type"},
    "aws_wafv2_web_acl": {"scope": "wafv2.scope"},
}


#: Arguments of which an unknown value may as well be the provider's own choice.
_CHOSEN = ("api_key_source",)


def link_values(context: Context) -> None:
    """Adds the resources with such arguments to the estate."""
    facts = enumerations()
    for type_, arguments in _ARGUMENTS.items():
        accepted = {name: facts[known] for name, known in arguments.items()}
        for resource in context.resources.of(type_):
            context.estate.resources.append(_read(resource, accepted))


def _read(resource: Resource, accepted: dict[str, tuple[str, ...]]) -> Enumerated:
    refused: list[tuple[str, str, tuple[str, ...]]] = []
    unknown: list[tuple[str, Unknown]] = []
    values, marks = resource.values, resource.unknown
    for name, known in accepted.items():
        value = values.get(name)
        if marks or not isinstance(value, str):
            value = resource.get(name)
        if isinstance(value, str) and value and value not in known and value.upper() not in known:
            refused.append((name, value, known))
        elif isinstance(value, Unknown) and name not in _CHOSEN:
            unknown.append((name, value))
    return Enumerated(origin=resource.origin, refused=tuple(refused), unknown=tuple(unknown))
