"""What the emulators cannot do, and the tests therefore do not ask of them: the one list of it.

A gap is keyed by emulator, step and resource type, and names the examples that it is seen in. `test_applies.py`
compares what it finds in each example with what is listed for it, both ways: a failure or a drift that is not here
fails a test, and so does an entry that has closed. The modules are what AWS wants, whether an emulator knows it or not.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from emulators import Name


class Step(StrEnum):
    """Where a gap shows."""

    APPLY = "apply"  # terraform cannot make the resource
    BEHIND = "behind"  # the resource is never made, because one that it needs is not
    DRIFT = "drift"  # the emulator gives back something else than it was given, so a second plan is not empty
    DESTROY = "destroy"  # terraform cannot remove the resource


@dataclass(frozen=True, slots=True)
class Gap:
    """A resource type that an emulator does not model well enough."""

    emulator: Name
    step: Step
    resource_type: str
    examples: frozenset[str]
    reason: str


def _gap(emulator: Name, step: Step, resource_type: str, examples: str, reason: str) -> Gap:
    return Gap(emulator, step, resource_type, frozenset(examples.split()), reason)


GAPS: tuple[Gap, ...] = (
    _gap(
        "moto",
        Step.DRIFT,
        "aws_lambda_function",
        "minimal rest-crud rest-openapi",
        "forgets the log format of logging_config",
    ),
    _gap(
        "moto",
        Step.DRIFT,
        "aws_api_gateway_authorizer",
        "rest-crud",
        "forgets identity_validation_expression",
    ),
    _gap(
        "moto",
        Step.DRIFT,
        "aws_api_gateway_integration",
        "rest-crud",
        "forgets cache_key_parameters",
    ),
    _gap(
        "moto",
        Step.DRIFT,
        "aws_wafv2_web_acl",
        "rest-crud rest-openapi",
        "forgets data_protection_config",
    ),
    _gap(
        "moto",
        Step.DESTROY,
        "aws_cognito_resource_server",
        "rest-crud",
        "does not implement DeleteResourceServer and answers 500, which the provider asks again for, 25 times",
    ),
    _gap(
        "moto",
        Step.APPLY,
        "aws_api_gateway_rest_api",
        "rest-openapi",
        "answers PutRestApi with 500 for an OpenAPI body",
    ),
    _gap(
        "moto",
        Step.BEHIND,
        "aws_api_gateway_deployment",
        "rest-openapi",
        "needs the REST API, whose body is not imported",
    ),
    _gap(
        "moto",
        Step.BEHIND,
        "aws_api_gateway_method_settings",
        "rest-openapi",
        "needs the REST API, whose body is not imported",
    ),
    _gap(
        "moto",
        Step.BEHIND,
        "aws_api_gateway_stage",
        "rest-openapi",
        "needs the REST API, whose body is not imported",
    ),
    _gap(
        "moto",
        Step.BEHIND,
        "aws_cloudwatch_log_group",
        "rest-openapi",
        "needs the REST API, whose body is not imported",
    ),
    _gap(
        "moto",
        Step.BEHIND,
        "aws_lambda_permission",
        "rest-openapi",
        "needs the REST API, whose body is not imported",
    ),
    _gap(
        "moto",
        Step.BEHIND,
        "aws_wafv2_web_acl_association",
        "rest-openapi",
        "needs the REST API, whose body is not imported",
    ),
    _gap(
        "moto",
        Step.DRIFT,
        "aws_sqs_queue",
        "rest-service-integrations",
        "gives the numbers of redrive_policy back as strings",
    ),
    _gap(
        "moto",
        Step.DRIFT,
        "aws_api_gateway_rest_api",
        "rest-service-integrations",
        "forgets binary_media_types",
    ),
    _gap(
        "ministack",
        Step.DRIFT,
        "aws_apigatewayv2_authorizer",
        "http-jwt websocket-chat",
        "gives back a payload format version, and for a WebSocket API a JWT configuration, that nobody wrote",
    ),
    _gap(
        "ministack",
        Step.APPLY,
        "aws_api_gateway_api_key",
        "rest-crud",
        "takes the empty value that asks for a generated one to be a value that is too short",
    ),
    _gap(
        "ministack",
        Step.APPLY,
        "aws_api_gateway_stage",
        "rest-crud",
        "has no status of a cache cluster to wait for",
    ),
    _gap(
        "ministack",
        Step.APPLY,
        "aws_wafv2_web_acl_logging_configuration",
        "rest-crud",
        "refuses the logging configuration",
    ),
    _gap(
        "ministack",
        Step.BEHIND,
        "aws_api_gateway_method_settings",
        "rest-crud",
        "needs the stage, whose cache cluster is not modelled",
    ),
    _gap(
        "ministack",
        Step.BEHIND,
        "aws_api_gateway_usage_plan",
        "rest-crud",
        "needs the stage, whose cache cluster is not modelled",
    ),
    _gap(
        "ministack",
        Step.BEHIND,
        "aws_api_gateway_usage_plan_key",
        "rest-crud",
        "needs the API key, which is not made",
    ),
    _gap(
        "ministack",
        Step.BEHIND,
        "aws_wafv2_web_acl_association",
        "rest-crud",
        "needs the stage, whose cache cluster is not modelled",
    ),
    _gap(
        "ministack",
        Step.DRIFT,
        "aws_cloudwatch_metric_alarm",
        "rest-crud",
        "gives alarms back without what they watch",
    ),
    _gap(
        "ministack",
        Step.DRIFT,
        "aws_api_gateway_integration",
        "rest-crud rest-service-integrations",
        "gives a MOCK integration the http method of its method",
    ),
    _gap(
        "ministack",
        Step.DRIFT,
        "aws_wafv2_web_acl",
        "rest-crud",
        "forgets association, captcha, challenge and data protection configuration",
    ),
)


def expected(emulator: Name, example: str) -> set[tuple[Step, str]]:
    """Give the gaps that an example must show on an emulator, and no other."""
    return {(gap.step, gap.resource_type) for gap in GAPS if gap.emulator == emulator and example in gap.examples}


# What a $connect is answered with whose authorizer raises "Unauthorized"; AWS answers 401.
REFUSED_AT_CONNECT: dict[Name, int] = {"ministack": 500}
