"""How deployments, stages and the parts of an API are joined, and what a deployment notices."""

from __future__ import annotations

import json
from typing import Any

import pytest
from tiny_plan import document, estate, ref, resource

from apigw_check.frontends.openapi import parse_body
from apigw_check.frontends.plan import read_plan
from apigw_check.link import link
from apigw_check.model.gateway import Api, Deployment
from apigw_check.model.value import Unknown

LATER = ref("terraform_data.later.output")
API = "aws_api_gateway_rest_api.shop"


def rest_api(name: str = "shop", **values: Any) -> Any:
    return resource(
        f"aws_api_gateway_rest_api.{name}", **{"name": name, "id": ref(), "root_resource_id": ref()} | values
    )


def method(name: str, verb: str = "GET") -> Any:
    return resource(
        f"aws_api_gateway_method.{name}",
        rest_api_id=ref(f"{API}.id"),
        resource_id=ref(f"{API}.root_resource_id"),
        http_method=verb,
        authorization="NONE",
    )


def deployment(name: str = "shop", api: str = "shop", **values: Any) -> Any:
    given = {"rest_api_id": ref(f"aws_api_gateway_rest_api.{api}.id")}
    return resource(f"aws_api_gateway_deployment.{name}", **given | values)


def stage(deployment_id: Any, **values: Any) -> Any:
    given = {"rest_api_id": ref(f"{API}.id"), "stage_name": "live", "deployment_id": deployment_id}
    return resource("aws_api_gateway_stage.live", **given | values)


class Texts:
    """Sources of a configuration, as far as this module asks for them."""

    def __init__(
        self, texts: dict[tuple[str, str], str] | None = None, lifecycle: dict[str, str] | None = None
    ) -> None:
        self.texts = texts or {}
        self.arguments = lifecycle or {}

    def text(self, path: tuple[str, ...], kind: str, label: str, name: str) -> str | None:
        return self.texts.get((kind, name))

    def expression(self, path: tuple[str, ...], kind: str, label: str, name: str, keys: Any) -> Any:
        from apigw_check.locate.expressions import expression_references
        from apigw_check.model.resource import Written

        text = self.texts.get((kind, name))
        return None if text is None else Written(tuple(expression_references(text)))

    def dynamic(self, *_: Any) -> None:
        return None

    def replace_triggered_by(self, *_: Any) -> bool:
        return "replace_triggered_by" in self.arguments

    def lifecycle(self, *_: Any) -> dict[str, tuple[str, tuple[str, ...]]]:
        from apigw_check.locate.expressions import expression_references

        return {name: (text, tuple(expression_references(text))) for name, text in self.arguments.items()}

    def file(self, *_: Any) -> str:
        return "main.tf"


def published(*resources: Any, sources: Texts | None = None) -> Deployment:
    """The one deployment of the shop."""
    found = read_plan(json.dumps(document(*resources)).encode(), "plan.json", sources)
    (api,) = [one for one in link(found.after, parse_body).apis if one.api_name == "shop"]
    return api.deployments[0]


def seen(*resources: Any, sources: Texts | None = None) -> dict[str, Any]:
    """What the deployment notices of each part."""
    parts = published(*resources, sources=sources or Texts()).parts
    return {part.label: part.seen if not isinstance(part.seen, Unknown) else "?" for part in parts}


def test_a_whole_resource_is_noticed_and_its_id_is_not() -> None:
    both = (rest_api(), method("a"), method("b", "PUT"))
    triggers = ref("aws_api_gateway_method.a", "aws_api_gateway_method.b.id")
    assert seen(*both, deployment(triggers=triggers)) == {"GET /": True, "PUT /": False}
    parts = published(*both, deployment(triggers=triggers), sources=Texts()).parts
    assert [part.by_id for part in parts] == [True, True]
    assert [part.follows for part in parts] == [True, True]


def test_an_attribute_that_says_what_it_is_is_noticed() -> None:
    assert seen(rest_api(), method("a"), deployment(triggers=ref("aws_api_gateway_method.a.authorization"))) == {
        "GET /": True
    }


def test_one_instance_is_not_the_others() -> None:
    def one(key: str) -> Any:
        made = method("each", key)
        made["address"] = f'aws_api_gateway_method.each["{key}"]'
        return made | {"index": key}

    first, second = one("GET"), one("PUT")
    assert seen(rest_api(), first, second, deployment(triggers=ref('aws_api_gateway_method.each["GET"]'))) == {
        "GET /": True,
        "PUT /": False,
    }
    assert seen(rest_api(), first, second, deployment(triggers=ref("aws_api_gateway_method.each", "each.key"))) == {
        "GET /": True,
        "PUT /": True,
    }


def test_a_local_is_followed_in_the_sources_only() -> None:
    given = (rest_api(), method("a"), deployment(triggers=ref("local.deployed")))
    assert seen(*given) == {"GET /": "?"}
    assert seen(*given, sources=Texts({("locals", "deployed"): "sha1(jsonencode(aws_api_gateway_method.a))"})) == {
        "GET /": True
    }
    assert seen(*given, sources=Texts({("locals", "deployed"): "aws_api_gateway_method.a.id"})) == {"GET /": False}


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("{ now = timestamp() }", True),
        ('{ code = filesha1("main.tf") }', True),
        ('{ code = sha1(join("", [for f in fileset(path.module, "*.tf") : filesha1(f)])) }', True),
        ('{ code = filesha1("routes.csv") }', "?"),
        ('{ release = "7" }', False),
    ],
)
def test_functions_are_read_in_the_sources(text: str, answer: object) -> None:
    made = deployment(triggers=ref("path.module"))
    assert seen(rest_api(), method("a"), made, sources=Texts({("resource", "triggers"): text})) == {"GET /": answer}


def test_without_sources_a_gap_is_not_sure() -> None:
    # The lifecycle may have replace_triggered_by.
    made = published(rest_api(), method("a"), deployment(triggers={"release": "7"}))
    assert isinstance(made.parts[0].seen, Unknown)
    assert isinstance(made.created_first, Unknown)


def test_a_lifecycle_replaces_it() -> None:
    sources = Texts(lifecycle={"replace_triggered_by": "[aws_api_gateway_method.a]", "create_before_destroy": "true"})
    made = published(rest_api(), method("a"), deployment(), sources=sources)
    assert made.parts[0].seen is True
    assert made.parts[0].follows is True
    assert made.created_first is True


def test_this_plan_shows_the_order() -> None:
    before = {"id": "d", "rest_api_id": "a"}
    for actions, first in ((["create", "delete"], True), (["delete", "create"], False)):
        made = deployment(before=before, actions=actions)
        assert published(rest_api(), made).created_first is first


def test_the_body_and_the_policy_are_parts() -> None:
    text = json.dumps({"openapi": "3.0.1", "info": {}, "paths": {}})
    policy = json.dumps({"Statement": []})
    given = rest_api(body=text, policy=policy)
    assert seen(given, deployment(triggers=ref(f"{API}.body"))) == {"the body": True, "the resource policy": False}
    assert seen(given, deployment(triggers=ref(f"{API}.id"))) == {"the body": False, "the resource policy": False}
    assert seen(given, deployment(triggers=ref(API))) == {"the body": True, "the resource policy": True}


def test_what_a_count_of_0_leaves_out_is_no_part() -> None:
    assert seen(rest_api(), deployment(triggers={"release": "7"})) == {}


def test_dependencies_go_through_other_resources() -> None:
    between = resource("terraform_data.routes", input=ref("aws_api_gateway_method.a.id"))
    made = published(rest_api(), method("a"), between, deployment(triggers=ref("terraform_data.routes.output")))
    assert made.parts[0].follows is True
    apart = published(rest_api(), method("a"), between, deployment(triggers={"release": "7"}))
    assert apart.parts[0].follows is False


def live(*resources: Any) -> tuple[Api, Any]:
    found = next(api for api in estate(*resources).apis if api.stages)
    return found, found.stages[0].deployment


def test_a_stage_and_its_deployment() -> None:
    api, served = live(rest_api(), deployment(), stage(ref("aws_api_gateway_deployment.shop.id")))
    assert served is api.deployments[0]


def test_a_stage_and_the_deployment_of_another_api() -> None:
    given = (rest_api(), rest_api("other"), deployment("other", "other"))
    api, served = live(*given, stage(ref("aws_api_gateway_deployment.other.id")))
    assert served.api is not api
    assert served.api.api_name == "other"


def test_a_stage_and_a_known_id() -> None:
    known = deployment(id="d1")
    assert live(rest_api(), known, stage("d1"))[1].origin.address == "aws_api_gateway_deployment.shop"
    assert isinstance(live(rest_api(), known, stage("d2"))[1], Unknown)


def test_a_stage_and_what_cannot_be_followed() -> None:
    assert isinstance(live(rest_api(), deployment(), stage(LATER))[1], Unknown)
    assert isinstance(live(rest_api(), deployment(), stage(ref("var.deployment_id")))[1], Unknown)


def test_places_of_a_policy() -> None:
    text = json.dumps({"Statement": []})
    attached = resource("aws_api_gateway_rest_api_policy.shop", rest_api_id=ref(f"{API}.id"), policy=text)
    (api,) = estate(rest_api(policy=text), attached).apis
    assert sorted(origin.address for origin in api.policies) == [API, "aws_api_gateway_rest_api_policy.shop"]
    (api,) = estate(rest_api(policy=ref("terraform_data.later.output")), attached).apis
    assert [origin.address for origin in api.policies] == ["aws_api_gateway_rest_api_policy.shop"]
    assert api.policies_unread is not None


def test_path_resources_are_counted() -> None:
    def place(name: str, api: Any) -> Any:
        return resource(f"aws_api_gateway_resource.{name}", rest_api_id=api, path_part=name, parent_id="root")

    own = place("a", ref(f"{API}.id"))
    found = {api.api_name: api for api in estate(rest_api(), rest_api("other"), own, place("b", LATER)).apis}
    assert (found["shop"].resources, found["shop"].resources_maybe) == (1, 1)
    assert (found["other"].resources, found["other"].resources_maybe) == (0, 1)


def test_tags_with_those_of_the_provider() -> None:
    (api,) = estate(rest_api(tags={"a": "1"}, tags_all={"a": "1", "b": "2"})).apis
    assert (api.tags, api.tags_unread) == ({"a": "1", "b": "2"}, None)
    (api,) = estate(rest_api(tags={"a": "1"}, tags_all=ref())).apis
    assert api.tags == {"a": "1"}
    assert api.tags_unread is not None
