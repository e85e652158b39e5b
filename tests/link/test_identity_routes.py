"""Which routes authorize by an authorizer, and which integrations call the same backend."""

from __future__ import annotations

from tiny_plan import estate, judged, ref, resource

from apigw_check.model.estate import Estate
from apigw_check.model.gateway import Api
from apigw_check.model.value import Unknown

LATER = ref("terraform_data.later.output")
API = resource("aws_apigatewayv2_api.shop", name="shop", protocol_type="HTTP", id=ref())
OF_API = ref("aws_apigatewayv2_api.shop.id")


def authorizer(name: str = "a") -> object:
    given = {"api_id": OF_API, "name": name, "authorizer_type": "REQUEST", "id": ref()}
    return resource(f"aws_apigatewayv2_authorizer.{name}", **given)


def route(name: str, **values: object) -> object:
    given = {"api_id": OF_API, "route_key": f"GET /{name}", "authorization_type": "CUSTOM"}
    return resource(f"aws_apigatewayv2_route.{name}", **given | values)


def integration(name: str, uri: object, **values: object) -> object:
    given = {"api_id": OF_API, "integration_type": "HTTP_PROXY", "integration_method": "GET", "id": ref()}
    return resource(f"aws_apigatewayv2_integration.{name}", **given | {"integration_uri": uri} | values)


def behind(name: str, target: str, authorization: str) -> object:
    uri = ref(f"aws_apigatewayv2_integration.{target}.id")
    return route(name, authorization_type=authorization, target=uri)


def api(found: Estate) -> Api:
    return found.apis[0]


def test_routes_that_authorize_by_it() -> None:
    named = ref("aws_apigatewayv2_authorizer.a.id")
    routes = [
        route("used", authorizer_id=named),
        route("named", authorizer_id=named, authorization_type="NONE"),
        route("signed", authorizer_id=named, authorization_type="AWS_IAM"),
    ]
    found = api(estate(API, authorizer(), *routes)).authorizers[0]
    assert [each.name for each in found.routes] == ["GET /used"]
    assert found.routes_unread is None


def test_a_route_with_an_authorizer_that_is_not_known_may_use_any() -> None:
    found = api(estate(API, authorizer(), authorizer("b"), route("later", authorizer_id=LATER)))
    assert all(each.routes == [] and isinstance(each.routes_unread, Unknown) for each in found.authorizers)


def test_a_route_of_unknown_type_may_use_the_authorizer_that_it_names() -> None:
    named = ref("aws_apigatewayv2_authorizer.a.id")
    found = api(estate(API, authorizer(), authorizer("b"), route("x", authorizer_id=named, authorization_type=LATER)))
    assert [isinstance(each.routes_unread, Unknown) for each in found.authorizers] == [True, False]


def test_one_url_in_two_spellings() -> None:
    found = api(estate(API, integration("a", "https://b.example.com/x"), integration("b", "HTTPS://B.example.com/x/")))
    assert found.integrations[0].backend is found.integrations[1].backend
    other = api(estate(API, integration("a", "https://b.example.com/x"), integration("b", "https://b.example.com/X")))
    assert other.integrations[0].backend is not other.integrations[1].backend


def test_what_is_not_known_may_be_the_same() -> None:
    found = api(estate(API, integration("a", "https://b.example.com"), integration("b", LATER)))
    known, unknown = (each.backend for each in found.integrations)
    assert known is not None
    assert unknown is not None
    assert (known.maybe, unknown.maybe) == ([unknown], [known])


def test_an_endpoint_behind_a_link_by_reference() -> None:
    listener = resource("aws_lb_listener.x", arn=ref())
    given = {"connection_type": "VPC_LINK", "connection_id": "l"}
    uri = ref("aws_lb_listener.x.arn")
    found = api(estate(API, listener, integration("a", uri, **given), integration("b", uri, **given)))
    backend = found.integrations[0].backend
    assert backend is not None
    assert (backend.kind, backend.label) == ("private", "aws_lb_listener.x")
    assert backend is found.integrations[1].backend


def verdicts(*resources: object) -> list[tuple[str, str]]:
    found = judged(API, *resources, only=("APIGW-108",)).decisions
    return [(each.verdict, each.subject.origin.address.rpartition(".")[2]) for each in found]


def test_another_method_is_another_backend() -> None:
    url = "https://b.example.com"
    pair = [behind("open", "a", "NONE"), behind("closed", "b", "AWS_IAM")]
    same = [integration("a", url), integration("b", url)]
    assert verdicts(*same, *pair) == [("fail", "a"), ("pass", "b")]
    other = [integration("a", url), integration("b", url, integration_method="POST")]
    assert verdicts(*other, *pair) == [("pass", "a"), ("pass", "b")]
    any_ = [integration("a", url), integration("b", url, integration_method="ANY")]
    assert verdicts(*any_, *pair) == [("fail", "a"), ("pass", "b")]


def test_routes_of_unknown_authorization_decide_nothing() -> None:
    url = "https://b.example.com"
    both = [integration("a", url), integration("b", url)]
    unknown = route("later", authorization_type=LATER, target=ref("aws_apigatewayv2_integration.b.id"))
    assert verdicts(*both, behind("open", "a", "NONE"), unknown) == [("undecided", "a"), ("pass", "b")]
    assert verdicts(*both, behind("closed", "a", "AWS_IAM"), unknown) == [("pass", "a"), ("undecided", "b")]
