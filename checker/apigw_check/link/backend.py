"""What an integration calls: the AWS service in its URI, and the function that its expression refers to."""

from __future__ import annotations

import re

from ..model.holes import PartlyKnown, sources_of
from ..model.resource import Resource
from ..model.value import Unknown
from .context import Context

FUNCTION = frozenset({"aws_lambda_function", "aws_lambda_alias", "data.aws_lambda_function", "data.aws_lambda_alias"})

# https://docs.aws.amazon.com/apigateway/latest/api/API_Integration.html#apigw-Type-Integration-uri
_ACTION = r"arn:[^:]*:apigateway:[^:]*:(?:[^:/]+\.)?([^:./]+):(?:action|path)(?:/|$)"
_FUNCTION_ARN = r"arn:[^:]*:(apigateway:[^:]*:)?lambda:"
_INVOCATIONS = r":path/[^/]+/functions/([^/]+)/invocations$"
#: Attributes that stand for where and as whom terraform runs, and those of functions (`model.holes.sources_of`).
_SURROUNDINGS = ("data.aws_region.", "data.aws_partition.", "data.aws_caller_identity.")
_FUNCTIONS = ("aws_lambda_function.", "aws_lambda_alias.", "data.aws_lambda_function.", "data.aws_lambda_alias.")
_MODULES = r'^(?:module\.[\w-]+(?:\[(?:\d+|"(?:[^"\\]|\\.)*")\])?\.)+'
_SUBTYPES = {
    "appconfig": "appconfig",
    "eventbridge": "events",
    "kinesis": "kinesis",
    "sqs": "sqs",
    "stepfunctions": "states",
}


def service_of_uri(kind: object, uri: object) -> str | Unknown | None:
    """The service that a known integration URI calls (`lambda`, `dynamodb`, ...); None for HTTP and MOCK."""
    if isinstance(kind, Unknown):
        return kind
    if str(kind).upper() not in ("AWS", "AWS_PROXY"):
        return None
    if isinstance(uri, Unknown):
        return _awaited_service(uri)
    if isinstance(uri, str):
        match = re.match(_ACTION, uri)
        if match:
            return match.group(1).lower()
        if re.match(r"arn:[^:]*:lambda:", uri):
            return "lambda"
    return Unknown("the service in the integration's URI cannot be told")


def _awaited_service(uri: Unknown) -> str | Unknown:
    """The service of a URI that waits for attributes of resources: what is known of it may tell."""
    parts = uri.parts if isinstance(uri, PartlyKnown) else (uri,)
    if any(plain_name(name).startswith(_FUNCTIONS) for name in sources_of(parts[0])):
        return "lambda"
    text = "".join(part if isinstance(part, str) else _filler(part) for part in parts)
    match = re.match(_ACTION, text)
    return uri if match is None or "\0" in match[0] else match[1].lower()


def _filler(hole: Unknown) -> str:
    """What stands for a hole: a word for a region or account, which has no colons."""
    names = sources_of(hole)
    return "x" if names and all(plain_name(name).startswith(_SURROUNDINGS) for name in names) else "\0"


def plain_name(name: str) -> str:
    """The name of a resource's attribute as its own module has it."""
    return re.sub(_MODULES, "", name)


def service_of(resource: Resource, kind: str, uri: str, function: str) -> str | Unknown | None:
    """The service of an integration resource; from the function that it leads to where the URI is not known."""
    given, type_ = resource.get(uri), resource.get(kind)
    if isinstance(given, Unknown) and isinstance(type_, str) and type_.upper() in ("AWS", "AWS_PROXY"):
        named = {reference.split(".")[0] for reference in given.references if reference.count(".") > 1}
        if function or (named and named <= {"aws_lambda_function", "aws_lambda_alias"}):
            return "lambda"
        given = resource.texts.get(uri, given)
    return service_of_uri(type_, given)


def service_of_subtype(subtype: str) -> str | Unknown:
    """The service of an HTTP API's first-class integration (`SQS-SendMessage`).

    https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-aws-services-reference.html
    """
    service = _SUBTYPES.get(subtype.partition("-")[0].lower())
    return service or Unknown(f"the integration subtype {subtype} is not known")


def function_of(context: Context, resource: Resource, name: str) -> str:
    """The address of the function that an attribute leads to; empty where none or several."""
    value = resource.get(name)
    if value is None or (isinstance(value, str) and name != "function_name" and re.match(_FUNCTION_ARN, value) is None):
        return ""  # the expression may lead to a function, but its value does not
    if isinstance(value, str):
        target = _named(context, value)
        if target is not None:
            return target.address
    if not resource.references(name):
        return ""
    link = context.resources.follow(resource, name, FUNCTION)
    addresses = {target.address for target in link.targets if not _is_other(target, value)}
    return addresses.pop() if len(addresses) == 1 else ""


def _named(context: Context, value: str) -> Resource | None:
    """The function whose ARN a known value holds."""
    match = re.search(_INVOCATIONS, value)
    arn = match[1] if match else value
    for type_ in sorted(FUNCTION):
        for attribute in ("arn", "qualified_arn"):
            target = context.by_id(type_, attribute, arn)
            if target is not None:
                return target
    return None


def _is_other(target: Resource, value: object) -> bool:
    """Whether a function is known to be another one than that of a known value."""
    arn = target.values.get("arn")
    return isinstance(value, str) and value.startswith("arn:") and isinstance(arn, str) and arn not in value
