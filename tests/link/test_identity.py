"""User pools, app clients and identity pools, and the authorizers that take their tokens."""

from __future__ import annotations

import json

import pytest
from tiny_plan import Ref, estate, ref, resource

from apigw_check.model.gateway import Authorizer
from apigw_check.model.roles import Role
from apigw_check.model.value import Unknown

LATER = ref("terraform_data.later.output")
ARN = "arn:aws:cognito-idp:eu-central-1:123456789012:userpool/eu-central-1_abc"


def pool(name: str = "users", **values: object) -> object:
    return resource(f"aws_cognito_user_pool.{name}", **{"name": name, "id": ref(), "arn": ref()} | values)


def client(name: str, **values: object) -> object:
    given = {"name": name, "user_pool_id": ref("aws_cognito_user_pool.users.id"), "id": ref()}
    return resource(f"aws_cognito_user_pool_client.{name}", **given | values)


def cognito(arns: object) -> list[object]:
    api = resource("aws_api_gateway_rest_api.shop", name="shop", id=ref())
    given = {"rest_api_id": ref("aws_api_gateway_rest_api.shop.id"), "name": "a", "type": "COGNITO_USER_POOLS"}
    return [api, resource("aws_api_gateway_authorizer.a", **given, provider_arns=arns)]


def jwt(issuer: object, audience: object) -> list[object]:
    api = resource("aws_apigatewayv2_api.shop", name="shop", protocol_type="HTTP", id=ref())
    block = {"issuer": issuer, "audience": audience}
    known = {name: value for name, value in block.items() if not isinstance(value, Ref)}
    made = resource(
        "aws_apigatewayv2_authorizer.a",
        api_id=ref("aws_apigatewayv2_api.shop.id"),
        name="a",
        authorizer_type="JWT",
        jwt_configuration=[known],
    )
    made["change"]["after_unknown"]["jwt_configuration"] = [{name: True for name in block if name not in known}]
    made["expressions"]["jwt_configuration"] = [
        {
            name: {"references": list(value.references)} if isinstance(value, Ref) else {"constant_value": value}
            for name, value in block.items()
        }
    ]
    return [api, made]


def authorizer(*resources: object) -> Authorizer:
    return estate(*resources).apis[0].authorizers[0]


def names(found: Authorizer) -> tuple[list[object], list[object]]:
    return [each.pool_name for each in found.user_pools], [each.client_name for each in found.app_clients]


def test_a_pool_by_reference_with_all_its_clients() -> None:
    found = authorizer(*cognito(ref("aws_cognito_user_pool.users.arn")), pool(), client("web"), client("cli"))
    assert names(found) == (["users"], ["cli", "web"])
    assert found.pools_unread is found.clients_unread is None


def test_a_pool_by_its_known_arn() -> None:
    found = authorizer(*cognito([ARN]), pool(arn=ARN), client("web"))
    assert names(found) == (["users"], ["web"])


@pytest.mark.parametrize("given", [[ARN], ref("data.aws_cognito_user_pools.all.arns"), LATER])
def test_a_pool_that_stands_elsewhere(given: object) -> None:
    data = resource("data.aws_cognito_user_pools.all", actions=["read"], name="users", arns=ref())
    found = authorizer(*cognito(given), pool(), data)
    assert names(found) == ([], [])
    assert isinstance(found.pools_unread, Unknown)


def test_a_pool_without_clients_in_the_input() -> None:
    found = authorizer(*cognito(ref("aws_cognito_user_pool.users.arn")), pool())
    assert names(found) == (["users"], [])
    assert isinstance(found.clients_unread, Unknown)


def test_a_client_of_some_pool() -> None:
    found = authorizer(*cognito(ref("aws_cognito_user_pool.users.arn")), pool(), client("web", user_pool_id=LATER))
    assert names(found) == (["users"], [])
    assert isinstance(found.clients_unread, Unknown)
    assert "may be one of its app clients" in found.clients_unread.reason


def test_an_issuer_and_the_clients_of_the_audience() -> None:
    issuer, audience = ref("aws_cognito_user_pool.users.endpoint"), ref("aws_cognito_user_pool_client.web.id")
    found = authorizer(*jwt(issuer, audience), pool(), client("web"), client("cli"))
    assert names(found) == (["users"], ["web"])
    assert found.pools_unread is found.clients_unread is None


def test_an_issuer_by_the_id_of_the_pool() -> None:
    issuer = "https://cognito-idp.eu-central-1.amazonaws.com/eu-central-1_abc"
    here = [pool(id="eu-central-1_abc"), client("web", id="123")]
    assert names(authorizer(*jwt(issuer, ["123"]), *here)) == (["users"], ["web"])
    found = authorizer(*jwt(issuer, ["123", "456"]), *here)
    assert names(found) == (["users"], ["web"])
    assert isinstance(found.clients_unread, Unknown)


def test_an_issuer_that_is_no_user_pool() -> None:
    found = authorizer(*jwt("https://login.example.com", ["shop"]), pool(), client("web"))
    assert names(found) == ([], [])
    assert found.pools_unread is None


def test_one_of_several_clients_is_none() -> None:
    clients = [client("web"), client("cli")]
    audience = Ref("each.value", "aws_cognito_user_pool_client.web.id", "aws_cognito_user_pool_client.cli.id")
    found = authorizer(*jwt(ref("aws_cognito_user_pool.users.endpoint"), audience), pool(), *clients)
    assert names(found) == (["users"], [])
    assert isinstance(found.clients_unread, Unknown)


def identity_pool(**values: object) -> object:
    return resource("aws_cognito_identity_pool.guests", identity_pool_name="guests", id=ref(), **values)


def attachment(roles: object, **values: object) -> object:
    given = {"identity_pool_id": ref("aws_cognito_identity_pool.guests.id"), "roles": roles}
    return resource("aws_cognito_identity_pool_roles_attachment.guests", **given | values)


ROLE = resource("aws_iam_role.guest", name="guest", arn="arn:aws:iam::123456789012:role/guest")


@pytest.mark.parametrize(
    "roles", [{"unauthenticated": "arn:aws:iam::123456789012:role/guest"}, ref("aws_iam_role.guest.arn")]
)
def test_the_role_of_guests(roles: object) -> None:
    found = estate(identity_pool(), attachment(roles), ROLE).identity_pools[0]
    assert isinstance(found.guest_roles, tuple)
    assert [type(role) for role in found.guest_roles] == [Role]
    assert found.guest_roles[0].role_name == "guest"


def test_no_role_for_guests() -> None:
    found = estate(identity_pool(), attachment({"authenticated": "arn:aws:iam::123456789012:role/guest"}), ROLE)
    assert found.identity_pools[0].guest_roles == ()


def test_guests_whose_role_is_not_in_the_input() -> None:
    assert estate(identity_pool(), ROLE).identity_pools[0].guest_roles is None
    elsewhere = attachment({"unauthenticated": "arn:aws:iam::123456789012:role/other"})
    assert isinstance(estate(identity_pool(), elsewhere, ROLE).identity_pools[0].guest_roles, Unknown)
    lost = attachment({"unauthenticated": "arn:aws:iam::123456789012:role/guest"}, identity_pool_id=LATER)
    assert isinstance(estate(identity_pool(), lost, ROLE).identity_pools[0].guest_roles, Unknown)


def test_a_body_names_its_pool() -> None:
    scheme = {
        "type": "apiKey",
        "name": "Authorization",
        "in": "header",
        "x-amazon-apigateway-authorizer": {"type": "cognito_user_pools", "providerARNs": [ARN]},
    }
    body = {"openapi": "3.0.1", "info": {}, "paths": {}, "components": {"securitySchemes": {"users": scheme}}}
    api = resource("aws_api_gateway_rest_api.shop", name="shop", body=json.dumps(body))
    assert names(authorizer(api, pool(arn=ARN), client("web"))) == (["users"], ["web"])
