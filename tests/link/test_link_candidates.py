"""Where a reference does not decide: candidates, what may belong to several, and what is known of neither."""

from __future__ import annotations

import json

import pytest
from tiny_plan import estate, judged, ref, resource

from apigw_check.model.gateway import Api, Integration, Route, Stage
from apigw_check.model.value import Unknown

LATER = ref("terraform_data.later.output")


def rest_api(name: str = "shop") -> object:
    return resource(f"aws_api_gateway_rest_api.{name}", name=name, id=ref(), root_resource_id=ref())


def method(name: str, verb: str = "GET", **values: object) -> object:
    given = {"rest_api_id": ref("aws_api_gateway_rest_api.shop.id"), "authorization": "NONE", "http_method": verb}
    place = {"resource_id": ref("aws_api_gateway_rest_api.shop.root_resource_id")}
    return resource(f"aws_api_gateway_method.{name}", **given | place | values)


def names(apis: list[Api]) -> list[tuple[object, list[str]]]:
    return [(api.api_name if isinstance(api.api_name, str) else "?", [r.name for r in api.routes]) for api in apis]


def test_the_only_candidate_is_it() -> None:
    found = estate(rest_api(), method("a", rest_api_id=LATER))
    assert names(found.apis) == [("shop", ["GET /"])]
    assert not found.apis[0].routes[0].ambiguous


def test_several_candidates_are_all_tried() -> None:
    found = estate(rest_api(), rest_api("other"), method("a", rest_api_id=LATER))
    assert names(found.apis) == [("other", ["GET /"]), ("shop", ["GET /"])]
    assert "may belong to any of 2 APIs (api other, api shop)" in found.apis[0].routes[0].ambiguous


def test_what_all_candidates_say_stands() -> None:
    results = judged(rest_api(), rest_api("other"), method("a", rest_api_id=LATER), only=("APIGW-101",))
    assert [(r.verdict, r.subject.name) for r in results.decisions] == [("fail", "GET /")]


def test_where_candidates_differ_nothing_is_decided() -> None:
    private = resource(
        "aws_api_gateway_rest_api.shop",
        name="shop",
        endpoint_configuration=[{"types": ["PRIVATE"]}],
        policy=json.dumps(
            {"Statement": [{"Effect": "Allow", "Principal": {"AWS": "1"}, "Action": "*", "Resource": "*"}]}
        ),
    )
    stage = resource("aws_api_gateway_stage.live", rest_api_id=LATER, stage_name="live", deployment_id="d")
    results = judged(private, rest_api("other"), stage, only=("APIGW-501",))
    assert [(r.verdict, r.message.partition(" (")[0]) for r in results.decisions] == [
        ("undecided", "it may belong to any of 2 APIs")
    ]


def test_too_many_candidates_are_not_tried() -> None:
    apis = [rest_api(f"api{number}") for number in range(21)]
    found = estate(*apis, method("a", rest_api_id=LATER))
    assert found.apis[-1].external
    assert [len(api.routes) for api in found.apis] == [0] * 21 + [1]


def test_data_sources_are_no_candidates() -> None:
    data = resource("data.aws_api_gateway_rest_api.other", actions=["read"], name="other", id=LATER)
    assert names(estate(data, rest_api(), method("a", rest_api_id=LATER)).apis) == [("shop", ["GET /"])]


def test_an_id_that_nothing_has_is_elsewhere() -> None:
    found = estate(rest_api(), method("a", rest_api_id="abc"), method("b", rest_api_id="abc", verb="PUT"))
    assert names(found.apis) == [("shop", []), ("?", ["GET /", "PUT /"])]
    assert found.apis[1].external


def test_a_load_balancer_or_a_role_is_no_candidate() -> None:
    # An attribute of a resource that has nothing to do with gateways leads nowhere: not to every API.
    found = estate(rest_api(), method("a", rest_api_id=ref("aws_lb.this.arn")))
    assert names(found.apis) == [("shop", []), ("?", ["GET /"])]


def test_things_that_hand_on_are_followed() -> None:
    sleep = resource("time_sleep.wait", triggers=ref("aws_api_gateway_rest_api.shop.id"))
    found = estate(
        rest_api(), rest_api("other"), sleep, method("a", rest_api_id=ref('time_sleep.wait.triggers["api"]'))
    )
    assert names(found.apis) == [("other", []), ("shop", ["GET /"])]


def test_an_attribute_that_names_another_resource() -> None:
    def below(name: str, parent: str) -> object:
        return resource(
            f"aws_api_gateway_resource.{name}",
            rest_api_id=ref("aws_api_gateway_rest_api.shop.id"),
            parent_id=ref(parent),
            path_part=name,
        )

    found = estate(
        rest_api(),
        below("a", "aws_api_gateway_rest_api.shop.root_resource_id"),
        below("b", "aws_api_gateway_resource.a.id"),
        # Beside b, not below it.
        below("c", "aws_api_gateway_resource.b.parent_id"),
        method("c", resource_id=ref("aws_api_gateway_resource.c.id")),
    )
    assert [route.path for route in found.apis[0].routes] == ["/a/c"]


# -- what belongs to a method -----------------------------------------------------------------------------------------


def integration(name: str, verb: object = "GET", **values: object) -> object:
    given = {"rest_api_id": ref("aws_api_gateway_rest_api.shop.id"), "http_method": verb, "type": "MOCK"}
    place = {"resource_id": ref("aws_api_gateway_rest_api.shop.root_resource_id")}
    return resource(f"aws_api_gateway_integration.{name}", **given | place | values)


def routes(*resources: object) -> dict[str, Route]:
    return {route.origin.address.rpartition(".")[2]: route for route in estate(rest_api(), *resources).apis[0].routes}


def test_an_integration_that_cannot_be_placed_may_be_that_of_any_method_without_one() -> None:
    found = routes(
        method("get"),
        method("put", "PUT"),
        method("options", "OPTIONS"),
        integration("put", "PUT"),
        integration("lost", "OPTIONS", resource_id=LATER),
    )
    assert found["get"].integration is None
    assert isinstance(found["put"].integration, Integration)
    assert isinstance(found["options"].integration, Unknown)
    assert "aws_api_gateway_integration.lost may be its integration" in found["options"].integration.reason


def test_a_preflight_whose_integration_is_lost_is_no_open_route() -> None:
    results = judged(
        rest_api(),
        method("options", "OPTIONS"),
        integration("lost", "OPTIONS", resource_id=LATER),
        only=("APIGW-101",),
    )
    assert [r.verdict for r in results.decisions] == ["undecided"]


def test_an_integration_of_a_method_elsewhere_is_nobody_elses() -> None:
    found = routes(method("get"), integration("other", "GET", resource_id="abc123"))
    assert found["get"].integration is None


def response(name: str, **values: object) -> object:
    given = {"rest_api_id": ref("aws_api_gateway_rest_api.shop.id"), "http_method": "GET", "status_code": "200"}
    place = {"resource_id": ref("aws_api_gateway_rest_api.shop.root_resource_id")}
    parameters = {"response_parameters": {"method.response.header.Access-Control-Allow-Origin": "'*'"}}
    return resource(f"aws_api_gateway_integration_response.{name}", **given | place | parameters | values)


def test_a_response_that_may_be_of_several_is_sure_for_none() -> None:
    resources = [
        resource(
            f"aws_api_gateway_resource.{name}",
            rest_api_id=ref("aws_api_gateway_rest_api.shop.id"),
            parent_id=ref("aws_api_gateway_rest_api.shop.root_resource_id"),
            path_part=name,
        )
        for name in ("a", "b")
    ]
    parts = [
        make(name, resource_id=ref(f"aws_api_gateway_resource.{name}.id"))
        for name in ("a", "b")
        for make in (method, integration)
    ]
    either = ref("aws_api_gateway_resource.a.id", "aws_api_gateway_resource.b.id")
    found = routes(*resources, *parts, response("either", resource_id=either))
    for route in found.values():
        assert isinstance(route.integration, Integration)
        assert [type(r.parameters) for r in route.integration.responses] == [Unknown]


def test_a_response_that_cannot_be_placed_is_sure_for_none() -> None:
    found = routes(
        method("get"), integration("get"), response("a", resource_id=LATER), response("b", resource_id=LATER)
    )
    kept = found["get"].integration
    assert isinstance(kept, Integration)
    assert [type(r.parameters) for r in kept.responses] == [Unknown]


@pytest.mark.parametrize("key", ["GET /a/{id} 200", "GET /a/{id}-200", "GET /a/{id}/default", "GET /a/{id}"])
def test_a_response_is_known_by_its_key(key: str) -> None:
    def each(make: object, name: str, *keys: str) -> list[object]:
        lost = {"resource_id": ref("aws_api_gateway_resource.this", "each.value.x"), "http_method": "GET"}
        return [make(f"{name}[{json.dumps(k)}]", **lost) for k in keys]  # type: ignore[operator]

    places = [
        resource(
            f'aws_api_gateway_resource.this["{name}"]',
            rest_api_id=ref("aws_api_gateway_rest_api.shop.id"),
            parent_id=ref("aws_api_gateway_rest_api.shop.root_resource_id"),
            path_part=name,
        )
        for name in ("a", "b")
    ]
    keys = ("GET /a", "GET /a/{id}", "GET /b")
    found = estate(
        rest_api(),
        *places,
        *each(method, "this", *keys),
        *each(integration, "this", *keys),
        *each(response, "this", key),
    )
    counts = {r.origin.address: len(r.integration.responses) for r in found.apis[0].routes}  # type: ignore[union-attr]
    assert counts == {
        'aws_api_gateway_method.this["GET /a"]': 0,
        'aws_api_gateway_method.this["GET /a/{id}"]': 1,
        'aws_api_gateway_method.this["GET /b"]': 0,
    }


# -- policies, bodies and settings ------------------------------------------------------------------------------------

POLICY = json.dumps({"Statement": [{"Effect": "Allow", "Principal": "*", "Action": "*", "Resource": "*"}]})


def test_a_policy_that_may_be_of_several_is_unknown_for_each() -> None:
    attached = resource("aws_api_gateway_rest_api_policy.p", rest_api_id=LATER, policy=POLICY)
    for api in estate(rest_api(), rest_api("other"), attached).apis:
        assert isinstance(api.policy, Unknown)


def test_a_body_that_may_be_of_several_hides_the_routes_of_each() -> None:
    put = resource("aws_api_gateway_rest_api_put.p", rest_api_id=LATER, body='{"openapi": "3.0.1", "paths": {}}')
    for api in estate(rest_api(), rest_api("other"), put).apis:
        assert api.unread is not None
        assert not api.routes


def test_settings_that_may_be_of_several_stages_are_sure_for_none() -> None:
    def stage(name: str) -> object:
        return resource(
            f"aws_api_gateway_stage.{name}",
            rest_api_id=ref("aws_api_gateway_rest_api.shop.id"),
            stage_name=name,
            deployment_id="d",
        )

    either = ref("aws_api_gateway_stage.a.stage_name", "aws_api_gateway_stage.b.stage_name")
    settings = resource(
        "aws_api_gateway_method_settings.s",
        rest_api_id=ref("aws_api_gateway_rest_api.shop.id"),
        stage_name=either,
        method_path="*/*",
        settings=[{"logging_level": "INFO"}],
    )
    stages: list[Stage] = estate(rest_api(), stage("a"), stage("b"), settings).apis[0].stages
    assert [[type(s.scope) for s in stage.settings] for stage in stages] == [[Unknown], [Unknown]]


def test_a_stage_that_settings_alone_name_is_one_subject_for_all_candidates() -> None:
    settings = resource(
        "aws_api_gateway_method_settings.s",
        rest_api_id=LATER,
        stage_name="live",
        method_path="*/*",
        settings=[{"logging_level": "OFF"}],
    )
    results = judged(rest_api(), rest_api("other"), settings)
    keys = [r.key for r in results.decisions if r.subject.kind == "stage"]
    assert len(keys) == len(set(keys)) > 0


# -- the state before -------------------------------------------------------------------------------------------------


def test_a_policy_that_the_plan_detaches_is_gone() -> None:
    # The API's own attribute still shows it: the provider computes it.
    known = {"name": "shop", "id": "abc", "policy": POLICY, "root_resource_id": "root"}
    api = resource("aws_api_gateway_rest_api.shop", actions=["no-op"], before=known, **known)
    del api["expressions"]["policy"]
    gone = {"id": "abc", "rest_api_id": "abc", "policy": POLICY}
    attached = resource("aws_api_gateway_rest_api_policy.p", actions=["delete"], before=gone)
    assert estate(api, attached).apis[0].policy is None
    # Attached by somebody else, it stays.
    assert estate(api).apis[0].policy is not None
    # So it does where the API itself sets it.
    own = resource("aws_api_gateway_rest_api.shop", actions=["no-op"], before=known, **known)
    assert estate(own, attached).apis[0].policy is not None


def test_known_ids_join_whatever_expressions_say() -> None:
    known = {"name": "shop", "id": "abc", "root_resource_id": "root"}
    api = resource("aws_api_gateway_rest_api.shop", actions=["no-op"], before=known, **known)
    values = {"rest_api_id": "abc", "resource_id": "root", "http_method": "GET", "authorization": "NONE"}
    route = resource("aws_api_gateway_method.get", actions=["no-op"], before=values, **values)
    assert names(estate(api, rest_api("other"), route).apis) == [("other", []), ("shop", ["GET /"])]


def test_empty_texts_of_a_state_are_not_set() -> None:
    values = {
        "rest_api_id": "abc",
        "resource_id": "root",
        "http_method": "GET",
        "authorization": "NONE",
        "authorizer_id": "",
        "request_validator_id": "",
        "authorization_scopes": [],
    }
    found = estate(resource("aws_api_gateway_method.get", actions=["no-op"], before=values, **values))
    route = found.apis[0].routes[0]
    assert (route.authorizer, route.request_validator, route.scopes) == (None, None, None)


def test_a_path_that_changes_is_the_new_one() -> None:
    known = {"name": "shop", "id": "abc", "root_resource_id": "root"}
    api = resource("aws_api_gateway_rest_api.shop", actions=["no-op"], before=known, **known)
    before = {"id": "r1", "rest_api_id": "abc", "parent_id": "root", "path_part": "old", "path": "/old"}
    place = resource("aws_api_gateway_resource.r", before=before, **before | {"path_part": "new"})
    below = {"id": "r2", "rest_api_id": "abc", "parent_id": "r1", "path_part": "x", "path": "/old/x"}
    inner = resource("aws_api_gateway_resource.x", actions=["no-op"], before=below, **below)
    values = {"rest_api_id": "abc", "resource_id": "r2", "http_method": "GET", "authorization": "NONE"}
    route = resource("aws_api_gateway_method.get", actions=["no-op"], before=values, **values)
    assert [r.path for r in estate(api, place, inner, route).apis[0].routes] == ["/new/x"]
