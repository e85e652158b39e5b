"""What every frontend shares: the error that an input ends with, and the types that matter."""

from __future__ import annotations


class InputError(Exception):
    """An input that could not be read or understood: what is wrong, where, and what to do next."""

    def __init__(self, path: str, problem: str, hint: str = "") -> None:
        super().__init__(f"{path}: {problem}")
        self.path = path
        self.problem = problem
        self.hint = hint


#: The resource types that the linker reads. Everything else in an input is counted and passed over.
RELEVANT = frozenset(
    {
        "aws_acm_certificate",
        "aws_acm_certificate_validation",
        "aws_alb",
        "aws_api_gateway_account",
        "aws_api_gateway_api_key",
        "aws_api_gateway_authorizer",
        "aws_api_gateway_base_path_mapping",
        "aws_api_gateway_deployment",
        "aws_api_gateway_domain_name",
        "aws_api_gateway_gateway_response",
        "aws_api_gateway_integration",
        "aws_api_gateway_integration_response",
        "aws_api_gateway_method",
        "aws_api_gateway_method_settings",
        "aws_api_gateway_model",
        "aws_api_gateway_request_validator",
        "aws_api_gateway_resource",
        "aws_api_gateway_rest_api",
        "aws_api_gateway_rest_api_policy",
        "aws_api_gateway_rest_api_put",
        "aws_api_gateway_stage",
        "aws_api_gateway_usage_plan",
        "aws_api_gateway_usage_plan_key",
        "aws_alb_listener",
        "aws_api_gateway_vpc_link",
        "aws_apigatewayv2_api",
        "aws_apigatewayv2_api_mapping",
        "aws_apigatewayv2_authorizer",
        "aws_apigatewayv2_deployment",
        "aws_apigatewayv2_domain_name",
        "aws_apigatewayv2_integration",
        "aws_apigatewayv2_model",
        "aws_apigatewayv2_route",
        "aws_apigatewayv2_stage",
        "aws_apigatewayv2_vpc_link",
        "aws_cloudwatch_composite_alarm",
        "aws_cloudwatch_event_rule",
        "aws_cloudwatch_log_group",
        "aws_cloudwatch_metric_alarm",
        "aws_cognito_identity_pool",
        "aws_cognito_identity_pool_roles_attachment",
        "aws_cognito_user_pool",
        "aws_cognito_user_pool_client",
        "aws_iam_group_policy",
        "aws_iam_policy",
        "aws_iam_policy_attachment",
        "aws_iam_role",
        "aws_iam_role_policy",
        "aws_iam_role_policy_attachment",
        "aws_iam_user_policy",
        "aws_kinesis_firehose_delivery_stream",
        "aws_lambda_alias",
        "aws_lambda_function",
        "aws_lambda_function_url",
        "aws_lambda_permission",
        "aws_lb",
        "aws_lb_listener",
        "aws_route53_record",
        "aws_service_discovery_service",
        "aws_s3_bucket",
        "aws_vpc_endpoint",
        "aws_vpc_endpoint_policy",
        "aws_wafregional_rate_based_rule",
        "aws_wafregional_web_acl",
        "aws_wafregional_web_acl_association",
        "aws_wafv2_rule_group",
        "aws_wafv2_web_acl",
        "aws_wafv2_web_acl_association",
        "aws_wafv2_web_acl_logging_configuration",
    }
)

#: Data sources that the linker reads, without the prefix `data.`.
RELEVANT_DATA = frozenset(
    {
        "aws_acm_certificate",
        "aws_alb",
        "aws_api_gateway_authorizer",
        "aws_api_gateway_domain_name",
        "aws_api_gateway_resource",
        "aws_api_gateway_rest_api",
        "aws_api_gateway_vpc_link",
        "aws_apigatewayv2_api",
        "aws_cognito_identity_pool",
        "aws_cognito_user_pool",
        "aws_cognito_user_pool_client",
        "aws_cognito_user_pools",
        "aws_cloudwatch_log_group",
        "aws_iam_policy",
        "aws_iam_policy_document",
        "aws_iam_role",
        "aws_kinesis_firehose_delivery_stream",
        "aws_lambda_alias",
        "aws_lambda_function",
        "aws_lambda_function_url",
        "aws_lb",
        "aws_lb_listener",
        "aws_alb_listener",
        "aws_s3_bucket",
        "aws_wafv2_web_acl",
    }
)
