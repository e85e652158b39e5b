"""Writes `checker/apigw_check/facts/*.json`: what AWS accepts and documents, so that no rule relies on memory.

    python tools/facts.py            write the files
    python tools/facts.py --check    exit 1 where a file says something else than this script would write

Enumerations come from the service models of botocore (a development dependency), members without an enumeration from
the values their documentation names. Tables that exist on documentation pages alone stand below, with their address
and the day a copy of the page was read; the live page may have moved on. `--check` ignores `generated_from`: a newer
botocore that says the same is no difference.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from pathlib import Path
from typing import Any

import botocore
from botocore.loaders import Loader

FACTS = Path(__file__).resolve().parents[1] / "checker" / "apigw_check" / "facts"
MODELS = ("apigateway", "apigatewayv2", "wafv2", "acm")
GUIDE = "https://docs.aws.amazon.com/apigateway/latest/developerguide/"
READ = "2026-11-22"

# name -> shape of the service model; the name is the service and the shape, as one reads it.
SHAPES = {
    "acm.key_algorithm": "KeyAlgorithm",
    "apigateway.api_key_source": "ApiKeySourceType",
    "apigateway.authorizer_type": "AuthorizerType",
    "apigateway.cache_cluster_size": "CacheClusterSize",
    "apigateway.connection_type": "ConnectionType",
    "apigateway.content_handling": "ContentHandlingStrategy",
    "apigateway.documentation_part_type": "DocumentationPartType",
    "apigateway.endpoint_access_mode": "EndpointAccessMode",
    "apigateway.endpoint_type": "EndpointType",
    "apigateway.gateway_response_type": "GatewayResponseType",
    "apigateway.integration_type": "IntegrationType",
    "apigateway.ip_address_type": "IpAddressType",
    "apigateway.put_mode": "PutMode",
    "apigateway.quota_period": "QuotaPeriodType",
    "apigateway.response_transfer_mode": "ResponseTransferMode",
    "apigateway.routing_mode": "RoutingMode",
    "apigateway.security_policy": "SecurityPolicy",
    "apigateway.unauthorized_cache_control_strategy": "UnauthorizedCacheControlHeaderStrategy",
    "apigatewayv2.authorization_type": "AuthorizationType",
    "apigatewayv2.authorizer_type": "AuthorizerType",
    "apigatewayv2.connection_type": "ConnectionType",
    "apigatewayv2.content_handling": "ContentHandlingStrategy",
    "apigatewayv2.endpoint_type": "EndpointType",
    "apigatewayv2.integration_type": "IntegrationType",
    "apigatewayv2.ip_address_type": "IpAddressType",
    "apigatewayv2.logging_level": "LoggingLevel",
    "apigatewayv2.passthrough_behavior": "PassthroughBehavior",
    "apigatewayv2.protocol_type": "ProtocolType",
    "apigatewayv2.routing_mode": "RoutingMode",
    "apigatewayv2.security_policy": "SecurityPolicy",
    "wafv2.associated_resource_type": "AssociatedResourceType",
    "wafv2.log_action": "ActionValue",
    "wafv2.log_filter_behavior": "FilterBehavior",
    "wafv2.oversize_handling": "OversizeHandling",
    "wafv2.rate_aggregate_key": "RateBasedStatementAggregateKeyType",
    "wafv2.resource_type": "ResourceType",
    "wafv2.scope": "Scope",
    "wafv2.size_inspection_limit": "SizeInspectionLimit",
}
# Structures of which exactly one member is set: their members are the values.
UNIONS = {
    "wafv2.default_action": "DefaultAction",
    "wafv2.field_to_match": "FieldToMatch",
    "wafv2.override_action": "OverrideAction",
    "wafv2.rule_action": "RuleAction",
    "wafv2.statement": "Statement",
}
# Strings without an enumeration: name -> shape, member and what a value looks like in its documentation.
CODE = r"<code>([A-Z][A-Z0-9_]+)</code>"
DOCUMENTED = {
    "apigateway.authorization_type": ("PutMethodRequest", "authorizationType", CODE),
    "apigateway.logging_level": ("MethodSetting", "loggingLevel", CODE),
    "apigateway.passthrough_behavior": ("PutIntegrationRequest", "passthroughBehavior", CODE),
    "wafv2.rate_evaluation_window": ("RateBasedStatement", "EvaluationWindowSec", r"\b(60|120|300|600)\b"),
}
# Values that no service model holds.
PAGES = {
    "apigateway.http_method": (
        "api-gateway-variables-for-access-logging.html",
        ("ANY", "DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT"),
    ),
    "apigatewayv2.predefined_route_key": (
        "apigateway-websocket-api-overview.html",
        ("$connect", "$default", "$disconnect"),
    ),
}

POLICY_PAGE = GUIDE + "apigateway-security-policies-list.html"
BOTH, MODERN, NEWEST = ("1.0", "1.1", "1.2", "1.3"), ("1.2", "1.3"), ("1.3",)
# What the page's two tables say a policy accepts. A name that a table lacks is derived by the rule alone.
STATED = {
    "TLS_1_0": BOTH,
    "TLS_1_2": MODERN,
    "SecurityPolicy_TLS12_2018_EDGE": MODERN,
    "SecurityPolicy_TLS12_PFS_2025_EDGE": MODERN,
    "SecurityPolicy_TLS13_1_2_2021_06": MODERN,
    "SecurityPolicy_TLS13_1_2_FIPS_PFS_PQ_2025_09": MODERN,
    "SecurityPolicy_TLS13_1_2_PFS_PQ_2025_09": MODERN,
    "SecurityPolicy_TLS13_1_2_PQ_2025_09": MODERN,
    "SecurityPolicy_TLS13_1_3_2025_09": NEWEST,
    "SecurityPolicy_TLS13_1_3_FIPS_2025_09": NEWEST,
    "SecurityPolicy_TLS13_2025_EDGE": NEWEST,
}
POLICY_RULE = (
    "TLS_<a>_<b> states <a>.<b>. In SecurityPolicy_TLS13_<a>_<b>_... the pair after TLS13 is the minimum and TLS13 only"
    " says that 1.3 is offered. SecurityPolicy_TLS<ab>_..._EDGE without such a pair states <a>.<b>. Every version from"
    " the minimum up to 1.3 is accepted. _EDGE is for EDGE, every other SecurityPolicy_ for REGIONAL and PRIVATE, the"
    " legacy TLS_ names for all three."
)
DEFAULT_POLICIES = {
    "api": {"EDGE": "TLS_1_0", "PRIVATE": "TLS_1_2", "REGIONAL": "TLS_1_0"},
    "domain": {"EDGE": "TLS_1_2", "PRIVATE": "TLS_1_2", "REGIONAL": "TLS_1_2"},
}

# Access-log variables without `$context.`; a name that ends in a dot takes any property after it.
EVERYWHERE = """
    apiId authorizer. authorizer.error domainName error.message error.messageString error.responseType
    extendedRequestId identity.accountId identity.caller identity.cognitoAuthenticationProvider
    identity.cognitoAuthenticationType identity.cognitoIdentityId identity.cognitoIdentityPoolId
    identity.principalOrgId identity.sourceIp identity.user identity.userAgent identity.userArn integration.error
    integration.integrationStatus integration.latency integration.requestId integration.status integrationLatency
    requestId requestTime requestTimeEpoch stage status
"""
REST_AND_HTTP = """
    accountId authorizer.claims. awsEndpointRequestId customDomain.basePathMatched domainPrefix httpMethod
    identity.clientCert.clientCertPem identity.clientCert.issuerDN identity.clientCert.serialNumber
    identity.clientCert.subjectDN identity.clientCert.validity.notAfter identity.clientCert.validity.notBefore
    integrationStatus path protocol responseLatency responseLength
"""
REST_AND_WEBSOCKET = """
    authenticate.error authenticate.latency authenticate.status authorize.error authorize.latency authorize.status
    authorizer.integrationLatency authorizer.integrationStatus authorizer.latency authorizer.principalId
    authorizer.requestId authorizer.status error.validationErrorString identity.apiKey identity.apiKeyId waf.error
    waf.latency waf.status
"""
REST_ONLY = """
    cipherSuite customDomain.routingRuleIdMatched deploymentId endpointType identity.vpcId identity.vpceId
    integration.responseTransferMode integration.timeToAllHeaders integration.timeToFirstContent isCanaryRequest
    requestOverride.header. requestOverride.path. requestOverride.querystring. resourceId resourcePath
    responseOverride.header. responseOverride.status tlsVersion wafResponseCode webaclArn xrayTraceId
"""
HTTP_ONLY = "awsEndpointRequestId2 dataProcessed integrationErrorMessage"
WEBSOCKET_ONLY = "connectedAt connectionId eventType messageId"
LOGS = {
    "REST": (
        "api-gateway-variables-for-access-logging.html",
        EVERYWHERE + REST_AND_HTTP + REST_AND_WEBSOCKET + REST_ONLY,
    ),
    "HTTP": ("http-api-logging-variables.html", EVERYWHERE + REST_AND_HTTP + "routeKey " + HTTP_ONLY),
    "WEBSOCKET": ("websocket-api-logging.html", EVERYWHERE + REST_AND_WEBSOCKET + "routeKey " + WEBSOCKET_ONLY),
}
# What a log line has to answer, and the variables that answer it; each type keeps those that it has.
ROLES = {
    "caller": "authorizer. authorizer.claims. authorizer.principalId identity.accountId identity.apiKeyId"
    " identity.caller identity.clientCert.subjectDN identity.cognitoIdentityId identity.user identity.userArn",
    "latency": "integration.latency integrationLatency responseLatency",
    "operation": "eventType httpMethod routeKey",
    "path": "path resourcePath",
    "request_id": "extendedRequestId requestId",
    "source_ip": "identity.sourceIp",
    "status": "status",
    "time": "requestTime requestTimeEpoch",
}
# What records a key, a token or personal data.
SENSITIVE = "authorizer.claims. identity.apiKey requestOverride.header. requestOverride.querystring."

LOG_NOTE = (
    "A name that ends in a dot takes any property after it that is not a variable by itself. A variable of another API"
    " type is logged as -."
)

# What API Gateway sends to CloudWatch, by API type: page, metrics, dimensions that go together, and what each asks.
ALARMED = {
    "REST": (
        "api-gateway-metrics-and-dimensions.html",
        "4XXError 5XXError CacheHitCount CacheMissCount Count IntegrationLatency Latency",
        ("ApiName", "ApiName Stage", "ApiName Method Resource Stage"),
        {"client_errors": "4XXError", "latency": "IntegrationLatency Latency", "server_errors": "5XXError"},
    ),
    "HTTP": (
        "http-api-metrics.html",
        "4xx 5xx Count DataProcessed IntegrationLatency Latency",
        ("ApiId", "ApiId Stage", "ApiId Method Resource Stage"),
        {"client_errors": "4xx", "latency": "IntegrationLatency Latency", "server_errors": "5xx"},
    ),
    "WEBSOCKET": (
        "apigateway-websocket-api-logging.html",
        "ClientError ConnectCount ExecutionError IntegrationError IntegrationLatency MessageCount",
        ("ApiId", "ApiId Stage", "ApiId Method Resource Stage"),
        {
            "client_errors": "ClientError",
            "latency": "IntegrationLatency",
            "server_errors": "ExecutionError IntegrationError",
        },
    ),
}
WAF_METRICS_PAGE = "https://docs.aws.amazon.com/waf/latest/developerguide/waf-metrics.html"
METRICS_NOTE = (
    "A metric exists once for each set of dimensions that goes together, and for no other. The set with Method and"
    " Resource is sent only where detailed metrics are on."
)

KEYS_PAGE = GUIDE + "apigateway-resource-policies-aws-condition-keys.html"
PUBLIC_PAGE = "https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html"
# key -> what it narrows `Principal: *` to (None: nothing), where it is present, and why.
CONDITION_KEYS: dict[str, tuple[str | None, str, str]] = {
    "aws:CurrentTime": (None, "all", "says when, not who"),
    "aws:EpochTime": (None, "all", "says when, not who"),
    "aws:MultiFactorAuthAge": (None, "signed", "any AWS account's user can have it"),
    "aws:MultiFactorAuthPresent": (None, "signed", "any AWS account's user can have it"),
    "aws:PrincipalAccount": ("identity", "signed", "the caller's account"),
    "aws:PrincipalArn": ("identity", "signed", "the caller's ARN, account included"),
    "aws:PrincipalOrgID": ("identity", "signed", "the caller's organization"),
    "aws:PrincipalOrgPaths": ("identity", "signed", "the caller's organization and unit"),
    "aws:PrincipalTag": (None, "signed", "any AWS account's owner can choose the tags of its principals"),
    "aws:PrincipalType": (None, "signed", "any AWS account has principals of each type"),
    "aws:Referer": (None, "all", "a header that the caller writes"),
    "aws:SecureTransport": (None, "all", "every call to API Gateway uses TLS"),
    "aws:SourceArn": ("resource", "all", "the AWS resource that makes the call"),
    "aws:SourceIp": ("network", "public", "the caller's address; rewritten in private APIs"),
    "aws:SourceVpc": ("network", "private", "the caller's VPC"),
    "aws:SourceVpce": ("network", "private", "the caller's VPC endpoint"),
    "aws:TokenIssueTime": (None, "signed", "says when, not who"),
    "aws:UserAgent": (None, "all", "a header that the caller writes"),
    "aws:VpcSourceIp": ("network", "private", "the caller's address inside its VPC"),
    "aws:userid": ("identity", "signed", "the caller's unique id, unless of the form ROLEID:*"),
    "aws:username": (None, "signed", "any AWS account's owner can choose user names"),
}

WAF_GUIDE = "https://docs.aws.amazon.com/waf/latest/developerguide/"
# The managed rule groups of AWS that rules ask about: page, namespace of the labels, rules with the names of their
# labels. The use-case page was read in an older copy than the other; that a group has further rules hurts no rule.
MANAGED_GROUPS = {
    "AWSManagedRulesCommonRuleSet": (
        "aws-managed-rule-groups-baseline.html",
        "awswaf:managed:aws:core-rule-set:",
        """
        NoUserAgent_HEADER=NoUserAgent_Header UserAgent_BadBots_HEADER=BadBots_Header
        SizeRestrictions_QUERYSTRING=SizeRestrictions_QueryString
        SizeRestrictions_Cookie_HEADER=SizeRestrictions_Cookie_Header SizeRestrictions_BODY=SizeRestrictions_Body
        SizeRestrictions_URIPATH=SizeRestrictions_URIPath EC2MetaDataSSRF_BODY=EC2MetaDataSSRF_Body
        EC2MetaDataSSRF_COOKIE=EC2MetaDataSSRF_Cookie EC2MetaDataSSRF_URIPATH=EC2MetaDataSSRF_URIPath
        EC2MetaDataSSRF_QUERYARGUMENTS=EC2MetaDataSSRF_QueryArguments
        GenericLFI_QUERYARGUMENTS=GenericLFI_QueryArguments GenericLFI_URIPATH=GenericLFI_URIPath
        GenericLFI_BODY=GenericLFI_Body RestrictedExtensions_URIPATH=RestrictedExtensions_URIPath
        RestrictedExtensions_QUERYARGUMENTS=RestrictedExtensions_QueryArguments
        GenericRFI_QUERYARGUMENTS=GenericRFI_QueryArguments GenericRFI_BODY=GenericRFI_Body
        GenericRFI_URIPATH=GenericRFI_URIPath CrossSiteScripting_COOKIE=CrossSiteScripting_Cookie
        CrossSiteScripting_QUERYARGUMENTS=CrossSiteScripting_QueryArguments
        CrossSiteScripting_BODY=CrossSiteScripting_Body CrossSiteScripting_URIPATH=CrossSiteScripting_URIPath
        """,
    ),
    "AWSManagedRulesKnownBadInputsRuleSet": (
        "aws-managed-rule-groups-baseline.html",
        "awswaf:managed:aws:known-bad-inputs:",
        """
        JavaDeserializationRCE_HEADER=JavaDeserializationRCE_Header
        JavaDeserializationRCE_BODY=JavaDeserializationRCE_Body
        JavaDeserializationRCE_URIPATH=JavaDeserializationRCE_URIPath
        JavaDeserializationRCE_QUERYSTRING=JavaDeserializationRCE_QueryString
        Host_localhost_HEADER=Host_Localhost_Header PROPFIND_METHOD=Propfind_Method
        ExploitablePaths_URIPATH=ExploitablePaths_URIPath Log4JRCE_HEADER=Log4JRCE_Header
        Log4JRCE_QUERYSTRING=Log4JRCE_QueryString Log4JRCE_BODY=Log4JRCE_Body Log4JRCE_URIPATH=Log4JRCE_URIPath
        ReactJSRCE_BODY=ReactJSRCE_Body
        """,
    ),
    "AWSManagedRulesSQLiRuleSet": (
        "aws-managed-rule-groups-use-case.html",
        "awswaf:managed:aws:sql-database:",
        """
        SQLi_QUERYARGUMENTS=SQLi_QueryArguments
        SQLiExtendedPatterns_QUERYARGUMENTS=SQLiExtendedPatterns_QueryArguments SQLi_BODY=SQLi_Body
        SQLiExtendedPatterns_BODY=SQLiExtendedPatterns_Body SQLi_COOKIE=SQLi_Cookie
        """,
    ),
}


RUNTIMES_PAGE = "https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtimes.html"
# Lambda runtime -> the day of its deprecation as the page states or projects it, None where it schedules none. The day
# of dotnet6 is stated differently by copies of the page (2024-11-12 in an older one); that of provided.al2 was in no
# copy that could be read, beyond that the runtime outlives Amazon Linux 2 (2026-06-30).
RUNTIMES: dict[str, str | None] = {
    "dotnet10": "2028-11-14",
    "dotnet5.0": "2022-05-10",
    "dotnet6": "2024-12-20",
    "dotnet7": "2024-05-14",
    "dotnet8": "2026-11-10",
    "dotnetcore1.0": "2019-07-27",
    "dotnetcore2.0": "2019-05-30",
    "dotnetcore2.1": "2022-01-05",
    "dotnetcore3.1": "2023-04-03",
    "go1.x": "2024-01-08",
    "java11": "2027-06-30",
    "java11.al2023": "2029-06-30",
    "java17": "2027-06-30",
    "java17.al2023": "2029-06-30",
    "java21": "2029-06-30",
    "java25": "2029-06-30",
    "java8": "2024-01-08",
    "java8.al2": "2027-06-30",
    "java8.al2023": "2029-06-30",
    "nodejs": "2016-10-31",
    "nodejs10.x": "2021-07-30",
    "nodejs12.x": "2023-03-31",
    "nodejs14.x": "2023-12-04",
    "nodejs16.x": "2024-06-12",
    "nodejs18.x": "2025-09-01",
    "nodejs20.x": "2026-04-30",
    "nodejs22.x": "2027-04-30",
    "nodejs24.x": "2028-04-30",
    "nodejs26.x": None,
    "nodejs4.3": "2020-03-05",
    "nodejs4.3-edge": "2020-03-05",
    "nodejs6.10": "2019-08-12",
    "nodejs8.10": "2020-03-06",
    "provided": "2024-01-08",
    "provided.al2": None,
    "provided.al2023": "2029-06-30",
    "python2.7": "2021-07-15",
    "python3.10": "2026-10-31",
    "python3.11": "2027-06-30",
    "python3.12": "2028-10-31",
    "python3.13": "2029-06-30",
    "python3.14": "2029-06-30",
    "python3.15": None,
    "python3.6": "2022-07-18",
    "python3.7": "2023-12-04",
    "python3.8": "2024-10-14",
    "python3.9": "2025-12-15",
    "ruby2.5": "2021-07-30",
    "ruby2.7": "2023-12-07",
    "ruby3.2": "2026-03-31",
    "ruby3.3": "2027-03-31",
    "ruby3.4": "2028-03-31",
    "ruby4.0": "2029-03-31",
}


KEYWORDS_PAGE = GUIDE + "api-gateway-known-issues.html"
# keyword -> (whether it limits what a request may hold, in which OpenAPI versions, why). What only describes limits
# nothing. The page names formats of numbers as well; they limit nothing in the schema language that the service uses.
IGNORED_KEYWORDS: dict[str, tuple[bool, tuple[str, ...], str]] = {
    "default": (False, ("2", "3"), "not supported"),
    "deprecated": (False, ("2", "3"), "not supported, and dropped from exports"),
    "discriminator": (True, ("2", "3"), "not supported in any schema"),
    "example": (False, ("2", "3"), "not supported"),
    "exclusiveMinimum": (True, ("2", "3"), "not supported"),
    "maxItems": (True, ("2", "3"), "left out of request validation by an import"),
    "minItems": (True, ("2", "3"), "left out of request validation by an import"),
    "nullable": (True, ("2", "3"), "not supported"),
    "oneOf": (True, ("2",), "not supported in OpenAPI 2.0"),
    "readOnly": (True, ("2", "3"), "not supported"),
}


def load() -> dict[str, Any]:
    """The service models by name."""
    loader = Loader()
    return {name: loader.load_service_model(name, "service-2") for name in MODELS}


def numeric(value: str) -> tuple[float, str]:
    """A sort key that puts numbers in their order and everything else by name."""
    return (float(value), "") if re.fullmatch(r"[\d.]+", value) else (0.0, value)


def enumeration(values: Any, source: str) -> dict[str, Any]:
    """One entry of enumerations.json; an empty one means that a source has changed its form."""
    found = sorted(set(values), key=numeric)
    if not found:
        raise SystemExit(f"facts: {source} names no values any more; look at it and adapt tools/facts.py")
    return {"source": source, "values": found}


def shape(models: dict[str, Any], name: str, kind: str) -> dict[str, Any]:
    """A shape of the service that the entry's name begins with."""
    service = name.partition(".")[0]
    found: dict[str, Any] | None = models[service]["shapes"].get(kind)
    if found is None:
        raise SystemExit(f"facts: botocore {botocore.__version__} has no {service}.{kind}; install a newer boto3")
    return found


def enumerations(models: dict[str, Any]) -> dict[str, Any]:
    """Closed sets of values, by `<service>.<what>`."""
    entries = {}
    for name, kind in SHAPES.items():
        entries[name] = enumeration(shape(models, name, kind)["enum"], f"{kind}: enum")
    for name, kind in UNIONS.items():
        entries[name] = enumeration(shape(models, name, kind)["members"], f"{kind}: members")
    for name, (kind, member, pattern) in DOCUMENTED.items():
        text = shape(models, name, kind)["members"][member]["documentation"]
        entries[name] = enumeration(re.findall(pattern, text), f"{kind}.{member}: documentation")
    for name, (page, values) in PAGES.items():
        entries[name] = enumeration(values, f"{GUIDE}{page}, read {READ}")
    entries |= by_protocol(models)
    return {"enumerations": entries, "source": "botocore service models, unless an entry names a page"}


def by_protocol(models: dict[str, Any]) -> dict[str, Any]:
    """The authorization and integration types that HTTP and WebSocket APIs each take, as the documentation says."""
    shapes = models["apigatewayv2"]["shapes"]
    text = shapes["Route"]["members"]["AuthorizationType"]["documentation"]
    websocket, _, http = text.partition("For HTTP APIs")
    known = set(shapes["AuthorizationType"]["enum"])
    paragraphs = shapes["Integration"]["members"]["IntegrationType"]["documentation"].split("<p>")
    types = {p.split(":")[0]: "only for WebSocket" in p for p in paragraphs if re.match(r"[A-Z_]+:", p)}
    entries = {}
    for protocol, part in (("http", http), ("websocket", websocket)):
        named = known & set(re.findall(r"[A-Z_]+", part))
        entries[f"apigatewayv2.authorization_type.{protocol}"] = enumeration(
            named, "Route.AuthorizationType: documentation"
        )
        taken = [name for name, websocket_only in types.items() if protocol == "websocket" or not websocket_only]
        entries[f"apigatewayv2.integration_type.{protocol}"] = enumeration(
            taken, "Integration.IntegrationType: documentation"
        )
    return entries


def policy(name: str) -> dict[str, Any]:
    """What a security policy's name states, by POLICY_RULE, checked against the page where that has the name."""
    parts = re.fullmatch(r"(SecurityPolicy_)?TLS(?:_|13_)(\d)_(\d)(?:_.*)?", name)
    edge = re.fullmatch(r"(SecurityPolicy_)TLS(\d)(\d)_.*EDGE", name)
    found = parts or edge
    if found is None:
        raise SystemExit(f"facts: the rule for security policies does not read {name}; extend it in tools/facts.py")
    enhanced, minimum = found[1] is not None, f"{found[2]}.{found[3]}"
    accepts = tuple(version for version in BOTH if version >= minimum)
    if not accepts or STATED.get(name, accepts) != accepts:
        raise SystemExit(f"facts: {name} reads as {accepts}, {POLICY_PAGE} says {STATED.get(name)}")
    words = set(name.split("_"))
    endpoints = ["EDGE", "PRIVATE", "REGIONAL"]
    if enhanced:
        endpoints = ["EDGE"] if "EDGE" in words else ["PRIVATE", "REGIONAL"]
    return {
        "accepts": list(accepts),
        "documented": name in STATED,
        "endpoint_types": endpoints,
        "enhanced": enhanced,
        "fips": "FIPS" in words,
        "minimum": minimum,
        "post_quantum": "PQ" in words,
    }


def tls_policies(models: dict[str, Any]) -> dict[str, Any]:
    """Every security policy with the TLS version that it states, and the defaults."""
    names = {name for service in MODELS[:2] for name in models[service]["shapes"]["SecurityPolicy"]["enum"]}
    if missing := sorted(STATED.keys() - names):
        raise SystemExit(f"facts: botocore {botocore.__version__} lacks {', '.join(missing)}; install a newer boto3")
    return {
        "defaults": DEFAULT_POLICIES,
        "http_and_websocket": "TLS_1_2",
        "policies": {name: policy(name) for name in sorted(names)},
        "read": READ,
        "rule": POLICY_RULE,
        "source": POLICY_PAGE,
    }


def access_log_variables() -> dict[str, Any]:
    """By API type: the variables, those that answer each question, and those that record more than they should."""
    types = {}
    for kind, (page, text) in LOGS.items():
        names = set(text.split())
        roles = {role: sorted(names & set(members.split())) for role, members in ROLES.items()}
        types[kind] = {
            "roles": {role: [f"$context.{name}" for name in members] for role, members in roles.items() if members},
            "sensitive": [f"$context.{name}" for name in sorted(names & set(SENSITIVE.split()))],
            "source": GUIDE + page,
            "variables": [f"$context.{name}" for name in sorted(names)],
        }
    return {"api_types": types, "note": LOG_NOTE, "read": READ, "source": [GUIDE + page for page, _ in LOGS.values()]}


def metrics() -> dict[str, Any]:
    """The CloudWatch metrics of API Gateway by API type, and the dimensions of those of AWS WAF."""
    types = {}
    for kind, (page, names, sets, roles) in ALARMED.items():
        known = names.split()
        if any(name not in known for members in roles.values() for name in members.split()):
            raise SystemExit(f"facts: a role of the {kind} metrics names none of them")
        types[kind] = {
            "detailed": sorted(sets[-1].split()),
            "dimensions": [sorted(each.split()) for each in sets],
            "metrics": sorted(known),
            "roles": {role: sorted(members.split()) for role, members in roles.items()},
            "source": GUIDE + page,
        }
    pages = [each["source"] for each in types.values()]
    return {
        "api_types": types,
        "namespace": "AWS/ApiGateway",
        "note": METRICS_NOTE,
        "read": READ,
        "source": [*pages, WAF_METRICS_PAGE],
        "waf": {"namespace": "AWS/WAFV2", "regional": ["Region"], "source": WAF_METRICS_PAGE},
    }


def narrowing_condition_keys() -> dict[str, Any]:
    """The condition keys that resource policies know, and which of them narrow an Allow to every principal."""
    keys = {
        name: {"narrows_to": narrows, "present": present, "why": why}
        for name, (narrows, present, why) in CONDITION_KEYS.items()
    }
    return {
        "keys": keys,
        "note": (
            "narrows_to holds with fixed values and operators that need the key: not with ...IfExists, Null or negated"
            " ones. present: in all calls, in signed (AWS_IAM) calls, in calls to public or to private APIs. The page"
            " does not list other keys for API Gateway: what they do there is not known."
        ),
        "read": READ,
        "source": [KEYS_PAGE, PUBLIC_PAGE],
    }


def managed_rule_groups() -> dict[str, Any]:
    """The rules of managed rule groups, each with the label that it adds to a request."""
    groups = {}
    for name, (page, namespace, text) in MANAGED_GROUPS.items():
        rules = dict(pair.split("=") for pair in text.split())
        groups[name] = {"namespace": namespace, "rules": rules, "source": WAF_GUIDE + page}
    pages = sorted({WAF_GUIDE + page for page, _, _ in MANAGED_GROUPS.values()})
    return {"groups": groups, "read": READ, "source": pages}


# Quotas of one API: what is counted, the default, and whether AWS raises it on request (the table's last column).
QUOTA_PAGES = {
    "REST": (
        "api-gateway-execution-service-limits-table.html",
        {"resources": (300, True), "authorizers": (10, True), "stages": (10, True)},
    ),
    "HTTP": (
        "http-api-quotas.html",
        {
            "routes": (300, True),
            "integrations": (300, False),
            "authorizers": (10, True),
            "stages": (10, True),
            "scopes_per_route": (10, False),
            "audiences_per_authorizer": (50, False),
        },
    ),
    "WEBSOCKET": (
        "apigateway-execution-service-websocket-limits-table.html",
        {"routes": (300, True), "integrations": (300, True), "authorizers": (10, True), "stages": (10, True)},
    ),
}


def quotas() -> dict[str, Any]:
    """By API type: the quotas of one API."""
    return {
        "api_types": {
            kind: {
                "quotas": {name: {"adjustable": more, "limit": most} for name, (most, more) in sorted(table.items())},
                "source": GUIDE + page,
            }
            for kind, (page, table) in QUOTA_PAGES.items()
        },
        "read": READ,
        "source": [GUIDE + page for page, _ in QUOTA_PAGES.values()],
    }


def lambda_runtimes() -> dict[str, Any]:
    """The managed runtimes of Lambda functions with the day of their deprecation."""
    return {
        "note": "The page calls days that are still to come projected: they may be moved.",
        "read": READ,
        "runtimes": {name: {"deprecated": day} for name, day in RUNTIMES.items()},
        "source": RUNTIMES_PAGE,
    }


def ignored_keywords() -> dict[str, Any]:
    """The schema keywords of OpenAPI bodies that request validation does not enforce."""
    keywords = {
        name: {"limits": limits, "versions": list(versions), "why": why}
        for name, (limits, versions, why) in IGNORED_KEYWORDS.items()
    }
    return {"keywords": keywords, "read": READ, "source": KEYWORDS_PAGE}


def partitions() -> dict[str, Any]:
    """The partitions of AWS: the suffix of their addresses, the names their regions have, and those known by name."""
    found = Loader().load_data("partitions")["partitions"]
    return {
        "partitions": {
            one["id"]: {
                "dns_suffix": one["outputs"]["dnsSuffix"],
                "region_pattern": one["regionRegex"],
                "regions": {
                    name: region["description"]
                    for name, region in one["regions"].items()
                    if re.fullmatch(one["regionRegex"], name)
                },
            }
            for one in found
        },
        "source": "botocore: partitions.json",
    }


def facts() -> dict[str, dict[str, Any]]:
    """The files by name, with what each is made from."""
    models = load()
    versions = {name: model["metadata"]["apiVersion"] for name, model in models.items()}
    made_from_models = {"botocore": botocore.__version__, "models": versions}
    made_from_pages = {"pages_read": READ}
    return {
        "access_log_variables.json": {"generated_from": made_from_pages, **access_log_variables()},
        "enumerations.json": {"generated_from": made_from_models, **enumerations(models)},
        "ignored_keywords.json": {"generated_from": made_from_pages, **ignored_keywords()},
        "managed_rule_groups.json": {"generated_from": made_from_pages, **managed_rule_groups()},
        "metrics.json": {"generated_from": made_from_pages, **metrics()},
        "lambda_runtimes.json": {"generated_from": made_from_pages, **lambda_runtimes()},
        "narrowing_condition_keys.json": {"generated_from": made_from_pages, **narrowing_condition_keys()},
        "partitions.json": {"generated_from": {"botocore": botocore.__version__}, **partitions()},
        "quotas.json": {"generated_from": made_from_pages, **quotas()},
        "tls_policies.json": {"generated_from": made_from_models, **tls_policies(models)},
    }


def said(content: dict[str, Any]) -> dict[str, Any]:
    """A file's content without what it was made from."""
    return {key: value for key, value in content.items() if key != "generated_from"}


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description="Write the fact files, or compare them with their sources.")
    parser.add_argument("--check", action="store_true", help="write nothing; exit 1 where a file is not up to date")
    parser.add_argument("--directory", type=Path, default=FACTS, help="where the files are (default: %(default)s)")
    options = parser.parse_args(arguments)
    stale = []
    for name, content in facts().items():
        path = options.directory / name
        old = json.loads(path.read_bytes()) if path.is_file() else {}
        if said(old) == said(content):
            continue
        if options.check:
            stale.append(name)
            continue
        path.write_text(json.dumps(content, indent=2, sort_keys=True) + "\n", encoding="utf-8")
        print(f"facts: wrote {path}")
    if stale:
        print(
            f"facts: not up to date with botocore {botocore.__version__}: {', '.join(stale)}\n"
            "help: run `python tools/facts.py` and read the difference",
            file=sys.stderr,
        )
    return 1 if stale else 0


if __name__ == "__main__":
    sys.exit(main())
