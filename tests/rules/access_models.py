"""Models made by hand for the rules about authorization, transport and exposure, and what these rules say of them."""

from __future__ import annotations

from typing import Any

from apigw_check.catalogue import builtin as load
from apigw_check.engine import Judgement, Selected, judge
from apigw_check.model.estate import Estate
from apigw_check.model.gateway import REST, Api, Domain, Integration, Mapping, Route
from apigw_check.model.iam import parse_policy
from apigw_check.model.origin import Origin
from apigw_check.model.value import UndecidedError, Unknown
from apigw_check.rules.base import FAIL, UNDECIDED, Params, Verdict

IDS = (101, 102, 103, 105, 106, 107, 110, 113, 201, 203, 209, 210, 601, 602, 606, 607, 610, 612)
RULES = {rule.id: rule for rule in load() if rule.id in {f"APIGW-{number}" for number in IDS}}
UNKNOWN = Unknown("known only after apply")

EVERYONE = {"Effect": "Allow", "Principal": "*", "Action": "execute-api:Invoke", "Resource": "execute-api:/*"}
ENDPOINT = {**EVERYONE, "Condition": {"StringEquals": {"aws:SourceVpce": "vpce-1a2b3c4d"}}}


def origin(address: str, type_: str = "aws_api_gateway_method") -> Origin:
    return Origin(address, type_)


def api(protocol: str | Unknown = REST, **given: Any) -> Api:
    return Api(**{"origin": origin("aws_api_gateway_rest_api.shop"), "protocol": protocol, "api_name": "shop"} | given)


def route(of: Api | None = None, **given: Any) -> Route:
    values = {"method": "GET", "path": "/orders", "authorization": "NONE"} | given
    made = Route(origin=origin("aws_api_gateway_method.list"), api=of or api(), **values)
    made.api.routes.append(made)
    return made


def integration(of: Api, **given: Any) -> Integration:
    values = {"type": "HTTP_PROXY", "uri": "https://orders.example.com"} | given
    made = Integration(origin=origin("aws_api_gateway_integration.list"), api=of, **values)
    of.integrations.append(made)
    return made


def domain(**given: Any) -> Domain:
    values = {"family": "v1", "domain_name": "shop.example.com"} | given
    return Domain(origin=origin("aws_api_gateway_domain_name.shop"), **values)


def policy(*statements: dict[str, Any]) -> Any:
    return parse_policy({"Version": "2012-10-17", "Statement": list(statements)})


def ask(number: int, subject: object, **params: Any) -> Verdict:
    rule = RULES[f"APIGW-{number}"]
    try:
        return rule.judge(subject, Params(rule.defaults() | params))
    except UndecidedError as error:
        return Verdict(UNDECIDED, error.unknown.reason)


def shown(estate: Estate, *numbers: int) -> list[tuple[str, str]]:
    """The failures that remain of these rules (all without any), as (id, severity)."""
    rules = [rule for id_, rule in RULES.items() if not numbers or int(id_[6:]) in numbers]
    judgement: Judgement = judge(estate, None, [Selected(r, r.severity, Params(r.defaults())) for r in rules])
    assert not judgement.crashes
    return [(found.rule.id, found.severity) for found in judgement.findings if found.verdict == FAIL]


def mapped(target: Domain, leads_to: Api | Unknown | None, **given: Any) -> Mapping:
    values = {"stage": None, "stage_name": "live", "base_path": None} | given
    made = Mapping(origin=origin("m"), domain=target, api=leads_to, **values)
    target.mappings.append(made)
    if isinstance(leads_to, Api):
        leads_to.mappings.append(made)
    return made
