"""What an integration calls: the AWS service in its URI, and the function that its expression refers to."""

from __future__ import annotations

import re

from ..model.resource import Resource
from ..model.value import Unknown
from .context import Context

FUNCTION = frozenset({"aws_lambda_function", "aws_lambda_alias", "data.aws_lambda_function", "data.aws_lambda_alias"})

# https://docs.aws.amazon.com/apigateway/latest/api/API_Integration.html#apigw-Type-Integration-uri
_ACTION = re.compile(r"arn:[^:]*:apigateway:[^:]*:(?:[^:/]+\.)?([^:./]+):(?:action|path)(?:/|$)")
_FUNCTION_ARN = re.compile(r"arn:[^:]*:(apigateway:[^:]*:)?lambda:")
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
        return uri
    if isinstance(uri, str):
        match = _ACTION.match(uri)
        if match:
            return match.group(1).lower()
        if re.match(r"arn:[^:]*:lambda:", uri):
            return "lambda"
    return Unknown("the service in the integration's URI cannot be told")


def service_of(resource: Resource, kind: str, uri: str) -> str | Unknown | None:
    """The service of an integration resource; from references where the URI is not known."""
    given = resource.get(uri)
    if isinstance(given, Unknown) and not isinstance(resource.get(kind), Unknown):
        named = {reference.split(".")[0] for reference in given.references if reference.count(".") > 1}
        if named and named <= {"aws_lambda_function", "aws_lambda_alias"}:
            return "lambda"
    return service_of_uri(resource.get(kind), given)


def service_of_subtype(subtype: str) -> str | Unknown:
    """The service of an HTTP API's first-class integration (`SQS-SendMessage`).

    https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-aws-services-reference.html
    """
    service = _SUBTYPES.get(subtype.partition("-")[0].lower())
    return service or Unknown(f"the integration subtype {subtype} is not known")


def function_of(context: Context, resource: Resource, name: str) -> str:
    """The address of the function that an attribute refers to; empty where none or several."""
    if not resource.references(name):
        return ""
    value = resource.get(name)
    if (
        name != "function_name"
        and isinstance(value, str)
        and not re.match(r"arn:[^:]*:(apigateway:[^:]*:)?lambda:", value)
    ):
        return ""  # the expression may lead to a function, but its value does not
    link = context.resources.follow(resource, name, FUNCTION)
    addresses = {target.address for target in link.targets}
    return addresses.pop() if len(addresses) == 1 else ""
