"""VPC links, and the load balancers behind integrations."""

from __future__ import annotations

from tiny_plan import estate, ref, resource

from apigw_check.model.estate import Estate
from apigw_check.model.gateway import Integration
from apigw_check.model.links import LoadBalancer, VpcLink
from apigw_check.model.value import Unknown

ARN = "arn:aws:elasticloadbalancing:eu-central-1:123456789012:loadbalancer/app/shop/0123456789abcdef"
LISTENER = ARN.replace(":loadbalancer/", ":listener/") + "/fedcba9876543210"


def private(uri: object, **values: object) -> tuple[object, ...]:
    return (
        resource("aws_apigatewayv2_api.web", name="web", protocol_type="HTTP", id=ref()),
        resource("aws_apigatewayv2_vpc_link.web", name="web", id=ref()),
        resource(
            "aws_apigatewayv2_integration.it",
            **{
                "api_id": ref("aws_apigatewayv2_api.web.id"),
                "integration_type": "HTTP_PROXY",
                "integration_uri": uri,
                "connection_type": "VPC_LINK",
                "connection_id": ref("aws_apigatewayv2_vpc_link.web.id"),
            }
            | values,
        ),
    )


def only(found: Estate) -> Integration:
    (it,) = found.apis[0].integrations
    return it


def test_the_load_balancer_of_a_listener() -> None:
    balancer = resource("aws_lb.shop", internal=True, arn=ref())
    listener = resource("aws_lb_listener.http", load_balancer_arn=ref("aws_lb.shop.arn"), arn=ref())
    it = only(estate(*private(ref("aws_lb_listener.http.arn")), balancer, listener))
    assert isinstance(it.balancers, tuple)
    (found,) = it.balancers
    assert isinstance(found, LoadBalancer)
    assert found.internal is True
    assert isinstance(it.vpc_link, VpcLink)
    assert it.vpc_link.integrations == [it]


def test_a_listener_by_its_arn() -> None:
    known = resource("aws_lb.shop", before={"arn": ARN}, arn=ARN, internal=False)
    (found,) = only(estate(*private(LISTENER), known)).balancers
    assert isinstance(found, LoadBalancer)
    assert found.internal is False


def test_what_stands_elsewhere_is_unknown() -> None:
    for uri in (LISTENER, ref("terraform_data.x.output"), ref("aws_lb_listener.gone")):
        it = only(estate(*private(uri)))
        assert isinstance(it.balancers, tuple)
        assert [type(each) for each in it.balancers] == [Unknown]


def test_a_service_of_cloud_map_has_no_load_balancer() -> None:
    service = resource("aws_service_discovery_service.s", name="s", arn=ref())
    assert only(estate(*private(ref("aws_service_discovery_service.s.arn")), service)).balancers == ()
    assert only(estate(*private("arn:aws:servicediscovery:eu-central-1:123456789012:service/srv-x"))).balancers == ()


def test_a_link_that_cannot_be_followed_leaves_the_use_of_all_open() -> None:
    found = estate(*private(LISTENER, connection_id=ref("terraform_data.x.output")))
    (link,) = found.vpc_links
    assert not link.integrations
    assert isinstance(link.use_unread, Unknown)


def test_an_integration_over_the_internet_uses_none() -> None:
    found = estate(*private("https://shop.example.com", connection_type="INTERNET", connection_id=None))
    assert only(found).vpc_link is None
    assert only(found).balancers == ()
    assert found.vpc_links[0].use_unread is None


def test_a_known_id_of_another_link_leaves_nothing_open() -> None:
    (link,) = estate(*private(LISTENER, connection_id="abc123")).vpc_links
    assert link.use_unread is None
    (link,) = estate(*private(LISTENER, connection_id="${stageVariables.link}")).vpc_links
    assert link.use_unread is not None


def test_a_data_source_that_is_read_later_says_nothing_yet() -> None:
    listener = resource("aws_lb_listener.http", load_balancer_arn=ref("data.aws_lb.shop.arn"), arn=ref())
    read = {
        "change": {"actions": ["read"], "after": {"name": "shop"}, "after_unknown": {"internal": True, "arn": True}}
    }
    later = resource("data.aws_lb.shop", name="shop", **read)
    (found,) = only(estate(*private(ref("aws_lb_listener.http.arn")), listener, later)).balancers
    assert isinstance(found, LoadBalancer)
    assert isinstance(found.internal, Unknown)
