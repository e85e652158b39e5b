"""What the emulators cannot do, and the tests therefore do not ask of them: the one list of it.

A gap is keyed by emulator, step and resource type, and names the applications that it is seen in. `test_applies.py` and
`test_destroyed.py` compare what they find with what is listed, both ways: a failure or a drift that is not here fails a
test, and so does an entry that has closed. What no application shows is asked for by itself, in `test_probes.py`. The
modules are what AWS wants, whether an emulator knows it or not.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

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
    applications: frozenset[str]
    reason: str


def _gap(emulator: Name, step: Step, resource_type: str, applications: str, reason: str) -> Gap:
    return Gap(emulator, step, resource_type, frozenset(applications.split()), reason)


_BODY = "needs the REST API, whose body is not imported"
_DEPLOYMENT = "needs the deployment, which is not made"

GAPS: tuple[Gap, ...] = (
    _gap("moto", Step.APPLY, "aws_api_gateway_domain_name_access_association", "rarely-used", "has no such call"),
    _gap(
        "moto", Step.APPLY, "aws_api_gateway_rest_api", "rest-openapi", "answers PutRestApi with 500 for a MOCK in it"
    ),
    _gap("moto", Step.APPLY, "aws_apigatewayv2_deployment", "rarely-used", "has no such call"),
    _gap("moto", Step.BEHIND, "aws_api_gateway_deployment", "rest-openapi", _BODY),
    _gap("moto", Step.BEHIND, "aws_api_gateway_method_settings", "rest-openapi", _BODY),
    _gap("moto", Step.BEHIND, "aws_api_gateway_stage", "rest-openapi", _BODY),
    _gap("moto", Step.BEHIND, "aws_apigatewayv2_stage", "rarely-used", _DEPLOYMENT),
    _gap("moto", Step.BEHIND, "aws_cloudwatch_log_group", "rest-openapi", _BODY),
    _gap("moto", Step.BEHIND, "aws_lambda_permission", "rest-openapi", _BODY),
    _gap("moto", Step.BEHIND, "aws_wafv2_web_acl_association", "rest-openapi", _BODY),
    _gap("moto", Step.DESTROY, "aws_cognito_resource_server", "rest-crud", "has no such call, and answers 500"),
    _gap("moto", Step.DRIFT, "aws_api_gateway_authorizer", "rest-crud", "forgets identity_validation_expression"),
    _gap("moto", Step.DRIFT, "aws_api_gateway_domain_name", "rarely-used", "forgets the policy"),
    _gap(
        "moto",
        Step.DRIFT,
        "aws_api_gateway_integration",
        "rarely-used rest-crud",
        "forgets cache_key_parameters, and the VPC link",
    ),
    _gap("moto", Step.DRIFT, "aws_cognito_user_pool", "rarely-used rest-crud", "forgets the tier"),
    _gap(
        "moto",
        Step.DRIFT,
        "aws_cognito_user_pool_domain",
        "rarely-used",
        "forgets the certificate and the login version",
    ),
    _gap(
        "moto", Step.DRIFT, "aws_lambda_function", "rest-crud rest-openapi", "forgets the log format of logging_config"
    ),
    _gap("moto", Step.DRIFT, "aws_route53_record", "rarely-used", "points to the domain, which drifts"),
    _gap(
        "moto",
        Step.DRIFT,
        "aws_vpc_security_group_egress_rule",
        "private-vpc-link",
        "forgets the description",
    ),
    _gap(
        "moto",
        Step.DRIFT,
        "aws_vpc_security_group_ingress_rule",
        "private-vpc-link",
        "forgets the description",
    ),
    _gap(
        "moto",
        Step.DRIFT,
        "aws_wafv2_web_acl",
        "rarely-used rest-crud rest-openapi",
        "forgets data_protection_config, and the ARN of a set in a rule",
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
        "aws_api_gateway_method_settings",
        "rest-crud",
        "keeps the settings of a route under another name than it was given",
    ),
    _gap(
        "ministack",
        Step.APPLY,
        "aws_wafv2_web_acl_logging_configuration",
        "rest-crud",
        "has no such call",
    ),
    _gap(
        "ministack",
        Step.BEHIND,
        "aws_api_gateway_usage_plan_key",
        "rest-crud",
        "needs the API key, which is not made",
    ),
    _gap("ministack", Step.DRIFT, "aws_acm_certificate", "custom-domain", "forgets the options"),
    _gap(
        "ministack",
        Step.DRIFT,
        "aws_api_gateway_integration",
        "callers rest-crud rest-service-integrations",
        "gives a MOCK integration the http method of its method",
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
        Step.DRIFT,
        "aws_cloudwatch_metric_alarm",
        "http-jwt rest-crud websocket-chat",
        "gives alarms back without what they watch",
    ),
    _gap(
        "ministack",
        Step.DRIFT,
        "aws_wafv2_web_acl",
        "rest-crud",
        "forgets association, captcha, challenge and data protection configuration",
    ),
)

# What neither emulator can make, so that terraform's own tests, with a mocked provider, are all there is.
NOWHERE: Mapping[str, str] = MappingProxyType(
    {
        "aws_api_gateway_client_certificate": "neither has the call GenerateClientCertificate",
        "aws_api_gateway_documentation_version": "neither has the call CreateDocumentationVersion",
        "aws_api_gateway_domain_name_access_association": "neither has the call CreateDomainNameAccessAssociation",
    }
)

# What ministack takes and does not do: no request can prove it there. `test_probes.py` asks for each.
NOT_MODELLED: Mapping[str, str] = MappingProxyType(
    {
        "access logs": "nothing is delivered to the log group",
        "caching": "a stage with a cache cluster has no status of it, for which terraform waits",
        "deployments": "methods are served as they are, not as they were deployed",
        "directives of mapping templates": "a MOCK response template sets no header",
        "DynamoDB by mapping template": "the call does not reach DynamoDB and is answered with 504",
        "permissions of functions": "a function is called that does not permit it",
        "throttling of HTTP APIs": "the limits of a stage are kept and not applied",
        "web ACLs": "no request is looked at",
    }
)


def expected(emulator: Name, application: str) -> set[tuple[Step, str]]:
    """Give the gaps that an application must show on an emulator, and no other."""
    return {
        (gap.step, gap.resource_type) for gap in GAPS if gap.emulator == emulator and application in gap.applications
    }


# What a $connect is answered with whose authorizer raises "Unauthorized"; AWS answers 401.
REFUSED_AT_CONNECT: Mapping[Name, int] = MappingProxyType({"ministack": 500})
