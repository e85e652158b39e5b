"""Models made by hand for the rules about stages, web ACLs and deployments, and what these rules say of them."""

from __future__ import annotations

from typing import Any

from apigw_check.catalogue import builtin as load
from apigw_check.model.gateway import (
    Api,
    Association,
    Deployment,
    Integration,
    Route,
    Setting,
    Stage,
    Subject,
    WafRule,
    WebAcl,
)
from apigw_check.model.origin import Origin
from apigw_check.model.value import UndecidedError, Unknown
from apigw_check.rules.base import UNDECIDED, Params, Verdict

RULES = {rule.id[-3:]: rule for rule in load()}
OURS = ["301", "303", "305", "306", "401", "402", "404", "420", "421", "501", "502", "504", "801", "804"]
U = Unknown("not known here")


def judge(number: str, subject: Subject, **params: object) -> Verdict:
    rule = RULES[number]
    try:
        return rule.judge(subject, Params({**rule.defaults(), **params}))
    except UndecidedError as error:
        return Verdict(UNDECIDED, error.unknown.reason)


def origin(type_: str, name: str) -> Origin:
    return Origin(f"{type_}.{name}", type_)


def make_api(protocol: Any = "REST", *routes: str, **given: Any) -> Api:
    kind = "aws_apigatewayv2_api" if isinstance(protocol, Unknown) or protocol != "REST" else "aws_api_gateway_rest_api"
    api = Api(origin=origin(kind, "shop"), protocol=protocol, api_name="shop", **given)
    for route in routes or ("GET /orders", "POST /orders"):
        method, _, path = route.partition(" ")
        made = Route(
            origin=origin("route", route),
            api=api,
            method=method if path else None,
            path=path or None,
            route_key=None if kind == "aws_api_gateway_rest_api" else route,
            authorization="AWS_IAM",
        )
        integration = Integration(origin=origin("integration", route), api=api, type="MOCK")
        made.integration = integration
        integration.routes.append(made)
        api.routes.append(made)
    return api


def setting(scope: Any, **given: Any) -> Setting:
    route_settings = isinstance(scope, str) and (scope == "*" or " " in scope)
    kind = "aws_apigatewayv2_stage" if route_settings else "aws_api_gateway_method_settings"
    return Setting(origin=origin(kind, str(scope)), scope=scope, **given)


def make_stage(api: Api, *settings: Setting, **given: Any) -> Stage:
    kind = "aws_api_gateway_stage" if api.origin.type == "aws_api_gateway_rest_api" else "aws_apigatewayv2_stage"
    stage = Stage(origin=origin(kind, "prod"), api=api, stage_name="prod", settings=list(settings), **given)
    api.stages.append(stage)
    return stage


LIMITS = {"throttling_rate": 100.0, "throttling_burst": 50}
FULL: dict[str, Any] = {
    **LIMITS,
    "logging_level": "ERROR",
    "data_trace": False,
    "caching": True,
    "cache_encrypted": True,
    "cache_requires_authorization": True,
    "cache_unauthorized_strategy": "FAIL_WITH_403",
}
FORMAT = (
    '{"id":"$context.requestId","t":"$context.requestTime","ip":"$context.identity.sourceIp","m":"$context.httpMethod",'
    '"p":"$context.path","s":"$context.status","c":"$context.identity.user","l":"$context.responseLatency"}'
)
LOG = {"access_log_destination": "arn:aws:logs:eu-central-1:123456789012:log-group:x", "access_log_format": FORMAT}


def make_acl(*rules: WafRule, targets: tuple[Any, ...] = ("rest_stage",), **given: Any) -> WebAcl:
    acl = WebAcl(
        origin=origin("aws_wafv2_web_acl", "shop"), acl_name="shop", rules=rules, **{"scope": "REGIONAL", **given}
    )
    for number, kind in enumerate(targets):
        made = Association(origin("aws_wafv2_web_acl_association", str(number)), acl, None, kind)
        acl.associations.append(made)
    return acl


def waf_rule(statement: Any = "rate_based_statement", action: Any = "block", **given: Any) -> WafRule:
    limit = 1000 if statement == "rate_based_statement" else None if isinstance(statement, str) else U
    return WafRule(rule_name="r", statement=statement, action=action, rate_limit=limit, **given)


def group(members: Any, override: Any = "none") -> WafRule:
    return WafRule("g", "rule_group_reference_statement", None, override=override, group=members)


MANAGED = WafRule(
    "m", "managed_rule_group_statement", None, override="none", managed_group="AWSManagedRulesCommonRuleSet"
)


def deployment(protocol: Any = "REST", **given: Any) -> Deployment:
    api = make_api(protocol, "$default")
    return Deployment(origin=origin("aws_api_gateway_deployment", "shop"), api=api, **given)
