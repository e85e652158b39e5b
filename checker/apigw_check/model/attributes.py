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
    },
    "aws_api_gateway_method": {
        "method": ("http_method",),
        "path": ("resource_id",),
        "authorizer": ("authorizer_id",),
        "scopes": ("authorization_scopes",),
        "request_validator": ("request_validator_id",),
    },
    "aws_api_gateway_integration": {
        "method": ("integration_http_method",),
        "service": ("uri",),
        "insecure_skip_verification": ("tls_config", "insecure_skip_verification"),
        "timeout_ms": ("timeout_milliseconds",),
    },
    "aws_api_gateway_integration_response": _RESPONSE,
    "aws_api_gateway_gateway_response": _RESPONSE,
    "aws_api_gateway_authorizer": {
        "authorizer_name": ("name",),
        "ttl": ("authorizer_result_ttl_in_seconds",),
        "identity_sources": ("identity_source",),
        "identity_validation": ("identity_validation_expression",),
        "uri": ("authorizer_uri",),
        "credentials": ("authorizer_credentials",),
    },
    "aws_api_gateway_stage": {
        "access_log_destination": ("access_log_settings", "destination_arn"),
        "access_log_format": ("access_log_settings", "format"),
        "client_certificate": ("client_certificate_id",),
        "tracing": ("xray_tracing_enabled",),
        "has_canary": ("canary_settings",),
    },
    "aws_api_gateway_method_settings": {
        "scope": ("method_path",),
        "metrics": ("settings", "metrics_enabled"),
        **{field: ("settings", attribute) for field, attribute in _SETTINGS.items()},
    },
    "aws_api_gateway_domain_name": {
        "endpoint_types": ("endpoint_configuration", "types"),
        "mutual_tls": ("mutual_tls_authentication",),
        "certificate": ("regional_certificate_arn",),
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
        "method": ("integration_method",),
        "subtype": ("integration_subtype",),
        "credentials": ("credentials_arn",),
        "server_name_to_verify": ("tls_config", "server_name_to_verify"),
        "timeout_ms": ("timeout_milliseconds",),
    },
    "aws_apigatewayv2_authorizer": {
        "authorizer_name": ("name",),
        "type": ("authorizer_type",),
        "ttl": ("authorizer_result_ttl_in_seconds",),
        "uri": ("authorizer_uri",),
        "credentials": ("authorizer_credentials_arn",),
        "issuer": ("jwt_configuration", "issuer"),
        "audience": ("jwt_configuration", "audience"),
        "payload_version": ("authorizer_payload_format_version",),
        "simple_responses": ("enable_simple_responses",),
    },
    "aws_apigatewayv2_stage": {
        "stage_name": ("name",),
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
    },
    "aws_wafv2_web_acl": {"acl_name": ("name",), "rules": ("rule",)},
    "aws_wafregional_web_acl": {"acl_name": ("name",), "rules": ("rule",)},
    "aws_wafv2_web_acl_association": {"web_acl": ("web_acl_arn",), "target": ("resource_arn",)},
    "aws_wafregional_web_acl_association": {"web_acl": ("web_acl_id",), "target": ("resource_arn",)},
}


def attribute_path(origin: Origin, field: str) -> tuple[str | tuple[str, str], ...] | None:
    """The attribute path of a model field inside the resource; None for the resource itself.

    An origin inside an attribute (a body, the target of a quick-created API) leads to that attribute: what stands
    inside the document is found by the origin's pointer. One that names a nested block leads into that block.
    """
    if origin.attribute:
        return (origin.attribute,)
    if not field:
        return origin.block or None
    path = _PATHS.get(origin.type, {}).get(field, (field,))
    return (*origin.block, path[-1]) if origin.block else path
