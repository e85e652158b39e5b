"""One cause, one finding: what is left where rules replace each other."""

from __future__ import annotations

from typing import Any

from apigw_check.engine import Selected, judge
from apigw_check.model.gateway import HTTP, Api, Estate, Route
from apigw_check.model.origin import Origin
from apigw_check.rules.base import Params, Rule, Verdict, fail


def rule(id_: str, severity: str, replaces: tuple[str, ...] = ()) -> Selected:
    made = Rule(id=id_, slug=id_.lower(), title=id_, subject=Route, severity=severity, replaces=replaces)

    @made.check
    def check(route: Any, params: Params) -> Verdict:
        return fail(f"{id_} of {route.name}", route)

    return Selected(made, severity, Params({}))


def estate(*origins: Origin) -> Estate:
    api = Api(origin=Origin("api", "aws_apigatewayv2_api"), protocol=HTTP)
    for number, origin in enumerate(origins):
        route = Route(
            origin=origin, api=api, method="GET", path=f"/{number}", route_key=f"GET /{number}", authorization=""
        )
        api.routes.append(route)
    return Estate(apis=[api])


def test_the_replacing_rule_stays_alone() -> None:
    judged = judge(estate(Origin("r", "t")), None, [rule("A", "low"), rule("B", "high", ("A",))])
    assert [(f.rule.id, f.severity) for f in judged.findings] == [("B", "high")]


def test_it_is_as_severe_as_what_it_replaces() -> None:
    judged = judge(estate(Origin("r", "t")), None, [rule("A", "critical"), rule("B", "medium", ("A",))])
    assert [(f.rule.id, f.severity) for f in judged.findings] == [("B", "critical")]


def test_operations_that_share_a_path_item_are_told_apart() -> None:
    shared = Origin("api", "aws_apigatewayv2_api").inside("body", "/components/pathItems/x/get")
    before, after = estate(shared), estate(shared, shared)
    judged = judge(after, before, [rule("A", "low")])
    assert [(f.subject.name, f.change) for f in judged.findings] == [("GET /0", "existing"), ("GET /1", "new")]
    assert len({f.fingerprint for f in judged.findings}) == 2
