"""Which integrations call the same function, URL or private endpoint, across all APIs of the input."""

from __future__ import annotations

import re
from typing import NamedTuple

from ..model.gateway import Backend, Integration
from ..model.resource import Resource
from ..model.value import Unknown
from .backend import FUNCTION
from .context import Context

#: What the integration of a private HTTP API leads to.
ENDPOINT = frozenset({"aws_lb_listener", "aws_alb_listener", "aws_service_discovery_service"})
_FUNCTION_ARN = r"arn:[^:]*:lambda:[^:]*:[^:]*:function:(?:\$\{[^}]*\}|[^:/])+"
_URL = r"(https?)://([^/?#]*)([^?#]*)"


class _Key(NamedTuple):
    """What tells backends apart; without a `name` it is not known which one of its kind it is."""

    kind: str
    name: str = ""


def link_backends(context: Context) -> None:
    """Sets `Integration.backend`."""
    known = _Names(context)
    found: dict[_Key, Backend] = {}
    for api in context.estate.apis:
        for integration in api.integrations:
            key = known.key(integration)
            if key is None:
                continue
            backend = found.get(key)
            if backend is None:
                backend = found[key] = Backend(kind=key.kind, label=key.name)
            backend.integrations.append(integration)
            integration.backend = backend
    unknown = [backend for backend in found.values() if not backend.label]
    for backend in found.values():
        for other in unknown:
            if backend is other or (backend.kind and other.kind and backend.kind != other.kind):
                continue
            backend.maybe.append(other)
            if backend.label:
                other.maybe.append(backend)


class _Names:
    """Finds out what an integration calls."""

    def __init__(self, context: Context) -> None:
        self._context = context
        types = ("aws_api_gateway_integration", "aws_apigatewayv2_integration")
        self._resources = {resource.address: resource for type_ in types for resource in context.resources.of(type_)}
        self._functions: dict[str, Resource] | None = None
        self._names: dict[str, str] = {}

    def key(self, integration: Integration) -> _Key | None:
        """What it calls; None for MOCK, for services of AWS, and for what is no backend of its own."""
        kind = integration.type
        if integration.function_address:
            return _Key("function", self._function(integration.function_address))
        if isinstance(kind, Unknown):
            return _Key("")
        if kind in ("HTTP", "HTTP_PROXY"):
            return self._endpoint(integration)
        if kind not in ("AWS", "AWS_PROXY") or integration.subtype is not None:
            return None
        uri = integration.uri
        if isinstance(uri, str):
            match = re.search(_FUNCTION_ARN, uri)
            return None if match is None else _Key("function", _scoped(integration, match[0]))
        service = integration.service
        return _Key("function") if isinstance(service, Unknown) or service == "lambda" else None

    def _endpoint(self, integration: Integration) -> _Key:
        uri, link = integration.uri, integration.connection_id
        if isinstance(uri, str):
            match = re.fullmatch(_URL, uri, re.IGNORECASE)
            if match is None:
                return _Key("private" if uri.startswith("arn:") else "url", _scoped(integration, uri))
            # A private URL is another one behind another link; which one it is matters only where that is known.
            through = f" through {link}" if isinstance(link, str) else ""
            url = f"{match[1]}://{match[2]}".lower() + (match[3].rstrip("/") or "/")
            return _Key("url", _scoped(integration, url + through))
        private = isinstance(integration.connection_type, str) and integration.connection_type.upper() == "VPC_LINK"
        resource = self._resources.get(integration.origin.address)
        if not private or resource is None or resource.type != "aws_apigatewayv2_integration":
            return _Key("url")
        # An HTTP API takes an ARN here and nothing else, so the reference is the whole of it.
        targets = self._context.resources.follow(resource, "integration_uri", ENDPOINT).targets
        return _Key("private", targets[0].address if len(targets) == 1 else "")

    def _function(self, address: str) -> str:
        """One name for a function, whether it is called by itself or by an alias."""
        name = self._names.get(address)
        if name is None:
            if self._functions is None:
                every = [each for type_ in sorted(FUNCTION) for each in self._context.resources.of(type_)]
                self._functions = {each.address: each for each in every}
            resource = self._functions.get(address)
            name = self._names[address] = address if resource is None else self._name(resource)
        return name

    def _name(self, resource: Resource) -> str:
        if resource.type.endswith("aws_lambda_alias"):
            wanted = FUNCTION - {"aws_lambda_alias", "data.aws_lambda_alias"}
            found = self._context.find(resource, "function_name", wanted, ("function_name", "arn", "id"), guess=False)
            if len(found.targets) == 1:
                resource = found.targets[0]
        arn = resource.values.get("arn")
        match = re.match(_FUNCTION_ARN, arn) if isinstance(arn, str) else None
        return match[0] if match else resource.address


def _scoped(integration: Integration, text: str) -> str:
    """The text; with the API where it has stage variables, which mean something else in another one."""
    return f"{text} ({integration.api.origin.key})" if "stageVariables" in text else text
