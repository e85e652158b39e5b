"""Which attribute of a resource gives a field of the model, for pointing at it in the sources."""

from __future__ import annotations

from .origin import Origin

_SETTINGS = {
    "throttling_rate": "throttling_rate_limit",
    "throttling_burst": "throttling_burst_limit",
    "logging_level": "logging_level",
    "data_trace": "data_trace_enabled",
    "caching": "caching_enabled",
    "cache_ttl": "cache_ttl_in_seconds",
    "cache_encrypted": "cache_data_encrypted",
    "cache_requires_authorization": "require_authorization_for_cache_control",
    "cache_unauthorized_strategy": "unauthorized_cache_control_header_strategy",
}
_CORS = ("allow_origins", "allow_methods", "allow_headers", "expose_headers", "allow_credentials", "max_age")

_RESPONSE: dict[str, tuple[str, ...]] = {"parameters": ("response_parameters",), "templates": ("response_templates",)}

#: By resource type: model field -> attribute path, where the two differ.
_PATHS: dict[str, dict[str, tuple[str, ...]]] = {
    "aws_api_gateway_rest_api": {
        "api_name": ("name",),
        "endpoint_types": ("endpoint_configuration", "types"),
        "vpc_endpoint_ids": ("endpoint_configuration", "vpc_endpoint_ids"),
        "put_mode": ("put_rest_api_mode",),
    },
    "aws_api_gateway_method": {
        "method": ("http_method",),
        "path": ("resource_id",),
        "authorizer": ("authorizer_id",),
        "scopes": ("authorization_scopes",),
        "request_validator": ("request_validator_id",),
        "validator": ("request_validator_id",),
    },
    "aws_api_gateway_integration": {
        "method": ("integration_http_method",),
        "service": ("uri",),
        "function": ("uri",),
        "vpc_link": ("connection_id",),
        "insecure_skip_verification": ("tls_config", "insecure_skip_verification"),
        "timeout_ms": ("timeout_milliseconds",),
    },
    "aws_api_gateway_integration_response": _RESPONSE,
    "aws_api_gateway_gateway_response": _RESPONSE,
    "aws_api_gateway_authorizer": {
        "api": ("rest_api_id",),
        "authorizer_name": ("name",),
        "ttl": ("authorizer_result_ttl_in_seconds",),
        "identity_sources": ("identity_source",),
        "identity_validation": ("identity_validation_expression",),
        "uri": ("authorizer_uri",),
        "function": ("authorizer_uri",),
        "credentials": ("authorizer_credentials",),
    },
    "aws_api_gateway_stage": {
        "access_log_destination": ("access_log_settings", "destination_arn"),
        "access_log_format": ("access_log_settings", "format"),
        "client_certificate": ("client_certificate_id",),
        "tracing": ("xray_tracing_enabled",),
        "has_canary": ("canary_settings",),
        "deployment": ("deployment_id",),
        "api": ("rest_api_id",),
        "canary_variables": ("canary_settings", "stage_variable_overrides"),
    },
    "aws_api_gateway_method_settings": {
        "scope": ("method_path",),
        "metrics": ("settings", "metrics_enabled"),
        **{field: ("settings", attribute) for field, attribute in _SETTINGS.items()},
    },
    "aws_api_gateway_domain_name": {
        "endpoint_types": ("endpoint_configuration", "types"),
        "ownership_certificate": ("ownership_verification_certificate_arn",),
        "truststore_version": ("mutual_tls_authentication", "truststore_version"),
        "mutual_tls": ("mutual_tls_authentication",),
        "certificate": ("regional_certificate_arn",),
    },
    "aws_api_gateway_usage_plan": {
        "plan_name": ("name",),
        "throttle_rate": ("throttle_settings", "rate_limit"),
        "throttle_burst": ("throttle_settings", "burst_limit"),
        "quota_limit": ("quota_settings", "limit"),
        "quota_period": ("quota_settings", "period"),
        "stages": ("api_stages",),
    },
    "aws_api_gateway_api_key": {"key_name": ("name",), "has_literal_value": ("value",)},
    "aws_api_gateway_request_validator": {
        "validator_name": ("name",),
        "body": ("validate_request_body",),
        "parameters": ("validate_request_parameters",),
    },
    "aws_api_gateway_base_path_mapping": {"stage": ("stage_name",), "domain": ("domain_name",), "api": ("api_id",)},
    "aws_apigatewayv2_api_mapping": {
        "stage": ("stage",),
        "stage_name": ("stage",),
        "base_path": ("api_mapping_key",),
        "domain": ("domain_name",),
        "api": ("api_id",),
    },
    "aws_apigatewayv2_api": {
        "api_name": ("name",),
        "protocol": ("protocol_type",),
        "cors": ("cors_configuration",),
        **{field: ("cors_configuration", field) for field in _CORS},
    },
    "aws_apigatewayv2_route": {
        "method": ("route_key",),
        "path": ("route_key",),
        "authorization": ("authorization_type",),
        "authorizer": ("authorizer_id",),
        "scopes": ("authorization_scopes",),
        "integration": ("target",),
    },
    "aws_apigatewayv2_integration": {
        "type": ("integration_type",),
        "uri": ("integration_uri",),
        "service": ("integration_uri",),
        "function": ("integration_uri",),
        "vpc_link": ("connection_id",),
        "method": ("integration_method",),
        "subtype": ("integration_subtype",),
        "credentials": ("credentials_arn",),
        "server_name_to_verify": ("tls_config", "server_name_to_verify"),
        "timeout_ms": ("timeout_milliseconds",),
    },
    "aws_apigatewayv2_authorizer": {
        "api": ("api_id",),
        "authorizer_name": ("name",),
        "type": ("authorizer_type",),
        "ttl": ("authorizer_result_ttl_in_seconds",),
        "uri": ("authorizer_uri",),
        "function": ("authorizer_uri",),
        "credentials": ("authorizer_credentials_arn",),
        "issuer": ("jwt_configuration", "issuer"),
        "audience": ("jwt_configuration", "audience"),
        "payload_version": ("authorizer_payload_format_version",),
        "simple_responses": ("enable_simple_responses",),
    },
    "aws_apigatewayv2_stage": {
        "stage_name": ("name",),
        "deployment": ("deployment_id",),
        "api": ("api_id",),
        "variables": ("stage_variables",),
        "access_log_destination": ("access_log_settings", "destination_arn"),
        "access_log_format": ("access_log_settings", "format"),
        "client_certificate": ("client_certificate_id",),
        **{field: ("default_route_settings", attribute) for field, attribute in _SETTINGS.items()},
        "metrics": ("default_route_settings", "detailed_metrics_enabled"),
    },
    "aws_apigatewayv2_domain_name": {
        "security_policy": ("domain_name_configuration", "security_policy"),
        "endpoint_types": ("domain_name_configuration", "endpoint_type"),
        "certificate": ("domain_name_configuration", "certificate_arn"),
        "mutual_tls": ("mutual_tls_authentication",),
        "ownership_certificate": ("domain_name_configuration", "ownership_verification_certificate_arn"),
        "truststore_version": ("mutual_tls_authentication", "truststore_version"),
    },
    "aws_cognito_identity_pool": {
        "pool_name": ("identity_pool_name",),
        "allows_guests": ("allow_unauthenticated_identities",),
    },
    "aws_cognito_user_pool": {
        "pool_name": ("name",),
        "mfa": ("mfa_configuration",),
        "software_token": ("software_token_mfa_configuration", "enabled"),
        "minimum_length": ("password_policy", "minimum_length"),
        "advanced_security": ("user_pool_add_ons", "advanced_security_mode"),
    },
    "aws_cognito_user_pool_client": {
        "client_name": ("name",),
        "flows": ("explicit_auth_flows",),
        "prevents_existence_errors": ("prevent_user_existence_errors",),
        "revokes_tokens": ("enable_token_revocation",),
    },
    "aws_wafv2_web_acl": {
        "acl_name": ("name",),
        "rules": ("rule",),
        "visibility": ("visibility_config",),
        "metrics": ("visibility_config", "cloudwatch_metrics_enabled"),
        "samples": ("visibility_config", "sampled_requests_enabled"),
    },
    "aws_wafv2_rule_group": {
        "metrics": ("visibility_config", "cloudwatch_metrics_enabled"),
        "samples": ("visibility_config", "sampled_requests_enabled"),
    },
    "aws_wafregional_web_acl": {
        "acl_name": ("name",),
        "rules": ("rule",),
        "destination": ("logging_configuration", "log_destination"),
        "redacted": ("logging_configuration", "redacted_fields"),
    },
    "aws_wafv2_web_acl_logging_configuration": {
        "destination": ("log_destination_configs",),
        "redacted": ("redacted_fields",),
    },
    "aws_cloudwatch_log_group": {
        "destination_name": ("name",),
        "retention_days": ("retention_in_days",),
        "kms_key": ("kms_key_id",),
    },
    "aws_api_gateway_account": {"role": ("cloudwatch_role_arn",)},
    "aws_lambda_permission": {"url_authorization": ("function_url_auth_type",)},
    "aws_lambda_function_url": {"authorization": ("authorization_type",)},
    "aws_iam_policy": {"document": ("policy",)},
    "aws_iam_role_policy": {"document": ("policy",)},
    "aws_iam_user_policy": {"document": ("policy",)},
    "aws_iam_group_policy": {"document": ("policy",)},
    "aws_iam_role": {"document": ("inline_policy", "policy")},
    "aws_api_gateway_vpc_link": {"targets": ("target_arns",)},
    "aws_acm_certificate": {
        "key_algorithms": ("key_algorithm",),
        "transparency": ("options", "certificate_transparency_logging_preference"),
        "create_before_destroy": ("lifecycle",),
    },
    "aws_cloudwatch_metric_alarm": {"actions": ("alarm_actions",)},
    "aws_route53_record": {"alias": ("alias", "name")},
    "aws_wafv2_web_acl_association": {"web_acl": ("web_acl_arn",), "target": ("resource_arn",)},
    "aws_wafregional_web_acl_association": {"web_acl": ("web_acl_id",), "target": ("resource_arn",)},
}


#: Maps of the model that a body has under another name, in the object that the origin's pointer names.
_IN_BODY = {"request_parameters": "requestParameters", "request_templates": "requestTemplates"}


def pointer_of(origin: Origin, field: str, key: str = "") -> str | None:
    """The JSON pointer of a model field (of one entry of it) in the document that holds it; None outside of one."""
    if not origin.pointer or not key or field not in _IN_BODY:
        return origin.pointer or None
    return f"{origin.pointer}/{_IN_BODY[field]}/{key.replace('~', '~0').replace('/', '~1')}"


def attribute_path(origin: Origin, field: str, key: str = "") -> tuple[str | tuple[str, str], ...] | None:
    """The attribute path of a model field (of one entry of it) inside the resource; None for the resource itself.

    An origin inside an attribute (a body, the target of a quick-created API) leads to that attribute: what stands
    inside the document is found by a pointer (`pointer_of`). One that names a nested block leads into that block.
    """
    if origin.attribute:
        return (origin.attribute,)
    if not field:
        return origin.block or None
    path = _PATHS.get(origin.type, {}).get(field, (field,))
    entry = (key,) if key else ()
    return (*origin.block, path[-1], *entry) if origin.block else (*path, *entry)
