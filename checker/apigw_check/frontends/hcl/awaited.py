"""Attributes that AWS gives a resource and whose texts cannot change the structure of a document.

ARNs, ids, names and host names of these types hold no quotes, backslashes, braces, spaces or line breaks. Types whose
ids or ARNs hold what a user writes freely (the keys of S3 objects, the items of tables) are not among them.
"""

from __future__ import annotations

import re

from ...model.holes import Awaited
from ...model.value import Unknown
from .syntax import Block
from .values import Sensitive, Value

_ATTRIBUTES = frozenset(
    {
        *("account_id", "alias_arn", "api_endpoint", "arn", "arns", "dns_name", "dns_suffix", "domain_name"),
        *("endpoint", "execution_arn", "fqdn", "function_url", "hosted_zone_id", "id", "ids"),
        *("invoke_arn", "invoke_url"),
        *("partition", "qualified_arn", "qualified_invoke_arn", "region", "regional_domain_name", "root_resource_id"),
        *("unique_id", "url", "version", "zone_id"),
    }
)
_IDENTITIES = frozenset({"arn", "execution_arn", "id", "invoke_arn", "root_resource_id"})
_OF_DATA = re.compile(r"(?:^|\.)data\.aws_\w+\.[\w-]+(?:\[[^\]]*\])?\.\w+$")
#: Of these types AWS limits names as well. Behind each what limits them: a pattern of botocore's service models, or
#: (with `name`) what these say of the name from which AWS makes the ARN. `tests/frontends/hcl/test_hcl_awaited.py`
#: holds them against the models.
_NAMED = (
    *("alb", "elb", "lb", "lb_target_group"),  # elbv2 and elb, name
    "dynamodb_table",  # dynamodb TableName
    "ecs_cluster",  # arc-region-switch EcsClusterArn
    "eks_cluster",  # arc-region-switch EksClusterArn
    "kinesis_stream",  # kinesis StreamName
    "lambda_alias",  # lambda Alias, lambda FunctionArn
    "sns_topic",  # sagemaker SnsTopicArn
    "sqs_queue",  # mwaa CeleryExecutorQueue; sqs, name
)
#: Types of which nothing limits the ids or ARNs so far as that can be shown are not among them: CloudFront
#: distributions, NAT gateways, services of Cloud Map. Names of state machines may hold single quotes.
_OTHERS = (
    "acm_certificate",  # acm Arn
    # API Gateway makes the ids (migration-hub-refactor-spaces ApiGatewayId, migration-hub-refactor-spaces VpcLinkId),
    # and ARNs of them, of domains and of stage names (apigateway CreateStageRequest):
    # https://docs.aws.amazon.com/apigateway/latest/developerguide/arn-format-reference.html
    *("api_gateway_api_key", "api_gateway_authorizer", "api_gateway_client_certificate", "api_gateway_deployment"),
    *("api_gateway_domain_name", "api_gateway_model", "api_gateway_request_validator", "api_gateway_resource"),
    *("api_gateway_rest_api", "api_gateway_stage", "api_gateway_usage_plan", "api_gateway_vpc_link"),
    *("apigatewayv2_api", "apigatewayv2_authorizer", "apigatewayv2_deployment", "apigatewayv2_domain_name"),
    *("apigatewayv2_integration", "apigatewayv2_route", "apigatewayv2_stage", "apigatewayv2_vpc_link"),
    "cloudwatch_event_bus",  # events NonPartnerEventBusArn
    "cloudwatch_log_group",  # logs LogGroupArn
    "cognito_identity_pool",  # cognito-identity IdentityPoolId
    *("cognito_user_pool", "cognito_user_pools"),  # verifiedpermissions UserPoolArn
    "cognito_user_pool_client",  # cognito-idp ClientIdType
    "eip",  # evs AllocationId
    "kinesis_firehose_delivery_stream",  # firehose DeliveryStreamName
    "kms_key",  # logs DetectorKmsKeyArn
    *("lambda_function", "lambda_function_url"),  # lambda FunctionArn
    "lambda_layer_version",  # lambda LayerVersionArn
    "lb_listener",  # elbv2, name of its load balancer
    "route53_zone",  # acm HostedZoneId
    "s3_bucket",  # kinesis BucketARN
    "secretsmanager_secret",  # omics SecretArn
    "security_group",  # lambda SecurityGroupId
    "subnet",  # lambda SubnetId
    "vpc",  # sagemaker WorkforceVpcId
    "vpc_endpoint",  # sagemaker WorkforceVpcEndpointId
    "wafv2_web_acl",  # wafv2 EntityName, wafv2 EntityId
)
#: Data sources that say where and as whom terraform runs, and nothing that anybody writes.
_SURROUNDINGS = frozenset({"data.aws_caller_identity", "data.aws_partition", "data.aws_region"})
_NAMED_TYPES = frozenset(f"aws_{name}" for name in _NAMED)
_TYPES = _NAMED_TYPES | {f"aws_{name}" for name in _OTHERS}
#: Their ARNs hold a path, in which almost anything may stand; their names are limited
#: (lambda RoleArn, iam policyNameType, iam userNameType).
_WITH_PATH = frozenset({"aws_iam_policy", "aws_iam_role", "aws_iam_user"})


def awaited(value: Value, block: Block, address: str, name: str) -> Value:
    """The value of an attribute of a resource's instance; what AWS will give it is `Awaited`."""
    inner = value.value if isinstance(value, Sensitive) else value
    if type(inner) is not Unknown or not _is_given(block, name):
        return value
    found = Awaited(inner.reason, inner.references, (f"{address}.{name}",))
    return Sensitive(found) if isinstance(value, Sensitive) else found


def _is_given(block: Block, name: str) -> bool:
    """Whether AWS gives a resource this attribute, and limits what it holds."""
    type_ = block.labels[0]
    if block.type == "data" and f"data.{type_}" in _SURROUNDINGS:
        return name in _ATTRIBUTES or name == "name"
    if name in block.body.attributes:
        return False
    if type_ in _WITH_PATH:
        return name == "arn" and block.type != "data" and "path" not in block.body.attributes
    return type_ in _TYPES if name in _ATTRIBUTES else name == "name" and type_ in _NAMED_TYPES


def is_identity(value: Value) -> bool:
    """Whether a value is the id or ARN that a resource will have: it is neither null nor empty, whatever it is.

    Terraform does not know that before it applies. The provider takes a resource without an id for one that is gone.
    """
    if not isinstance(value, Awaited):
        return False
    return all(source.rpartition(".")[2] in _IDENTITIES and not _OF_DATA.search(source) for source in value.sources)


def bare(value: Unknown) -> Unknown:
    """The unknown that comes of another one by an operation: nothing is known of its text."""
    return value if type(value) is Unknown else Unknown(value.reason, value.references)
