"""Alarms: what their dimensions name, whether the metric exists, who is told, and which stages they cover."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from tiny_plan import estate, judged, ref, resource

from apigw_check.locate.resolve import Locator
from apigw_check.locate.sources import Sources
from apigw_check.model.alarms import Metric
from apigw_check.model.gateway import Api, Stage, WebAcl
from apigw_check.model.value import Unknown

LATER = ref("terraform_data.later.output")


def kept(address: str, **values: Any) -> Any:
    return resource(address, actions=["no-op"], before=values, **values)


REST = kept("aws_api_gateway_rest_api.shop", name="shop", id="rest1")
LIVE = kept("aws_api_gateway_stage.live", rest_api_id="rest1", stage_name="live", id="ags-rest1-live")
HTTP = kept("aws_apigatewayv2_api.orders", name="orders", protocol_type="HTTP", id="http1")
MAIN = kept("aws_apigatewayv2_stage.main", api_id="http1", name="main", id="main")
CHAT = kept("aws_apigatewayv2_api.chat", name="chat", protocol_type="WEBSOCKET", id="chat1")
APIS = (REST, LIVE, HTTP, MAIN, CHAT)


def alarm(name: str = "a", metric: str = "5XXError", **values: Any) -> Any:
    given = {"alarm_name": name, "namespace": "AWS/ApiGateway", "metric_name": metric} | values
    return resource(f"aws_cloudwatch_metric_alarm.{name}", **given)


def metric_of(*resources: Any) -> Metric:
    (found,) = estate(*resources).alarms
    return found.metrics[0]


def verdict(*resources: Any) -> str:
    return judged(*resources, only=("APIGW-316",)).decisions[0].verdict


@pytest.mark.parametrize(
    ("dimensions", "api", "by"),
    [
        ({"ApiName": "shop"}, "shop", "name"),
        ({"ApiName": "rest1"}, "shop", "id"),
        ({"ApiId": "http1"}, "orders", "id"),
        ({"ApiId": "rest1"}, "shop", "id"),
        ({"ApiName": "nobody"}, None, ""),
        ({"ApiId": "nobody"}, None, ""),
        # The name of an HTTP API alone: some REST API may have it as well.
        ({"ApiName": "orders"}, None, ""),
    ],
)
def test_known_dimensions(dimensions: Any, api: str | None, by: str) -> None:
    found = metric_of(*APIS, alarm(dimensions=dimensions))
    assert (found.api.api_name if isinstance(found.api, Api) else None) == api
    assert found.api_by == by


def test_stages() -> None:
    found = metric_of(*APIS, alarm(dimensions={"ApiName": "shop", "Stage": "live"}))
    assert isinstance(found.stage, Stage)
    assert found.stage_by == "name"
    identified = metric_of(*APIS, alarm(dimensions={"ApiName": "shop", "Stage": "ags-rest1-live"}))
    assert isinstance(identified.stage, Stage)
    assert identified.stage_by == "id"
    assert isinstance(metric_of(*APIS, alarm(dimensions={"ApiName": "shop", "Stage": "beta"})).stage, Unknown)


def test_alarms_on_something_else_are_left_out() -> None:
    assert not estate(*APIS, alarm(namespace="AWS/Lambda", dimensions={"FunctionName": "x"})).alarms
    assert not estate(*APIS, alarm(namespace=LATER, dimensions={"ApiName": "shop"})).alarms


@pytest.mark.parametrize(
    ("metric", "dimensions", "expected"),
    [
        ("5XXError", {"ApiName": "shop", "Stage": "live"}, "pass"),
        ("5XXError", {"ApiName": "nobody", "Stage": "live"}, "pass"),
        ("5xx", {"ApiName": "nobody", "Stage": "live"}, "fail"),
        ("5XXError", {"ApiId": "nobody", "Stage": "live"}, "fail"),
        ("ExecutionError", {"ApiId": "nobody", "Stage": "live"}, "pass"),
        ("ExecutionError", {"ApiId": "http1"}, "fail"),
        ("5xx", {"ApiId": "chat1"}, "fail"),
        ("5xx", {"ApiId": "http1"}, "pass"),
        ("COUNT", {"ApiId": "http1"}, "fail"),
        ("Count", {"ApiId": "rest1"}, "fail"),
        ("Count", {"ApiName": "rest1"}, "fail"),
        ("Count", {"ApiName": "shop", "Stage": "ags-rest1-live"}, "fail"),
        ("Count", {"ApiName": "shop", "Method": "GET"}, "fail"),
        ("Count", {"ApiName": "shop", "Stage": "live", "Region": "eu-central-1"}, "fail"),
        ("Count", {"Stage": "live"}, "fail"),
        ("Count", {}, "undecided"),
        ("SomethingNew", {"ApiName": "shop"}, "undecided"),
        ("Count", {"ApiName": "nobody", "Method": "GET", "Resource": "/", "Stage": "x"}, "undecided"),
        ("Count", LATER, "undecided"),
        (LATER, {"ApiName": "shop"}, "undecided"),
    ],
)
def test_whether_the_metric_exists(metric: Any, dimensions: Any, expected: str) -> None:
    assert verdict(*APIS, alarm(metric=metric, dimensions=dimensions)) == expected


@pytest.mark.parametrize(("on", "expected"), [(True, "pass"), (False, "fail"), (LATER, "undecided"), (None, "fail")])
def test_metrics_of_a_method_are_sent_where_they_are_on(on: Any, expected: str) -> None:
    settings = resource(
        "aws_api_gateway_method_settings.s",
        rest_api_id="rest1",
        stage_name="live",
        method_path="*/*",
        settings=LATER if on is LATER else [{"metrics_enabled": on}],
    )
    dimensions = {"ApiName": "shop", "Stage": "live", "Method": "GET", "Resource": "/"}
    assert verdict(*APIS, settings, alarm(metric="Count", dimensions=dimensions)) == expected


ACL = kept(
    "aws_wafv2_web_acl.shop", name="shop", scope="REGIONAL", rule=[], visibility_config=[{"metric_name": "shop-acl"}]
)
GLOBAL = kept(
    "aws_wafv2_web_acl.edge", name="edge", scope="CLOUDFRONT", rule=[], visibility_config=[{"metric_name": "edge"}]
)


@pytest.mark.parametrize(
    ("dimensions", "expected"),
    [
        ({"WebACL": "shop-acl", "Rule": "ALL", "Region": "eu-central-1"}, "pass"),
        ({"WebACL": "shop-acl", "Rule": "ALL"}, "fail"),
        ({"WebACL": "shop", "Rule": "ALL", "Region": "eu-central-1"}, "fail"),
        ({"WebACL": "edge", "Rule": "ALL"}, "pass"),
        ({"WebACL": "elsewhere", "Rule": "ALL", "Region": "eu-central-1"}, "pass"),
        ({"WebACL": "elsewhere", "Rule": "ALL"}, "undecided"),
        ({"Rule": "ALL"}, "undecided"),
    ],
)
def test_web_acls(dimensions: Any, expected: str) -> None:
    given = alarm(metric="BlockedRequests", namespace="AWS/WAFV2", dimensions=dimensions)
    assert verdict(ACL, GLOBAL, given) == expected
    if dimensions.get("WebACL") == "shop-acl":
        assert isinstance(metric_of(ACL, GLOBAL, given).web_acl, WebAcl)


def math(*metrics: tuple[str, Any]) -> Any:
    queries = [
        {"id": f"m{index}", "metric": [{"namespace": "AWS/ApiGateway", "metric_name": name, "dimensions": dimensions}]}
        for index, (name, dimensions) in enumerate(metrics)
    ]
    return resource(
        "aws_cloudwatch_metric_alarm.a", alarm_name="a", metric_query=[*queries, {"id": "e", "expression": "1"}]
    )


def test_metric_math() -> None:
    right, wrong = {"ApiName": "shop"}, {"ApiId": "rest1"}
    assert verdict(*APIS, math(("5XXError", right), ("Count", right))) == "pass"
    assert verdict(*APIS, math(("Count", right), ("5XXError", wrong))) == "fail"
    unknown = resource("aws_cloudwatch_metric_alarm.a", alarm_name="a", metric_query=LATER)
    found = estate(*APIS, unknown)
    assert not found.alarms
    assert all(stage.alarms_unread is not None for api in found.apis for stage in api.stages)


def covered(*resources: Any) -> dict[Any, int]:
    return {s.stage_name: len(s.alarms) for api in estate(*resources).apis for s in api.stages}


def test_which_stages_an_alarm_covers() -> None:
    beta = kept("aws_api_gateway_stage.beta", rest_api_id="rest1", stage_name="beta", id="x")
    one = alarm(dimensions={"ApiName": "shop", "Stage": "live"})
    assert covered(*APIS, beta, one) == {"live": 1, "beta": 0, "main": 0}
    whole = alarm(dimensions={"ApiName": "shop"})
    assert covered(*APIS, beta, whole) == {"live": 1, "beta": 1, "main": 0}
    method = alarm(dimensions={"ApiName": "shop", "Stage": "live", "Method": "GET", "Resource": "/"})
    assert covered(*APIS, beta, method) == {"live": 0, "beta": 0, "main": 0}


def test_stages_of_an_input_without_alarms() -> None:
    (found,) = judged(REST, LIVE, only=("APIGW-315",)).decisions
    assert (found.verdict, found.severity) == ("fail", "info")


NEW = (
    resource("aws_apigatewayv2_api.orders", name="orders", protocol_type="HTTP", id=ref()),
    resource("aws_apigatewayv2_stage.main", api_id=ref("aws_apigatewayv2_api.orders.id"), name="main", id=ref()),
)
TO_NEW = ref("aws_apigatewayv2_api.orders.id", "aws_apigatewayv2_stage.main.name")


def test_dimensions_that_the_plan_does_not_show() -> None:
    found = estate(*NEW, alarm(metric="5xx", dimensions=TO_NEW))
    assert isinstance(found.alarms[0].metrics[0].dimensions, Unknown)
    assert all(stage.alarms_unread is not None for api in found.apis for stage in api.stages)


@pytest.mark.parametrize(
    ("written", "keys"),
    [
        ("{ ApiId = aws_apigatewayv2_api.orders.id, Stage = \"main\" }", {"ApiId", "Stage"}),
        ("{\n    \"ApiId\" = aws_apigatewayv2_api.orders.id # the API\n  }", {"ApiId"}),
        ("{ (local.key) = aws_apigatewayv2_api.orders.id }", None),
        ("{ for k in [\"ApiId\"] : k => aws_apigatewayv2_api.orders.id }", None),
        ("local.dimensions", None),
        ("merge({ Stage = \"main\" }, local.dimensions)", None),
    ],
)  # fmt: skip
def test_dimensions_that_the_sources_show(tmp_path: Path, written: str, keys: set[str] | None) -> None:
    text = f'resource "aws_cloudwatch_metric_alarm" "a" {{\n  dimensions = {written}\n}}\n'
    (tmp_path / "main.tf").write_text(text)
    tree = Locator(str(tmp_path)).tree
    assert tree is not None
    found = Sources(tree).members((), "aws_cloudwatch_metric_alarm", "a", "dimensions", ())
    assert (None if found is None else set(found)) == keys
    if found is not None:
        assert found["ApiId"].references == ("aws_apigatewayv2_api.orders.id",)


def test_members_of_a_nested_block(tmp_path: Path) -> None:
    blocks = "".join(
        f'  metric_query {{\n    id = "{name}"\n    metric {{\n      dimensions = {{ {name} = "x" }}\n    }}\n  }}\n'
        for name in ("one", "two")
    )
    (tmp_path / "main.tf").write_text(f'resource "aws_cloudwatch_metric_alarm" "a" {{\n{blocks}}}\n')
    tree = Locator(str(tmp_path)).tree
    assert tree is not None
    sources = Sources(tree)
    for name in ("one", "two"):
        block = ("metric_query", ("id", name), "metric")
        found = sources.members((), "aws_cloudwatch_metric_alarm", "a", "dimensions", block)
        assert found is not None
        assert set(found) == {name}
    for block in (("metric_query", ("id", "three"), "metric"), ("metric_query",), ("other",)):
        assert sources.members((), "aws_cloudwatch_metric_alarm", "a", "dimensions", block) is None


COMPOSITE = "aws_cloudwatch_composite_alarm"
RIGHT = {"ApiName": "shop"}


def told(*resources: Any, **values: Any) -> str:
    given = judged(*APIS, alarm("a", dimensions=RIGHT, **values), *resources, only=("APIGW-317",))
    return given.decisions[0].verdict


def composite(name: str, rule: Any, **values: Any) -> Any:
    return resource(f"{COMPOSITE}.{name}", alarm_name=name, alarm_rule=rule, **values)


def test_actions() -> None:
    assert told(alarm_actions=["arn:aws:sns:x"]) == "pass"
    assert told(alarm_actions=LATER) == "pass"
    assert told() == "fail"
    assert told(alarm_actions=[]) == "fail"
    assert told(alarm_actions=["x"], actions_enabled=False) == "fail"
    assert told(alarm_actions=["x"], actions_enabled=LATER) == "undecided"


@pytest.mark.parametrize(
    ("rule", "actions", "expected"),
    [
        ('ALARM("a") AND NOT ALARM(b)', ["x"], "pass"),
        ("ALARM(a)", ["x"], "pass"),
        ("ALARM(arn:aws:cloudwatch:eu-central-1:123456789012:alarm:a)", ["x"], "pass"),
        ("ALARM(a)", [], "fail"),
        ("ALARM(ab)", ["x"], "fail"),
        ("", ["x"], "fail"),
        (ref("aws_cloudwatch_metric_alarm.a.alarm_name"), ["x"], "pass"),
        (LATER, ["x"], "undecided"),
    ],
)
def test_composite_alarms(rule: Any, actions: Any, expected: str) -> None:
    assert told(composite("c", rule, alarm_actions=actions)) == expected


def test_composite_alarms_of_composite_alarms() -> None:
    inner, outer = composite("inner", "ALARM(a)"), composite("outer", "ALARM(inner)", alarm_actions=["x"])
    assert told(inner, outer) == "pass"
    assert told(inner, composite("outer", "ALARM(inner)")) == "fail"
    assert told(composite("inner", "ALARM(a) OR ALARM(inner)")) == "fail"


def test_event_rules_on_alarms() -> None:
    def rule(pattern: Any) -> Any:
        return resource("aws_cloudwatch_event_rule.r", name="r", event_pattern=pattern)

    assert told(rule('{"detail-type": ["CloudWatch Alarm State Change"]}')) == "pass"
    assert told(rule('{"source": ["aws.s3"]}')) == "fail"
    assert told(rule(ref("aws_cloudwatch_metric_alarm.a.arn"))) == "pass"
