"""Lambda functions: what leads to them, their URLs, and the permissions that API Gateway has on them."""

from __future__ import annotations

import re

from ..model.functions import Function, FunctionUrl, Target
from ..model.gateway import Permission
from ..model.holes import sources_of
from ..model.origin import Origin, without_keys
from ..model.resource import Resource
from ..model.value import Unknown
from .backend import FUNCTION, plain_name
from .context import Context, read_value
from .edge import ANY_API, STAGES

AUTHORIZERS = frozenset({"aws_api_gateway_authorizer", "aws_apigatewayv2_authorizer"})
_ALIASES = ("aws_lambda_alias", "data.aws_lambda_alias")
_MANAGED = "aws_lambda_function"

#: The function's ARN inside that of an invocation, a name with account and so on; a version or alias may follow.
_ARN = (
    r"(?:arn:[^:]*:lambda:(?P<region>[^:]*):)?(?:(?P<account>\d{12}):)?(?:function:)?"
    r"(?P<name>[^:/]+)(?::(?P<qualifier>[^:/]+))?$"
)
_INVOCATION = r"/functions/(.+)/invocations$"
#: Attributes of a function that mean itself, and those that mean a version of it.
_ITSELF = re.compile(r"^aws_lambda_function\..*\.(?:arn|invoke_arn|function_name|id)$")
_VERSION = re.compile(r"\.(?:qualified_arn|qualified_invoke_arn|version)$")
_NEUTRAL = re.compile(r"^(?:data\.aws_(?:region|partition|caller_identity)\.)|^aws_lambda_function\.[^.]+$")
#: By resource type: the attribute that names the function.
_URIS = {
    "aws_api_gateway_authorizer": "authorizer_uri",
    "aws_api_gateway_integration": "uri",
    "aws_apigatewayv2_api": "target",
    "aws_apigatewayv2_authorizer": "authorizer_uri",
    "aws_apigatewayv2_integration": "integration_uri",
}
_BODIES = ("aws_api_gateway_rest_api", "aws_api_gateway_rest_api_put", "aws_apigatewayv2_api")


def link_functions(context: Context) -> None:
    """Adds the functions, and joins them with what invokes them."""
    functions = _Functions(context)
    resources = {
        resource.address: resource for type_ in sorted({*_URIS, *_BODIES}) for resource in context.resources.of(type_)
    }
    for api in context.estate.apis:
        for integration in api.integrations:
            service = integration.service
            if service is None or (isinstance(service, str) and service != "lambda"):
                continue
            found = _of(functions, resources, integration.origin, integration.uri)
            if isinstance(service, Unknown) and not isinstance(found, Target):
                integration.function = service
                continue
            integration.function = target = functions.used(found, integration.origin, resources)
            if isinstance(target, Target):
                target.function.integrations.append(integration)
        for authorizer in api.authorizers:
            kind = authorizer.type
            if not isinstance(kind, Unknown) and str(kind).upper() not in ("TOKEN", "REQUEST"):
                continue
            found = _of(functions, resources, authorizer.origin, authorizer.uri)
            authorizer.function = target = functions.used(found, authorizer.origin, resources)
            if isinstance(target, Target):
                target.function.authorizers.append(authorizer)
    for type_ in _BODIES:
        for resource in context.resources.of(type_):
            _behind_body(context, functions, resource)
    _urls(context, functions)
    _permissions(context, functions)


def _of(functions: _Functions, resources: dict[str, Resource], origin: Origin, uri: object) -> Target | Unknown | None:
    resource = None if origin.attribute == "body" else resources.get(origin.address)
    if resource is None:
        return functions.named(uri) if isinstance(uri, str) else functions.awaited(uri)
    return functions.target(resource, _URIS[resource.type])


def _behind_body(context: Context, functions: _Functions, resource: Resource) -> None:
    """A body that is not known yet still names its functions: those are behind its API."""
    if not isinstance(resource.get("body"), Unknown):
        return
    apis = [context.apis[resource.address]] if resource.address in context.apis else []
    if resource.type == "aws_api_gateway_rest_api_put":
        found = context.find(resource, "rest_api_id", ANY_API, guess=False)
        apis = [context.apis[each.address] for each in found.targets if each.address in context.apis]
    for target in context.resources.follow(resource, "body", FUNCTION).targets:
        made = functions.of(target)
        if isinstance(made, Target):
            made.function.bodies += [api for api in apis if api not in made.function.bodies]


def _urls(context: Context, functions: _Functions) -> None:
    lost: Unknown | None = None
    for type_ in ("aws_lambda_function_url", "data.aws_lambda_function_url"):
        for resource in context.resources.of(type_):
            authorization = read_value(resource, "authorization_type")
            target = functions.target(resource, "function_name")
            if isinstance(target, Target):
                target.function.urls.append(FunctionUrl(resource.origin, authorization))
            elif isinstance(authorization, Unknown) or str(authorization).upper() != "AWS_IAM":
                lost = Unknown(f"{resource.address} may be a URL of it")
    if lost is not None:
        for function in context.estate.functions:
            function.urls_unread = lost


def _permissions(context: Context, functions: _Functions) -> None:
    resources = {each.address: each for each in context.resources.of("aws_lambda_permission")}
    lost: Unknown | None = None
    for permission in context.estate.permissions:
        resource = resources[permission.origin.address]
        target = functions.target(resource, "function_name")
        _source(context, resource, permission)
        if not isinstance(target, Target):
            lost = Unknown(f"{resource.address} may be a permission on it")
            continue
        target.function.permissions.append(permission)
        permission.alias = target.alias or _alias(context, resource)
        if permission.qualifier is None and target.qualifier is not None:
            permission.qualifier = target.qualifier
    if lost is not None:
        for function in context.estate.functions:
            function.permissions_unread = lost


def _alias(context: Context, resource: Resource) -> str:
    """The address of the alias that the qualifier refers to; empty where it does not."""
    if not resource.references("qualifier"):
        return ""
    found = context.resources.follow(resource, "qualifier", frozenset(_ALIASES)).targets
    return found[0].address if len(found) == 1 else ""


def _source(context: Context, resource: Resource, permission: Permission) -> None:
    if not isinstance(permission.source_arn, Unknown):
        return
    link = context.resources.follow(resource, "source_arn", ANY_API | STAGES)
    addresses: list[str] = []
    for target in link.targets:
        stages = context.stages.get(target.address)
        addresses += [stage.api.origin.address for stage in stages] if stages else [target.address]
    permission.api_addresses = tuple(dict.fromkeys(addresses))
    permission.source_unread = link.opaque
    authorizers = context.resources.follow(resource, "source_arn", AUTHORIZERS).targets
    permission.authorizer_addresses = tuple(each.address for each in authorizers)


class _Functions:
    """The functions of the input, and those that are named but stand elsewhere."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._made: dict[str, Function] = {}
        self._aliases: dict[str, Target | Unknown] = {}
        self._names: dict[str, list[Resource]] = {}
        for resource in context.resources.of(_MANAGED):
            name = resource.values.get("function_name")
            if isinstance(name, str):
                self._names.setdefault(name, []).append(resource)
            self._function(resource)

    def target(self, resource: Resource, name: str) -> Target | Unknown | None:
        """What an attribute of a resource invokes: None where it is not set, Unknown where it cannot be followed."""
        value = resource.get(name)
        if value is None:
            return None
        if isinstance(value, str):
            return self._known(resource, name, value)
        link = self._context.resources.follow(resource, name, FUNCTION)
        found = self._only(link.targets)
        if found is None:
            return Unknown("the function is defined outside this input")
        if isinstance(found, Unknown) or found.alias or found.qualifier is not None:
            return found
        return self._exactly(found, resource.references(name))

    def awaited(self, uri: object) -> Target | Unknown | None:
        """What a URI in a body invokes that waits for attributes of resources; None where there is none."""
        if not isinstance(uri, Unknown):
            return None
        found = self._only(self._context.awaited(uri, FUNCTION))
        if found is None:
            return uri
        if isinstance(found, Unknown) or found.alias or found.qualifier is not None:
            return found
        return self._exactly(found, tuple(without_keys(plain_name(name)) for name in sources_of(uri)))

    def _exactly(self, target: Target, references: tuple[str, ...]) -> Target:
        """A function that is referred to: whether the expression surely means itself."""
        if any(_VERSION.search(reference) for reference in references):
            return Target(target.function, Unknown("the version is known only after apply"))
        itself = any(_ITSELF.match(each) for each in references)
        exact = itself and all(_ITSELF.match(each) or _NEUTRAL.match(each) for each in references)
        return Target(target.function, exact=exact)

    def _known(self, resource: Resource, name: str, value: str) -> Target | Unknown:
        named = self.named(value)
        if isinstance(named, Target) and not named.function.external:
            return named
        if not resource.references(name):
            return named
        # The name alone may be that of several functions, in other regions, say: the reference tells.
        found = self._only(self._context.resources.follow(resource, name, FUNCTION).targets)
        if isinstance(found, Target) and (isinstance(named, Unknown) or _agrees(found.function, value)):
            qualifier = named.qualifier if isinstance(named, Target) else None
            return found if qualifier is None or found.alias else Target(found.function, qualifier)
        return named

    def _only(self, targets: tuple[Resource, ...]) -> Target | Unknown | None:
        """The one function that resources are; an alias beside its own function is that alias."""
        aliases = [each for each in targets if each.type in _ALIASES]
        found = [self.of(each) for each in aliases or targets]
        if not found:
            return None
        first = found[0]
        if len(found) > 1 or isinstance(first, Unknown):
            return first if len(found) == 1 else Unknown(f"it may be any of {len(found)} functions")
        if aliases:
            others = [self.of(each) for each in targets if each.type not in _ALIASES]
            if any(not isinstance(each, Target) or each.function is not first.function for each in others):
                return Unknown("which of several functions it is cannot be told")
        return first

    def of(self, resource: Resource) -> Target | Unknown:
        """The function that a function or an alias is."""
        if resource.type not in _ALIASES:
            qualifier = resource.values.get("qualifier") if resource.type.startswith("data.") else None
            return Target(self._function(resource), qualifier if isinstance(qualifier, str) and qualifier else None)
        found = self._aliases.get(resource.address)
        if found is None:
            self._aliases[resource.address] = Unknown("the alias leads back to itself")
            target = self.target(resource, "function_name")
            if isinstance(target, Target):
                name = resource.get("name")
                found = Target(target.function, Unknown() if name is None else name, resource.address)
            else:
                found = Unknown("the function is defined outside this input") if target is None else target
            self._aliases[resource.address] = found
        return found

    def named(self, text: str) -> Target | Unknown:
        """What a known ARN, name or invocation URI means."""
        match = re.search(_INVOCATION, text)
        arn = match[1] if match else text
        alias = next((self._context.by_id(type_, "arn", arn) for type_ in _ALIASES), None)
        if alias is not None:
            return self.of(alias)
        if "${" in arn and "${" not in arn.rpartition(":")[0]:
            base = self.named(arn.rpartition(":")[0])
            return base if isinstance(base, Unknown) else Target(base.function, Unknown("a stage variable holds it"))
        parts = re.match(_ARN, arn)
        if parts is None or "${" in arn:
            return Unknown("a stage variable names the function" if "${" in arn else "the text names no function")
        return Target(self._by_name(parts), parts["qualifier"])

    def _by_name(self, parts: re.Match[str]) -> Function:
        name = parts["name"]
        fitting = [each for each in self._names.get(name, ()) if _fits(each, parts)]
        if len(fitting) == 1:
            return self._function(fitting[0])
        label = ":".join(part for part in (parts["region"], parts["account"], name) if part)
        found = self._made.get(f"external {label}")
        if found is None:
            reason = Unknown("the function is defined outside this input")
            found = Function(
                origin=Origin("", _MANAGED),
                function_name=name,
                runtime=reason,
                package_type=reason,
                timeout=reason,
                external=True,
                urls_unread=reason,
                permissions_unread=reason,
            )
            self._made[f"external {label}"] = found
        return found

    def used(
        self, found: Target | Unknown | None, origin: Origin, resources: dict[str, Resource]
    ) -> Target | Unknown | None:
        """What an integration or authorizer invokes; of a function that stands elsewhere it becomes a subject."""
        if isinstance(found, Unknown):
            resource = resources.get(origin.address)
            references = resource.references(_URIS[resource.type]) if resource and origin.attribute != "body" else ()
            plain = all(reference.startswith(("var.", "data.", "module.")) for reference in references)
            label = " ".join(references) if references and plain else origin.key
            key = f"unknown {resource.module if resource else ''} {label}"
            function = self._made.get(key)
            if function is None:
                function = self._made[key] = Function(
                    origin=origin,
                    function_name=found,
                    runtime=found,
                    package_type=found,
                    timeout=found,
                    external=True,
                    urls_unread=found,
                    permissions_unread=found,
                )
                self._context.estate.functions.append(function)
            return Target(function, Unknown("the function is not known"))
        if isinstance(found, Target) and found.function.external and not found.function.behind:
            function = found.function
            if not function.origin.address:
                function.origin = origin
            self._context.estate.functions.append(function)
        return found

    def _function(self, resource: Resource) -> Function:
        found = self._made.get(resource.address)
        if found is None:
            elsewhere = Unknown("the function is defined outside this input")
            external = resource.type != _MANAGED
            found = self._made[resource.address] = Function(
                origin=resource.origin,
                function_name=resource.get("function_name"),
                runtime=read_value(resource, "runtime"),
                package_type=elsewhere if external else resource.get("package_type"),
                timeout=read_value(resource, "timeout"),
                external=external,
                urls_unread=elsewhere if external else None,
                permissions_unread=elsewhere if external else None,
            )
            if not external:
                self._context.estate.functions.append(found)
        return found


def _fits(resource: Resource, parts: re.Match[str]) -> bool:
    """Whether a function of the name may be the one of the ARN: region and account, where they are known."""
    arn = resource.values.get("arn")
    own = arn.split(":") if isinstance(arn, str) else []
    if len(own) < 5:
        return True
    return parts["region"] in (None, "", own[3]) and parts["account"] in (None, "", own[4])


def _agrees(function: Function, value: str) -> bool:
    """Whether a known text may name a function that its expression refers to."""
    return not isinstance(function.function_name, str) or function.function_name in value
