"""Certificates, records, endpoints and listeners that are joined through the outputs of a module."""

from __future__ import annotations

from typing import Any

from tiny_plan import document, estate, ref, resource

from apigw_check.model.certificates import Certificate
from apigw_check.model.estate import Estate
from apigw_check.model.iam import Policy

OUTPUTS = {
    "certificate": "aws_acm_certificate.c.arn",
    "host": "aws_apigatewayv2_domain_name.d.domain_name_configuration[0].target_domain_name",
    "endpoint": "aws_vpc_endpoint.e.id",
    "api": "aws_apigatewayv2_api.a.id",
    "listener": "aws_lb_listener.l.arn",
}
INSIDE = (
    resource("aws_acm_certificate.c", domain_name="a.example.com", key_algorithm="EC_prime256v1", arn=ref()),
    resource("aws_apigatewayv2_domain_name.d", domain_name="a.example.com", domain_name_configuration=[]),
    resource("aws_vpc_endpoint.e", service_name="com.amazonaws.eu-central-1.execute-api", vpc_id="vpc-1", id=ref()),
    resource("aws_apigatewayv2_api.a", name="a", protocol_type="HTTP", id=ref()),
    resource("aws_lb_listener.l", protocol="HTTPS", arn=ref()),
)
OUTSIDE = (
    resource(
        "aws_api_gateway_domain_name.b",
        domain_name="b.example.com",
        regional_certificate_arn=ref("module.m.certificate"),
    ),
    resource("aws_route53_record.r", name="a.example.com", type="CNAME", records=ref("module.m.host")),
    resource(
        "aws_vpc_endpoint_policy.p",
        vpc_endpoint_id=ref("module.m.endpoint"),
        policy='{"Statement": [{"Effect": "Allow", "Principal": "*", "Action": "*", "Resource": "*"}]}',
    ),
    resource(
        "aws_apigatewayv2_integration.i",
        api_id=ref("module.m.api"),
        integration_type="HTTP_PROXY",
        integration_uri=ref("module.m.listener"),
        connection_type="VPC_LINK",
    ),
)


def joined() -> Estate:
    plan: Any = document(*OUTSIDE)
    inner = document(*INSIDE)
    for change in inner["resource_changes"]:
        plan["resource_changes"].append(
            change | {"address": f"module.m.{change['address']}", "module_address": "module.m"}
        )
    module = inner["configuration"]["root_module"]
    module["outputs"] = {name: {"expression": {"references": [target]}} for name, target in OUTPUTS.items()}
    plan["configuration"]["root_module"]["module_calls"] = {"m": {"source": "./m", "module": module}}
    return estate(**plan)


def test_each_finds_what_the_module_makes() -> None:
    found = joined()
    by_name = {domain.domain_name: domain for domain in found.domains}
    certificate = by_name["b.example.com"].acm
    assert isinstance(certificate, Certificate)
    assert certificate.key_algorithms == ("EC_prime256v1",)
    (record,) = found.dns_records
    assert record.domain is by_name["a.example.com"]
    (endpoint,) = found.vpc_endpoints
    assert isinstance(endpoint.policy, Policy)
    (api,) = found.apis
    assert api.integrations[0].listener == "HTTPS"
