"""Open route to an AWS service.

## What it requires
No route without authorization calls an AWS service (DynamoDB, SQS, SNS, S3, Kinesis, EventBridge, Step Functions or any
other but Lambda) directly. For a WebSocket API, where authorization is a matter of `$connect` alone, the `$connect`
route is asked on behalf of all routes of the API.

## Why
With such an integration the gateway itself acts on the account, with a role that may read tables or start workflows. No
code stands between the caller and the service that could refuse: what the mapping template lets through is done.

## When it is fine
Routes that `public_routes` names: webhooks that a consumer checks by their signature before it acts, or public files in
S3. The severity is low on a PRIVATE API whose resource policy restricts who may call, and medium on any other with such
a policy, or with mutual TLS on every way to it. Shown in place of APIGW-101, 102, 103 and 106.

## How to fix
```terraform
variable "table_role_arn" {
  type = string
}

resource "aws_api_gateway_rest_api" "shop" {
  name = "shop"
}

resource "aws_api_gateway_resource" "orders" {
  rest_api_id = aws_api_gateway_rest_api.shop.id
  parent_id   = aws_api_gateway_rest_api.shop.root_resource_id
  path_part   = "orders"
}

resource "aws_api_gateway_method" "scan" {
  rest_api_id   = aws_api_gateway_rest_api.shop.id
  resource_id   = aws_api_gateway_resource.orders.id
  http_method   = "GET"
  authorization = "AWS_IAM"
}

resource "aws_api_gateway_integration" "scan" {
  rest_api_id             = aws_api_gateway_rest_api.shop.id
  resource_id             = aws_api_gateway_resource.orders.id
  http_method             = aws_api_gateway_method.scan.http_method
  type                    = "AWS"
  integration_http_method = "POST"
  uri                     = "arn:aws:apigateway:eu-central-1:dynamodb:action/Scan"
  credentials             = var.table_role_arn
}
```

## Parameters
- `public_routes` (list, empty): globs of routes that are meant to be public, such as `POST /webhook`.

## References
- https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-api-integration-types.html
- https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-aws-services-reference.html
- https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api-route-keys-connect-disconnect.html
"""

from __future__ import annotations

from ...model.gateway import WEBSOCKET, Integration, Route
from ...model.value import Unknown, known
from ..base import CRITICAL, Params, Rule, Verdict, fail, not_applicable, spot, undecided
from ._public import PUBLIC_ROUTES, callers, defended, protocol, severity_on

RULE = Rule(
    id="APIGW-107",
    slug="aws-service-integration-open",
    title="Open route to an AWS service",
    subject=Route,
    severity=CRITICAL,
    params=[PUBLIC_ROUTES],
    replaces=["APIGW-101", "APIGW-102", "APIGW-103", "APIGW-104", "APIGW-105", "APIGW-106", "APIGW-108", "APIGW-122"],
)

_NAMES = {
    "dynamodb": "DynamoDB",
    "events": "EventBridge",
    "firehose": "Data Firehose",
    "kinesis": "Kinesis",
    "s3": "S3",
    "sns": "SNS",
    "sqs": "SQS",
    "states": "Step Functions",
}


@RULE.check
def check(route: Route, params: Params) -> Verdict:
    """Decides for one route."""
    opened = [route]
    if known(protocol(route)) == WEBSOCKET:
        if known(route.route_key) != "$connect":
            return not_applicable("of a WebSocket API only $connect decides who may call; it is asked for all routes")
        opened += [other for other in route.api.routes if other is not route]
    services = [(other, _service(other.integration)) for other in opened]
    reached = [(other, service) for other, service in services if isinstance(service, str)]
    unclear = next((service for _, service in services if isinstance(service, Unknown)), None)
    if not reached and unclear is None:
        return not_applicable("calls no AWS service directly")
    verdict = defended(route, params)
    if verdict is not None:
        return verdict
    if not reached:
        reason = "" if unclear is None else unclear.reason
        return undecided(f"whether it calls an AWS service directly is not known: {reason}", route, "integration")
    first, service = reached[0]
    through = route.name if first is route else f"{first.name}, as {route.name} has no authorization"
    what = _NAMES.get(service, service)
    return fail(
        f"{callers(route)} can call {what} through {through}: no code stands before the service",
        route,
        "authorization",
        also=[spot(other.integration, "uri", f"calls {_NAMES.get(name, name)}") for other, name in reached],
        fix="set an authorization type on the route",
        severity=severity_on(route),
        extent=sorted({name for _, name in reached}),
    )


def _service(integration: Integration | Unknown | None) -> str | Unknown | None:
    """The AWS service that is called directly; None for functions, HTTP backends and MOCK."""
    if integration is None or isinstance(integration, Unknown):
        return integration
    kind = integration.type
    if integration.function_address or (not isinstance(kind, Unknown) and kind not in ("AWS", "AWS_PROXY")):
        return None
    service = integration.service
    if service is not None and not isinstance(service, Unknown):
        return None if service == "lambda" else str(service)
    if isinstance(kind, Unknown):
        return kind
    if kind == "AWS_PROXY" and integration.subtype is None:
        return None  # the proxy integration of a Lambda function
    return Unknown("the service that the integration calls cannot be told") if service is None else service
