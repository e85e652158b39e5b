"""DNS records and the domains that they lead to."""

from __future__ import annotations

from typing import Any

import pytest
from tiny_plan import estate, judged, ref, resource

from apigw_check.model.dns import DnsRecord

HOST = "d-abcdefghij.execute-api.eu-central-1.amazonaws.com"
OTHER = "d-zyxwvutsrq.execute-api.eu-central-1.amazonaws.com"
LATER = ref("terraform_data.later.output")


def kept(address: str, **values: Any) -> Any:
    return resource(address, actions=["no-op"], before=values, **values)


def alias(name: str, target: Any, **more: Any) -> Any:
    """A record whose target is known."""
    return resource("aws_route53_record.r", name=name, type="A", zone_id="Z", alias=[{"name": target}], **more)


def cname(name: str, target: Any, **more: Any) -> Any:
    given = target if not isinstance(target, str) else [target]
    return resource("aws_route53_record.r", name=name, type="CNAME", zone_id="Z", records=given, **more)


DOMAIN = kept(
    "aws_api_gateway_domain_name.d", domain_name="a.example.com", regional_domain_name=HOST, id="a.example.com"
)
NEW = resource("aws_api_gateway_domain_name.d", domain_name="a.example.com", regional_domain_name=ref())


def record(*resources: Any) -> DnsRecord | None:
    found = estate(*resources).dns_records
    return found[0] if found else None


def verdict(*resources: Any) -> str:
    return judged(*resources, only=("APIGW-620",)).decisions[0].verdict


@pytest.mark.parametrize("target", [HOST, HOST.upper(), f"{HOST}."])
def test_by_a_known_host_name(target: str) -> None:
    for made in (alias("www.example.com", target), cname("www.example.com", target)):
        found = record(DOMAIN, made)
        assert found is not None
        assert found.domain is not None
        assert found.domain.domain_name == "a.example.com"


def test_by_reference() -> None:
    found = record(NEW, cname("a.example.com", ref("aws_api_gateway_domain_name.d.regional_domain_name")))
    assert found is not None
    assert found.domain is not None


def test_the_host_name_of_the_second_kind_of_domain() -> None:
    block = [{"target_domain_name": HOST, "endpoint_type": "REGIONAL", "security_policy": "TLS_1_2"}]
    domain = kept("aws_apigatewayv2_domain_name.d", domain_name="a.example.com", domain_name_configuration=block)
    found = record(domain, alias("a.example.com", HOST))
    assert found is not None
    assert found.domain is not None


def test_one_that_is_looked_up() -> None:
    data = resource("data.aws_api_gateway_domain_name.d", domain_name=LATER)
    found = record(data, cname("a.example.com", ref("data.aws_api_gateway_domain_name.d.regional_domain_name")))
    assert found is not None
    assert found.looked_up
    assert found.domain is None


@pytest.mark.parametrize(
    "target",
    [
        "d111111abcdef8.cloudfront.net",
        "abcdefghij.execute-api.eu-central-1.amazonaws.com",
        "d-abc.execute-api.example.com",
        "x" * 10_000,
        "",
        LATER,
        ref("aws_lb.x.dns_name"),
    ],
)
def test_what_leads_elsewhere_is_no_subject(target: Any) -> None:
    assert record(DOMAIN, cname("www.example.com", target)) is None


def test_records_of_other_types() -> None:
    text = resource("aws_route53_record.r", name="a.example.com", type="TXT", zone_id="Z", records=[HOST])
    assert record(DOMAIN, text) is None


def test_a_distribution_counts_where_the_domain_has_the_name() -> None:
    found = record(DOMAIN, alias("a.example.com", "d111111abcdef8.cloudfront.net"))
    assert found is not None
    assert [each.domain_name for each in found.namesakes] == ["a.example.com"]


def test_a_relative_name_counts_by_the_full_one() -> None:
    found = record(DOMAIN, kept("aws_route53_record.r", name="a", fqdn="a.example.com", type="CNAME", records=[OTHER]))
    assert found is not None
    assert found.namesakes


@pytest.mark.parametrize(
    ("name", "more", "expected"),
    [
        ("a.example.com", {}, "fail"),
        ("A.example.com.", {}, "fail"),
        ("other.example.com", {}, "undecided"),
        ("a.example.com", {"set_identifier": "us"}, "undecided"),
        ("a.example.com", {"weighted_routing_policy": [{"weight": 1}]}, "undecided"),
        (LATER, {}, "undecided"),
    ],
)
def test_a_target_of_no_domain(name: Any, more: Any, expected: str) -> None:
    assert verdict(DOMAIN, alias(name, OTHER, **more)) == expected
    assert verdict(NEW, alias(name, OTHER, **more)) == expected


def test_a_domain_that_the_change_takes_away() -> None:
    values = {"domain_name": "a.example.com", "regional_domain_name": HOST, "id": "a.example.com"}
    gone = resource("aws_api_gateway_domain_name.d", actions=["delete"], before=values)
    old = kept("aws_route53_record.r", name="www.example.com", type="CNAME", records=[HOST])
    assert verdict(gone, old) == "fail"
    anew = resource(
        "aws_api_gateway_domain_name.d",
        actions=["delete", "create"],
        before=values,
        domain_name="b.example.com",
        regional_domain_name=ref(),
    )
    assert verdict(anew, old) == "fail"
    forgotten = resource("aws_api_gateway_domain_name.d", actions=["forget"], before=values)
    assert verdict(forgotten, old) == "undecided"


def test_instances_by_key() -> None:
    domains = [
        resource(
            f'aws_api_gateway_domain_name.d["{key}"]', domain_name=f"{key}.example.com", regional_domain_name=ref()
        )
        for key in "ab"
    ]
    target = ref('aws_api_gateway_domain_name.d["b"].regional_domain_name')
    found = record(*domains, cname("b.example.com", target))
    assert found is not None
    assert found.domain is not None
    assert found.domain.domain_name == "b.example.com"
