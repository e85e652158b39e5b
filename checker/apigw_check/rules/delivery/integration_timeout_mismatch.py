"""Function that outlasts its integration.

## What it requires
The function behind an integration may not run longer than the integration waits: 29 seconds by default for REST and
WebSocket APIs, 30 seconds for HTTP APIs.

## Why
After that time the caller gets status 504, while the function goes on and finishes what the caller believes to have
failed. Callers try again, and things happen twice.

## When it is fine
A function that is invoked asynchronously (`X-Amz-Invocation-Type` with the value `'Event'`) makes nobody wait, and is
not asked. A function that is defined elsewhere is undecided. If other callers need the longer time, give them a
function of their own, or waive the finding.

## How to fix
```terraform
resource "aws_lambda_function" "orders" {
  function_name = "orders"
  role          = "arn:aws:iam::123456789012:role/orders"
  runtime       = "python3.13"
  handler       = "orders.handler"
  filename      = "orders.zip"
  timeout       = 25
}
```

## References
- https://docs.aws.amazon.com/apigateway/latest/api/API_Integration.html
- https://docs.aws.amazon.com/apigatewayv2/latest/api-reference/apis-apiid-integrations.html
"""

from __future__ import annotations

from ...model.functions import Target
from ...model.gateway import HTTP, Integration
from ...model.value import Unknown
from ..base import LOW, Params, Rule, Verdict, fail, not_applicable, passed, spot, undecided

RULE = Rule(
    id="APIGW-823",
    slug="integration-timeout-mismatch",
    title="Function that outlasts its integration",
    subject=Integration,
    severity=LOW,
)

#: What Lambda takes where a function does not say (CreateFunction, Timeout), in seconds.
_FUNCTION_DEFAULT = 3
#: What integrations take: TimeoutInMillis in both versions of the API.
_LONG, _SHORT = 30_000, 29_000


@RULE.check
def check(integration: Integration, params: Params) -> Verdict:
    """Decides for one integration."""
    target = integration.function
    if target is None:
        return not_applicable("invokes no Lambda function")
    asynchronous = _is_asynchronous(integration)
    if asynchronous is True:
        return not_applicable("does not wait for the function")
    if not isinstance(target, Target):
        return undecided(f"what it invokes is not known: {target.reason}", integration, "function")
    limit = target.function.timeout
    if isinstance(limit, Unknown):
        return undecided(f"how long the function may run is not known: {limit.reason}", integration, "function")
    runs = (_FUNCTION_DEFAULT if limit is None else limit) * 1000
    waits = _waits(integration)
    if isinstance(waits, Unknown):
        if runs <= _SHORT and integration.timeout_ms is None:
            return passed()
        return undecided(f"how long the integration waits is not known: {waits.reason}", integration, "timeout_ms")
    if runs <= waits:
        return passed()
    if isinstance(asynchronous, Unknown):
        reason = f"whether the integration waits for the function is not known: {asynchronous.reason}"
        return undecided(reason, integration, "request_parameters")
    return fail(
        f"{target.function.name} may run for {runs // 1000} seconds, the {integration.name} waits {waits / 1000:g}",
        target.function,
        "timeout",
        also=[spot(integration, "timeout_ms", "what the gateway waits")],
        fix=f"give the function a timeout of less than {waits / 1000:g} seconds",
    )


def _waits(integration: Integration) -> int | Unknown:
    given = integration.timeout_ms
    if given is not None:
        return given
    protocol = integration.api.protocol
    if isinstance(protocol, Unknown):
        return protocol
    return _LONG if protocol == HTTP else _SHORT


def _is_asynchronous(integration: Integration) -> bool | Unknown:
    parameters = integration.request_parameters
    if not isinstance(parameters, dict):
        return parameters if isinstance(parameters, Unknown) else False
    name = "integration.request.header.x-amz-invocation-type"
    found = next((value for key, value in parameters.items() if key.lower() == name), None)
    if isinstance(found, Unknown):
        return found
    # A value that is taken from the request is the caller's choice.
    return isinstance(found, str) and found.strip() == "'Event'"
