"""One cause, one finding: what is left where rules replace each other."""

from __future__ import annotations

from typing import Any

from apigw_check.engine import Selected, judge
from apigw_check.model.estate import Estate
from apigw_check.model.gateway import HTTP, Api, Route, Subject
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


def test_a_failure_elsewhere_that_points_at_the_same_attribute_is_the_same_cause() -> None:
    """Such as an integration's finding about a route of it that is open: the route's own finding says so already."""

    def pointing(id_: str, field: str, replaces: tuple[str, ...] = (), subject: type[Subject] = Route) -> Selected:
        made = Rule(id=id_, slug=id_.lower(), title=id_, subject=subject, severity="high", replaces=replaces)

        @made.check
        def check(subject: Any, params: Params) -> Verdict:
            return fail(id_, ORIGIN, field)

        return Selected(made, "high", Params({}))

    ORIGIN = Origin("r", "t")  # noqa: N806
    both = [pointing("A", "authorization", subject=Api), pointing("B", "authorization", ("A",))]
    assert [f.rule.id for f in judge(estate(ORIGIN), None, both).findings] == ["B"]
    apart = [pointing("A", "path", subject=Api), pointing("B", "authorization", ("A",))]
    assert [f.rule.id for f in judge(estate(ORIGIN), None, apart).findings] == ["A", "B"]
    whole = [pointing("A", "", subject=Api), pointing("B", "", ("A",))]
    assert [f.rule.id for f in judge(estate(ORIGIN), None, whole).findings] == ["A", "B"]


def test_operations_that_share_a_path_item_are_told_apart() -> None:
    shared = Origin("api", "aws_apigatewayv2_api").inside("body", "/components/pathItems/x/get")
    before, after = estate(shared), estate(shared, shared)
    judged = judge(after, before, [rule("A", "low")])
    assert [(f.subject.name, f.change) for f in judged.findings] == [("GET /0", "existing"), ("GET /1", "new")]
    assert len({f.fingerprint for f in judged.findings}) == 2
