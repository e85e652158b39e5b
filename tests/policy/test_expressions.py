"""JMESPath over the model: fields, and a third answer wherever an unknown decides."""

from __future__ import annotations

from typing import Any

import pytest

from apigw_check.model.gateway import HTTP, Api, Authorizer, Integration, Route, Setting, Stage
from apigw_check.model.origin import Origin
from apigw_check.model.value import UndecidedError, Unknown
from apigw_check.policy.expressions import ExpressionError, decide, parse, value_of
from apigw_check.policy.vocabulary import classes, fields_of, subject_kinds

ORIGIN = Origin("aws_apigatewayv2_api.a", "aws_apigatewayv2_api", "create")
API = Api(origin=ORIGIN, protocol=HTTP, api_name="shop")
LATER = Unknown("known only after apply")


def authorizer(**fields: Any) -> Authorizer:
    values: dict[str, Any] = {"authorizer_name": "users", "type": "JWT", **fields}
    return Authorizer(origin=ORIGIN, api=API, **values)


def holds(text: str, **fields: Any) -> bool | str:
    subject = authorizer(**fields)
    try:
        return decide(parse(text, "authorizer"), subject, {"limit": 3})
    except UndecidedError:
        return "undecided"


@pytest.mark.parametrize(
    ("text", "fields", "expected"),
    [
        ("type == 'JWT'", {}, True),
        ("type == 'JWT'", {"type": LATER}, "undecided"),
        ("type != null", {"type": LATER}, True),
        ("type == null", {"type": None}, True),
        ("type == null", {"type": LATER}, "undecided"),
        ("contains(`[\"a\"]`, uri || 'a')", {"uri": None}, True),
        ("contains(`[\"a\"]`, uri || 'a')", {"uri": LATER}, "undecided"),
        ("ttl > `300`", {"ttl": 600}, True),
        ("ttl > `300`", {"ttl": LATER}, "undecided"),
        ("ttl > `300`", {"ttl": None}, False),
        ("ttl > params.limit", {"ttl": 4}, True),
        ("type == 'JWT' && ttl > `300`", {"type": "TOKEN", "ttl": LATER}, False),
        ("ttl > `300` && type == 'JWT'", {"type": "TOKEN", "ttl": LATER}, False),
        ("ttl > `300` && type == 'JWT'", {"ttl": LATER}, "undecided"),
        ("ttl > `300` || type == 'JWT'", {"ttl": LATER}, True),
        ("ttl > `300` || type == 'TOKEN'", {"ttl": LATER}, "undecided"),
        ("!(ttl > `300`)", {"ttl": LATER}, "undecided"),
        ("!audience", {"audience": ()}, True),
        ("!audience", {"audience": LATER}, "undecided"),
        ("contains(audience, 'a')", {"audience": ("a", LATER)}, True),
        ("contains(audience, 'b')", {"audience": ("a", LATER)}, "undecided"),
        ("contains(audience, 'b')", {"audience": ("a",)}, False),
        ("length(audience) == `2`", {"audience": ("a", LATER)}, True),
        ("join(',', audience) == 'a,b'", {"audience": ("a", LATER)}, "undecided"),
        ("not_null(issuer, uri) == 'x'", {"issuer": LATER, "uri": "x"}, "undecided"),
        ("not_null(issuer, uri) == 'x'", {"issuer": None, "uri": "x"}, True),
        ("audience[0] == 'a'", {"audience": ("a",)}, True),
        ("audience[0] == 'a'", {"audience": LATER}, "undecided"),
        ("audience[?starts_with(@, 'https')] | length(@) == `1`", {"audience": ("https://a", "b")}, True),
        ("starts_with(issuer, 'https://')", {"issuer": LATER}, "undecided"),
        ("api.protocol == 'HTTP'", {}, True),
        ("api.name == 'api shop'", {}, True),
        ("address == 'aws_apigatewayv2_api.a' && change == 'create'", {}, True),
    ],
)
def test_conditions(text: str, fields: dict[str, Any], expected: bool | str) -> None:
    assert holds(text, **fields) == expected


def test_relations_and_lists() -> None:
    api = Api(origin=ORIGIN, protocol=HTTP)
    integration = Integration(origin=ORIGIN, api=api, type="HTTP_PROXY", uri="http://a")
    for method, authorization in (("GET", "NONE"), ("POST", "AWS_IAM")):
        api.routes.append(
            Route(
                origin=ORIGIN,
                api=api,
                method=method,
                path="/a",
                authorization=authorization,
                integration=integration,
            )
        )
    tree = parse("length(routes[?authorization == 'NONE' && integration.type == 'HTTP_PROXY']) == `1`", "api")
    assert decide(tree, api, {})
    assert value_of(parse("routes[].name", "api"), api, {}) == ["GET /a", "POST /a"]
    api.routes[1].authorization = LATER
    with pytest.raises(UndecidedError):
        decide(tree, api, {})


def test_effective_settings_of_a_stage() -> None:
    api = Api(origin=ORIGIN, protocol=HTTP)
    stage = Stage(origin=ORIGIN, api=api, stage_name="prod")
    stage.settings.append(Setting(origin=ORIGIN, scope="*", throttling_rate=100.0, throttling_burst=50))
    api.stages.append(stage)
    api.routes.append(Route(origin=ORIGIN, api=api, method="GET", path="/a", route_key="GET /a", authorization="NONE"))
    assert value_of(parse("effective[].[routes[0], throttling_rate]", "stage"), stage, {}) == [["GET /a", 100.0]]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("typ == 'JWT'", 'Authorizer has no field "typ"; did you mean type?'),
        ("api.protokol == 'HTTP'", 'Api has no field "protokol"; did you mean protocol?'),
        ("api.routes[?methd == 'GET']", 'Route has no field "methd"; did you mean method?'),
        ("api.routes.method", "method is asked of a list; write [] or [?...] before it"),
        ("simple_responses == true", "write true in backticks: `true`"),
        ("type ==", "this is no JMESPath expression"),
        ("type == 'JWT", "this is no JMESPath expression"),
    ],
)
def test_mistakes_are_named_before_anything_is_judged(text: str, message: str) -> None:
    with pytest.raises(ExpressionError) as caught:
        parse(text, "authorizer")
    assert message in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_function_that_is_given_null_says_what_to_do() -> None:
    with pytest.raises(TypeError, match=r"starts_with\(\) is given null; test it first"):
        holds("starts_with(issuer, 'https')")


def test_every_field_of_the_vocabulary_is_one_of_the_model() -> None:
    assert {"api", "route", "stage", "authorizer", "integration", "domain", "web_acl"} <= set(subject_kinds())
    for kind in classes():
        for name, field in fields_of(kind).items():
            assert field.description
            assert field.type
            assert name in {"address", "change", "name", "effective"} or hasattr(kind, name), (kind, name)


def test_no_subject_kind_is_left_out() -> None:
    from apigw_check.model.estate import KINDS

    assert set(subject_kinds()) == set(KINDS)
